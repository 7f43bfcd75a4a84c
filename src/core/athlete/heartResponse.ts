/**
 * How a heart answers effort: a first-order response with dead time. Seconds; `relSd`: the standard deviation of the time
 * constants as a share of them.
 */
export interface HeartResponse {
  /** Time constant of a rise. */
  tauOnS: number;
  /** Time constant of a fall, which is slower in most hearts. */
  tauOffS: number;
  /** From a change of effort to the first change of the heart rate. */
  deadS: number;
  relSd: number;
}

/**
 * Of a person of whom nothing is known yet. Hunt et al. 2015 (treadmill): 57.6 ± 23.6 s on the way up; a fall takes 1.2 times
 * as long.
 */
export const PRIOR_RESPONSE: HeartResponse = { tauOnS: 58, tauOffS: 70, deadS: 5, relSd: 0.4 };

/** A fitted response is never believed to be surer than this. */
export const REL_SD_MIN = 0.12;
