import type { Problem } from '../../core/parse/parsed.ts';
import { ends, named, targets } from './losses.ts';
import { plural } from './plural.ts';

const phases = (n: number): string => plural(n, { one: '# phase', other: '# phases' });

/**
 * What several phases of a plan lose in the same way, in one sentence for somebody who knows neither file format: what it
 * was, and what comes of it. Codes without a line here say each loss on its own.
 */
export const lossKinds: Partial<Record<Problem['code'], (n: number, params: Problem['params']) => string>> = {
  'loss.powerOpen': (n) => `Power targets in ${phases(n)}: left open.`,
  'loss.powerEstimated': (n) => `Power targets in ${phases(n)}: estimated as heart-rate zones.`,
  'loss.powerShort': (n) => `${phases(n)} of under two minutes: a heart cannot follow, so go by feel.`,
  'loss.targetDropped': (n, { what = '' }) => `${named(targets, what)} targets in ${phases(n)}: left open.`,
  'loss.targetCut': (n) => `Targets in ${phases(n)}: limited to what a heart can do.`,
  'loss.targetWidened': (n) => `Single heart rates in ${phases(n)}: each is a range now.`,
  'loss.zoneRange': (n) => `Several zones in ${phases(n)}: each is one range now.`,
  'loss.rampRange': (n) => `Ramps in ${phases(n)}: each is one range now.`,
  'loss.unitGuessed': (n) => `Numbers without a unit in ${phases(n)}: the unit is a guess. Check them.`,
  'loss.endByHand': (n, { what = '' }) => `${phases(n)} ended by ${named(ends, what)}: you tap Lap to end them.`,
  'loss.endGiven': (n) => `${phases(n)} without an end in the file: a time was filled in. Check it.`,
  'loss.keyDropped': () => 'Details that a plan has no place for: left out.',
  'loss.stepDropped': (n) => `Steps that are no part of a workout here: ${n} left out.`,
  'loss.timeRounded': (n) => `Times of ${phases(n)}: rounded to whole seconds.`,
  'loss.repeatGiven': (n) =>
    `${plural(n, { one: '# repeat', other: '# repeats' })} without a number: it was filled in. Check it.`,
  'loss.cueJoined': (n) => `Messages in ${phases(n)}: shown at the start of the phase.`,
  'loss.textCut': (n) => `Texts of ${phases(n)}: cut, since they are too long.`,
  'loss.resolvedBpm': (n) => `Heart rates of ${phases(n)}: written in bpm, worked out from yours.`,
  'loss.resolvedPercent': (n) => `Heart rates of ${phases(n)}: written in percent of your maximum.`,
  'loss.asText': (n) => `What the format has no place for in ${phases(n)}: shown as a message at the start.`,
  'loss.targetUnsaid': (n) => `Targets of ${phases(n)}: not in the file.`,
  'loss.endUnsaid': (n) => `What ends ${phases(n)}: not in the file, which has a time instead.`,
  'loss.holdUnsaid': (n) => `“For so many seconds” in ${phases(n)}: they end as soon as the heart rate is reached.`,
  'loss.minUnsaid': (n) => `“At least” in ${phases(n)}: they may end sooner.`,
  'loss.maxUnsaid': (n) => `“At most” in ${phases(n)}: they end only when the heart rate is reached.`,
  'loss.cueUnsaid': (n) => `Cues of ${phases(n)}: not in the file.`,
  'loss.nameUnsaid': (n) => `Names of ${phases(n)}: written as notes.`,
  'plan.maxGiven': (n) => `${phases(n)} that wait for a heart rate without a time limit: one was filled in.`,
};
