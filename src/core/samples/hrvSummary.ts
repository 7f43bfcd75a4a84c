import { blocksAfter, blocksBroken, NO_BLOCKS, type BeatBlocks } from '../hrv/beatBlocks.ts';
import { ALPHA_VALUES_MAX } from '../hrv/hrvFigures.ts';
import { hrvOfWindow, NO_WINDOW, secondOfBeats } from '../hrv/beatWindow.ts';
import { beatsOf } from './beatsOf.ts';
import { samplesOf, type SampleChunk } from './samples.ts';

/**
 * What the beats of a whole workout come to, as it is kept with it. It is worked out from the stored seconds, so that it is
 * the same whether or not the app was gone in between, and nothing of it is in a checkpoint.
 */
export interface HrvSummary {
  /** Over neighbouring beats and over beats of all whole minutes that count (see `BeatBlocks`); `null` where none does. */
  rmssdMs: number | null;
  /** With n − 1. Of a workout it is as much of how the rate rose and fell as of the beats. */
  sdnnMs: number | null;
  /** How long the minutes that count are, all together. */
  coveredS: number;
  /** How many of the beats of all whole minutes were dropped. */
  artefactPct: number;
  /** The exponent of the two minutes up to the end of each step, by convention D of `DFA_CONVENTIONS`. */
  dfaAlpha1: AlphaSeries;
}

/** Of elapsed time: the step after which each value is, and values to two decimals, `null` where nothing can be said. */
export interface AlphaSeries {
  stepS: number;
  values: readonly (number | null)[];
}

const ALPHA_STEP_S = 60;

/** Of the chunks of a workout, in order; `undefined` where a strap has sent no series of beats. */
export function hrvSummaryOf(chunks: readonly SampleChunk[]): HrvSummary | undefined {
  let [window, blocks, elapsedS, beats] = [NO_WINDOW, NO_BLOCKS, 0, 0];
  let alpha: AlphaSeries = { stepS: ALPHA_STEP_S, values: [] };
  const breakAll = (): void => {
    window = NO_WINDOW;
    blocks = blocksBroken(blocks);
  };
  for (const chunk of chunks) {
    if (chunk.fromS > elapsedS) breakAll();
    alpha = alphaUpTo(alpha, chunk.fromS);
    elapsedS = chunk.fromS;
    for (const sample of samplesOf(chunk)) {
      elapsedS++;
      const rrMs = beatsOf(sample);
      if (rrMs) {
        beats += rrMs.length;
        window = secondOfBeats(window, rrMs);
        blocks = rrMs.reduce(blocksAfter, blocks);
      } else breakAll();
      if (elapsedS % alpha.stepS === 0) alpha = withAlpha(alpha, hrvOfWindow(window)?.dfaAlpha1 ?? null);
    }
  }
  return beats === 0 ? undefined : { ...figuresOf(blocks), dfaAlpha1: alpha };
}

function figuresOf({ counted, beats, artefacts }: BeatBlocks): Omit<HrvSummary, 'dfaAlpha1'> {
  const { lengthMs, pairs, kept } = counted;
  return {
    rmssdMs: pairs.count > 0 ? rounded(Math.sqrt(pairs.squaresMs / pairs.count)) : null,
    sdnnMs: kept.count > 1 ? rounded(Math.sqrt(kept.squaresMs / (kept.count - 1))) : null,
    coveredS: Math.round(lengthMs / 1000),
    artefactPct: beats > 0 ? rounded((100 * artefacts) / beats) : 0,
  };
}

/** Nothing is known of the steps up to here. */
function alphaUpTo(alpha: AlphaSeries, elapsedS: number): AlphaSeries {
  while ((alpha.values.length + 1) * alpha.stepS <= elapsedS) alpha = withAlpha(alpha, null);
  return alpha;
}

function withAlpha({ stepS, values }: AlphaSeries, value: number | null): AlphaSeries {
  const next = [...values, value === null ? null : rounded(value)];
  if (next.length <= ALPHA_VALUES_MAX) return { stepS, values: next };
  // of two steps the second: a value is of the two minutes before it
  return { stepS: 2 * stepS, values: next.filter((_, i) => i % 2 === 1) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
