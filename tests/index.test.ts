// The library entry, in a world that has the language and nothing else.
import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { expect, test } from 'vitest';

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
  const demo = `(() => {
    const { SessionExecutor, SimulatedStrap, parsePlan, profileOf } = beatkeeper;
    let nowMs = 0;
    const nothing = () => undefined;
    const done = () => Promise.resolve({ ok: true });
    const strap = new SimulatedStrap({ type: 'steady', bpm: 120 }, 0, nothing);
    const executor = new SessionExecutor({
      clock: { nowMs: () => nowMs, wallMs: () => nowMs },
      frames: strap,
      checkpoints: { load: done, save: done, clear: done, finish: done },
      notices: { tell: nothing },
      screen: { publish: nothing, beat: nothing, stored: nothing, trouble: nothing, troubleOver: nothing },
      newId: () => 'id',
    }, { profile: profileOf(190, 60), onLoss: 'pause' });
    const plan = parsePlan({ name: 'Test', phases: [{ name: 'Go', durationS: 60 }] });
    executor.startSession(plan.value, { epochMs: 0, timeZone: 'UTC', offsetMin: 0 });
    for (nowMs = 1000; nowMs <= 60000; nowMs += 1000) executor.catchUp();
    return { status: executor.session.status, tally: executor.session.tally };
  })()`;
  expect(ask(demo)).toMatchObject({ status: 'completed', tally: { validS: 60, maxBpm: 120, simulatedS: 60 } });
});
