import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finished } from '../../src/core/records/finished.ts';
import { packed } from '../../src/core/samples/packed.ts';
import type { BackupEntry } from '../../src/formats/backup/backupFile.ts';
import { packBackup } from '../../src/formats/backup/writeBackup.ts';
import { stamped } from '../../src/store/database/records.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import { historyOf } from '../support/history.ts';
import type { Chance } from './chance.ts';
import type { Records } from './records.ts';
import type { Stage } from './stage.ts';

const MADE_AT = '2026-11-01T00:00:00.000Z';
const WORKOUTS_MAX = 5;

/** Workouts of another device. */
export function workoutsOfAnother(chance: Chance): Finished[] {
  const mark = chance.between(0, 2 ** 31);
  return historyOf(chance.between(1, WORKOUTS_MAX), Date.parse(MADE_AT)).map(({ session, digest, chunks }, i) => {
    const id = `other-${mark}-${i}`;
    return { session: { ...session, id }, digest: { ...digest, id }, chunks };
  });
}

/** A backup with the history and the plans of these records and some more workouts; says where it is. */
export async function backUp(stage: Stage, records: Records, more: readonly Finished[]): Promise<string> {
  const added: [string, IDBValidKey, unknown][] = more.flatMap(({ session, digest, chunks }) => [
    ['digests', session.id, stamped(digest, Date.parse(MADE_AT))],
    ['sessions', session.id, stamped(session, Date.parse(MADE_AT))],
    ...chunks.map((chunk, i): [string, IDBValidKey, unknown] => [
      'samples',
      [session.id, i],
      encodeEnvelope('samples', {}, packed(chunk)),
    ]),
  ]);
  const entries = (['digests', 'sessions', 'samples', 'plans'] as const).flatMap((store): BackupEntry[] =>
    [
      ...(records.get(store) ?? []).map(([key, value]) => ({ store, key, value })),
      ...added.flatMap(([of, key, value]) => (of === store ? [{ store, key, value }] : [])),
    ].sort((a, b) => (isBefore(a.key, b.key) ? -1 : 1)),
  );
  const bytes = await new Response(packBackup({ madeAt: MADE_AT, app: 'torture' }, all(entries))).arrayBuffer();
  const path = join(stage.chromium.profileDir, 'torture.jsonl.gz');
  writeFileSync(path, Buffer.from(bytes));
  return path;
}

/** Chooses a file on the screen of settings, and waits until it was read. Where it may not be chosen it is chosen all the same. */
export async function choose(
  { page }: Stage,
  path: string,
  mode: 'merge' | 'replace',
  { forced = false } = {},
): Promise<void> {
  await page.evaluate(`location.hash = '#/settings'`);
  await page.waitFor(`${INPUT}${forced ? '?.disabled' : ' && !' + INPUT + '.disabled'}`);
  if (forced) await page.evaluate(`${INPUT}.disabled = false`);
  const { result } = await page.cdp.send('Runtime.evaluate', { expression: INPUT });
  assert.ok(result.objectId, 'a file can be chosen');
  await page.cdp.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId });
  await page.waitFor(
    `document.querySelector('input[type=radio][value=${mode}]')?.click() ?? document.querySelector('input[type=radio][value=${mode}]')?.checked`,
  );
}

const INPUT = `document.querySelector('.data input[type=file]')`;

// eslint-disable-next-line @typescript-eslint/require-await -- a generator that is asked as one that waits
async function* all<T>(list: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* list;
}

/** In the order of IndexedDB's keys, as far as the app has such. */
function isBefore(a: unknown, b: unknown): boolean {
  const [one, n = 0] = [a].flat() as [string, number?];
  const [other, m = 0] = [b].flat() as [string, number?];
  return one < other || (one === other && n < m);
}
