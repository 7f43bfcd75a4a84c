// The small plugins of the build: the policy in the page, the worker's address, the classic scripts, and the page for
// what is not there.
import { resolve } from 'node:path';
import { build, type Plugin, type Rolldown, type UserConfig } from 'vite';
import { CSP_META } from './src/wire/headers.ts';
import { notFound } from './src/words/en/repair.ts';
import { bundled } from './vite.licences.ts';

/** The policy inside the built page, for hosts that send no headers. */
export const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP_META }, injectTo: 'head-prepend' },
  ],
};

/**
 * What every first screen needs, and the browser would hear of only from a script or a style: asked for with the page.
 * With the face of its words here in time, a screen is laid out once.
 */
export const preloads: Plugin = {
  name: 'preloads',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const files = Object.values(bundle);
      const today = files.find((file) => file.type === 'chunk' && file.name === 'today')?.fileName;
      const face = files.find(({ fileName }) => /barlow-condensed-600-(?!more)/.test(fileName))?.fileName;
      if (!today || !face) throw new Error('nothing to preload: the chunk "today" or the display face is not there');
      return [
        { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${today}` }, injectTo: 'head' },
        {
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${face}` },
          injectTo: 'head',
        },
      ];
    },
  },
};

/** Of these files, most functions run before Today can be used. */
const CALLED_AT_ONCE: readonly string[] = ['page', 'shared', 'today'];

/**
 * Says so to the browser, which then compiles them while it loads and beside the page's thread, in place of one by one as
 * they are called (V8's explicit compile hints; other engines read a comment).
 */
export const compileHints: Plugin = {
  name: 'compile-hints',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && CALLED_AT_ONCE.includes(file.name))
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
    },
  },
};

const WORKER_URL = 'virtual:worker-url';

/**
 * `virtual:worker-url`: where the executor's worker is. It is an entry of the same build as the page, so that what both
 * need (plans, zones, the store) is one chunk, loaded once; Vite's own workers are bundled apart, with copies of it all.
 */
export const workerUrl: Plugin = {
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
 * cron-parser is a classic script of its own, which page and service worker both load: see `src/sw/cronParser.ts`. What
 * imports the package is given that script's object instead.
 */
export const CRON_PARSER_ONCE = {
  'cron-parser': resolve(import.meta.dirname, 'src/wire/cronParserScript.ts'),
};

/**
 * Scripts that are no modules, beside the rest, under the same names from build to build. What the service worker needs
 * for what is planned: it may take in another script at its installation and load it again at any time, but not import
 * one. And what says so when the page cannot be loaded: in front of all else, and in need of nothing else.
 */
export const classicScripts: Plugin = {
  name: 'classic-scripts',
  apply: 'build',
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: './repair.js' }, injectTo: 'head-prepend' }],
  async generateBundle() {
    const scripts = {
      'cron-parser.js': await classicScript('sw/cronParser.ts', 'cronParser'),
      'sw-reminders.js': await classicScript('sw/reminders.ts', 'reminders', { resolve: { alias: CRON_PARSER_ONCE } }),
      'repair.js': await classicScript('app/repair/main.ts', 'repair'),
    };
    for (const [fileName, source] of Object.entries(scripts)) this.emitFile({ type: 'asset', fileName, source });
  },
};

/** The code of a script; what its entry exports is a global of that name. */
async function classicScript(path: string, name: string, config: UserConfig = {}): Promise<string> {
  const entry = resolve(import.meta.dirname, 'src', path);
  const built = await build({
    ...config,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [bundled],
    build: { target: 'es2022', write: false, lib: { entry, formats: ['iife'], name } },
  });
  const [chunk] = (built as Rolldown.RolldownOutput[])[0]?.output ?? [];
  if (!chunk) throw new Error(`${path} was not built`);
  return chunk.code;
}

/** Without it some static hosts answer `index.html` for every file they do not have, scripts included. */
export const pageNotFound: Plugin = {
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
