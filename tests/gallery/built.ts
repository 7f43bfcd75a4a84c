// The pages of the gallery, built and served: from the sources each of them is hundreds of files, which take a browser half a minute.
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview, type PreviewServer } from 'vite';
import { workerUrl } from '../../vite.plugins.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = resolve(ROOT, 'test-results/gallery');

/** A server of `tests/gallery/index.html` and `pseudo.html`, at the addresses that they have while `npm run dev` is up. */
export async function servedGallery(): Promise<PreviewServer> {
  const pages = ['index', 'pseudo'].map((name) => resolve(ROOT, `tests/gallery/${name}.html`));
  await build({
    configFile: false,
    root: ROOT,
    base: './',
    logLevel: 'error',
    define: { 'import.meta.env.VERSION': JSON.stringify('0.0.0') },
    plugins: [svelte({ configFile: resolve(ROOT, 'svelte.config.js') }), workerUrl],
    build: {
      target: 'es2022',
      minify: false,
      modulePreload: false,
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: { input: pages },
    },
  });
  return preview({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: { outDir: OUT },
    preview: { port: 0, host: '127.0.0.1' },
  });
}
