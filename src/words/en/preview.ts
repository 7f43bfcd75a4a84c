import type { PreviewMark, PreviewMarkType } from '../../core/plan/preview.ts';
import { formatsOf } from '../formats.ts';

const { clock } = formatsOf('en');

type MarkWords = { [T in PreviewMarkType]: (mark: Extract<PreviewMark, { type: T }>) => string };

/** What the heart preview says of a phase: one sentence a mark. */
const previewMarks: MarkWords = {
  reachedAfter: ({ afterS, ofS }) => `You reach this target after ${clock(afterS)} of ${clock(ofS)}.`,
  notReached: ({ offBpm, ofS }) => `You do not reach this target in ${clock(ofS)}: ${offBpm} bpm to go at the end.`,
  recoveryTooShort: ({ offBpm, ofS }) =>
    `This recovery of ${clock(ofS)} ends before your heart is down: ${offBpm} bpm to go.`,
  endsAfter: ({ afterS, bpm }) => `Ends after about ${clock(afterS)}, at ${bpm} bpm.`,
  endsAtMaximum: ({ maxS, bpm }) => `Ends at its time limit of ${clock(maxS)}: ${bpm} bpm is not expected by then.`,
  outOfReach: ({ what, bpm }) =>
    what === 'endBelow'
      ? `${bpm} bpm is below your resting heart rate.`
      : what === 'targetTop'
        ? `The target goes up to ${bpm} bpm, above your maximum.`
        : what === 'targetCeiling' || what === 'endCeiling'
          ? `${bpm} bpm is above the limit of this plan.`
          : `${bpm} bpm is above your maximum.`,
};

/** The sentence for one mark. */
export function previewMark(mark: PreviewMark): string {
  return (previewMarks[mark.type] as (mark: PreviewMark) => string)(mark);
}

/** What the preview rests on. */
export const previewBasis = (tauOnS: number, handS: number | undefined): string =>
  `Expected heart rate, for a heart that takes ${Math.round(tauOnS)} s for two thirds of the way.` +
  (handS === undefined ? '' : ` Phases that you end yourself are shown as ${clock(handS)}.`);
