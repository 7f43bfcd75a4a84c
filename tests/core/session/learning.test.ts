import { expect, test } from 'vitest';
import { fitHeart } from '../../../src/core/athlete/heartFit.ts';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import { NEW_COACH } from '../../../src/core/cues/coach.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { coachingAfterPhase } from '../../../src/core/session/learning.ts';
import { IDLE, type Workout } from '../../../src/core/session/session.ts';
import { phase, planOf, time, workout } from '../arbitrary.ts';

/** A rise with τ 40 s after a dead time of 5, a little uneven. */
const RISE = Array.from({ length: 160 }, (_, s) =>
  Math.round(160 - 50 * Math.exp(-Math.max(0, s - 5) / 40) + 1.5 * Math.sin(s / 4)),
);

function after(bpms: readonly number[]): Workout {
  const coaching = { strictness: 'standard', response: PRIOR_RESPONSE } as const;
  const start = { ...workout(planOf(phase(time(600))), 'continue'), coaching };
  const [session] = advance(IDLE, { type: 'start', atMs: 0, workout: start });
  if (session.status === 'idle') throw new Error('no workout');
  return { ...session, coach: { ...NEW_COACH, start: { bpms } } };
}

test('learning: one phase is believed by half, so that later ones can put it right', () => {
  const learnt = coachingAfterPhase(after(RISE))!.response;
  const [full, half] = [1, 0.5].map((weight) => fitHeart([{ bpms: RISE, weight }]));
  expect(learnt.tauOnS).toBe(half!.tauOnS);
  expect(learnt.tauOnSdS).toBe(half!.tauOnSdS);
  expect(learnt.tauOnSdS! / full!.tauOnSdS).toBeGreaterThan(1.2);
  expect(learnt).not.toHaveProperty('onPhases');
});

test('learning: a phase too short or too even to say anything teaches nothing', () => {
  expect(coachingAfterPhase(after(RISE.slice(0, 40)))?.response).toEqual(PRIOR_RESPONSE);
  expect(coachingAfterPhase(after(RISE.map(() => 150)))?.response).toEqual(PRIOR_RESPONSE);
});
