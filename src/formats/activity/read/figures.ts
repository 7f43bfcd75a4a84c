import { noSecondsIn, zoneCount, zoneOf, type Profile } from '../../../core/athlete/hrZones.ts';
import type { Recorded, Records } from './recorded.ts';
import { isJump } from './clock.ts';

/**
 * What the file itself says, record by record, before pauses are taken out. A reading counts until the next record, at most
 * five seconds: as other programs count.
 */
export interface FileFigures {
  /** The first record. */
  startedAtEpochMs: number;
  /** From the first to the last record, without jumps of the clock. */
  elapsedS: number;
  /** Records, with a heart rate or without. */
  samples: number;
  /** Of those: with none, and with a heart rate of 0. */
  missing: number;
  zero: number;
  /** Seconds with a heart rate. */
  validS: number;
  /** Below zone 1, then in each zone. */
  timeInZoneS: readonly number[];
  unknownS: number;
  /** Over the readings above 0. */
  meanBpm: number | null;
  minBpm: number | null;
  maxBpm: number | null;
  /** Intervals between beats. */
  rr: number;
  laps: number;
  gapsOver5s: number;
  maxGapS: number;
  duplicateTimes: number;
  backwardTimes: number;
}

const COUNTS_S = 5;

export function figuresOf({ records, lapCount }: Recorded, startedAtEpochMs: number, profile: Profile): FileFigures {
  const timeInZoneS = [...noSecondsIn(zoneCount(profile))];
  const heart = { count: 0, sum: 0, min: Infinity, max: 0, missing: 0, zero: 0 };
  let [validS, unknownS] = [0, 0];
  const steps = new Steps();
  for (let i = 0; i < records.count; i++) {
    const bpm = records.bpm(i);
    const stepS = steps.after(records, i);
    const countsS = Math.min(COUNTS_S, Math.max(0, stepS));
    if (bpm > 0) {
      heart.count++;
      heart.sum += bpm;
      heart.min = Math.min(heart.min, bpm);
      heart.max = Math.max(heart.max, bpm);
      validS += countsS;
      timeInZoneS[zoneOf(bpm, profile) ?? 0]! += countsS;
    } else {
      if (bpm === 0) heart.zero++;
      else heart.missing++;
      unknownS += countsS;
    }
  }
  const known = heart.count > 0;
  return {
    startedAtEpochMs,
    elapsedS: steps.elapsedS(records),
    samples: records.count,
    missing: heart.missing,
    zero: heart.zero,
    validS,
    timeInZoneS,
    unknownS,
    meanBpm: known ? heart.sum / heart.count : null,
    minBpm: known ? heart.min : null,
    maxBpm: known ? heart.max : null,
    rr: records.beats,
    laps: lapCount,
    gapsOver5s: steps.gaps,
    maxGapS: steps.maxS,
    duplicateTimes: steps.duplicates,
    backwardTimes: steps.backward,
  };
}

/** From each record to the next. */
class Steps {
  gaps = 0;
  maxS = 0;
  duplicates = 0;
  backward = 0;
  #jumpedMs = 0;

  /** In seconds; 0 after the last one. */
  after(records: Records, i: number): number {
    const stepMs = records.epochMs(i + 1) - records.epochMs(i);
    if (Number.isNaN(stepMs)) return 0;
    if (stepMs === 0) this.duplicates++;
    if (stepMs < 0) this.backward++;
    if (isJump(stepMs)) {
      this.#jumpedMs += stepMs;
      return 0;
    }
    const stepS = stepMs / 1000;
    if (stepS > COUNTS_S) this.gaps++;
    this.maxS = Math.max(this.maxS, stepS);
    return stepS;
  }

  elapsedS(records: Records): number {
    if (records.count === 0) return 0;
    return (records.epochMs(records.count - 1) - records.epochMs(0) - this.#jumpedMs) / 1000;
  }
}
