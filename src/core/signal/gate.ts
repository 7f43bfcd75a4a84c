import type { Outside } from './side.ts';

/**
 * What stands between a reading and every decision: a reading that no heart could have come to is not believed, until
 * it goes on saying so for longer than a bad contact does. And what was seeded by a reading or two is not decided on.
 */
export interface Gate {
  /** The last reading that was believed, and when it came, on the executor's clock. */
  bpm: number;
  atMs: number;
  /** How many readings were believed since the filter was seeded, and since when. Those of one moment are one. */
  backing: number;
  sinceMs: number;
  doubted?: Doubted | undefined;
}

/** Readings on end that were not believed, all on one side of the last one that was. */
interface Doubted {
  side: Outside;
  count: number;
  fromMs: number;
  /** When the last one came that counted. */
  atMs: number;
  /** The last three. */
  bpms: readonly number[];
}

/** A heart may move by this much from one second to the next, and by so much more in each further second. */
const LEAP_BPM = 12;
const LEAP_BPM_PER_S = 3;
const LEAP_MAX_BPM = 24;
/** Doubted readings that agree are believed after so many, over so long. */
const DOUBTS = 3;
const DOUBTED_MS = 2_500;
/** So many readings, over so long, can be decided on: more than a wild one or two. */
const BACKING = 3;
const BACKED_MS = 1_500;
/** Frames that come closer together than this are one moment's. */
const MOMENT_MS = 400;

export type Verdict = 'believed' | 'doubted' | { seed: number };

/** After one reading: whether the filter takes it, leaves it, or begins anew. No gate: the first one, or after a hole. */
export function gated(gate: Gate | undefined, bpm: number, atMs: number, filterBpm = bpm): [Gate, Verdict] {
  if (!gate) return [{ bpm, atMs, backing: 1, sinceMs: atMs }, { seed: bpm }];
  const leap = leapBpm(atMs - gate.atMs);
  if (Math.abs(bpm - gate.bpm) <= leap || Math.abs(bpm - filterBpm) <= leap) {
    const { doubted: _, ...rest } = gate;
    const backing = gate.backing + (atMs - gate.atMs >= MOMENT_MS ? 1 : 0);
    return [{ ...rest, bpm, atMs, backing }, 'believed'];
  }
  const doubted = doubtedAfter(gate, bpm, atMs);
  const spreadBpm = Math.max(...doubted.bpms) - Math.min(...doubted.bpms);
  const agree = doubted.count >= DOUBTS && atMs - doubted.fromMs >= DOUBTED_MS && spreadBpm <= leap;
  if (!agree) return [{ ...gate, doubted }, 'doubted'];
  return [{ bpm, atMs, backing: doubted.count, sinceMs: doubted.fromMs }, { seed: middleOf(doubted.bpms) }];
}

/** Whether what the filter says is more than a wild reading or two, and nothing speaks against it right now. */
export function isBacked(gate: Gate | undefined): boolean {
  return gate !== undefined && !gate.doubted && gate.backing >= BACKING && gate.atMs - gate.sinceMs >= BACKED_MS;
}

/** The same, told by a clock that is `byMs` ahead. */
export function gateMoved(gate: Gate, byMs: number): Gate {
  const { doubted } = gate;
  return {
    ...gate,
    atMs: gate.atMs + byMs,
    sinceMs: gate.sinceMs + byMs,
    ...(doubted && { doubted: { ...doubted, fromMs: doubted.fromMs + byMs, atMs: doubted.atMs + byMs } }),
  };
}

function leapBpm(sinceMs: number): number {
  return Math.min(LEAP_MAX_BPM, LEAP_BPM + LEAP_BPM_PER_S * Math.max(0, sinceMs / 1000 - 1));
}

function doubtedAfter({ bpm: believed, doubted }: Gate, bpm: number, atMs: number): Doubted {
  const side = bpm < believed ? 'low' : 'high';
  if (doubted?.side !== side) return { side, count: 1, fromMs: atMs, atMs, bpms: [bpm] };
  if (atMs - doubted.atMs < MOMENT_MS) return { ...doubted, bpms: [...doubted.bpms.slice(0, -1), bpm] };
  return { ...doubted, count: doubted.count + 1, atMs, bpms: [...doubted.bpms, bpm].slice(-3) };
}

function middleOf(bpms: readonly number[]): number {
  return bpms.toSorted((a, b) => a - b)[Math.floor(bpms.length / 2)] ?? 0;
}
