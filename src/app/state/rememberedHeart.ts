import type { HeartResponse } from '../../core/athlete/heartResponse.ts';

// The response that was worked out last, in localStorage: a workout may start before the workouts were looked at again. It
// follows from these, so that no backup has it.

const KEY = 'beatkeeper-heart';

/** None where there is none, or it cannot be read. */
export function rememberedHeart(): HeartResponse | undefined {
  try {
    const [tauOnS, tauOffS, deadS, relSd] = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown[];
    if (!within(tauOnS, 10, 300) || !within(tauOffS, 10, 300) || !within(deadS, 0, 30)) return undefined;
    return within(relSd, 0.01, 1) ? { tauOnS, tauOffS, deadS, relSd } : undefined;
  } catch {
    return undefined;
  }
}

export function rememberHeart(heart: HeartResponse | undefined): void {
  try {
    if (heart) localStorage.setItem(KEY, JSON.stringify([heart.tauOnS, heart.tauOffS, heart.deadS, heart.relSd]));
    else localStorage.removeItem(KEY);
  } catch {
    // it is worked out again at the next visit
  }
}

function within(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}
