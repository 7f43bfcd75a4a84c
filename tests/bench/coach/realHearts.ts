// How much each rule has to say about workouts that people really did, who heard nothing of it.
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import type { Phase, Plan } from '../../../src/core/plan/plan.ts';
import { expectedRecordings, readRecording } from '../../support/recordings.ts';
import type { Rule } from './rules/rule.ts';
import { SessionOf } from './workout.ts';

/** A target is what a person did by and large in ten minutes, give or take half of a zone's width. */
const BLOCK_S = 600;
const HALF_BPM = 9;
/** A rest that long was no training: what follows is as if it had followed at once. */
const REST_S = 120;

/** Readings by second; `undefined`: nothing came. Long rests are left out. */
function secondsOf(file: string): (number | undefined)[] {
  const seconds: (number | undefined)[] = [];
  let [leftOutS, lastS] = [0, 0];
  for (const { atS, bpm } of readRecording(file)) {
    if (bpm === undefined || !(bpm >= 30 && bpm <= 220) || !(atS >= lastS)) continue;
    if (atS - lastS > REST_S) leftOutS += atS - lastS - 1;
    lastS = atS;
    seconds[Math.floor(atS - leftOutS)] = Math.round(bpm);
  }
  return Array.from(seconds);
}

function planFor(seconds: readonly (number | undefined)[]): Plan {
  const phases: Phase[] = [];
  for (let fromS = 0; fromS + BLOCK_S / 2 <= seconds.length; fromS += BLOCK_S) {
    const block = seconds.slice(fromS, fromS + BLOCK_S);
    const rates = block.filter((bpm) => bpm !== undefined).sort((a, b) => a - b);
    const middle = rates[rates.length >> 1] ?? 100;
    phases.push({
      name: 'as it was',
      target: { type: 'bpm', low: middle - HALF_BPM, high: middle + HALF_BPM },
      end: { type: 'time', durationS: block.length },
    });
  }
  return { id: 'recording', name: 'recording', description: '', sport: 'other', phases };
}

/** Cues an hour of each rule over all recordings, and the hours; nobody knows the hearts, so nobody's is told. */
export function cuesPerHour(rules: readonly Rule[]): { perHour: number[]; hours: number; recordings: number } {
  const cues = rules.map(() => 0);
  let [totalS, recordings] = [0, 0];
  for (const { file } of expectedRecordings()) {
    const seconds = secondsOf(file);
    const plan = planFor(seconds);
    if (plan.phases.length === 0) continue;
    const workout = new SessionOf(plan, DEFAULT_PROFILE, undefined);
    const judges = rules.map(({ start }) => start({ plan, profile: DEFAULT_PROFILE }));
    recordings++;
    for (const reading of seconds) {
      const { phase } = workout;
      if (!phase) break;
      totalS++;
      const effects = workout.second(reading);
      for (const [i, judge] of judges.entries()) {
        if (judge({ ...phase, reading, signal: workout.session.signal, effects })) cues[i]!++;
      }
    }
  }
  return { perHour: cues.map((n) => (n * 3600) / totalS), hours: totalS / 3600, recordings };
}
