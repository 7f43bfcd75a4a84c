// What the service worker needs for what is planned, in a script of its own: it is eight times the service worker,
// and most of its wake-ups are for a file. `sw.ts` brings it in when something is planned.
import { BUILT_IN_IDS } from '../core/plan/builtins.ts';
import { RESUME_MAX_MS } from '../core/records/checkpoint.ts';
import type { Occurrence } from '../core/schedule/occurrence.ts';
import { Scheduler } from '../engine/scheduler.ts';
import { browserIndexedDb } from '../store/database/factory.ts';
import { Database } from '../store/database/idb.ts';
import { IdbLedger } from '../store/ledger/idbLedger.ts';
import { checkpointRecords } from '../store/checkpoints/idbBackend.ts';
import { hasNameMadeIds, migratePlanIds } from '../store/library/identity.ts';
import { Library } from '../store/library/library.ts';
import { underWay } from '../store/checkpoints/underWay.ts';
import type { OccurrenceWord } from '../wire/sw-messages.ts';
import { takeRegion } from '../words/dates.ts';
import { startRoute } from './click.ts';
import { SystemReminders } from './systemReminders.ts';
import { outsideWords } from './words.ts';

declare const self: ServiceWorkerGlobalScope;

const DAY_MS = 86_400_000;

takeRegion(self.navigator.languages);

const { registration } = self;
const nowMs = (): number => Date.now();
const db = new Database(browserIndexedDb());
const library = new Library(db, nowMs);

let words = outsideWords(self.navigator.languages);

/** The settings may have another language since the last time. Where they cannot be read, the browser's stands. */
async function chooseWords(): Promise<void> {
  const settings = await library.settings().catch(() => undefined);
  const chosen = settings?.ok ? settings.value.language : null;
  words = outsideWords([...(chosen === null ? [] : [chosen]), ...self.navigator.languages]);
}

const system = new SystemReminders({
  registration,
  isAllowed: () => 'Notification' in self && Notification.permission === 'granted',
  async isWanted() {
    const settings = await library.settings();
    return !settings.ok || settings.value.notices !== 'unwanted';
  },
  async isSeen() {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return windows.some((each) => each.url.startsWith(registration.scope) && each.visibilityState === 'visible');
  },
  async badge(count) {
    if (!('setAppBadge' in navigator)) return;
    await (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge());
  },
  urlOf: (path) => new URL(path, registration.scope).href,
  get words() {
    return words.reminders;
  },
});

const scheduler = new Scheduler({
  ledger: new IdbLedger(db, nowMs),
  reminders: system,
  nowMs,
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  newId: () => crypto.randomUUID(),
  runningPlanId,
  planName,
});

/** Looks at the clock; when to look again. */
export async function settle(): Promise<number | undefined> {
  await Promise.all([migrated(), chooseWords()]);
  return (await scheduler.settle()).wakeAtEpochMs;
}

/** A schedule of the earlier version rings for its own plan. A disk that refuses is told by what is written next. */
async function migrated(): Promise<void> {
  if (await hasNameMadeIds(db).catch(() => false)) await migratePlanIds(db).catch(() => false);
}

/** What a person says to a planned workout. */
export async function act(word: OccurrenceWord, occurrenceId: string): Promise<void> {
  await chooseWords();
  await scheduler[word](occurrenceId);
}

/** Where a touch on a reminder leads: to its workout, which starts if it is not too late, and else says so. */
export async function routeOf(occurrenceId: string): Promise<string | undefined> {
  const start = await scheduler.startOf(occurrenceId);
  return start && startRoute(start);
}

/** Shows what comes within the day, unless all of it was shown before. The ids of what was. */
export async function showComing(before: readonly string[]): Promise<string[]> {
  await chooseWords();
  const coming = await scheduler.coming(DAY_MS);
  const ids = coming.map(({ id }: Occurrence) => id);
  const isNew = ids.some((id) => !before.includes(id));
  return isNew && (await system.coming(coming, nowMs())) ? ids : [...before];
}

/** By the checkpoint itself: there is no second truth to keep. */
async function runningPlanId(): Promise<string | undefined> {
  const workout = underWay(await checkpointRecords(db));
  return workout && nowMs() - workout.atEpochMs < RESUME_MAX_MS ? workout.planId : undefined;
}

async function planName(planId: string): Promise<string | undefined> {
  const builtIn = BUILT_IN_IDS.find((id) => id === planId);
  if (builtIn) return words.plans.plans[builtIn].name;
  const plan = await library.plan(planId);
  if (plan && !plan.ok) throw new Error('the plan cannot be read'); // which is not to say that it is gone
  return plan?.value.name;
}
