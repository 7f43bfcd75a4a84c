import { beatAfter, NO_BEATS, type BeatsBefore } from './artefacts.ts';
import { ARTEFACT_PCT_MAX } from './hrvFigures.ts';

/**
 * The variability of a whole workout, in a few numbers however long it is: beats are taken in blocks of a minute without a
 * break. One with too many artefacts is left out whole, so that a bad ten minutes do not spoil an hour; so is what is
 * shorter, before a break and at the end.
 */
export interface BeatBlocks {
  /** Of the blocks that count. */
  counted: BeatSums;
  /** Of all whole blocks, those that are left out too. */
  beats: number;
  artefacts: number;
  /** The block under way. */
  under: BeatSums & { beats: number };
  /** What the next beat is held against: the last one, if it was kept, and those before. */
  lastMs: number | undefined;
  before: BeatsBefore;
}

interface BeatSums {
  lengthMs: number;
  /** Neighbours of which both were kept, and the sum of their squared differences. */
  pairs: { count: number; squaresMs: number };
  /** Kept beats: their mean, and the sum of squared distances from it (Welford 1962, doi 10.1080/00401706.1962.10490022). */
  kept: { count: number; meanMs: number; squaresMs: number };
}

const NO_SUMS: BeatSums = {
  lengthMs: 0,
  pairs: { count: 0, squaresMs: 0 },
  kept: { count: 0, meanMs: 0, squaresMs: 0 },
};
const NO_BLOCK = { under: { ...NO_SUMS, beats: 0 }, lastMs: undefined, before: NO_BEATS };

export const NO_BLOCKS: BeatBlocks = { counted: NO_SUMS, beats: 0, artefacts: 0, ...NO_BLOCK };

const BLOCK_MS = 60_000;

/** After a break: the block under way is no whole one. */
export function blocksBroken(blocks: BeatBlocks): BeatBlocks {
  return { ...blocks, ...NO_BLOCK };
}

/** After one more beat, which follows on the last one. */
export function blocksAfter(blocks: BeatBlocks, ms: number): BeatBlocks {
  const [isKept, before] = beatAfter(blocks.before, ms);
  const { lengthMs, pairs, kept, beats } = blocks.under;
  const differenceMs = isKept && blocks.lastMs !== undefined ? ms - blocks.lastMs : undefined;
  const under = {
    lengthMs: lengthMs + ms,
    pairs:
      differenceMs === undefined ? pairs : { count: pairs.count + 1, squaresMs: pairs.squaresMs + differenceMs ** 2 },
    kept: isKept ? merged(kept, { count: 1, meanMs: ms, squaresMs: 0 }) : kept,
    beats: beats + 1,
  };
  const next = { ...blocks, under, before, lastMs: isKept ? ms : undefined };
  return under.lengthMs < BLOCK_MS ? next : closed(next);
}

function closed({ under, counted, ...blocks }: BeatBlocks): BeatBlocks {
  const artefacts = under.beats - under.kept.count;
  const isClean = 100 * artefacts < ARTEFACT_PCT_MAX * under.beats;
  return {
    ...blocks,
    counted: isClean ? sum(counted, under) : counted,
    beats: blocks.beats + under.beats,
    artefacts: blocks.artefacts + artefacts,
    under: NO_BLOCK.under,
  };
}

function sum(a: BeatSums, b: BeatSums): BeatSums {
  return {
    lengthMs: a.lengthMs + b.lengthMs,
    pairs: { count: a.pairs.count + b.pairs.count, squaresMs: a.pairs.squaresMs + b.pairs.squaresMs },
    kept: merged(a.kept, b.kept),
  };
}

/** Chan, Golub and LeVeque 1979. */
function merged(a: BeatSums['kept'], b: BeatSums['kept']): BeatSums['kept'] {
  const count = a.count + b.count;
  if (count === 0) return a;
  const apartMs = b.meanMs - a.meanMs;
  return {
    count,
    meanMs: a.meanMs + (apartMs * b.count) / count,
    squaresMs: a.squaresMs + b.squaresMs + (apartMs ** 2 * a.count * b.count) / count,
  };
}
