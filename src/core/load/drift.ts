/** In less time a heart rate shows how an effort began, not how it goes on. */
const LONG_S = 1_200;
const VALID_PCT = 90;

/**
 * Cardiovascular drift: by how many percent the mean heart rate of the second half of an even effort is above that of the
 * first (the heart's part of aerobic decoupling). `bpms`: one a second, 0 where there is none. `null` under 20 min, and where less
 * than 90 % of the seconds have a rate. Of an effort that a heart rate steers it says nothing: that keeps itself even.
 */
export function driftPctOf(bpms: ArrayLike<number>): number | null {
  const { length } = bpms;
  if (length < LONG_S) return null;
  const halfS = length / 2;
  const [first, second] = [partOf(bpms, 0, Math.floor(halfS)), partOf(bpms, Math.ceil(halfS), length)];
  let valid = 0;
  for (let s = 0; s < length; s++) if ((bpms[s] ?? 0) > 0) valid++;
  if (valid * 100 < VALID_PCT * length || first.seconds === 0 || second.seconds === 0) return null;
  return 100 * (second.sum / second.seconds / (first.sum / first.seconds) - 1);
}

function partOf(bpms: ArrayLike<number>, fromS: number, toS: number): { sum: number; seconds: number } {
  let [sum, seconds] = [0, 0];
  for (let s = fromS; s < toS; s++) {
    const bpm = bpms[s] ?? 0;
    sum += bpm;
    if (bpm > 0) seconds++;
  }
  return { sum, seconds };
}
