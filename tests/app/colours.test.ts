// The tokens of app.css: text can be read on every ground, and the zones stay apart for every eye.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ZONE_COUNTS, zonesOf, type ZoneCount } from '../../src/core/athlete/hrZones.ts';

const CSS = readFileSync(resolve(import.meta.dirname, '../../src/app/app.css'), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Rgb = [number, number, number];

/** `--name: light-dark(#rrggbb, #rrggbb)`, as linear sRGB. */
function token(name: string, theme: Theme): Rgb {
  const match = new RegExp(`--${name}:\\s*light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(CSS);
  if (!match) throw new Error(`no token --${name}`);
  return [0, 2, 4].map((at) => {
    const part = parseInt(match[theme === 'light' ? 1 : 2]!.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** The steps that zones of so many are painted in, as the rules of app.css come to. */
function stepsOf(count: ZoneCount): string[] {
  const rules = [...CSS.matchAll(/^((?::root|\[data-zone)[^{]*)\{([^}]*)\}/gm)];
  const declared = (selector: string, name: string): string | undefined =>
    rules
      .filter(([, selectors = '']) => selectors.split(',').some((each) => each.trim() === selector))
      .flatMap(([, , body = '']) => new RegExp(`--${name}: var\\(--(\\w+)\\)`).exec(body)?.[1] ?? [])
      .at(-1);
  return zonesOf(count).map((zone) => {
    const name = declared(`[data-zone='${String(zone)}']`, 'z') ?? '';
    if (name.startsWith('z')) return name;
    const step = declared(`[data-zones='${String(count)}']`, name) ?? declared('[data-zones]', name);
    if (step === undefined) throw new Error(`zone ${String(zone)} of ${String(count)} has no colour`);
    return step;
  });
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009 (doi 10.1109/TVCG.2009.113), severity 1, on linear sRGB. */
const EYES: Record<string, number[]> = {
  'all three cones': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  'no red cones': [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  'no green cones': [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  'no blue cones': [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  'black and white': [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
};

function seenBy(eye: string, [r, g, b]: Rgb): Rgb {
  const m = EYES[eye]!;
  return [0, 3, 6].map((row) => Math.max(0, m[row]! * r + m[row + 1]! * g + m[row + 2]! * b)) as Rgb;
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How far apart two colours look. About 0.02 is just noticeable side by side. */
const distance = (one: Rgb, other: Rgb): number => Math.hypot(...oklab(one).map((part, i) => part - oklab(other)[i]!));

describe.each(THEMES)('%s', (theme) => {
  test.each([
    ['text', 'ink', 7],
    ['soft', 'ink', 7],
    ['faint', 'ink', 7],
    ['text', 'ink-2', 7],
    ['soft', 'ink-2', 7],
    ['faint', 'ink-2', 4.5],
    ['text', 'ink-3', 7],
    ['soft', 'ink-3', 7],
    ['faint', 'ink-3', 4.5],
    ['edge', 'ink', 3], // what one can press is seen in the sun
    ['edge', 'ink-2', 3],
    ['edge', 'ink-3', 3],
  ])('%s on %s has a contrast of %d', (text, ground, least) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(least);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('zone %d can be seen on the page, and written on', (zone) => {
    const fill = token(`z${String(zone)}`, theme);
    expect(contrast(token(`z${String(zone)}-on`, theme), fill)).toBeGreaterThanOrEqual(4.5);
    // gold on white cannot be dark and gold; its number, height and thickness carry it there
    expect(contrast(fill, token('ink', theme))).toBeGreaterThanOrEqual(zone === 3 && theme === 'light' ? 1.9 : 3);
  });

  describe.each(ZONE_COUNTS)('of %d zones', (count) => {
    test.each(Object.keys(EYES))('neighbours stay apart for eyes with %s', (eye) => {
      const zones = stepsOf(count).map((step) => seenBy(eye, token(step, theme)));
      const apart = zones.slice(1).map((zone, i) => distance(zone, zones[i]!));
      expect(Math.min(...apart)).toBeGreaterThan(eye === 'black and white' ? 0.02 : 0.06);
    });

    test('no two look alike', () => {
      const zones = stepsOf(count).map((step) => token(step, theme));
      const apart = zones.flatMap((zone, i) => zones.slice(i + 1).map((other) => distance(zone, other)));
      expect(Math.min(...apart)).toBeGreaterThan(0.13);
    });
  });
});

test('what can be pressed has its edge: a button without a border of its own is none', () => {
  const app = resolve(import.meta.dirname, '../../src/app');
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'));
  const rules = files.flatMap((file) =>
    [...readFileSync(resolve(app, file), 'utf8').matchAll(/^ {2}([^\n{}@]*)\{([^}]*)\}/gm)].map(
      ([, selector = '', body = '']) => ({ file, selector: selector.trim(), body }),
    ),
  );
  const raised = rules.filter(
    ({ selector, body }) =>
      /\b(button|summary|connect|toggle|close|plain)\b/.test(selector) && body.includes('background: var(--ink-3)'),
  );
  expect(raised.length).toBeGreaterThan(5);
  expect(
    raised
      .filter(({ body }) => !/border(-color)?:[^;]*var\(--edge\)/.test(body))
      .map(({ file, selector }) => `${file}: ${selector}`),
  ).toEqual([]);
});

test('stripes of mixed colours are in srgb, or Firefox does not draw them', () => {
  const app = resolve(import.meta.dirname, '../../src/app');
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|css)$/.test(file));
  const stripes = files.flatMap((file) =>
    [...readFileSync(resolve(app, file), 'utf8').matchAll(/repeating-linear-gradient\([^;]*;/g)]
      .map(([stripe]) => stripe)
      .filter((stripe) => stripe.includes('color-mix(')),
  );
  expect(stripes.length).toBeGreaterThan(0);
  expect(stripes.filter((stripe) => !/\(\s*-?\d+deg in srgb,/.test(stripe))).toEqual([]);
});
