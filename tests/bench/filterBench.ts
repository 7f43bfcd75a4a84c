import { recordingsAbsent } from '../support/recordings.ts';
import { everySecondRecordings } from './faults.ts';
import { FILTERS, GATED_SLOPE } from './filters.ts';
import { figuresOf, FILTER_BARS, type FilterFigures } from './filterTable.ts';
import { bar } from './measure.ts';

const COLUMNS = {
  lagS: 'lag, s',
  rmsAtRestBpm: 'RMS at rest',
  spikesPassedPct: 'spikes, %',
  falseDeviationsPerH: 'false dev./h',
  missedPct: 'missed, %',
  lockPassedPct: 'lock passed, %',
  falseDoubtsPerH: 'false doubts/h',
} as const satisfies Record<keyof FilterFigures, string>;
const KEYS = Object.keys(COLUMNS) as (keyof FilterFigures)[];
const SEED = 11;

/** What decisions are made on, beside what they could be made on: recordings with injected faults. */
export function filterBench(): void {
  console.log('\nFilters on recordings with injected faults');
  if (recordingsAbsent) {
    console.log(`  left out: ${recordingsAbsent}`);
    return;
  }
  const recordings = everySecondRecordings();
  const hours = recordings.reduce((sum, { length }) => sum + length, 0) / 3600;
  console.log(`  ${recordings.length} recordings, ${hours.toFixed(1)} h, seed ${SEED}`);
  console.log(`  ${''.padEnd(20)}${KEYS.map((key) => COLUMNS[key].padStart(16)).join('')}`);
  for (const filter of FILTERS) {
    const figures = figuresOf(filter, recordings, SEED);
    console.log(`  ${filter.name.padEnd(20)}${KEYS.map((key) => figures[key].toFixed(2).padStart(16)).join('')}`);
    if (filter !== GATED_SLOPE) continue;
    for (const key of KEYS) {
      const most = FILTER_BARS[key];
      if (most !== undefined) bar(COLUMNS[key], figures[key], most, '');
    }
  }
}
