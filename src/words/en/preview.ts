import type { PreviewMark, PreviewMarkType } from '../../core/plan/preview.ts';
import type { OutOfReach } from '../../core/plan/reach.ts';
import { formatsOf } from '../formats.ts';

const { clock } = formatsOf('en');

type MarkWords = { [T in PreviewMarkType]: (mark: Extract<PreviewMark, { type: T }>) => string };

/** What the heart preview says of a phase: one sentence a mark. */
const previewMarks: MarkWords = {
  reachedAfter: ({ afterS, ofS }) => `Simulated: on target after ${clock(afterS)} of ${clock(ofS)}.`,
  nearlyReached: ({ offBpm, ofS }) => `Simulated: about ${offBpm} bpm off target at the end of ${clock(ofS)}.`,
  notReached: ({ offBpm, ofS }) => `Simulated: still ${offBpm} bpm off target at the end of ${clock(ofS)}.`,
  recoveryTooShort: ({ offBpm, ofS }) =>
    `Simulated: still ${offBpm} bpm above this recovery’s target at the end of ${clock(ofS)}.`,
  endsAfter: ({ afterS, bpm }) =>
    `Simulated: this phase ends after about ${clock(afterS)}, once ${bpm} bpm is reached.`,
  endsAtMaximum: ({ maxS, bpm }) => `Simulated: not at ${bpm} bpm by the time limit of ${clock(maxS)}.`,
  outOfReach: (mark) => outOfReach[mark.what](mark),
};

const outOfReach: Record<OutOfReach['what'], (mark: { bpm: number; limitBpm?: number }) => string> = {
  target: ({ bpm }) => `${bpm} bpm is above your maximum.`,
  targetTop: ({ bpm }) => `The target goes up to ${bpm} bpm, above your maximum.`,
  endAbove: ({ bpm }) => `${bpm} bpm is above your maximum.`,
  endBelow: ({ bpm }) => `${bpm} bpm is below your resting heart rate.`,
  targetCeiling: ({ bpm, limitBpm = '?' }) =>
    `The target begins at ${bpm} bpm, ${bpm === limitBpm ? 'at' : 'above'} the limit of ${limitBpm} bpm. You will be asked to stay below ${limitBpm} instead.`,
  endCeiling: ({ bpm, limitBpm = '?' }) =>
    `${bpm} bpm is ${bpm === limitBpm ? 'at' : 'above'} the limit of ${limitBpm} bpm. No cue will ask for it: the time limit ends this phase.`,
};

/** The sentence for one mark. */
export function previewMark(mark: PreviewMark): string {
  return (previewMarks[mark.type] as (mark: PreviewMark) => string)(mark);
}

/**
 * What the preview rests on: the mean of healthy people on a treadmill, 57.6 ± 23.6 s (Hunt et al. 2015). In three time
 * constants 95 % of a change are over. `isOwn`: fitted to this heart instead.
 */
export const previewBasis = (tauOnS: number, handS: number | undefined, isOwn: boolean): string =>
  `When the effort changes, ${isOwn ? 'your heart' : 'a typical heart'} has covered two thirds of the way ` +
  `after ${Math.round(tauOnS)} s, and nearly all of it after ${Math.round((3 * tauOnS) / 60)} min ` +
  (isOwn
    ? '(fitted from your workouts: see Settings). A day may still go differently, more so with a change of medication.'
    : '(average of treadmill tests, Hunt 2015). Yours may be much quicker or slower, more so with heart medication.') +
  (handS === undefined ? '' : ` Phases that you end yourself are shown as ${clock(handS)}.`);
