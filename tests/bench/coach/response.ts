import { PRIOR_RESPONSE, type HeartResponse } from '../../../src/core/athlete/heartResponse.ts';
import { Chance } from '../../torture/chance.ts';
import type { Athlete } from './athletes.ts';
import { normal } from './heart.ts';

/** How it is said in the table where the second response comes from. */
export const AFTER_TWO_IS = 'the true values ± 15 %, a stand-in for the fit';

/** What a fit after two workouts is taken to be off by, and to say of itself. */
const REL_SD = 0.15;
const DEAD_SD_S = 1.5;

/** What the coach knows of an athlete's heart: nothing yet, or what two workouts have taught. */
export function responseOf(athlete: Athlete, knows: 'nothing' | 'heart', seed: number): HeartResponse {
  if (knows === 'nothing') return PRIOR_RESPONSE;
  const chance = new Chance(seed, 7);
  const { tauOnS, tauOffS, deadS } = athlete.heart;
  const off = (): number => Math.exp(REL_SD * normal(chance));
  return {
    tauOnS: tauOnS * off(),
    tauOffS: tauOffS * off(),
    deadS: Math.max(0, deadS + DEAD_SD_S * normal(chance)),
    relSd: REL_SD,
  };
}
