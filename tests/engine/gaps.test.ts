// What elapsed, timeline and banner say after every way in which time can go missing, and every pair of them.
import { afterEach, expect, test } from 'vitest';
import { planOf, time, World } from './world.ts';

const HOUR_MS = 3_600_000;
const ZONE = process.env['TZ'];
afterEach(() => {
  if (ZONE === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ZONE;
});

/** Its first minute is a phase, so that a phase may end in what is missing. */
const PLAN = planOf([time(60)], [time(3_600)]);

/**
 * What may happen, a word each, with seconds where it takes some:
 * `frozen` (page and worker stand still, both clocks go on), `slept` (only the wall clock goes on), `killed` and `discarded`
 * (by the system or the browser: the process is gone, and comes back), `ahead` and `back` (somebody sets the wall clock),
 * `zone`, `dst` (the device is elsewhere; the time of day jumps, the clock does not), `set` (a clock that came from the
 * factory at 1970 learns the time), `ran` (nothing, for that long), and what the person does: `pause`, `resume`, `count`, `leaveOut`, `discard`.
 */
async function after(script: string): Promise<World> {
  let world = new World();
  const [first, ...rest] = script.split(' ');
  const steps = first === '1970' ? rest : [first, ...rest];
  if (first === '1970') world = factoryFresh();
  world.start(PLAN);
  for (const step of steps) {
    const [what, amount = '0'] = (step ?? '').split(':');
    const ms = Number(amount) * 1000;
    await world.executor.settled();
    switch (what) {
      case 'ran':
        world.train(ms / 1000, 150);
        break;
      case 'frozen':
        world.pass(ms).look();
        break;
      case 'slept':
        world.wallMs += ms;
        world.look();
        break;
      case 'killed':
      case 'discarded':
        world = await world.reopened(ms);
        break;
      case 'ahead':
        world.wallMs += ms;
        world.look();
        break;
      case 'back':
        world.wallMs -= ms;
        world.look();
        break;
      case 'set':
        world.wallMs += Date.UTC(2026, 10, 22);
        world.look();
        break;
      case 'zone':
        process.env['TZ'] = 'Pacific/Auckland';
        world.look();
        break;
      case 'dst': // 02:59:50 and twenty seconds later 04:00:10
        process.env['TZ'] = 'Europe/Zurich';
        world.look();
        break;
      case 'pause':
        world.executor.command({ type: 'pause' });
        break;
      case 'resume':
        world.executor.command({ type: 'resume' });
        break;
      case 'count':
        world.executor.command({ type: 'countAway' });
        break;
      case 'leaveOut':
        world.executor.command({ type: 'leaveOut' });
        break;
      case 'discard':
        world.executor.command({ type: 'discard' });
        break;
      default:
        throw new Error(`no such step: ${step ?? ''}`);
    }
  }
  await world.executor.settled();
  return world;
}

/** Eleven seconds into 1970. */
function factoryFresh(): World {
  const world = new World();
  world.wallMs = 11_000;
  world.executor.catchUp();
  return world;
}

/** `45 inProgress 1 | slept 20@20 counted | away 300`: elapsed, status, phase; gaps with where they are; what the banner offers. */
function line({ executor, snapshots, checkpoints }: World): string {
  const { session } = executor;
  if (session.status === 'idle') {
    const [stored] = checkpoints.history.values();
    return stored ? `idle, ${stored.session.ending} ${stored.session.elapsedS} in the history` : 'idle';
  }
  const reason = session.status === 'paused' ? ` (${session.reason})` : '';
  const gaps = session.gaps.map(
    ({ kind, atS, awayMs, counted, leftOut }) =>
      `${kind} ${awayMs / 1000}@${atS}${counted ? ' counted' : ''}${leftOut ? ' left out' : ''}`,
  );
  const away = snapshots.at(-1)?.workout?.awayToCountMs;
  return [`${session.elapsedS} ${session.status}${reason} ${session.phaseIndex}`, ...gaps]
    .concat(away === undefined ? [] : [`away ${away / 1000}`])
    .join(' | ');
}

test.each([
  // one thing
  ['ran:30', '30 inProgress 0'],
  ['ran:20 frozen:20', '40 inProgress 0'],
  ['ran:20 frozen:600', '620 inProgress 1'],
  ['ran:20 frozen:20000', '20 paused (interrupted) 0 | slept 20000@20 | away 20000'], // longer than any plan
  ['ran:20 slept:2', '20 inProgress 0'], // clocks differ by as much
  ['ran:20 slept:40 ran:1', '61 inProgress 1 | slept 40@20 counted'],
  ['ran:20 slept:60 ran:1', '81 inProgress 1 | slept 60@20 counted'],
  ['ran:20 slept:61', '20 paused (interrupted) 0 | slept 61@20 | away 61'],
  ['ran:20 slept:28800', '20 paused (interrupted) 0 | slept 28800@20 | away 28800'],
  ['ran:20 killed:2', '20 inProgress 0 | interrupted 2@20 | away 2'],
  ['ran:20 killed:300', '20 inProgress 0 | interrupted 300@20 | away 300'],
  ['ran:20 killed:3600', '20 inProgress 0 | interrupted 3600@20 | away 3600'],
  ['ran:20 killed:3601', 'idle, interrupted 20 in the history'],
  ['ran:20 discarded:300', '20 inProgress 0 | interrupted 300@20 | away 300'],
  ['ran:20 ahead:2 ran:5', '25 inProgress 0'],
  ['ran:20 ahead:3600', '20 paused (interrupted) 0 | slept 3600@20 | away 3600'], // no clock tells it from a sleep
  ['ran:20 back:3600 ran:5', '25 inProgress 0'],
  ['ran:20 back:2000000 ran:5', '25 inProgress 0'],
  ['ran:20 zone ran:5', '25 inProgress 0'],
  ['ran:20 dst ran:5', '25 inProgress 0'],
  ['1970 ran:20', '20 inProgress 0'],
  ['1970 ran:20 set ran:5', '25 inProgress 0'],

  // what the person says
  ['ran:20 slept:100 count', '120 inProgress 1 | slept 100@20 counted'],
  ['ran:20 slept:100 resume ran:5', '25 inProgress 0 | slept 100@20 | away 100'],
  ['ran:20 killed:100 ran:5 count', '125 inProgress 1 | interrupted 100@20 counted'],
  ['ran:20 killed:100 count count', '120 inProgress 1 | interrupted 100@20 counted'],
  ['ran:20 killed:100 discard', 'idle'],
  ['ran:20 killed:100 leaveOut', '20 inProgress 0 | interrupted 100@20 left out'],
  ['ran:20 killed:100 leaveOut count', '20 inProgress 0 | interrupted 100@20 left out'],
  ['ran:20 killed:100 leaveOut killed:3', '20 inProgress 0 | interrupted 100@20 left out | interrupted 3@20 | away 3'],
  ['ran:20 slept:100 leaveOut', '20 paused (interrupted) 0 | slept 100@20 left out'],
  ['ran:20 pause killed:100', '20 paused (user) 0'],
  ['ran:20 pause frozen:100 resume ran:5', '25 inProgress 0'],
  ['ran:20 pause slept:5000 resume ran:5', '25 inProgress 0'],
  ['ran:20 pause killed:4000', 'idle, interrupted 20 in the history'],

  // two things, in order
  ['ran:20 frozen:20 killed:30', '40 inProgress 0 | interrupted 30@40 | away 30'],
  ['ran:20 frozen:20 discarded:30', '40 inProgress 0 | interrupted 30@40 | away 30'], // as phones do
  ['ran:20 frozen:20 slept:40 ran:1', '81 inProgress 1 | slept 40@40 counted'],
  ['ran:20 frozen:20 ahead:3600', '40 paused (interrupted) 0 | slept 3600@40 | away 3600'],
  ['ran:20 frozen:20 back:3600 ran:1', '41 inProgress 0'],
  ['ran:20 frozen:20 zone ran:1', '41 inProgress 0'],
  ['ran:20 slept:40 killed:30', '60 inProgress 1 | slept 40@20 counted | interrupted 30@60 | away 30'],
  ['ran:20 slept:40 frozen:20 ran:1', '81 inProgress 1 | slept 40@20 counted'],
  ['ran:20 slept:40 ran:1 slept:40 ran:1', '102 inProgress 1 | slept 40@20 counted | slept 40@61 counted'],
  ['ran:20 slept:100 killed:30', '20 paused (interrupted) 0 | slept 100@20 | away 100'],
  ['ran:20 slept:100 resume ran:2 slept:30 ran:1', '53 inProgress 0 | slept 30@22 counted | slept 100@20 | away 100'],
  ['ran:20 killed:30 killed:40', '20 inProgress 0 | interrupted 30@20 | interrupted 40@20 | away 40'],
  // a reload takes no question back
  ['ran:20 killed:100 killed:3', '20 inProgress 0 | interrupted 3@20 | interrupted 100@20 | away 100'],
  ['ran:20 killed:100 ran:5 killed:3 count', '125 inProgress 1 | interrupted 3@25 | interrupted 100@20 counted'],
  ['ran:20 killed:100 killed:200', '20 inProgress 0 | interrupted 100@20 | interrupted 200@20 | away 200'],
  ['ran:20 killed:30 ran:5 frozen:20', '45 inProgress 0 | interrupted 30@20 | away 30'],
  ['ran:20 killed:30 slept:40 ran:1', '61 inProgress 1 | interrupted 30@20 | slept 40@20 counted'],
  ['ran:20 killed:30 discarded:40', '20 inProgress 0 | interrupted 30@20 | interrupted 40@20 | away 40'],
  ['ran:20 back:3600 ran:1 killed:30', '21 inProgress 0 | interrupted 30@21 | away 30'],
  ['ran:20 back:3600 killed:30', '20 inProgress 0 | interrupted 0@20 | away 0'], // killed in the very second
  ['ran:20 ahead:2 killed:30', '20 inProgress 0 | interrupted 32@20 | away 32'],
  ['ran:20 back:3600 slept:40 ran:1', '21 inProgress 0'], // no clock tells it from coming right
  ['ran:20 zone killed:30', '20 inProgress 0 | interrupted 30@20 | away 30'],
  ['ran:20 dst killed:30', '20 inProgress 0 | interrupted 30@20 | away 30'],
  ['ran:20 dst slept:40 ran:1', '61 inProgress 1 | slept 40@20 counted'],
  ['1970 ran:20 killed:30', '20 inProgress 0 | interrupted 30@20 | away 30'],
  ['1970 ran:20 slept:40 ran:1', '61 inProgress 1 | slept 40@20 counted'],
  ['1970 ran:20 frozen:30 set ran:1', '51 inProgress 0'],
  ['1970 ran:20 set killed:30', '20 inProgress 0 | interrupted 30@20 | away 30'],
])('%s → %s', async (script, outcome) => {
  expect(line(await after(script))).toBe(outcome);
});

test('a clock set back while the app was gone is no time away', async () => {
  const before = await after('ran:20');
  const world = await before.reopened(-HOUR_MS);
  expect(line(world)).toBe('20 inProgress 0 | interrupted 0@20 | away 0');
});

test('a workout begun in 1970 began when it did, once the clock is set', async () => {
  const world = await after('1970 ran:20 set ran:5');
  const { session } = world.executor;
  if (session.status === 'idle') throw new Error('no workout');
  expect(new Date(session.startedAt.epochMs).getUTCFullYear()).toBe(2026);
  expect(world.wallMs - session.startedAt.epochMs).toBe(25_000);
});

test('a workout begun in 1970 and gone on with after the clock was set began just before', async () => {
  const before = await after('1970 ran:20');
  const world = await before.reopened(Date.UTC(2026, 10, 22));
  expect(line(world)).toBe('20 inProgress 0 | interrupted 0@20 | away 0');
  const { session } = world.executor;
  expect(session.status !== 'idle' && world.wallMs - session.startedAt.epochMs).toBe(20_000);
});

test('a right clock that falls back to 1970 and is set again does not move the start', async () => {
  const world = await after('ran:20');
  const wallMs = world.wallMs;
  world.wallMs = 5_000;
  world.train(5, 150);
  world.wallMs = wallMs + 5_000;
  world.train(5, 150);
  const { session } = world.executor;
  expect(session.status !== 'idle' && session.startedAt.epochMs).toBe(wallMs - 20_000);
  expect(line(world)).toBe('30 inProgress 0');
});

test('where a workout began is kept, wherever it goes on', async () => {
  const world = await after('ran:20 zone killed:30');
  const { session } = world.executor;
  expect(session.status !== 'idle' && session.startedAt).toMatchObject({ timeZone: 'UTC', offsetMin: 0 });
});
