import { phaseUnderWay, type Snapshot } from '../index.ts';
import { plain, type Terminal } from './terminal.ts';
import { cli as words, common as say, workout as said } from './words.ts';

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
  const phase = phaseUnderWay(workout.plan, workout.phaseIndex, workout.stretches);
  return [
    say.clock(workout.elapsedS),
    phase && plain(say.phaseName(phase)),
    workout.remainingS !== undefined && words.left(workout.remainingS),
    heart.signal === 'live' && heart.bpm !== undefined && words.bpm(heart.bpm, heart.source === 'simulated'),
    heart.signal === 'live' && heart.zone !== undefined && say.zone(heart.zone),
    workout.pause ? said.pausedBecause[workout.pause] : say.guidance(workout.guidance),
  ]
    .filter((part) => typeof part === 'string')
    .join('  ');
}
