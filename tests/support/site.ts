// A copy of the build on a host of its own, and what a newer build would put in its place.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `nextBuild` has put into names before. */
const EARLIER = /-next\d*/;

/** The host gets another build in place of the one it has: no file in `assets` keeps its name, each now says `tag`. */
export function nextBuild(site: string, tag: `next${number | ''}` = 'next'): void {
  const names = readdirSync(join(site, 'assets'));
  const renamed = (text: string): string =>
    names.reduce((text, name) => text.replaceAll(name, name.replace(EARLIER, '').replace('.', `-${tag}.`)), text);
  for (const name of names) renameSync(join(site, 'assets', name), join(site, 'assets', renamed(name)));
  for (const path of ['index.html', 'sw.js', ...readdirSync(join(site, 'assets')).map((name) => `assets/${name}`)]) {
    if (!/\.(html|js|css)$/.test(path)) continue;
    const text = renamed(readFileSync(join(site, path), 'utf8'));
    writeFileSync(join(site, path), text);
  }
  sign(site);
}

/** The list of the service worker says of each file what it holds now, as a build writes it. */
function sign(site: string): void {
  const path = join(site, 'sw.js');
  const signed = readFileSync(path, 'utf8').replace(
    /"hash":"[^"]+"(,[^{}]*"url":"([^"]+)")/g,
    (_, rest: string, url: string) => `"hash":"${hashOf(readFileSync(join(site, url)))}"${rest}`,
  );
  writeFileSync(path, signed);
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64').slice(0, 12);
