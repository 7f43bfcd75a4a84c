// How soon the alarm of the ceiling comes, and whether it comes for nothing.
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { Chance } from '../../torture/chance.ts';
import { median } from '../measure.ts';
import { Heart } from './heart.ts';
import { alarmIn } from './rules/appRule.ts';
import { Sensor } from './sensor.ts';
import { SessionOf } from './workout.ts';

export interface CeilingFigures {
  medianS: number;
  p90S: number;
  falsePerH: number;
  crossings: number;
  missed: number;
}

const LIMIT_BPM = 150;
const PROFILE = { ...DEFAULT_PROFILE, bpmCeiling: LIMIT_BPM };
const OPEN: Plan = {
  id: 'open',
  name: 'open',
  description: '',
  sport: 'other',
  phases: [{ name: 'open', target: { type: 'open' }, end: { type: 'hand' } }],
};
/** An alarm so long before the limit is passed is of that passing; one later than that is none. */
const EARLY_S = 10;
const LATE_S = 60;
/** Readings on end at or above the limit that are an alarm of their own right. */
const RAW_ON_END = 4;

interface Second {
  heartBpm: number;
  reading: number | undefined;
  alarm: boolean;
}

/** So many seconds of this effort (bpm that it would settle at), with 20 spikes an hour. */
function played(seed: number, seconds: number, effortBpm: (s: number) => number): Second[] {
  const session = new SessionOf(OPEN, PROFILE, undefined);
  const heart = new Heart({ tauOnS: 58, tauOffS: 70, deadS: 5 }, effortBpm(0));
  const sensor = new Sensor({ spikesPerH: 20 }, seed);
  return Array.from({ length: seconds }, (_, s) => {
    const heartBpm = heart.second(effortBpm(s));
    const reading = sensor.second(heartBpm);
    return { heartBpm, reading, alarm: alarmIn(session.second(reading)) };
  });
}

/** None while the app's session has no alarm. */
export function ceilingFigures(seeds: number): CeilingFigures | undefined {
  const delaysS: number[] = [];
  let [missed, falsely, quietS] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    // up past the limit by 4 to 25 bpm for four minutes, and well below it for six
    const steps = new Chance(seed, 9);
    const tops = Array.from({ length: 12 }, () => LIMIT_BPM + steps.between(4, 25));
    const rising = played(seed, 12 * 600, (s) => (s % 600 < 360 ? LIMIT_BPM - 25 : tops[Math.floor(s / 600)]!));
    for (const [s, { heartBpm }] of rising.entries()) {
      if (heartBpm < LIMIT_BPM || s === 0 || rising[s - 1]!.heartBpm >= LIMIT_BPM) continue;
      const from = Math.max(0, s - EARLY_S);
      const at = rising.slice(from, s + LATE_S).findIndex(({ alarm }) => alarm);
      if (at === -1) missed++;
      else delaysS.push(Math.max(0, from + at - s));
    }
    // two hours at 12 below it: nothing to be told
    const quiet = played(seed + 1000, 7200, () => LIMIT_BPM - 12);
    quietS += quiet.length;
    for (const [s, { alarm }] of quiet.entries()) {
      const raw = quiet.slice(Math.max(0, s - RAW_ON_END + 1), s + 1);
      const agreed = raw.length === RAW_ON_END && raw.every(({ reading = 0 }) => reading >= LIMIT_BPM);
      if (alarm && !agreed) falsely++;
    }
  }
  if (delaysS.length === 0) return undefined;
  const sorted = delaysS.concat(new Array<number>(missed).fill(LATE_S)).sort((a, b) => a - b);
  return {
    medianS: median(sorted),
    p90S: sorted[Math.floor(0.9 * (sorted.length - 1))]!,
    falsePerH: (falsely * 3600) / quietS,
    crossings: sorted.length,
    missed,
  };
}
