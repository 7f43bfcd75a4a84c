// `npm run pictures`: draws public/icons from the one mark below. Run it after a change of the mark and commit what it draws.
import { chromium } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromiumArgs, chromiumPath } from './chromium.ts';

const ICONS = resolve(import.meta.dirname, '../../public/icons');

const INK = '#0a0e16';
const TEXT = '#f1f3f8';
const TARGET = '#ff8d39'; // zone 4

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
  ['icon-192.png', icon, 192],
  ['icon-512.png', icon, 512],
  ['maskable-512.png', maskable, 512],
  ['apple-touch-icon.png', apple, 180],
  ['badge-96.png', badge, 96],
  ['shortcut-start-96.png', play, 96],
  ['shortcut-schedule-96.png', calendar, 96],
];

await writeFile(join(ICONS, 'icon.svg'), icon);
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
for (const [name, svg, px] of PNGS) {
  const page = await browser.newPage({ viewport: { width: px, height: px } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: join(ICONS, name), omitBackground: true });
  await page.close();
}
await browser.close();
