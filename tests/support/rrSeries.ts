// Beat-to-beat intervals of real hearts with reference values, out of the shared test data.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const RR_DIR = resolve(import.meta.dirname, '../../../shared/data/rr');

/** Why tests on these series cannot run here, or `undefined`. */
export const rrSeriesAbsent = existsSync(RR_DIR) ? undefined : `no RR series at ${RR_DIR}`;

/** What reference programs found in a series, to five digits; `first300beats` the same of its first 300. */
export interface RrFigures {
  file: string;
  figures: { n: number; rmssd: number; sdnn: number };
  dfaAlpha1: Record<`${'A' | 'B' | 'C' | 'D'}_${string}`, number> & {
    first300beats: Record<'A' | 'B' | 'C' | 'D' | 'rmssd' | 'sdnn', number>;
  };
}

export function rrFigures(): RrFigures[] {
  if (rrSeriesAbsent) return [];
  return JSON.parse(readFileSync(join(RR_DIR, 'expected.json'), 'utf8')) as RrFigures[];
}

/** In ms. Files differ: a number a line, a section of a Polar export, the times of beats, or JSON. */
export function readRrSeries(file: string): number[] {
  const text = readFileSync(join(RR_DIR, file), 'utf8');
  if (file.endsWith('.json')) return (JSON.parse(text) as { value: number[] }).value;
  const numbers = text
    .slice(Math.max(0, text.indexOf('[HRData]')))
    .split(/\r?\n/)
    .filter((line) => /^[\d.]+$/.test(line.trim()))
    .map(Number);
  return file.endsWith('.beats') ? numbers.slice(1).map((s, i) => (s - numbers[i]!) * 1000) : numbers;
}
