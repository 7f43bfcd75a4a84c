import { isOfPhase, precedence, type CueGroup } from '../../core/cues/cueGroups.ts';
import type { SpeechPort, VoiceHow } from '../device/voice.ts';

/** Something to say. */
export interface Speech {
  group: CueGroup;
  /** A sentence or two each: asked for when it is said. None: nothing to say after all. */
  lines: () => readonly string[];
  /** Not before so many ms from now: a tone comes first. */
  afterMs?: number;
  /** It could not be said: somebody else has to. Not called for what nobody wants to hear any more. */
  onUnsaid?: () => void;
}

/** Why nothing is heard. `blocked`: the browser wants a touch first. `silent`: it was asked to speak, and did not begin. */
export type SpeechTrouble = 'blocked' | 'silent' | 'failed';

/** What waits for longer than this is stale. */
const FRESH_MS: Readonly<Record<CueGroup, number>> = {
  ceiling: 10_000,
  signal: 8_000,
  phases: 6_000,
  target: 5_000,
  recovery: 5_000,
  inZone: 4_000,
  halfway: 4_000,
  heartRate: 4_000,
  countdown: 500,
};

/** A voice that has not begun by then says nothing. */
const STARTS_WITHIN_MS = 3_000;
/** A line takes about so long; a voice that takes far longer has stopped without a word, as Chromium's do. */
const LETTER_MS = 160;
const LINE_MS = 4_000;
/** Some browsers lose what is said in the same moment as something else is cancelled. */
const AFTER_CANCEL_MS = 60;

interface Waiting {
  speech: Speech;
  fromMs: number;
  untilMs: number;
  /** Lines that are left of it, once it was begun. */
  rest?: readonly string[];
}

/**
 * One voice, one line at a time, and never what is over. A ceiling goes first and ends whatever is said; a new phase ends what
 * was about the last one; else a line is said to its end, and of each group the latest waits.
 */
export class SpeechQueue {
  readonly #port: Pick<SpeechPort, 'speak' | 'cancel'>;
  readonly #how: () => VoiceHow | undefined;
  readonly #onTrouble: (trouble: SpeechTrouble | undefined) => void;
  #waiting: Waiting[] = [];
  #speaking: Waiting | undefined;
  /** Events of any line but this one are late. */
  #line = 0;
  #readyAtMs = -Infinity;
  #pumpTimer: ReturnType<typeof setTimeout> | undefined;
  #lineTimer: ReturnType<typeof setTimeout> | undefined;

  /** `how`: with which voice, asked at each line; none: there is none. */
  constructor(
    port: Pick<SpeechPort, 'speak' | 'cancel'>,
    how: () => VoiceHow | undefined,
    onTrouble: (trouble: SpeechTrouble | undefined) => void,
  ) {
    this.#port = port;
    this.#how = how;
    this.#onTrouble = onTrouble;
  }

  say(speech: Speech): void {
    const { group, afterMs = 0 } = speech;
    this.#drop((waiting) => isStaleBy(group, waiting));
    if (this.#speaking && endsAtOnce(group, this.#speaking.speech.group)) this.#cancel();
    const fromMs = performance.now() + afterMs;
    this.#waiting.push({ speech, fromMs, untilMs: fromMs + FRESH_MS[group] });
    this.#pump();
  }

  /** Nothing more of these groups; all of them where none is named. */
  stop(isIt: (group: CueGroup) => boolean = () => true): void {
    this.#drop(isIt);
    if (this.#speaking && isIt(this.#speaking.speech.group)) this.#cancel();
    this.#pump();
  }

  #drop(isIt: (group: CueGroup) => boolean): void {
    this.#waiting = this.#waiting.filter(({ speech }) => !isIt(speech.group));
  }

  #cancel(): void {
    clearTimeout(this.#lineTimer);
    this.#speaking = undefined;
    this.#line++;
    this.#port.cancel();
    this.#readyAtMs = performance.now() + AFTER_CANCEL_MS;
  }

  #pump(): void {
    clearTimeout(this.#pumpTimer);
    if (this.#speaking) return;
    const nowMs = performance.now();
    this.#waiting = this.#waiting.filter(({ untilMs }) => untilMs >= nowMs);
    const due = this.#waiting.filter(({ fromMs }) => Math.max(fromMs, this.#readyAtMs) <= nowMs);
    if (due.length > 0) {
      const first = due.reduce((a, b) => (precedence(b.speech.group) < precedence(a.speech.group) ? b : a));
      this.#waiting = this.#waiting.filter((each) => each !== first);
      return this.#begin(first);
    }
    if (this.#waiting.length === 0) return;
    const nextMs = Math.max(this.#readyAtMs, Math.min(...this.#waiting.map(({ fromMs }) => fromMs)));
    this.#pumpTimer = setTimeout(() => this.#pump(), Math.ceil(nextMs - nowMs));
  }

  #begin(waiting: Waiting): void {
    const how = this.#how();
    const [text, ...rest] = waiting.rest ?? waiting.speech.lines();
    if (!how || text === undefined) {
      if (!how) waiting.speech.onUnsaid?.();
      return this.#pump();
    }
    this.#speaking = { ...waiting, rest };
    const line = ++this.#line;
    let started = false;
    const ifCurrent = (then: () => void) => () => {
      if (line === this.#line) then();
    };
    this.#lineTimer = setTimeout(() => this.#fail('silent'), STARTS_WITHIN_MS);
    this.#port.speak(text, how, {
      started: ifCurrent(() => {
        started = true;
        this.#onTrouble(undefined);
        clearTimeout(this.#lineTimer);
        this.#lineTimer = setTimeout(() => this.#next(true), LINE_MS + (text.length * LETTER_MS) / how.rate);
      }),
      ended: ifCurrent(() => (started ? this.#next() : this.#fail('silent'))),
      failed: (code) => {
        // what somebody else cancelled did not fail
        ifCurrent(() => (isCancelled(code) ? this.#next() : this.#fail(troubleOf(code))))();
      },
    });
  }

  /** The line is over: what is left of it waits among the others. `stuck`: the voice does not say so. */
  #next(stuck = false): void {
    clearTimeout(this.#lineTimer);
    const said = this.#speaking;
    this.#speaking = undefined;
    this.#line++;
    if (stuck) this.#cancel();
    if (said?.rest && said.rest.length > 0) {
      const nowMs = performance.now();
      this.#waiting.unshift({ ...said, fromMs: nowMs, untilMs: nowMs + FRESH_MS[said.speech.group] });
    }
    this.#pump();
  }

  #fail(trouble: SpeechTrouble): void {
    const unsaid = this.#speaking?.speech;
    this.#cancel();
    this.#onTrouble(trouble);
    unsaid?.onUnsaid?.();
    this.#pump();
  }
}

/** Whether something that waits is over, now that something of `group` is to be said. */
function isStaleBy(group: CueGroup, waiting: CueGroup): boolean {
  if (group === waiting || group === 'ceiling') return true;
  return group === 'phases' && isOfPhase(waiting);
}

/** Whether something is ended in the middle of a line: nobody talks over a ceiling, and of a phase that is over nothing is said but the last of its countdown. */
function endsAtOnce(group: CueGroup, spoken: CueGroup): boolean {
  if (group === 'ceiling') return spoken !== 'ceiling';
  return group === 'phases' && spoken !== 'countdown' && (spoken === 'phases' || isOfPhase(spoken));
}

const isCancelled = (code: string): boolean => code === 'canceled' || code === 'interrupted';

const troubleOf = (code: string): SpeechTrouble => (code === 'not-allowed' ? 'blocked' : 'failed');
