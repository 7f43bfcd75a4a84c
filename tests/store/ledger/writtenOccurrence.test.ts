import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CANCEL_REASONS, occurrenceOf, type OccurrenceEnd } from '../../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import { parseOccurrence } from '../../../src/core/schedule/ledgerRecord.ts';
import { parseStamped } from '../../../src/store/database/readers.ts';
import { stamped } from '../../../src/store/database/records.ts';
import { isWrittenOccurrence } from '../../../src/store/ledger/writtenOccurrence.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 5, 30);
const SCHEDULE: Schedule = {
  id: 'a',
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * *',
  timeZone: null,
  on: true,
  revision: 1,
  sinceEpochMs: NOW_MS,
};
const ENDS: (OccurrenceEnd | null)[] = [
  null,
  { status: 'started', atEpochMs: NOW_MS, sessionId: 's', provenance: null },
  { status: 'started', atEpochMs: NOW_MS, sessionId: 's', provenance: 'strap' },
  { status: 'skipped', atEpochMs: NOW_MS, by: 'time' },
  { status: 'missed', atEpochMs: NOW_MS },
  { status: 'missed', atEpochMs: NOW_MS, leapt: true },
  { status: 'moved', atEpochMs: NOW_MS, to: 's/1/2026-11-22T06:30:00+01:00' },
  ...CANCEL_REASONS.map((why): OccurrenceEnd => ({ status: 'cancelled', atEpochMs: NOW_MS, why })),
];
const records = ENDS.flatMap((end, i) => {
  const occurrence = { ...occurrenceOf(SCHEDULE, NOW_MS, 'Europe/Berlin'), end };
  return [
    stamped({ ...occurrence, movedFrom: i % 2 ? 's/1/2026-11-21T06:30:00+01:00' : null }, NOW_MS),
    stamped({ ...occurrence, times: 300 }, NOW_MS),
    stamped({ ...occurrence, tried: { sessionId: 's', atEpochMs: NOW_MS } }, NOW_MS),
  ];
});

const FOREIGN: unknown[] = [
  ...[0, -1, 0.5, 1, 2, 301, 2 ** 53, 9e15, NaN, Infinity, undefined, null, true, false, {}, []],
  ...[
    '',
    'x'.repeat(64),
    'x'.repeat(65),
    'x'.repeat(129),
    '2026-02-31T06:30:00',
    '2026-13-01T06:30:00',
    'missed',
    'time',
  ],
];

function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as [typeof holder, string], ...placesOf(holder[key])]);
}

/** What is known at a glance is what the schema reads, to the letter. */
function agrees(record: object): boolean {
  const known = isWrittenOccurrence(record);
  if (known) expect(parseStamped(record, parseOccurrence)).toEqual({ ok: true, value: record });
  return known;
}

test('an occurrence as it is written is known at a glance', () => {
  expect(records.filter((record) => !agrees(structuredClone(record)))).toEqual([]);
});

test('what is known at a glance is what the schema reads, whatever stands in any of its places', () => {
  const known = { yes: 0, no: 0 };
  for (const record of records) {
    for (const place of placesOf(record).keys()) {
      for (const value of [...FOREIGN, 'take', 'add']) {
        const copy = structuredClone(record);
        const [holder, key] = placesOf(copy)[place]!;
        if (value === 'take') Reflect.deleteProperty(holder, key);
        else if (value === 'add') holder['foreign'] = 1;
        else holder[key] = value;
        known[agrees(copy) ? 'yes' : 'no']++;
      }
    }
  }
  expect(Math.min(known.yes, known.no)).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.nat(records.length - 1), fc.nat(), fc.anything(), (i, place, value) => {
      const copy = structuredClone(records[i]!);
      const places = placesOf(copy);
      const [holder, key] = places[place % places.length]!;
      holder[key] = value;
      agrees(copy);
    }),
    { seed: 7 },
  );
});
