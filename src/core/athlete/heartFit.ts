import { PRIOR_RESPONSE, REL_SD_MIN, type HeartResponse } from './heartResponse.ts';
import { usableStretch, type HeartStretch, type UsableStretch } from './heartStretch.ts';

/** A response fitted to a person's own stretches. Standard deviations are in seconds, and those of the fit alone: `REL_SD_MIN` is in `relSd` only. */
export interface FittedHeart extends HeartResponse {
  /** How many rises it follows from, and how many falls; with none, that side is what was known before. */
  onPhases: number;
  offPhases: number;
  tauOnSdS: number;
  tauOffSdS: number;
  deadSdS: number;
}

/** How sure each part of a fit is. */
export type FittedSds = Record<'tauOnSdS' | 'tauOffSdS' | 'deadSdS', number | undefined>;

/** As many of each side are used, the newest: more would not make it surer, and would keep training from showing. */
export const STRETCHES_MAX = 24;

/** Of a dead time that nothing is known of. */
const DEAD_SD_S = 5;
const TAU_STEP_S = 2;
const DEAD_STEP_S = 2;
/** From 20 to 150. */
const TAUS_S = Array.from({ length: 66 }, (_, i) => 20 + TAU_STEP_S * i);
/** Up to 16: what comes later is another effort. */
const DEADS_S = Array.from({ length: 9 }, (_, i) => DEAD_STEP_S * i);
/** What is not known within a step of a grid, in steps. */
const STEP_VARIANCE = 1 / 12;
const CELLS = TAUS_S.length * DEADS_S.length;
/**
 * What is left over by the curve is alike from second to second, so that eight seconds say as much as one that stands alone.
 */
const ALIKE_S = 8;
/** Left over at least, in bpm²: whole bpm, and a heart that is never quite even. */
const VARIANCE_MIN = 0.5;
/** H0, U, tau and dead time. */
const FITTED_VALUES = 4;

/**
 * The response of a heart, from stretches of phases, oldest first, as heard: those that say nothing are left out. `prior` is
 * what is known without them: the average of hearts, or what earlier workouts said; with the standard deviations of a
 * fitted one where it has them.
 *
 * The heart is H0 + (U − H0)(1 − e^(−(t − dead)/tau)) from the dead time on, and H0 before. H0 and U follow linearly for
 * each stretch, tau and dead time are looked for on a grid, rises and falls apart. The posterior is e^(−J/2) with
 * J = SSE/(8σ̂²) + (ln(tau/prior)/relSd)² + ((dead − prior)/5)², in ln tau, so that it is the prior where nothing is known.
 * σ̂² is each stretch's own, so that one with an uneven effort counts for less.
 */
export function fitHeart(
  stretches: readonly HeartStretch[],
  prior: HeartResponse & Partial<FittedSds> = PRIOR_RESPONSE,
): FittedHeart {
  const usable = stretches.flatMap(({ bpms, weight = 1 }) => {
    const stretch = usableStretch(bpms);
    return stretch && weight > 0 ? [{ ...stretch, weight }] : [];
  });
  const newest = (side: UsableStretch['side']): Weighted[] =>
    usable.filter((stretch) => stretch.side === side).slice(-STRETCHES_MAX);
  const [rises, falls] = [newest('on'), newest('off')];

  const { relSd, deadS, deadSdS = DEAD_SD_S } = prior;
  const relSdOf = (tauS: number, sdS: number | undefined): number =>
    Math.max(REL_SD_MIN, sdS === undefined ? relSd : sdS / tauS);
  const dead = { deadS, deadSdS };
  const on = fitSide(rises, { tauS: prior.tauOnS, relSd: relSdOf(prior.tauOnS, prior.tauOnSdS), ...dead });
  // Whose rises are quick has quick falls, as far as nothing is known of these themselves: else each new rise would move a fall
  // that was measured.
  const offRelSd = relSdOf(prior.tauOffS, prior.tauOffSdS);
  const unknown = Math.min(1, (offRelSd / PRIOR_RESPONSE.relSd) ** 2);
  const tauOffS = prior.tauOffS * (on.tauS / prior.tauOnS) ** unknown;
  const off = fitSide(falls, { tauS: tauOffS, relSd: offRelSd, ...dead });

  return {
    tauOnS: on.tauS,
    tauOffS: off.tauS,
    ...deadOf(on, rises.length, off, falls.length),
    relSd: Math.max(REL_SD_MIN, on.relSd, off.relSd),
    onPhases: rises.length,
    offPhases: falls.length,
    tauOnSdS: on.tauS * on.relSd,
    tauOffSdS: off.tauS * off.relSd,
  };
}

type Weighted = UsableStretch & { weight: number };

interface SideFit {
  tauS: number;
  relSd: number;
  deadS: number;
  deadSdS: number;
}

function fitSide(stretches: readonly Weighted[], prior: SideFit): SideFit {
  if (stretches.length === 0) return prior;
  const misfit = new Float64Array(CELLS);
  for (const { bpms, weight } of stretches) addMisfit(misfit, bpms, weight);

  let leastJ = Infinity;
  const j = misfit.map((cellMisfit, cell) => {
    const { tauS, deadS } = cellAt(cell);
    const value =
      cellMisfit + (Math.log(tauS / prior.tauS) / prior.relSd) ** 2 + ((deadS - prior.deadS) / prior.deadSdS) ** 2;
    leastJ = Math.min(leastJ, value);
    return value;
  });

  let sum = 0;
  const [lnTau, dead] = [
    { sum: 0, squares: 0 },
    { sum: 0, squares: 0 },
  ];
  j.forEach((value, cell) => {
    const { tauS, deadS } = cellAt(cell);
    // A cell is 2 s wide, and so the narrower in ln tau the longer tau is.
    const probability = Math.exp((leastJ - value) / 2) / tauS;
    sum += probability;
    addTo(lnTau, Math.log(tauS), probability);
    addTo(dead, deadS, probability);
  });
  const meanLnTau = lnTau.sum / sum;
  const tauS = Math.exp(meanLnTau);
  const deadS = dead.sum / sum;
  const sdOf = ({ squares }: typeof dead, mean: number, step: number): number =>
    Math.sqrt(Math.max(0, squares / sum - mean ** 2) + STEP_VARIANCE * step ** 2);
  return {
    tauS,
    relSd: sdOf(lnTau, meanLnTau, TAU_STEP_S / tauS),
    deadS,
    deadSdS: sdOf(dead, deadS, DEAD_STEP_S),
  };
}

function cellAt(cell: number): { tauS: number; deadS: number } {
  return { tauS: TAUS_S[Math.floor(cell / DEADS_S.length)]!, deadS: DEADS_S[cell % DEADS_S.length]! };
}

function addTo(moments: { sum: number; squares: number }, value: number, probability: number): void {
  moments.sum += value * probability;
  moments.squares += value * value * probability;
}

/** What the curve of each cell leaves over of this stretch, in units of what the best of them leaves over a second. */
function addMisfit(misfit: Float64Array, bpms: readonly number[], weight: number): void {
  const heard = bpms.filter((bpm) => bpm > 0);
  const n = heard.length;
  const meanBpm = heard.reduce((sum, bpm) => sum + bpm, 0) / n;
  const total = heard.reduce((sum, bpm) => sum + (bpm - meanBpm) ** 2, 0);
  const isHeard = Float64Array.from(bpms, (bpm) => (bpm > 0 ? 1 : 0));
  const aboveMean = Float64Array.from(bpms, (bpm) => (bpm > 0 ? bpm - meanBpm : 0));
  const left = new Float64Array(CELLS);
  let least = Infinity;
  for (let row = 0; row < TAUS_S.length; row++) {
    // With x = e^(−1/tau) the sums over t ≥ dead of x^(t − dead), of its square and of its product with the heart rate follow
    // from those of a second later: one way back through the stretch has them for every dead time.
    const x = Math.exp(-1 / TAUS_S[row]!);
    const xx = x * x;
    let count = 0;
    let sumY = 0;
    let sumX = 0;
    let sumXX = 0;
    let sumXY = 0;
    for (let t = isHeard.length - 1; t >= 0; t--) {
      const one = isHeard[t]!;
      const y = aboveMean[t]!;
      count += one;
      sumY += y;
      sumX = sumX * x + one;
      sumXX = sumXX * xx + one;
      sumXY = sumXY * x + y;
      const column = t / DEAD_STEP_S;
      if (column >= DEADS_S.length || !Number.isInteger(column)) continue;
      // of the curve 1 − x^(t − dead), which is 0 before the dead time is over
      const squares = count - 2 * sumX + sumXX - (count - sumX) ** 2 / n;
      const cell = squares > 0 ? total - (sumY - sumXY) ** 2 / squares : total;
      left[row * DEADS_S.length + column] = cell;
      if (cell < least) least = cell;
    }
  }
  const variance = Math.max(VARIANCE_MIN, least / (n - FITTED_VALUES));
  for (let i = 0; i < CELLS; i++) misfit[i]! += (weight * left[i]!) / (ALIKE_S * variance);
}

/** Observers know one dead time: the mean of those sides that have said something, each by how sure it is. */
function deadOf(on: SideFit, onPhases: number, off: SideFit, offPhases: number): Pick<SideFit, 'deadS' | 'deadSdS'> {
  if (offPhases === 0) return { deadS: on.deadS, deadSdS: on.deadSdS };
  if (onPhases === 0) return { deadS: off.deadS, deadSdS: off.deadSdS };
  const onWeight = 1 / on.deadSdS ** 2;
  const offWeight = 1 / off.deadSdS ** 2;
  return {
    deadS: (onWeight * on.deadS + offWeight * off.deadS) / (onWeight + offWeight),
    deadSdS: 1 / Math.sqrt(onWeight + offWeight),
  };
}
