// `session import`: what files of watches and programs have recorded, and what is refused.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectedRecordings, RECORDINGS_DIR, recordingsAbsent } from '../support/recordings.ts';
import { fitFile, fileId, records, timer } from '../formats/activity/read/files.ts';
import { main } from '../../src/node/cli.ts';
import { cli, freshFolder, Paper } from './paper.ts';

interface Read {
  sessions: {
    startedAt: string;
    elapsedS: number;
    samples: number;
    validS: number;
    meanBpm: number | null;
    maxBpm: number | null;
    rr: number;
    laps: number;
    losses: { code: string; message: string }[];
  }[];
}

async function sessionsOf(...files: string[]): Promise<Read['sessions']> {
  const { code, stdout, stderr } = await cli('session', 'import', ...files, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as Read).sessions;
}

const PAUSED = fitFile([
  fileId(),
  ...[timer(0, 0), ...records(0, 100, 110), timer(2, 4), timer(100, 0), ...records(100, 120), timer(101, 4)],
]);

function written(name: string, content: Uint8Array | string): string {
  const file = join(freshFolder(), name);
  writeFileSync(file, content);
  return file;
}

test('the figures are those of the file, with its pauses', async () => {
  const [read, other] = await sessionsOf(written('a.fit', PAUSED), written('b.csv', 'timestamp,hr\n1700000000,90\n'));
  expect(read).toMatchObject({
    startedAt: '2023-11-14T22:13:20.000Z',
    ...{ elapsedS: 100, samples: 3, validS: 6, meanBpm: 110, maxBpm: 120, rr: 0, laps: 0, losses: [] },
  });
  expect(other).toMatchObject({ startedAt: '2023-11-14T22:13:20.000Z', samples: 1, elapsedS: 0, meanBpm: 90 });
});

test('what is not kept is said, with a sentence', async () => {
  const [read] = await sessionsOf(written('a.csv', 'timestamp,hr,watts\n1700000000,90,200\n'));
  expect(read?.losses).toEqual([
    {
      code: 'loss.trackData',
      path: '',
      message: 'Not kept: other values. Beatkeeper stores heart rate and times only, and never where you were.',
    },
  ]);
});

test.skipIf(recordingsAbsent)(`recordings have the figures that others found ${recordingsAbsent ?? ''}`, async () => {
  for (const { file, figures } of expectedRecordings().filter(({ file }) => /gpx|csv|HRV/.test(file))) {
    const [read] = await sessionsOf(join(RECORDINGS_DIR, file));
    expect(read).toMatchObject({ samples: figures.records, rr: figures.rr?.count ?? 0, laps: figures.laps ?? 0 });
    expect(read?.meanBpm).toBeCloseTo(figures.hrMean, 3);
    expect(read?.maxBpm).toBeCloseTo(figures.hrMax, 3);
    expect(read?.elapsedS).toBeCloseTo(figures.spanSec, 2);
    expect(read?.validS).toBeCloseTo(
      figures.zoneSec.reduce((sum, s) => sum + s, 0),
      1,
    );
  }
});

test.each([
  ['no file', [], 'session import needs one or more files.'],
  ['a picture', ['\u0089PNG\r\n'], 'This is not a recorded workout but an image.'],
  ['a plan', ['{"name":"5k","phases":[]}'], 'This is not a recorded workout but a plan. Import it in Plans.'],
  ['nothing', [''], 'This is not a recorded workout: it is empty.'],
])('%s is refused in one line', async (_, contents, sentence) => {
  const files = contents.map((each) => written('x', Buffer.from(each, 'latin1')));
  const { code, stdout, stderr } = await cli('session', 'import', ...files, '--json');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(sentence);
});

test('another verb is refused', async () => {
  expect((await cli('session', 'eat', 'x')).code).toBe(2);
});

test('a person reads what a file is in one line, and beneath it what is not kept', async () => {
  const paper = new Paper({ person: true });
  expect(await main(['session', 'import', written('ride.csv', 'timestamp,hr,watts\n1700000000,90,200\n')], paper)).toBe(
    0,
  );
  expect(paper.stdout.split('\n')).toEqual([
    'Workout (recorded elsewhere) (csv) · 2023-11-14T22:13:20.000Z, 0:00 · avg 90 bpm, max 90 bpm',
    '  Not kept: other values. Beatkeeper stores heart rate and times only, and never where you were.',
    '',
  ]);
});
