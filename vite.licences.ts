// The licence texts of everything that the build contains, in one file beside it: their condition for being copied.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const ROOT = import.meta.dirname;

/** What is in the build and is no package. */
const OTHERS: [name: string, file: string][] = [
  ['Beatkeeper', 'LICENSE'],
  ['Barlow Condensed (the digits)', 'src/app/fonts/OFL.txt'],
  ['Lucide (the icons)', 'src/app/parts/base/LUCIDE.txt'],
];

/** Packages that a module of any of the builds has come from. */
const found = new Set<string>();

/** Sees what is bundled: one for each build there is, since a build within a build has plugins of its own. */
export const bundled: Plugin = {
  name: 'bundled-packages',
  apply: 'build',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
        const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
        if (name !== undefined && renderedLength > 0) found.add(name);
      }
    }
  },
};

export const licences: Plugin = {
  name: 'licences',
  apply: 'build',
  enforce: 'post',
  generateBundle() {
    const packages = [...found].sort().map((name): [string, string] => {
      const folder = join('node_modules', name);
      const file = readdirSync(join(ROOT, folder)).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
      if (file === undefined) return this.error(`${name} is bundled and has no licence text`);
      return [titleOf(folder), join(folder, file)];
    });
    const texts = [...OTHERS, ...packages].map(([title, file]) => {
      return `${title}\n${'='.repeat(title.length)}\n\n${readFileSync(join(ROOT, file), 'utf8').trim()}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n\n') });
  },
};

function titleOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license: string;
  };
  return `${name} ${version} (${license})`;
}
