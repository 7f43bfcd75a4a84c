// What straps do to a heart rate, injected by seed into recordings: what was true is known, and so what a filter made of it.
import { expectedRecordings, readRecording, type Reading } from '../support/recordings.ts';
import { Chance } from '../torture/chance.ts';

/** A second of a recording, as a strap would have brought it. None: nothing came. */
export interface Heard {
  bpm: number | undefined;
  rrMs: readonly number[];
}

export interface Faulty {
  heard: Heard[];
  /** Where a spike of one to three frames begins, and where it ends. */
  spikes: { fromS: number; toS: number }[];
  /** Where the strap counts steps in place of beats. */
  locks: { fromS: number; toS: number }[];
}

/** A recording in whole seconds. What is not a reading is none. */
function bySecond(readings: readonly Reading[]): Heard[] {
  const seconds: { bpm: number | undefined; rrMs: number[] }[] = [];
  for (const { atS, bpm, rrMs = [] } of readings) {
    const s = Math.floor(atS);
    if (!(s >= 0 && s < 100_000)) continue;
    while (seconds.length <= s) seconds.push({ bpm: undefined, rrMs: [] });
    const second = seconds[s]!;
    if (bpm !== undefined && bpm >= 30 && bpm <= 220) second.bpm = Math.round(bpm);
    second.rrMs.push(...rrMs);
  }
  return seconds;
}

/** The recordings that have a reading a second, each up to `seconds`; none where the data are absent. */
export function everySecondRecordings(seconds = Infinity): Heard[][] {
  return expectedRecordings()
    .filter(({ figures }) => figures.medianStepSec === 1 && figures.records > figures.spanSec / 2)
    .map(({ file }) => bySecond(readRecording(file)).slice(0, seconds));
}

/** A spike every minute and a half, a hole every five minutes, and with `locks` a lock on steps every ten. */
export function withFaults(clean: readonly Heard[], seed: number, kinds: { locks: boolean }): Faulty {
  const chance = new Chance(seed);
  const between = (min: number, max: number): number => chance.between(min, max);
  const heard = clean.map((second) => ({ ...second }));
  const spikes: Faulty['spikes'] = [];
  const locks: Faulty['locks'] = [];

  for (let s = between(20, 90); s < heard.length; s += between(60, 120)) {
    const toS = Math.min(heard.length, s + between(1, 3));
    const byBpm = chance.pick([-1, 1]) * between(40, 90);
    spikes.push({ fromS: s, toS });
    for (let i = s; i < toS; i++) shift(heard[i]!, byBpm);
  }
  for (let s = between(60, 300); s < heard.length; s += between(200, 400)) {
    for (let i = s; i < Math.min(heard.length, s + between(2, 8)); i++) heard[i] = { bpm: undefined, rrMs: [] };
  }
  for (let s = between(60, 400); kinds.locks && s < heard.length; s += between(500, 700)) {
    const truth = heard[s]?.bpm ?? 0;
    const toS = Math.min(heard.length, s + between(45, 120));
    // runners take 160 to 185 steps a minute; a rate that is near that is no lock
    const steps = between(160, 185);
    if (truth === 0 || Math.abs(steps - truth) < 20) continue;
    locks.push({ fromS: s, toS });
    for (let i = s; i < toS; i++) heard[i] = { bpm: steps + between(-1, 1), rrMs: [] };
  }
  return { heard, spikes, locks };
}

function shift(second: Heard, byBpm: number): void {
  if (second.bpm !== undefined) second.bpm = Math.min(220, Math.max(30, second.bpm + byBpm));
}
