// The library entry, in a world that has the language and nothing else.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { expect, expectTypeOf, test } from 'vitest';
import type { LastCheck, LedgerTransaction, OpenOccurrence, ScheduleCursor } from '../src/index.ts';

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: resolve(import.meta.dirname, '../src/index.ts'), formats: ['iife'], name: 'beatkeeper' },
    },
  });
  if (!Array.isArray(built)) throw new Error('one entry gives one bundle of each format');
  return built[0]!.output[0].code;
}

test('it loads where there is no clock, no timer, no window and no process, and works there', async () => {
  const context = createContext({});
  runInContext(await bundled(), context);
  const ask = (code: string): unknown => JSON.parse(runInContext(`JSON.stringify(${code})`, context) as string);

  expect(ask('Object.keys(beatkeeper)')).toEqual(
    expect.arrayContaining(['parseFrame', 'parsePlan', 'advance', 'SessionExecutor', 'parseStrapSpec', 'builtInPlans']),
  );
  expect(ask('beatkeeper.parseFrame(Uint8Array.from([0x16, 0x44, 0x7d, 0x03]))')).toEqual({
    ok: true,
    value: { bpm: 68, contact: 'present', energyKJ: null, rrMs: [872.0703125] },
  });
  expect(ask('beatkeeper.parsePlan({ name: "Test", phases: [{ name: "Go", durationS: 0 }] })')).toMatchObject({
    ok: false,
    problems: [{ code: 'value.tooSmall', path: 'phases[0].durationS' }],
  });

  // A minute of the demo, run by the real executor on a number for a clock.
  const newExecutor = `(clock) => {
    const { SessionExecutor, SimulatedStrap, profileOf } = beatkeeper;
    const nothing = () => undefined;
    const done = () => Promise.resolve({ ok: true });
    const strap = new SimulatedStrap({ type: 'steady', bpm: 120 }, clock(), nothing);
    return new SessionExecutor({
      clock: { nowMs: clock, wallMs: clock },
      frames: strap,
      checkpoints: { load: done, save: done, clear: done, finish: done },
      notices: { tell: nothing },
      screen: { publish: nothing, beat: nothing, stored: nothing, trouble: nothing, troubleOver: nothing },
      newId: () => 's',
    }, { profile: profileOf(190, 60), onLoss: 'pause' });
  }`;
  const demo = `(() => {
    let nowMs = 0;
    const executor = (${newExecutor})(() => nowMs);
    const plan = beatkeeper.parsePlan({ name: 'Test', phases: [{ name: 'Go', durationS: 60 }] });
    executor.startSession(plan.value, { epochMs: 0, timeZone: 'UTC', offsetMin: 0 });
    for (nowMs = 1000; nowMs <= 60000; nowMs += 1000) executor.catchUp();
    return { status: executor.session.status, tally: executor.session.tally };
  })()`;
  expect(ask(demo)).toMatchObject({ status: 'completed', tally: { validS: 60, maxBpm: 120, simulatedS: 60 } });

  // A planned workout: told, put off, told again, begun; the next one is skipped.
  const planned = `(async () => {
    const { MemoryLedger, Scheduler, nextFireTimes, statusOf } = beatkeeper;
    const minutes = (n) => Date.UTC(2026, 10, 23, 5, 30 + n);
    let nowMs = minutes(-60);
    const told = [];
    const ledger = new MemoryLedger(() => nowMs);
    const scheduler = new Scheduler({
      ledger,
      reminders: {
        ready: async ({ localTime }) => (told.push(localTime), true),
        waiting: async () => undefined,
        skipped: () => undefined,
        missed: () => undefined,
      },
      runningPlanId: async () => undefined,
      planName: async (id) => id,
      timeZone: () => 'Europe/Berlin',
      nowMs: () => nowMs,
      newId: () => 'id',
    });
    const refused = await scheduler.scheduleSession({ id: 'p', name: 'P' }, 'H 6 * * *', { timeZone: 'Europe/Berlin' });
    const made = await scheduler.scheduleSession({ id: 'p', name: 'P' }, '30 6 * * *', { timeZone: 'Europe/Berlin' });
    nowMs = minutes(0);
    const { waiting } = await scheduler.settle(nowMs);
    await scheduler.snooze(waiting[0].id);
    nowMs = minutes(10);
    await scheduler.settle(nowMs);
    const executor = (${newExecutor})(() => nowMs);
    const idle = await scheduler.started(executor.session);
    const plan = beatkeeper.parsePlan({ name: 'P', phases: [{ name: 'Go', durationS: 60 }] });
    executor.startSession({ ...plan.value, id: 'p' }, { epochMs: nowMs, timeZone: 'UTC', offsetMin: 0 });
    const linked = await scheduler.started(executor.session);
    const again = await scheduler.started({ sessionId: 's', planId: 'p', startedAtEpochMs: nowMs });
    nowMs = minutes(24 * 60);
    const [tomorrow] = (await scheduler.settle(nowMs)).waiting;
    await scheduler.skip(tomorrow.id);
    const [next] = nextFireTimes('30 6 * * *', { after: new Date(nowMs), timeZone: 'Europe/Berlin', count: 1 });
    return JSON.stringify({ refused, made, told, next, idle: idle ?? null, linked, same: linked.id === again.id, became: [...ledger.occurrences.values()].map(statusOf) });
  })()`;
  expect(JSON.parse(await (runInContext(planned, context) as Promise<string>))).toMatchObject({
    refused: { ok: false, problems: [{ path: 'minute' }] },
    made: { ok: true, value: 'id' },
    told: ['2026-11-23T06:30:00', '2026-11-23T06:40:00', '2026-11-24T06:30:00'],
    next: '2026-11-25T05:30:00.000Z',
    idle: null,
    linked: { localTime: '2026-11-23T06:40:00', end: { status: 'started', sessionId: 's' } },
    same: true,
    became: ['moved', 'started', 'skipped'],
  });
});

test("the documentation's example of a schedule works", async () => {
  const readme = await readFile(resolve(import.meta.dirname, '../docs/library.md'), 'utf8');
  const [, example = ''] = /# As a library.*?```js\n(.*?)```/s.exec(readme) ?? [];
  const code = example.replace(/import (.*) from '.\/src\/index.ts';/, 'const $1 = beatkeeper;');
  expect(code).toContain('= beatkeeper;');
  const said: unknown[][] = [];
  let nowMs = Date.UTC(2026, 10, 23, 5, 0);
  const context = createContext({
    console: { log: (...words: unknown[]) => said.push(words) },
    crypto: { randomUUID: () => 'id' },
    clock: () => nowMs,
  });
  runInContext('Date.now = clock', context);
  runInContext(await bundled(), context);
  const run = `(async () => { ${code}; return { scheduler, waiting, wakeAtEpochMs }; })()`;
  const { scheduler, waiting, wakeAtEpochMs } = await (runInContext(run, context) as Promise<{
    scheduler: { settle(): Promise<unknown> };
    waiting: unknown[];
    wakeAtEpochMs: number;
  }>);
  expect(waiting).toHaveLength(0);
  expect(wakeAtEpochMs).toBe(Date.UTC(2026, 10, 23, 5, 30));
  nowMs = wakeAtEpochMs;
  await scheduler.settle();
  expect(said.slice(-2)).toEqual([
    ['ready', '2026-11-23T06:30:00'],
    [1, 'waiting'],
  ]);
});

test('who writes a ledger of his own can name all that is kept in it', () => {
  expectTypeOf<Awaited<ReturnType<LedgerTransaction['lastCheck']>>>().toEqualTypeOf<LastCheck | undefined>();
  expectTypeOf<ScheduleCursor['open'][number]>().toEqualTypeOf<OpenOccurrence>();
});
