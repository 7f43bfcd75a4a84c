import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, normalizePath, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import packageJson from './package.json' with { type: 'json' };
import { CSP_META, RESPONSE_HEADERS } from './src/wire/headers.ts';
import type { BuiltFile } from './src/sw/builtFile.ts';
import { notFound } from './src/words/en/repair.ts';
import { LANGUAGE_FILES, languageChunk } from './vite.languages.ts';
import { bundled, licences } from './vite.licences.ts';

/** The policy inside the built page, for hosts that send no headers. */
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP_META }, injectTo: 'head-prepend' },
  ],
};

/**
 * `virtual:worker-url`: where the executor's worker is. It is an entry of the same build as the page, so that what both
 * need (plans, zones, the store) is one chunk, loaded once; Vite's own workers are bundled apart, with copies of it all.
 */
const WORKER_URL = 'virtual:worker-url';
const workerUrl: Plugin = {
  name: 'worker-url',
  resolveId: (id) => (id === WORKER_URL ? `\0${id}` : undefined),
  load(id) {
    if (id !== `\0${WORKER_URL}`) return undefined;
    if (this.environment.mode === 'dev') return `export default '/src/worker/main.ts'`;
    const reference = this.emitFile({ type: 'chunk', id: 'src/worker/main.ts', name: 'worker' });
    return `export default import.meta.ROLLUP_FILE_URL_${reference}`;
  },
};

/**
 * What of Svelte is never used here, which is more than the bundler can see: all that takes over a page written by a
 * server stands behind one variable, which nothing sets; and state is what is assigned (`$state.raw`), so that nothing
 * needs the proxies that hear of changes inside of it.
 */
const unusedSvelte: Plugin = {
  name: 'unused-svelte',
  apply: 'build',
  transform: {
    filter: { id: [/svelte\/src\/internal\/client\/(dom\/hydration|proxy)\.js$/, /\/src\/app\/.*\.svelte(\.ts)?$/] },
    handler(code, id) {
      if (id.endsWith('/hydration.js')) {
        const settled = code
          .replace('export let hydrating =', 'export const hydrating =')
          .replace('hydrating = value;', '');
        if (settled.length !== code.length + 'const'.length - 'let'.length - 'hydrating = value;'.length) {
          this.error('Svelte now keeps its hydration behind something else');
        }
        return { code: settled, map: null };
      }
      if (id.endsWith('/proxy.js')) {
        const settled = code.replace(/(?<=\nexport function proxy\(value\) \{\n).*?(?=\n\}\n)/s, '\treturn value;');
        if (settled.length > code.length / 3) this.error('Svelte now makes its proxies somewhere else');
        return { code: settled, map: null };
      }
      // components are compiled by now, other files are not
      if (/\$\.proxy\(|\$state[<(]/.test(code)) this.error('a state that is changed from within: let it be $state.raw');
      return null;
    },
  },
};
/** What Svelte calls to hydrate, by its names in compiled components: nothing is left of them. */
const HYDRATION_STEPS = ['$.reset', '$.next'];

/**
 * Two scripts that are no modules, beside the rest, under the same names from build to build. What the service worker
 * needs for what is planned: it may take in another script at its installation and load it again at any time, but not
 * import one. And what says so when the page cannot be loaded: in front of all else, and in need of nothing else.
 */
const classicScripts: Plugin = {
  name: 'classic-scripts',
  apply: 'build',
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: './repair.js' }, injectTo: 'head-prepend' }],
  closeBundle: {
    sequential: true, // the list of files is made after it
    async handler() {
      await classicScript('sw/reminders.ts', 'sw-reminders.js', 'reminders');
      await classicScript('app/repair/main.ts', 'repair.js', 'repair');
    },
  },
};

async function classicScript(entry: string, fileName: string, name: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir: resolve(import.meta.dirname, 'dist'),
      emptyOutDir: false,
      lib: {
        entry: resolve(import.meta.dirname, 'src', entry),
        formats: ['iife'],
        name,
        fileName: () => fileName,
      },
    },
  });
}

/** Without it some static hosts answer `index.html` for every file they do not have, scripts included. */
const pageNotFound: Plugin = {
  name: 'page-not-found',
  apply: 'build',
  generateBundle() {
    const { title, text, open } = notFound;
    const source = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${CSP_META}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="dark light" />
    <title>${title} · Beatkeeper</title>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${text} <a href="./">${open}</a></p>
  </body>
</html>
`;
    this.emitFile({ type: 'asset', fileName: '404.html', source });
  },
};

/**
 * Packages in CommonJS, each made one module before the build sees it: the helpers that this takes would else be in a
 * file that the first visit fetches.
 */
const COMMON_JS: Record<string, string> = {
  'cron-parser': `export { CronExpressionParser } from 'cron-parser'`,
  cronstrue: `export { default } from 'cronstrue'`,
};
const oneModuleEach: Plugin = {
  name: 'one-module-each',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id in COMMON_JS ? `\0/${id}` : undefined),
  async load(id) {
    const source = id.startsWith('\0/') ? COMMON_JS[id.slice(2)] : undefined;
    if (source === undefined) return undefined;
    const entry: Plugin = {
      name: 'entry',
      enforce: 'pre',
      resolveId: (_id, importer) => (importer === undefined ? '\0entry' : undefined),
      load: (id) => (id === '\0entry' ? source : undefined),
    };
    const built = await build({
      configFile: false,
      logLevel: 'warn',
      plugins: [entry, bundled],
      build: { target: 'es2022', write: false, lib: { entry: 'entry', formats: ['es'] } },
    });
    const [output] = [built].flat();
    const [chunk] = output && 'output' in output ? output.output : [];
    return chunk?.code;
  },
};

/** While developing, Vite puts styles into the page and talks to it through a socket; all else is as it will be. */
const DEV_HEADERS = {
  ...RESPONSE_HEADERS,
  'Content-Security-Policy': RESPONSE_HEADERS['Content-Security-Policy']
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", "connect-src 'self' ws:")
    .replace(/; require-trusted-types-for.*?; trusted-types [^;]*/, ''),
};

/**
 * What is fetched together, by where it begins; a module goes with the first that reaches it. A file for each screen and
 * one for each part that two of them share weighed a tenth more.
 */
const TOGETHER: [name: string, begins: string[]][] = [
  ['page', ['app/main.ts', 'words/en/index.ts']], // a first visit, up to “Start workout”, in English
  [
    'next', // what is asked for right behind it: a running workout, Today in its shell, straps, offline use
    [
      'app/screens/next.ts',
      'words/en/workout.ts',
      'words/en/pages.ts',
      'app/device/bluetooth.ts',
      'app/device/serviceWorker.ts',
      'app/device/storage.ts',
    ],
  ],
  ['others', ['app/screens/others.ts']],
  ['settings', ['app/screens/settings/settings.ts']],
  ['data', ['app/screens/settings/data.ts', 'words/en/data.ts']],
  ['planned', ['app/screens/schedule/planned.ts', 'words/en/planned.ts']],
  [
    'schedule',
    ['app/screens/schedule/scheduling.ts', 'words/en/schedule.ts', 'words/en/cron.ts', 'words/en/calendar.ts'],
  ],
  ['cron', ['app/screens/schedule/cron.ts']],
];

/** What no workout needs, and is kept only once the app is there: see `when` in src/sw/builtFile.ts. */
const LATER = /^assets\/(settings|data|planned|schedule|cron|cronstrue|calendar)-/;
const WHEN = [
  [LANGUAGE_FILES, 'used'],
  [LATER, 'later'],
  [/^assets\/importers-/, 'later'],
  [/^assets\/barlow-condensed-600-more-/, 'used'],
  [/^licences\.txt$/, 'used'],
  [/^sw-reminders\.js$/, 'checked'],
] as const;

type ManifestEntry = BuiltFile & { revision: null; size: number };

/** Nine bytes of it: against accidents, not against whoever can write the list itself. */
const hashOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(resolve(import.meta.dirname, 'dist', file)))
    .digest('base64')
    .slice(0, 12);

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: string[]; dynamicallyImportedIds: string[] } | null;
}

function chunks(): (id: string, graph: ModuleGraph) => string | null {
  let page: { name: string; ids: Set<string> }[] | undefined;
  let worker = new Set<string>();
  let workerLater = new Set<string>();
  let readers = new Set<string>();

  const reach = (begins: string[], graph: ModuleGraph, { later = false } = {}): Set<string> => {
    const ids = new Set(begins.map((path) => normalizePath(resolve(import.meta.dirname, 'src', path))));
    for (const id of ids) {
      const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {};
      for (const other of later ? [...importedIds, ...dynamicallyImportedIds] : importedIds) ids.add(other);
    }
    return ids;
  };

  return (id, graph) => {
    if (!page) {
      page = TOGETHER.map(([name, begins]) => ({ name, ids: reach(begins, graph) }));
      worker = reach(['worker/main.ts'], graph);
      workerLater = reach(['worker/main.ts'], graph, { later: true });
      readers = reach(['store/database/readers.ts', 'worker/follower.ts'], graph);
    }
    const language = languageChunk(id);
    if (language !== undefined) return language;
    const name = page.find(({ ids }) => ids.has(id))?.name ?? null;
    // The worker has no document: what it takes is kept apart from what may ask for one.
    if (worker.has(id)) return name !== null || readers.has(id) ? 'shared' : null;
    if (workerLater.has(id)) return name === 'page' ? 'shared' : readers.has(id) ? 'readers' : 'ledger';
    return name;
  };
}

export default defineConfig({
  base: './', // so that it also runs in a folder of somebody's site
  define: { 'import.meta.env.VERSION': JSON.stringify(packageJson.version) },
  appType: 'mpa', // routes live behind the #; a missing file is missing
  // The package names the build for browsers without classes, which weighs twice as much.
  resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
  plugins: [
    svelte(),
    classicScripts, // behind the policy in the page: of two that go in front, the last is the first
    policyInPage,
    unusedSvelte,
    oneModuleEach,
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
          '{repair,sw-reminders}.js',
          'licences.txt',
        ],
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map(({ url, size }) => {
              const when = WHEN.find(([names]) => names.test(url))?.[1];
              // our own list (src/sw/builtFile.ts): the hash is the revision too
              return { url, size, hash: hashOf(url), ...(when && { when }) } as unknown as ManifestEntry;
            }),
          }),
        ],
      },
    }),
  ],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the policy refuses data: scripts, styles and fonts
    modulePreload: {
      polyfill: false,
      // What the worker fetches later it fetches plainly: there is no document to put a preload into.
      // What comes later finds all here already but itself and its styles.
      resolveDependencies: (filename, dependencies) =>
        /(readers|follower|ledger)-/.test(filename)
          ? []
          : LATER.test(filename)
            ? dependencies.filter((file) => file.endsWith('.css') && LATER.test(file))
            : dependencies,
    },
    manifest: true, // the budget test reads it
    sourcemap: false,
    rolldownOptions: {
      treeshake: { manualPureFunctions: HYDRATION_STEPS },
      output: {
        entryFileNames: 'assets/[name]-[hash:6].js',
        chunkFileNames: 'assets/[name]-[hash:6].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'together', name: chunks() }] },
      },
    },
  },
  server: { headers: DEV_HEADERS },
  preview: { headers: RESPONSE_HEADERS },
});
