import type * as Cron from './cron.ts';

/**
 * What takes all of cron, with cron-parser, which the service worker loads from the same file. While developing it is a
 * module like any other.
 */
export async function loadCron(): Promise<typeof Cron> {
  const parser = new URL('cron-parser.js', document.baseURI).href;
  // awaited: a style that cannot be had rejects what Vite makes of it, and not its `then`
  const [part] = await Promise.all([import('./cron.ts'), import.meta.env.PROD && import(/* @vite-ignore */ parser)]);
  return part;
}
