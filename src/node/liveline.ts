import { phasesOf, type Snapshot } from '../index.ts';
import { cli as words } from '../words/en/cli.ts';
import { en } from '../words/en/index.ts';
import { workout as said } from '../words/en/workout.ts';
import { plain, type Terminal } from './terminal.ts';

const CLEAR = '\r\x1b[K';

/** One line of a terminal that is always now, and above it what was said. */
export class LiveLine {
  readonly #terminal: Terminal;
  #now = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(snapshot: Snapshot): void {
    this.#now = lineOf(snapshot).slice(0, this.#terminal.errColumns - 1); // a wrapped line cannot be cleared
    this.#terminal.err(CLEAR + this.#now);
  }

  tell(text: string): void {
    this.#terminal.err(`${CLEAR}${plain(text)}\n${this.#now}`);
  }

  /** The line makes room for what comes next. */
  end(): void {
    this.#terminal.err(CLEAR);
    this.#now = '';
  }
}

/** 12:34  Interval 2 of 3  1:25 left  162 bpm (simulated)  Zone 4  On target */
function lineOf({ heart, workout }: Snapshot): string {
  if (!workout) return '';
  const phase = phasesOf(workout.plan)[workout.phaseIndex];
  return [
    en.clock(workout.elapsedS),
    phase && plain(en.phaseName(phase)),
    workout.remainingS !== undefined && words.left(workout.remainingS),
    heart.signal === 'live' && heart.bpm !== undefined && words.bpm(heart.bpm, heart.source === 'simulated'),
    heart.signal === 'live' && heart.zone !== undefined && en.zone(heart.zone),
    workout.pause ? said.pausedBecause[workout.pause] : en.guidance(workout.guidance),
  ]
    .filter((part) => typeof part === 'string')
    .join('  ');
}
