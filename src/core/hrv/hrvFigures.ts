/** What a screen may show of how the beats vary. */
export const HRV_FIGURES = ['dfaAlpha1', 'rmssd'] as const;
export type HrvFigure = (typeof HRV_FIGURES)[number];

/** Why there is no such figure: what a person can do something about first. */
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
