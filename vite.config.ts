import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import packageJson from './package.json' with { type: 'json' };
import { RESPONSE_HEADERS } from './src/wire/headers.ts';
import type { BuiltFile } from './src/sw/builtFile.ts';
import { chunks, LATER, preloaded } from './vite.chunks.ts';
import { LANGUAGE_FILES } from './vite.languages.ts';
import { bundled, licences } from './vite.licences.ts';
import {
  classicScripts,
  compileHints,
  CRON_PARSER_ONCE,
  pageNotFound,
  policyInPage,
  preloads,
  workerUrl,
} from './vite.plugins.ts';

/** While developing, Vite puts styles into the page and talks to it through a socket; all else is as it will be. */
const DEV_HEADERS = {
  ...RESPONSE_HEADERS,
  'Content-Security-Policy': RESPONSE_HEADERS['Content-Security-Policy']
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", "connect-src 'self' ws:")
    .replace(/; require-trusted-types-for.*?; trusted-types [^;]*/, ''),
};

/** What need not be kept at the installation; see src/sw/builtFile.ts. */
const WHEN = [
  [LANGUAGE_FILES, 'used'],
  [LATER, 'later'],
  [/^assets\/barlow-condensed-600-more-/, 'used'],
  [/^licences\.txt$/, 'used'],
  [/^sw-reminders\.js$/, 'checked'],
] as const;

/** Nine bytes of it: against accidents, not against whoever can write the list itself. */
const hashOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(resolve(import.meta.dirname, 'dist', file)))
    .digest('base64')
    .slice(0, 12);

/** The service worker's own list of files: the hash is the revision too. */
function builtFile(entry: { url: string; size: number }): BuiltFile & { revision: null; size: number } {
  const when = WHEN.find(([names]) => names.test(entry.url))?.[1];
  return { url: entry.url, size: entry.size, hash: hashOf(entry.url), ...(when && { when }) } as never;
}

export default defineConfig(({ command }) => ({
  base: './', // so that it also runs in a folder of somebody's site
  define: { 'import.meta.env.VERSION': JSON.stringify(packageJson.version) },
  appType: 'mpa', // routes live behind the #; a missing file is missing
  resolve: {
    alias: {
      // The package names the build for browsers without classes, which weighs twice as much.
      'workbox-window': 'workbox-window/build/workbox-window.prod.mjs',
      ...(command === 'build' && CRON_PARSER_ONCE),
    },
  },
  plugins: [
    svelte(),
    classicScripts, // behind the policy in the page: of two that go in front, the last is the first
    policyInPage,
    preloads,
    compileHints,
    workerUrl,
    pageNotFound,
    bundled,
    licences,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      injectRegister: false, // the page registers it by hand
      manifest: false, // public/manifest.webmanifest
      injectManifest: {
        rollupFormat: 'iife', // shares no chunk with the page, so no page code can leak in
        globPatterns: [
          'index.html',
          'manifest.webmanifest',
          'assets/**/*.{js,css,woff2,svg}',
          'icons/{icon.svg,icon-96.png,badge-96.png}', // what tabs and notifications show; who installs has network
          '{cron-parser,repair,sw-reminders}.js',
          'licences.txt',
        ],
        manifestTransforms: [(entries) => ({ manifest: entries.map(builtFile) })],
      },
    }),
  ],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the policy refuses data: scripts, styles and fonts
    modulePreload: { polyfill: false, resolveDependencies: preloaded },
    manifest: true, // the budget test reads it
    sourcemap: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash:8].js',
        chunkFileNames: 'assets/[name]-[hash:8].js',
        assetFileNames: 'assets/[name]-[hash:8][extname]',
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'together', name: chunks() }] },
      },
    },
  },
  server: { headers: DEV_HEADERS },
  preview: { headers: RESPONSE_HEADERS },
}));
