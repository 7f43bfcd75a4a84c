import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoint } from '../../src/core/records/checkpoint.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import { DEFAULT_SETTINGS, stamped } from '../../src/store/database/records.ts';
import { OwnChromium, serve, until, type OwnPage, type StaticServer } from '../support/browser.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import {
  aheadOfClockMs,
  foundIn,
  goesOn,
  isSound,
  isWhatWas,
  isWhole,
  keepsTime,
  LOSS_MAX_S,
  toldOf,
  type Found,
} from './invariants.ts';
import { PLANS } from './plans.ts';
import { acknowledged, historyIn, putRecord, readRecords, withoutASlot, type Records } from './records.ts';
import type { Trial } from './script.ts';
import { placeOf } from './strike.ts';
import { Watch, type Shown, type Told } from './watch.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

/** A page of the app's origin that runs none of the app: from here its records are read before it opens again. */
const BYSTANDER = 'icons/icon.svg';

/** Small enough that a transaction can be too large for it. It has to be there before the first write. */
export const ROOM_BYTES = 24_000_000;

/** How fast a workout is hurried, until how long before it is to run at the speed of the clock. */
const HURRIES = [
  { speed: 40, untilS: 70 },
  { speed: 4, untilS: 22 },
] as const;

/** What came back after a fault. */
export interface Back {
  /** The first that was told, and the first that was shown. */
  told: Told;
  shown: Shown;
  /** From the moment the app was opened again until the workout was shown to run. */
  tookMs: number;
  lossS: number;
}

/** One browser on one profile, one host, and the workout that runs there. */
export class Stage {
  readonly site: string;
  chromium: OwnChromium;
  /** A tab that is nothing of the app and stays: what DevTools holds for an origin, it holds as long as this is there. */
  keeper!: OwnPage;
  /** The tab with the app. */
  page!: OwnPage;
  watch!: Watch;
  strap: EmulatedStrap | undefined;
  trial!: Trial;
  workoutId = '';
  /** Seconds of this workout were played without a heart: they were another tab's, or are counted as slept through. */
  playedUnheard = false;
  /** How far apart a torn slot of the checkpoint would have put what came back, at most, since this was last set. */
  tornS = 0;
  /** How often the browser was killed, since this was last set. */
  kills = 0;
  /** How much more of this workout has elapsed than time has passed, where its clock was hurried or set. */
  gainedMs = 0;
  /** How many parts of it were in the database when it was last looked at. */
  parts = 0;
  /** Service workers by their version id, as the browser tells it. */
  readonly serviceWorkers = new Map<string, { status: string; running: string }>();
  readonly #host: string;
  readonly #server: StaticServer;
  #playing = new AbortController();
  /** The workout as it was last found in the database. */
  #found: Found | undefined;
  /** Workouts that have ended, and have to stay in the history. */
  #ended = new Map<string, Found>();

  static async open(): Promise<Stage> {
    const host = mkdtempSync(join(tmpdir(), 'beatkeeper-torture-'));
    const site = join(host, 'site');
    cpSync(DIST, site, { recursive: true });
    const stage = new Stage(host, site, await serve(site), await OwnChromium.start());
    await stage.#meet();
    await stage.#settle();
    return stage;
  }

  private constructor(host: string, site: string, server: StaticServer, chromium: OwnChromium) {
    this.#host = host;
    this.site = site;
    this.#server = server;
    this.chromium = chromium;
  }

  get origin(): string {
    return this.#server.origin;
  }

  get #simulated(): boolean {
    return this.trial.strap === 'simulated';
  }

  /** The simulated strap is heard in every second that this tab has played when it was due. */
  get #heardAlways(): boolean {
    return this.#simulated && !this.playedUnheard;
  }

  /** `keep`: leaves the profile as it is, and says where. */
  async close({ keep = false } = {}): Promise<string | undefined> {
    this.#playing.abort();
    await this.chromium.kill().catch(() => undefined); // gone already
    if (!keep) await this.chromium.remove();
    await this.#server.close();
    rmSync(this.#host, { recursive: true, force: true });
    return keep ? this.chromium.profileDir : undefined;
  }

  // ── A workout, from its start to its place in the history ───────────────────────────────────────────────────────

  async start(trial: Trial): Promise<void> {
    this.trial = trial;
    this.#found = undefined;
    this.playedUnheard = false;
    this.gainedMs = 0;
    this.parts = 0;
    if (trial.strap === 'emulated') await this.#startWithStrap();
    else
      await this.page.goto(
        `${this.#urlAt(trial.partAtS > 0 ? HURRIES[0].speed : 1)}#/live?plan=${this.#plan.id}&autostart=1`,
      );
    const { id } = await this.watch.until('the workout runs', () =>
      this.watch.told.find(({ status, id }) => status === 'inProgress' && id !== undefined),
    );
    this.workoutId = id!;
    assert.ok(!this.#ended.has(this.workoutId), 'a new workout has an id of its own');
    if (trial.partAtS > 0) await this.#hurry(trial.partAtS);
    await this.watch.seconds(1);
  }

  /** Goes on faster than the clock until shortly before this second, and then as fast as the clock. */
  async #hurry(toS: number): Promise<void> {
    for (const [i, { untilS }] of HURRIES.entries()) {
      const second = `second ${toS - untilS}`;
      await this.watch.until(second, () => (this.watch.last?.elapsedS ?? 0) >= toS - untilS, 30_000);
      await this.page.goto(`${this.#urlAt(HURRIES[i + 1]?.speed ?? 1)}#/live`);
    }
    await this.watch.until('the workout is told of', () => this.watch.last?.status === 'inProgress');
    await this.watch.seconds(2);
    const { session } = await this.acknowledgedNow();
    this.gainedMs = aheadOfClockMs(session, this.watch.told) ?? 0;
    assert.ok(this.gainedMs > 100_000, `the workout was not hurried: it is ${this.gainedMs} ms ahead`);
  }

  get #plan(): (typeof PLANS)[0]['plan'] {
    return PLANS[this.trial.partAtS].plan;
  }

  async end(how: Trial['ending']): Promise<void> {
    if (how === 'pressed') {
      await this.arm();
      await this.page.press('End workout');
    } else {
      await this.skipToLast();
    }
    await this.watch.until('the workout has ended', () => this.watch.last?.status === 'completed');
    await this.watch.until('it is stored', () => this.watch.stored.includes(this.workoutId));
    await this.concluded();
  }

  async pause(): Promise<void> {
    await this.page.press('Pause');
    await this.watch.until('the workout is paused', () => this.watch.shown.at(-1)?.status === 'paused');
  }

  /** The first of two taps that end a workout. */
  async arm(): Promise<void> {
    await this.page.press('End workout');
    await this.page.waitFor(`document.body.textContent.includes('Delete workout')`);
  }

  async skipToLast(): Promise<Told> {
    const { watch } = this;
    while ((watch.last?.phaseIndex ?? 0) < PLANS[this.trial.partAtS].phases - 1) {
      const { phaseIndex } = watch.last!;
      await this.page.press('Skip phase');
      await watch.until('the next phase', () => (watch.last?.phaseIndex ?? 0) > phaseIndex);
    }
    return watch.last!;
  }

  /** Leaves the app, and looks whether the workout is in the history: once, whole, and nothing of it is left under way. */
  async concluded(): Promise<void> {
    const { told } = this.watch;
    const records = await this.leave();
    assert.equal(acknowledged(records), undefined, 'nothing is under way any more');
    const kept = this.#history(records).get(this.workoutId);
    assert.ok(kept, 'the workout is in the history');
    isWhole(kept, { heardAlways: this.#heardAlways, gainedMs: this.gainedMs });
    if (this.#simulated) keepsTime(kept.session, told, this);
    const found = foundIn(kept);
    if (this.#found) goesOn(this.#found, found);
    const last = told.at(-1);
    if (last?.status === 'completed') assert.equal(found.course.elapsedS, last.elapsedS, 'what was shown is stored');
    this.#ended.set(this.workoutId, found);
    assert.deepEqual(new Set(this.#history(records).keys()), new Set(this.#ended.keys()), 'one workout more');
  }

  /** The history; what was in it is in it still. */
  #history(records: Records): ReturnType<typeof historyIn> {
    const history = historyIn(records);
    for (const [id, before] of this.#ended) {
      const kept = history.get(id);
      assert.ok(kept, `workout ${id} is in the history still`);
      assert.deepEqual(foundIn(kept), before, `workout ${id} is what it was`);
    }
    const others = [...history.keys()].filter((id) => !this.#ended.has(id) && id !== this.workoutId);
    assert.deepEqual(others, [], 'no workout came from nowhere');
    return history;
  }

  /** Workouts of a backup that was restored, or was being restored when all ended: all of them are in the history, or none. */
  async broughtIn(workouts: readonly Finished[], { surely }: { surely: boolean }): Promise<number> {
    const history = historyIn(await this.leave());
    const come = workouts.flatMap(({ session, digest }) => {
      const kept = history.get(session.id);
      if (!kept) return [];
      assert.deepEqual(kept.digest.summary, digest.summary, 'a workout of the backup is what it was');
      this.#ended.set(session.id, foundIn(kept));
      return [session.id];
    });
    const all = workouts.length;
    assert.ok(come.length === all || (come.length === 0 && !surely), `${come.length} of ${all} workouts came in`);
    return come.length;
  }

  /** What is acknowledged of this workout agrees with the clock. */
  async keepsTime(): Promise<Checkpoint['session']> {
    const { session } = await this.acknowledgedNow();
    keepsTime(session, this.watch.told, this);
    return session;
  }

  // ── Going away and coming back ──────────────────────────────────────────────────────────────────────────────────

  /** The workouts before this one are not to be found any more: whatever stored them is being deleted. */
  historyIsGone(): void {
    this.#ended.clear();
  }

  /** What the page shows at this moment; of one that is gone, what it showed last. */
  get shown(): Shown {
    return shownIn(this.watch);
  }

  /** Goes from the app to the bystander, and reads what was acknowledged. */
  async leave(): Promise<Records> {
    await this.page.goto(`${this.origin}/${BYSTANDER}`);
    return readRecords(this.page);
  }

  /** The workout under way in these records, which follows from what was there before. */
  underWay(records: Records): Checkpoint {
    const checkpoint = acknowledged(records);
    assert.ok(checkpoint, 'there is a workout under way');
    assert.equal(checkpoint.session.id, this.workoutId, 'it is this workout');
    assert.ok(!this.#history(records).has(this.workoutId), 'it is not in the history at the same time');
    for (const one of withoutASlot(records)) {
      this.tornS = Math.max(this.tornS, Math.abs(checkpoint.session.elapsedS - (one?.session.elapsedS ?? 0)));
    }
    const found = foundIn(checkpoint);
    isSound(found, checkpoint.chunks, this.#heardAlways);
    if (this.#found) goesOn(this.#found, found);
    this.#found = found;
    const isPart = (key: IDBValidKey): boolean => typeof key === 'string' && key.startsWith(`part:${this.workoutId}:`);
    this.parts = (records.get('checkpoint') ?? []).filter(([key]) => isPart(key)).length;
    return checkpoint;
  }

  /** The app is gone, after having shown `before`. Reads what was acknowledged, opens it again, and compares. */
  async comesBack(before: Shown, { route = '#/live' } = {}): Promise<Back> {
    const checkpoint = this.underWay(await this.leave());
    const lossS = this.#loss(before, checkpoint.session.elapsedS);
    const openedMs = performance.now();
    await this.page.goto(this.#url + route);
    const { told, shown } = await this.#running();
    const tookMs = performance.now() - openedMs;
    isWhatWas(checkpoint, told);
    await this.#runsOn();
    return { told, shown, tookMs, lossS };
  }

  /** The same without a look into the records in between: for what gives no time for it. */
  async isBack(before: Shown, sinceMs: number, { banner = true } = {}): Promise<Back> {
    const { told, shown } = await this.#running(banner);
    const tookMs = performance.now() - sinceMs;
    assert.equal(told.id, this.workoutId, 'it is this workout');
    assert.equal(told.samples, toldOf(told.elapsedS, told), 'there are as many samples as elapsed seconds');
    const lossS = this.#loss(before, told.elapsedS);
    await this.#runsOn();
    return { told, shown, tookMs, lossS };
  }

  /** What is acknowledged while the app runs. */
  async acknowledgedNow(): Promise<Checkpoint> {
    return this.underWay(await readRecords(this.page));
  }

  async #running(banner = true): Promise<Pick<Back, 'told' | 'shown'>> {
    const told = await this.watch.until('the workout is told of', () =>
      this.watch.told.find(({ id, elsewhere }) => id !== undefined && !elsewhere),
    );
    const shown = await this.watch.until('the workout is shown', () =>
      this.watch.shown.find(({ status, phase, elsewhere }) => status === told.status && phase > 0 && !elsewhere),
    );
    const same = this.watch.told.find(
      ({ elapsedS, phaseIndex }) => elapsedS === shown.elapsedS && phaseIndex + 1 === shown.phase,
    );
    assert.ok(same, `what is shown first (${placeOf(shown)}) is what was told`);
    if (banner)
      await this.watch.until('the banner says how long it was away', () =>
        this.watch.shown.some(({ banner }) => banner),
      );
    return { told, shown };
  }

  /** One that was in progress is so again without a tap; one that was paused waits for it. */
  async #runsOn(): Promise<void> {
    if (this.watch.last?.status === 'paused') await this.page.press('Resume');
    await this.watch.seconds(1);
  }

  #loss(before: Shown, backS: number): number {
    assert.ok(backS <= before.elapsedS + 1, `no second came from nowhere: ${before.elapsedS} s, then ${backS} s`);
    const lossS = Math.max(0, before.elapsedS - backS);
    assert.ok(lossS <= LOSS_MAX_S, `${lossS} s are lost`);
    return lossS;
  }

  /** Another tab in front, which is the one from now on. */
  async newTab(): Promise<void> {
    this.page = await this.chromium.open('about:blank');
    this.watch = await Watch.over(this.page);
  }

  async openApp(route: string): Promise<void> {
    await this.page.goto(this.#url + route);
  }

  /** As a dying battery would: nothing of the browser gets to say goodbye. Done when no process is left. */
  async kill(): Promise<void> {
    this.kills++;
    await this.chromium.kill();
  }

  /** By `performance.now()` of this process. */
  async killAt(atMs: number): Promise<void> {
    await sleep(Math.max(0, atMs - performance.now()));
    await this.kill();
  }

  /** After a kill: the browser again, on what is left of its profile. */
  async restart({ roomBytes = ROOM_BYTES } = {}): Promise<void> {
    this.chromium = await OwnChromium.start(this.chromium.profileDir);
    await this.#meet(roomBytes);
  }

  /** How much the origin may store. */
  async room(bytes: number): Promise<void> {
    await this.keeper.cdp.send('Storage.overrideQuotaForOrigin', { origin: this.origin, quotaSize: bytes });
  }

  async #meet(roomBytes = ROOM_BYTES): Promise<void> {
    let keeper: OwnPage | undefined;
    await until('the first tab is there', async () => {
      keeper = await this.chromium.find('about:blank');
      return keeper !== undefined;
    });
    this.keeper = keeper!;
    this.serviceWorkers.clear();
    this.keeper.cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, status, runningStatus: running } of versions) {
        this.serviceWorkers.set(versionId, { status, running });
      }
    });
    await this.keeper.cdp.send('ServiceWorker.enable');
    await this.room(roomBytes);
    await this.newTab();
  }

  /** A first visit: everything is kept for later ones, and the plan is there. */
  async #settle(): Promise<void> {
    await this.page.goto(`${this.origin}/`);
    await this.page.waitFor('navigator.serviceWorker.controller?.state === "activated"', 20_000);
    await this.page.goto(`${this.origin}/${BYSTANDER}`);
    for (const { plan } of Object.values(PLANS)) {
      await putRecord(this.page, 'plans', plan.id, stamped(plan, Date.now()));
    }
    await putRecord(this.page, 'settings', 'settings', stamped({ ...DEFAULT_SETTINGS, welcomed: true }, Date.now()));
  }

  get #url(): string {
    return this.#urlAt(1);
  }

  #urlAt(speed: number): string {
    return `${this.origin}/${this.#simulated ? `?strap=sim:interval:100-170&speed=${speed}` : ''}`;
  }

  // ── A strap with a link ─────────────────────────────────────────────────────────────────────────────────────────

  async #startWithStrap(): Promise<void> {
    await this.newTab();
    this.strap = await EmulatedStrap.installOver(this.chromium.devTools.browser, this.page.cdp);
    await this.page.goto(`${this.origin}/#/live?plan=${this.#plan.id}`);
    await this.page.press('Connect strap');
    await this.strap.subscribed();
    this.#beats();
    await this.watch.until('the strap is heard', () => this.watch.last?.signal === 'live');
    await this.page.press('Start workout');
  }

  /** The same strap within reach of a browser that was started anew, or of a new tab; before the app is opened there. */
  async strapAgain(): Promise<void> {
    this.#playing.abort();
    this.strap = await EmulatedStrap.installOver(this.chromium.devTools.browser, this.page.cdp);
    this.#beats();
  }

  #beats(): void {
    this.#playing = new AbortController();
    void this.#play(this.strap!, this.#playing.signal);
  }

  /** A beat every second, whether anyone hears it or not. */
  async #play(strap: EmulatedStrap, signal: AbortSignal): Promise<void> {
    const beats = Array.from({ length: 600 }, (_, atS) => ({ atS, bytes: frameOf(120 + (atS % 40)) }));
    await strap.play(beats, { signal });
  }

  /** The strap is taken off with the workout that it was for. */
  async takeOffStrap(): Promise<void> {
    this.#playing.abort();
    this.strap = undefined;
    await this.page.close();
    await this.newTab();
  }
}

export function shownIn(watch: Watch): Shown {
  const shown = watch.shown.findLast(({ status }) => status !== 'idle');
  assert.ok(shown, 'a workout is shown');
  return shown;
}

/** No second of these was left out or told in the wrong order. */
export function oneByOne(told: readonly Told[]): void {
  for (const [i, { elapsedS }] of told.entries()) {
    const before = told[i - 1]?.elapsedS ?? elapsedS;
    assert.ok(elapsedS === before || elapsedS === before + 1, `after second ${before} comes second ${elapsedS}`);
  }
}
