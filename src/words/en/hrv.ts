import type { HrvBlank, HrvFigure } from '../../core/hrv/hrvFigures.ts';
import { formatsOf } from '../formats.ts';

const { number } = formatsOf('en');

const name = { dfaAlpha1: 'DFA-α1', rmssd: 'RMSSD' } satisfies Record<HrvFigure, string>;

/** How the beats vary: in a workout, in the history, in the settings. */
export const hrv = {
  title: 'Heart-rate variability',
  name,
  unit: { dfaAlpha1: '', rmssd: 'ms' } satisfies Record<HrvFigure, string>,
  value: (of: HrvFigure, value: number): string => number(value, of === 'dfaAlpha1' ? 2 : 0),
  noValue: 'no value',

  /** Why there is no figure. Nothing is wrong with anybody's heart in any of these. */
  blank: {
    noStrap: 'Needs a strap that measures each heartbeat.',
    simulated: 'Not shown for a simulated heart rate.',
    paused: 'Back about 2 minutes after you resume.',
    noSignal: 'Waiting for the strap.',
    doubt: 'Waiting for a clear heart rate.',
    noRr: 'Your strap sends no beat-to-beat times.',
    artefacts: 'Waiting for clearer beats.',
    waiting: 'Needs 2 minutes of clear beats.',
  } satisfies Record<HrvBlank, string>,
  left: (s: number): string => (s > 60 ? 'Ready in about 2 minutes.' : 'Ready in less than a minute.'),

  /** What a figure means, and who says so. */
  about: {
    dfaAlpha1:
      'How regular the small changes between heartbeats are: around 0.75 is one estimate of where easy effort ends, which varies by person and strap, and is not medical advice (Rogers et al., 2021).',
    rmssd:
      'How much the time from one heartbeat to the next changes: less as effort rises, different for everyone, and not medical advice (Task Force of the ESC and NASPE, 1996).',
  } satisfies Record<HrvFigure, string>,
  more: (of: HrvFigure): string => `What is ${name[of]}?`,

  // Settings.
  tile: 'Extra number during a workout',
  choices: { none: 'None', ...name },
  tileWhy:
    'For straps that send the time between beats. It is shown only when the beats read clearly, and no cue depends on it.',

  // The history.
  rmssd: 'RMSSD',
  sdnn: 'SDNN',
  ms: (value: number): string => `${number(value)} ms`,
  /** Where the figures come from. */
  from: (length: string, artefactPct: number, isImported: boolean): string =>
    `From ${length} of clear beats, as ${isImported ? 'they are in the file' : 'the strap sent them'}. ${
      artefactPct === 0
        ? 'No beat was left out.'
        : `${percent(artefactPct)} of beats did not read clearly and were left out.`
    }`,
  none: (isImported: boolean): string =>
    `${isImported ? 'The file has' : 'The strap sent'} the time between beats, but never a whole minute that read clearly enough for a figure.`,
  sdnnWhy: 'SDNN also includes how your heart rate rose and fell over the workout.',
  alphaTitle: 'DFA-α1 over the workout',
  alphaWhat: (low: number, high: number): string =>
    low === high ? `DFA-α1 of ${number(low, 2)}` : `DFA-α1 between ${number(low, 2)} and ${number(high, 2)}`,
  alphaEach:
    'Each value is from the two minutes before it. Gaps: the first two minutes after a start or a break, and where beats did not read clearly.',
};

function percent(share: number): string {
  return share < 0.1 ? 'Less than 0.1 %' : `${number(share, 1)} %`;
}
