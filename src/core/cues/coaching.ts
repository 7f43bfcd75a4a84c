import type { FittedSds } from '../athlete/heartFit.ts';
import { PRIOR_RESPONSE, type HeartResponse } from '../athlete/heartResponse.ts';
import type { Strictness } from './strictness.ts';

/** How a person is coached in a workout. */
export interface Coaching {
  strictness: Strictness;
  /** What is known of how their heart answers; the phases of the workout itself add to that. */
  response: KnownResponse;
}

/** A response, and how sure it is where it was fitted. */
export type KnownResponse = HeartResponse & Partial<FittedSds>;

/** Where nothing was chosen, and nothing is known. */
export const USUAL_COACHING: Coaching = { strictness: 'standard', response: PRIOR_RESPONSE };

/** What is known of a heart, without what else stands beside it: plain data that can be posted. */
export function responseFor(known: KnownResponse = PRIOR_RESPONSE): KnownResponse {
  const { tauOnS, tauOffS, deadS, relSd, tauOnSdS, tauOffSdS, deadSdS } = known;
  return { tauOnS, tauOffS, deadS, relSd, tauOnSdS, tauOffSdS, deadSdS };
}

/** Of a workout, or of what it is started with. */
export const coachingOf = ({ coaching = USUAL_COACHING }: { coaching?: Coaching | undefined }): Coaching => coaching;

export const responseOf = (workout: { coaching?: Coaching | undefined }): HeartResponse => coachingOf(workout).response;
