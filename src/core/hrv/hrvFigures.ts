/** What a screen may show of how the beats vary. */
export const HRV_FIGURES = ['dfaAlpha1', 'rmssd'] as const;
export type HrvFigure = (typeof HRV_FIGURES)[number];

/** Why there is no such figure. */
export const HRV_BLANKS = [
  'noStrap',
  'simulated',
  'paused',
  'noSignal',
  'doubt',
  'noRr',
  'artefacts',
  'waiting',
] as const;
export type HrvBlank = (typeof HRV_BLANKS)[number];

/** Figures are of the beats of so long. */
export const WINDOW_S = 120;
/** At this share of artefacts, or above it, nothing is said of the heart. */
export const ARTEFACT_PCT_MAX = 5;
/** The exponent at which Rogers et al. 2021 (doi 10.3389/fphys.2020.596567) found the aerobic threshold, on the mean. */
export const AEROBIC_ALPHA = 0.75;
/** Of a workout so many values are kept at most: eight hours of minutes. Of a longer one the step doubles. */
export const ALPHA_VALUES_MAX = 480;
