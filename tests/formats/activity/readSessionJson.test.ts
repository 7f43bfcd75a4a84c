import { expect, test } from 'vitest';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import { samplesOf } from '../../../src/core/samples/samples.ts';
import { exportSession } from '../../../src/formats/activity/exporters.ts';
import { readSessionFile } from '../../../src/formats/activity/readSessionJson.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { runHeart } from '../../support/heartWorkouts.ts';

const EXPORTED_AT = Date.UTC(2026, 10, 23, 8);
const plan = builtInPlans(enPlans).find(({ id }) => id === 'easy-recovery')!;
const finished = runHeart({
  id: 'a',
  plan,
  heart: { tauOnS: 50, tauOffS: 60, deadS: 5 },
  said: (bpm, s) => (s > 400 && s < 412 ? 60 : bpm),
});
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const exported = (chunks = finished.chunks): string =>
  new TextDecoder().decode(
    exportSession({ session: finished.session, chunks, exportedAtEpochMs: EXPORTED_AT }, 'json').bytes,
  );

test('what is exported comes back: the record, and every second of it', () => {
  const read = readSessionFile(bytesOf(exported()));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.session).toEqual(JSON.parse(JSON.stringify(finished.session)));
  expect(read.value.exportedAtEpochMs).toBe(EXPORTED_AT);
  const secondsOf = (chunks: typeof finished.chunks): object[] =>
    chunks.flatMap((chunk) => samplesOf(chunk).map(({ bpm, doubtful, source }) => ({ bpm, doubtful, source })));
  expect(secondsOf(read.value.chunks)).toEqual(secondsOf(finished.chunks));
  expect(secondsOf(read.value.chunks)).toContainEqual(expect.objectContaining({ doubtful: true }));
});

test('an absence that was left out is one again', () => {
  const chunks = finished.chunks.filter(({ fromS }) => fromS !== 300);
  const read = readSessionFile(bytesOf(exported(chunks)));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.chunks.map(({ fromS, bpm }) => [fromS, [...bpm]])).toEqual(
    chunks.map(({ fromS, bpm }) => [fromS, [...bpm]]),
  );
});

const changed = (change: (file: { session: object; samples: Record<string, unknown[]> }) => object): string =>
  JSON.stringify({ format: 'beatkeeper-session', ...change(JSON.parse(exported()) as never) });

test.each<[string, string, string]>([
  ['nothing', '', 'file.empty'],
  ['a plan', '{"phases": []}', 'file.kind'],
  ['text', 'bpm 120', 'file.kind'],
  ['a file that was cut', exported().slice(0, 4000), 'json.cut'],
  ['a newer version', changed((file) => ({ ...file, version: 3 })), 'record.newer'],
  ['columns of two lengths', changed((file) => ({ ...file, samples: { ...file.samples, away: [] } })), 'record.broken'],
  [
    'more seconds than it took',
    changed((file) => ({ ...file, session: { ...file.session, elapsedS: 10 } })),
    'record.broken',
  ],
  [
    'a heart rate that is none',
    changed((file) => ({ ...file, samples: { ...file.samples, bpm: file.samples['bpm']!.map(() => 999) } })),
    'value.tooLarge',
  ],
  ['no workout', changed((file) => ({ ...file, session: { id: 'a' } })), 'value.missing'],
])('%s is refused', (_, text, code) => {
  expect(readSessionFile(bytesOf(text))).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ code })]) as unknown,
  });
});
