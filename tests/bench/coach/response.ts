import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { coachingOf, type KnownResponse } from '../../../src/core/cues/coaching.ts';
import type { Session } from '../../../src/core/session/session.ts';
import type { Athlete } from './athletes.ts';
import { PLANS } from './plans.ts';

/** Other workouts than those that are judged. */
const EARLIER_SEED = 1_000;
const WORKOUTS = 2;

const known = new Map<string, KnownResponse>();

/**
 * What the coach knows of an athlete's heart: nothing yet, or what two workouts have taught, each another plan and another
 * day. `coach` does one that begins with what is known, and gives the session at its end.
 */
export function responseOf(
  athlete: Athlete,
  knows: 'nothing' | 'heart',
  seed: number,
  coach: (plan: (typeof PLANS)[number], seed: number, response: KnownResponse) => Session,
): KnownResponse {
  if (knows === 'nothing') return PRIOR_RESPONSE;
  const key = `${athlete.name} ${seed}`;
  const before = known.get(key);
  if (before) return before;
  let response: KnownResponse = PRIOR_RESPONSE;
  for (let i = 0; i < WORKOUTS; i++) {
    const session = coach(PLANS[(seed + 2 * i) % PLANS.length]!, EARLIER_SEED + WORKOUTS * seed + i, response);
    if (session.status !== 'idle') ({ response } = coachingOf(session));
  }
  known.set(key, response);
  return response;
}
