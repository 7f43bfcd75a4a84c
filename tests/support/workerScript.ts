// What a test puts into the worker of the page, before or behind the worker's own code.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { RESPONSE_HEADERS } from '../../src/wire/headers.ts';

const ASSETS = resolve(import.meta.dirname, '../../dist/assets');
/** The worker itself, not what it loads later. */
const WORKER = /\/assets\/worker-(?!later-)[^/]*\.js$/;

/**
 * Changes the worker's script as built whenever a page asks for it. Imports are hoisted: what they hold runs first. The
 * script comes from `dist` and not from the server: a request that the page leaves behind would fail the test.
 */
export async function editWorker(page: Page, edit: (script: string) => string): Promise<void> {
  await page.route(WORKER, (route) => {
    const script = readFileSync(join(ASSETS, basename(new URL(route.request().url()).pathname)), 'utf8');
    return route.fulfill({ headers: RESPONSE_HEADERS, contentType: 'text/javascript', body: edit(script) });
  });
}
