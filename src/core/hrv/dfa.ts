/**
 * Detrended fluctuation analysis over short scales: how the fluctuation of the summed intervals grows with the number of
 * beats that are looked at. Peng et al. 1995, doi 10.1063/1.166141. Programs differ in which scales, which windows and
 * which mean they take, by more than training zones differ: a number is worth nothing without its convention.
 */
export interface DfaConvention {
  /** Beats a window, with repeats where the convention has them. */
  scales: readonly number[];
  /** Where windows of `scale` beats begin among `beats`. */
  startsOf: (scale: number, beats: number) => readonly number[];
  /** The fluctuation at one scale, of the mean squared residuals of its windows. */
  fluctuationOf: (squares: readonly number[]) => number;
}

export const DFA_CONVENTIONS = {
  /** Peng's definition; nolds today. */
  A: { scales: from4to(16), startsOf: sideBySide, fluctuationOf: rootOfMean },
  /** Older nolds; what pyHRV published. */
  B: { scales: from4to(16), startsOf: sideBySide, fluctuationOf: meanOfRoots },
  /** NeuroKit2's default. */
  C: { scales: from4to(11), startsOf: overlapping, fluctuationOf: rootOfMean },
  /** The notebook of Altini and Rogers, which thresholds of 0.75 and 0.5 were told with; what this app shows. */
  D: { scales: logSpaced(), startsOf: fromBothEnds, fluctuationOf: rootOfMean },
} as const satisfies Record<string, DfaConvention>;

/** More beats than this are not looked at. */
const BEATS_MAX = 20_000;
/** Two windows at the largest scale. */
const BEATS_MIN = 32;

/** The short-term exponent; `null` of too few beats, or of a series that does not fluctuate. */
export function dfaAlpha1(
  rrMs: readonly number[],
  { scales, startsOf, fluctuationOf }: DfaConvention = DFA_CONVENTIONS.D,
): number | null {
  const beats = rrMs.slice(0, BEATS_MAX);
  if (beats.length < BEATS_MIN) return null;
  const profile = profileOf(beats);
  const pointAt = (scale: number): [number, number] => {
    const squares = startsOf(scale, beats.length).map((start) => meanSquareAround(profile, start, scale));
    return [Math.log(scale), Math.log(fluctuationOf(squares))];
  };
  // scales repeat: what each comes to is worked out once
  const points = new Map([...new Set(scales)].map((scale) => [scale, pointAt(scale)]));
  const alpha = slopeOf(scales.map((scale) => points.get(scale)!));
  return Number.isFinite(alpha) ? alpha : null;
}

/** The sum of the differences from the mean, beat by beat. */
function profileOf(rrMs: readonly number[]): Float64Array {
  const meanMs = rrMs.reduce((sum, ms) => sum + ms, 0) / rrMs.length;
  let sumMs = 0;
  return Float64Array.from(rrMs, (ms) => (sumMs += ms - meanMs));
}

/** Mean squared distance of a window from its own straight line. */
function meanSquareAround(profile: Float64Array, start: number, scale: number): number {
  const middle = (scale - 1) / 2;
  let mean = 0;
  for (let i = 0; i < scale; i++) mean += profile[start + i]! / scale;
  let [squares, along] = [0, 0];
  for (let i = 0; i < scale; i++) {
    const off = profile[start + i]! - mean;
    squares += off * off;
    along += (i - middle) * off;
  }
  const spread = (scale * (scale * scale - 1)) / 12;
  return Math.max(0, squares - (along * along) / spread) / scale;
}

function slopeOf(points: readonly [number, number][]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const together = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return together / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

function from4to(last: number): number[] {
  return Array.from({ length: last - 3 }, (_, i) => 4 + i);
}

/** Thirty, evenly spaced by their logarithm and rounded down, so that most come more than once. */
function logSpaced(): number[] {
  const [from, to, count] = [Math.log10(4), Math.log10(16), 30];
  // a hair more, since 10 to the log10 of 16 may be less than 16
  return Array.from({ length: count }, (_, i) => Math.floor(10 ** (from + ((to - from) * i) / (count - 1)) + 1e-9));
}

function sideBySide(scale: number, beats: number): number[] {
  return Array.from({ length: Math.floor(beats / scale) }, (_, i) => i * scale);
}

/** By half; the window that would end with the last beat is left out. */
function overlapping(scale: number, beats: number): number[] {
  const step = scale >> 1;
  return Array.from({ length: Math.ceil((beats - scale) / step) }, (_, i) => i * step);
}

function fromBothEnds(scale: number, beats: number): number[] {
  const starts = sideBySide(scale, beats);
  return [...starts, ...starts.map((start) => beats - scale - start)];
}

function rootOfMean(squares: readonly number[]): number {
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function meanOfRoots(squares: readonly number[]): number {
  return squares.reduce((sum, square) => sum + Math.sqrt(square), 0) / squares.length;
}
