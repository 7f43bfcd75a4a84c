// The filter that decisions are made on keeps its bars, on recordings with injected faults. `npm run bench` prints all figures.
import { expect, test } from 'vitest';
import { everySecondRecordings } from '../../bench/faults.ts';
import { FILTERS, GATED_SLOPE } from '../../bench/filters.ts';
import { figuresOf, FILTER_BARS } from '../../bench/filterTable.ts';
import { NIGHTLY } from '../../support/nightly.ts';
import { recordingsAbsent } from '../../support/recordings.ts';

const BARS = Object.entries(FILTER_BARS) as [keyof typeof FILTER_BARS, number][];
/** Half an hour of each is enough to see a filter that got worse; by night all of all. */
const SECONDS = NIGHTLY ? Infinity : 1_500;
const RECORDINGS = everySecondRecordings(SECONDS);

test.skipIf(recordingsAbsent)(
  `the filter keeps its bars${recordingsAbsent ? ` (${recordingsAbsent})` : ''}`,
  { timeout: 120_000 },
  () => {
    expect(RECORDINGS).toHaveLength(15);
    const figures = figuresOf(GATED_SLOPE, RECORDINGS, 11);
    for (const [what, most] of BARS) expect(figures[what], what).toBeLessThanOrEqual(most);
  },
);

test.skipIf(recordingsAbsent)(
  'the same bars tell a filter that is late, or lets spikes pass, from one that does not',
  () => {
    const [kalman] = FILTERS;
    const figures = figuresOf(
      kalman!,
      RECORDINGS.map((seconds) => seconds.slice(0, 600)),
      11,
    );
    expect(figures.lagS).toBeGreaterThan(3);
    expect(figures.spikesPassedPct).toBeGreaterThan(50);
    expect(figures.lockPassedPct).toBeGreaterThan(80);
  },
);
