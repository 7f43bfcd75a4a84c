// A recorded file of any size is read in bounded memory and time, each in a process of its own.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fitOf, isoAt, T0, tcxFile, tcxLap } from '../formats/activity/read/files.ts';
import { NIGHTLY } from '../support/nightly.ts';
import { freshFolder } from './paper.ts';

const SCRIPT = resolve(import.meta.dirname, '../support/importing.ts');
const BYTES = NIGHTLY ? 50_000_000 : 4_000_000;
const MB_MAX = 200;

interface Cost {
  ok: boolean;
  samples: number;
  problems: string[];
  cpuMs: number;
  moreMb: number;
}

/** So many bytes of `rows`, by their number. */
function filled(row: (i: number) => string): string {
  const rows: string[] = [];
  for (let bytes = 0, i = 0; bytes < BYTES; i++) {
    const next = row(i);
    rows.push(next);
    bytes += next.length;
  }
  return rows.join('');
}

const point = (i: number): string =>
  `<Trackpoint><Time>${isoAt(i)}</Time><Position><LatitudeDegrees>47.2</LatitudeDegrees></Position><HeartRateBpm><Value>${100 + (i % 60)}</Value></HeartRateBpm></Trackpoint>`;

/** Records of five bytes after one definition: as many as a file can have. */
function denseFit(): Uint8Array {
  const head = [0x40, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 2];
  const count = Math.floor(BYTES / 6);
  const data = new Uint8Array(head.length + 6 * count);
  data.set(head);
  const view = new DataView(data.buffer);
  for (let i = 0; i < count; i++) {
    view.setUint32(head.length + 6 * i + 1, T0 + i * 50, true);
    data[head.length + 6 * i + 5] = 100 + (i % 60);
  }
  const file = new Uint8Array(fitOf([]).length + data.length);
  file.set(fitOf([]).subarray(0, 14));
  new DataView(file.buffer).setUint32(4, data.length, true);
  file.set(data, 14);
  return file;
}

const FILES: Record<string, () => Uint8Array | string> = {
  'a TCX file of points': () => tcxFile(tcxLap(0, filled(point))),
  'a GPX file of points': () =>
    `<gpx><trk><trkseg>${filled((i) => `<trkpt lat="1" lon="2"><time>${isoAt(i)}</time><extensions><hr>99</hr></extensions></trkpt>`)}</trkseg></trk></gpx>`,
  'a table': () => `seconds,hr\n${filled((i) => `${i},${100 + (i % 60)}\n`)}`,
  'a FIT file of records far apart': denseFit,
  'a tag without end': () => `<gpx><trk ${'x'.repeat(BYTES)}`,
  'tags in each other': () => `<gpx>${'<a>'.repeat(BYTES / 4)}`,
  'a line without end': () => `seconds,hr\n${'1,'.repeat(BYTES / 2)}`,
};

/** By day the two that the most can be in. */
const NAMES = Object.keys(FILES).filter((name) => NIGHTLY || /TCX|FIT/.test(name));

test.each(NAMES)('%s is read in less than 200 MB, and in less than a second a MB', { timeout: 300_000 }, (name) => {
  const file = join(freshFolder(), 'large');
  writeFileSync(file, FILES[name]!());
  const cost = JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', SCRIPT, file], { encoding: 'utf8' }),
  ) as Cost;
  expect(cost.moreMb).toBeLessThan(MB_MAX);
  expect(cost.cpuMs).toBeLessThan(BYTES / 1_000);
  if (/of|table/.test(name)) expect(cost.samples).toBeGreaterThan(BYTES / 500);
});
