// What the manifest says of the app is so.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const PUBLIC = resolve(import.meta.dirname, '../public');

interface Picture {
  src: string;
  type: string;
  sizes: string;
  purpose?: string;
  form_factor?: string;
  label?: string;
}

const manifest = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8')) as {
  start_url: string;
  scope: string;
  icons: Picture[];
  screenshots?: Picture[];
  shortcuts: { name: string; url: string; icons: Picture[] }[];
};
const { icons, screenshots = [], shortcuts } = manifest;

test.each([...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons)])(
  '$src is there, and is $sizes',
  ({ src, type, sizes }) => {
    const bytes = readFileSync(join(PUBLIC, src));
    if (type === 'image/svg+xml') return expect([sizes, bytes.toString('utf8', 0, 4)]).toEqual(['any', '<svg']);
    expect({ type, sizes }).toEqual(bytes[0] === 0xff ? jpegIn(bytes) : pngIn(bytes));
  },
);

test('a platform finds the icon that it wants', () => {
  const wanted = ['any 192x192', 'any 512x512', 'maskable 512x512'];
  expect(icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual(expect.arrayContaining(wanted));
});

test('who installs sees it on a phone and on a desk', () => {
  expect(new Set(screenshots.map((each) => each.form_factor))).toEqual(new Set(['narrow', 'wide']));
  expect(screenshots.every(({ label }) => label)).toBe(true);
});

test('it runs in any folder: nothing in it begins at the root', () => {
  const urls = [manifest.start_url, manifest.scope, ...shortcuts.map(({ url }) => url)];
  for (const url of [...urls, ...[...icons, ...screenshots].map(({ src }) => src)]) {
    expect(new URL(url, 'https://a.example/some/folder/').pathname).toMatch(/^\/some\/folder\//);
  }
});

test('shortcuts lead to screens', () => {
  expect(shortcuts.map(({ name, url }) => [name, url])).toEqual([
    ['Start a workout', './#/plans'],
    ['Schedule', './#/schedule'],
  ]);
});

test.each(['icons/icon.svg', 'icons/apple-touch-icon.png', 'manifest.webmanifest'])('the page names %s', (path) => {
  expect(readFileSync(join(PUBLIC, '../index.html'), 'utf8')).toContain(`href="/${path}"`);
  expect(existsSync(join(PUBLIC, path))).toBe(true);
});

function pngIn(bytes: Buffer): object {
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return { type: 'image/png', sizes: `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}` };
}

/** The size stands in the first segment that begins a frame; all before it is passed over. */
function jpegIn(bytes: Buffer): object {
  let at = 2;
  while (![0xc0, 0xc2].includes(bytes[at + 1]!)) at += 2 + bytes.readUInt16BE(at + 2);
  return { type: 'image/jpeg', sizes: `${bytes.readUInt16BE(at + 7)}x${bytes.readUInt16BE(at + 5)}` };
}
