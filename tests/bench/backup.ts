// Ten years of daily workouts, each with every heartbeat: into a file, gone, and back out of it.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packed } from '../../src/core/samples/packed.ts';
import { chunkOf, CHUNK_S } from '../../src/core/samples/samples.ts';
import type { Sample } from '../../src/core/session/events.ts';
import { stamped } from '../../src/store/database/records.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import { until, type OwnChromium, type OwnPage } from '../support/browser.ts';
import { historyOf } from '../support/history.ts';
import { bar, within } from './measure.ts';

const SESSIONS = 3_650;
const LENGTH_S = 45 * 60;
/** Enough that gzip, which looks back over 32 kB, never sees one of them twice. */
const HEARTS = 24;

/** `origin`: where the app is served. */
export async function backups(own: OwnChromium, origin: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'beatkeeper-backup-'));
  try {
    const page = await own.open('about:blank');
    await within('a page in front', page.show());
    await page.cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `globalThis.longestMs = 0; new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestMs = Math.max(longestMs, duration);
      }).observe({ type: 'longtask' });`,
    });
    await own.devTools.browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: dir });
    await page.goto(`${origin}/#/plans`);
    await page.waitFor(`document.querySelector('main h1')`);
    await within('ten years of workouts written', fill(page), 300_000);
    await page.goto(`${origin}/?again#/settings`);
    await page.waitFor(`document.querySelector('input[type=file]')`);

    const timed = async (what: string, press: () => Promise<unknown>, sign: string, mostS: number): Promise<void> => {
      await page.evaluate('longestMs = 0');
      const memory = new Memory(own);
      const startMs = performance.now();
      await press();
      await page.waitFor(`document.querySelector('.data').textContent.includes('${sign}')`, 300_000);
      const tookS = (performance.now() - startMs) / 1000;
      const { peakMB, beforeMB } = await memory.done();
      const longestMs = await page.evaluate<number>('longestMs');
      bar(what, tookS, mostS, 's');
      console.log(
        `    memory of all processes ${String(beforeMB)} MB, at most ${String(peakMB)} MB; the page held up for ${longestMs.toFixed(0)} ms at most`,
      );
    };

    console.log(`\n${String(SESSIONS)} workouts of ${String(LENGTH_S / 60)} minutes, with RR intervals`);
    await timed('backup', () => page.press('Back up'), 'Saved as', 30);
    await until('the file is there', async () => (await readdir(dir)).some((name) => name.endsWith('.gz')));
    const file = join(dir, (await readdir(dir))[0] ?? '');
    console.log(`    the file: ${((await stat(file)).size / 1e6).toFixed(1)} MB`);

    const choose = async (): Promise<void> => {
      const expression = `document.querySelector('input[type=file]')`;
      const { result } = await page.cdp.send('Runtime.evaluate', { expression });
      await page.cdp.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId ?? '' });
    };
    await page.press('Erase everything');
    await page.press('Yes, erase');
    await page.waitFor(`location.hash === '#/today'`, 60_000);
    await page.evaluate(`location.hash = '#/settings'`);
    await page.waitFor(`document.querySelector('input[type=file]')`);
    await timed('looking at it', choose, `${SESSIONS.toLocaleString('en')} new`, 30);
    await timed('restore', () => page.press('Merge now'), 'Restored', 45);
    await timed('looking at it again', choose, `${SESSIONS.toLocaleString('en')} already here`, 30);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Writes them within the page, some hearts over and over under other names: what the app reads is as long as it would be. */
async function fill(page: OwnPage): Promise<void> {
  const [finished] = historyOf(1, Date.UTC(2026, 10, 22));
  if (!finished) throw new Error('no workout to store');
  const hearts = Array.from({ length: HEARTS }, (_, i) => heartOf(i + 1));
  const records = {
    session: stamped(finished.session, 1),
    digest: stamped(finished.digest, 1),
    hearts: hearts.map((chunks) => chunks.map((chunk) => Buffer.from(chunk).toString('base64'))),
  };
  await page.evaluate(`(async () => {
    const { session, digest, hearts } = ${JSON.stringify(records)};
    const chunks = hearts.map((heart) => heart.map((text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))));
    const open = indexedDB.open('beatkeeper');
    const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
    for (let from = 0; from < ${String(SESSIONS)}; from += 100) {
      const transaction = db.transaction(['sessions', 'digests', 'samples'], 'readwrite');
      const store = (name) => transaction.objectStore(name);
      for (let i = from; i < Math.min(from + 100, ${String(SESSIONS)}); i++) {
        const id = crypto.randomUUID();
        const startedAt = { ...session.value.startedAt, epochMs: Date.now() - i * 86_400_000 };
        store('sessions').put({ ...session, value: { ...session.value, id, startedAt } }, id);
        store('digests').put({ ...digest, value: { ...digest.value, id, startedAt } }, id);
        chunks[i % chunks.length].forEach((chunk, n) => store('samples').put(chunk, [id, n]));
      }
      await new Promise((done) => (transaction.oncomplete = done));
    }
    db.close();
  })()`);
}

/** The sealed chunks of a heart that wanders, a little differently with each seed. */
function heartOf(seed: number): Uint8Array[] {
  const random = chance(seed);
  let bpm = 110;
  const samples = Array.from({ length: LENGTH_S }, (): Sample => {
    bpm = Math.min(180, Math.max(90, bpm + (random() - 0.5) * 3));
    const beats = Math.round(bpm / 60 + random() - 0.5);
    const rrMs = Array.from({ length: beats }, () => Math.round(60_000 / bpm + (random() - 0.5) * 40));
    return { bpm: Math.round(bpm), steadyBpm: bpm + (random() - 0.5) * 2, source: 'strap', away: false, rrMs };
  });
  return Array.from({ length: LENGTH_S / CHUNK_S }, (_, n) =>
    encodeEnvelope('samples', {}, packed(chunkOf(samples.slice(n * CHUNK_S, (n + 1) * CHUNK_S), n * CHUNK_S))),
  );
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the browser's processes take, looked at now and then. */
class Memory {
  readonly #own: OwnChromium;
  readonly #looks: number[] = [];
  #over = false;
  readonly #looking: Promise<void>;

  constructor(own: OwnChromium) {
    this.#own = own;
    this.#looking = this.#look();
  }

  async done(): Promise<{ beforeMB: number; peakMB: number }> {
    this.#over = true;
    await this.#looking;
    return { beforeMB: this.#looks[0] ?? NaN, peakMB: Math.max(...this.#looks) };
  }

  async #look(): Promise<void> {
    do {
      const { processInfo } = await this.#own.devTools.browser.send('SystemInfo.getProcessInfo');
      this.#looks.push(Math.round(processInfo.reduce((sum, { id }) => sum + residentMB(id), 0)));
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (!this.#over);
  }
}

function residentMB(pid: number): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1e6;
  } catch {
    return 0; // gone meanwhile, or a system that does not tell
  }
}
