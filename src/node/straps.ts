import { isRecording, parseRecording, parseStrapSpec, readReplayFile, SimulatedStrap, targetBpmOf } from '../index.ts';
import type { Recording, Recoverable, FrameSource, Parsed, Session, StrapSpec, TimedFrame } from '../index.ts';
import { readBytesSync } from './files.ts';

/** What `--strap` names, read and checked, before anything is started. */
export type Strap =
  | { type: 'none' }
  | { type: 'replay'; frames: TimedFrame[] }
  | { type: 'recording'; recording: Recording }
  | { type: 'simulated'; spec: StrapSpec };

/** A strap in use. */
export interface OpenStrap extends FrameSource {
  /** Nothing more will ever come. */
  readonly over: boolean;
  /** When the next frame comes, where that is known. */
  nextAtMs(): number | undefined;
}

/** Before one is open. */
export const NO_STRAP: OpenStrap = {
  source: 'strap',
  dropped: 0,
  over: false,
  drain: () => undefined,
  nextAtMs: () => undefined,
};

const REPLAY = 'replay:';

/** Throws what reading a recording's file throws. */
export function parseStrap(text: string): Parsed<Strap> {
  if (text === 'none') return { ok: true, value: { type: 'none' } };
  if (text.startsWith(REPLAY)) {
    const file = readBytesSync(text.slice(REPLAY.length));
    const asText = new TextDecoder().decode(file);
    if (isRecording(asText)) {
      const recording = parseRecording(asText);
      return recording.ok ? { ok: true, value: { type: 'recording', recording: recording.value } } : recording;
    }
    const frames = readReplayFile(file);
    return frames.ok ? { ok: true, value: { type: 'replay', frames: frames.value } } : frames;
  }
  const spec = parseStrapSpec(text);
  return spec.ok ? { ok: true, value: { type: 'simulated', spec: spec.value } } : spec;
}

/**
 * The strap, begun at `startMs`. What it sent before `nowMs` an earlier run has heard, which was cut off: `resumed`
 * says what the plan was asking for then.
 */
export function openStrap(
  strap: Strap,
  {
    startMs,
    nowMs,
    session,
    resumed,
  }: { startMs: number; nowMs: number; session: () => Session; resumed: Recoverable | undefined },
): OpenStrap {
  switch (strap.type) {
    case 'none':
      return new Replayed([], startMs, nowMs);
    case 'recording':
      // of another plan, or gone on with: its frames alone, each when it was sent
      return new Replayed(framesOf(strap.recording), startMs, nowMs);
    case 'replay':
      return new Replayed(strap.frames, startMs, nowMs);
    case 'simulated': {
      let second = 0;
      const { spec } = strap;
      const targetBpm = (): number | undefined =>
        targetBpmOf(resumed && second < resumed.elapsedS ? sessionAt(resumed, second++) : session(), spec);
      const open = new SimulatedStrap(spec, startMs, targetBpm);
      open.drain(nowMs, () => undefined);
      second = Infinity;
      return Object.assign(open, { over: false, nextAtMs: () => open.dueMs() });
    }
  }
}

/** The session as it was in an earlier second, as far as a heart that follows the plan needs to know. */
function sessionAt(resumed: Recoverable, second: number): Session {
  const phaseIndex =
    resumed.timeline.find(({ fromS, toS }) => fromS <= second && second < toS)?.phase ?? resumed.phaseIndex;
  return { ...resumed, status: 'inProgress', phaseIndex };
}

function framesOf({ items }: Recording): TimedFrame[] {
  return items.flatMap((item) => ('event' in item ? [] : [{ atMs: item.heardMs ?? item.atMs, bytes: item.bytes }]));
}

/** A recording as a strap: each frame when it was sent. */
class Replayed implements OpenStrap {
  readonly source = 'strap';
  readonly dropped = 0;
  readonly #frames: readonly TimedFrame[];
  readonly #startMs: number;
  #next = 0;

  constructor(frames: readonly TimedFrame[], startMs: number, nowMs: number) {
    this.#frames = frames;
    this.#startMs = startMs;
    this.drain(nowMs, () => undefined);
  }

  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array) => void): void {
    for (;;) {
      const frame = this.#frames[this.#next];
      if (!frame || this.#startMs + frame.atMs >= beforeMs) return;
      this.#next++;
      each(this.#startMs + frame.atMs, frame.bytes);
    }
  }

  nextAtMs(): number | undefined {
    const frame = this.#frames[this.#next];
    return frame && this.#startMs + frame.atMs;
  }

  get over(): boolean {
    return this.#next >= this.#frames.length;
  }
}
