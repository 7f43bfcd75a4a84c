/** What is warned of, of how quickly training grew: see `rampWarnings.ts`. */
export type RampCode = (typeof RAMP_CODES)[number];
export const RAMP_CODES = ['fitnessRamp', 'weekLoad', 'formLow'] as const;
