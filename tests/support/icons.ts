// `npm run icons`: draws public/icons from the one mark below. Run it after a change of the mark and commit what it draws.
import { chromium } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { chromiumLaunch } from './chromium.ts';

const ICONS = resolve(import.meta.dirname, '../../public/icons');

const INK = '#0a0e16';
const TEXT = '#f1f3f8';
const TARGET = '#ff8d39'; // zone 4

/** The colours above as numbers, opaque, and white for the badge. */
const FLAT = [INK, TEXT, TARGET, '#ffffff'].map((color) => [...Buffer.from(color.slice(1), 'hex'), 255]);

/** On a square of 512: a heart's beat that runs on into a bowl, closed by the target. Together they are a b. */
function mark(beat: string, target: string): string {
  const stroke = (d: string, width: number, color: string): string =>
    `<path d="${d}" stroke="${color}" stroke-width="${width}"/>`;
  return (
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round">' +
    stroke('M255.5 199.9A118 118 0 0 1 435.7 308.2', 64, target) +
    stroke('M74 304.4H120L172 92L201.1 316.4A118 118 0 0 0 408.4 375.8', 44, beat) +
    '</g>'
  );
}

/** Shrunk towards the middle. */
const scaled = (inner: string, by: number): string =>
  `<g transform="translate(${256 * (1 - by)} ${256 * (1 - by)}) scale(${by})">${inner}</g>`;

const square = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${inner}</svg>\n`;

const tile = `<rect width="512" height="512" rx="112" fill="${INK}"/>`;
const whole = `<rect width="512" height="512" fill="${INK}"/>`;
const colored = mark(TEXT, TARGET);

const icon = square(tile + scaled(colored, 0.92));
// what a platform may cut away lies outside a circle of 80 %
const maskable = square(whole + scaled(colored, 0.76));
const apple = square(whole + scaled(colored, 0.86));
// only its shape counts: the platform colours it
const badge = square(scaled(mark('#fff', '#fff'), 1.12));
const play = square(
  tile + `<path d="M196 150v212l176-106z" fill="${TEXT}" stroke="${TEXT}" stroke-width="36" stroke-linejoin="round"/>`,
);
const calendar = square(
  tile +
    `<g fill="none" stroke="${TEXT}" stroke-width="34" stroke-linecap="round" stroke-linejoin="round">` +
    '<rect x="120" y="138" width="272" height="254" rx="44"/><path d="M120 222H392M190 104v60M322 104v60"/></g>' +
    `<circle cx="318" cy="312" r="32" fill="${TARGET}"/>`,
);

const PNGS: [name: string, svg: string, px: number][] = [
  ['icon-96.png', icon, 96],
  ['icon-192.png', icon, 192],
  ['icon-512.png', icon, 512],
  ['maskable-512.png', maskable, 512],
  ['apple-touch-icon.png', apple, 180],
  ['badge-96.png', badge, 96],
  ['shortcut-start-96.png', play, 96],
  ['shortcut-schedule-96.png', calendar, 96],
];

await writeFile(join(ICONS, 'icon.svg'), icon);
const browser = await chromium.launch(await chromiumLaunch());
const page = await browser.newPage();
for (const [name, svg, px] of PNGS) await writeFile(join(ICONS, name), pngOf(await pixelsOf(svg, px), px));
await browser.close();

/** Red, green, blue and opacity of each pixel. */
function pixelsOf(svg: string, px: number): Promise<number[]> {
  return page.evaluate(
    async ({ svg, px }) => {
      const image = new Image(px, px);
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      const context = new OffscreenCanvas(px, px).getContext('2d')!;
      context.drawImage(image, 0, 0, px, px);
      return [...context.getImageData(0, 0, px, px).data];
    },
    { svg, px },
  );
}

/** A PNG with a palette: a third of what a browser would write for pictures as flat as these. */
function pngOf(pixels: number[], px: number): Buffer {
  const palette = new Map<string, number>();
  const rows = Buffer.alloc(px * (px + 1)); // each row begins with a zero: no filter
  for (let i = 0; i < px * px; i++) {
    const color = pixels.slice(i * 4, i * 4 + 4).map(rounded);
    const key = (color[3] === 0 ? [0, 0, 0, 0] : color).join();
    if (!palette.has(key)) palette.set(key, palette.size);
    rows[i + Math.floor(i / px) + 1] = palette.get(key)!;
  }
  if (palette.size > 256) throw new Error(`${palette.size} colours are too many for a palette`);

  const colors = [...palette.keys()].map((key) => key.split(',').map(Number));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(px, 0);
  header.writeUInt32BE(px, 4);
  header.set([8, 3], 8); // eight bits each, by palette
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colors.flatMap((color) => color.slice(0, 3)))),
    chunk('tRNS', Buffer.from(colors.map((color) => color[3]!))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Edges need no more than eight shades; the colours themselves stay what they are. */
function rounded(value: number, channel: number, color: number[]): number {
  const flat = FLAT.find((each) => each.every((part, i) => Math.abs(part - color[i]!) < 8));
  return flat?.[channel] ?? Math.min(255, Math.round(value / 36) * 36);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crcOf(body));
  return Buffer.concat([length, body, sum]);
}

/** The checksum of a PNG's chunks. */
function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
