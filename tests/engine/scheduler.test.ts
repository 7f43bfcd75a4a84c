import { expect, test } from 'vitest';
import { occurrenceOf } from '../../src/core/schedule/occurrence.ts';
import { revised, type Schedule } from '../../src/core/schedule/schedule.ts';
import { World } from './scheduling.ts';

const PLAN = { id: 'tempo', name: 'Tempo' };

/** Every day at 06:30, from the evening before on. */
async function daily(zone?: string): Promise<World> {
  const world = new World('2026-11-22T18:00:00Z', zone);
  expect(await world.scheduler.scheduleSession(PLAN, '30 6 * * *')).toEqual({ ok: true, value: 'id1' });
  return world;
}

test('an invalid expression is refused with the field, and nothing is kept', async () => {
  const world = new World('2026-11-22T18:00:00Z');
  const refused = await world.scheduler.scheduleSession(PLAN, '61 6 * * *');
  expect(refused).toMatchObject({ ok: false, problems: [{ path: 'minute' }] });
  expect(world.ledger.schedules.size).toBe(0);
});

test('it says when to look next', async () => {
  const world = await daily();
  expect(await world.scheduler.settle()).toEqual({ waiting: [], wakeAtEpochMs: Date.parse('2026-11-23T05:30:00Z') });
  world.now = Date.parse('2026-11-23T05:31:00Z');
  expect(await world.scheduler.settle()).toMatchObject({
    waiting: [{ localTime: '2026-11-23T06:30:00' }],
    wakeAtEpochMs: Date.parse('2026-11-23T05:40:00.001Z'),
  });
});

test('a try with a simulated heart takes no occurrence: its reminder comes, and a real workout is it', async () => {
  const world = await daily();
  world.now = Date.parse('2026-11-23T05:10:00Z');
  const tried = await world.scheduler.started(start('2026-11-23T05:10:00Z', 'tried'));
  expect(tried?.end?.status).toBe('started');
  world.now = Date.parse('2026-11-23T05:20:00Z');
  await world.scheduler.finished(tried!.id, { sessionId: 'tried', provenance: 'simulated' });
  expect(world.became).toEqual(['2026-11-23T06:30:00 pending']);
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
  const real = await world.scheduler.started(start('2026-11-23T05:35:00Z', 'real'));
  expect(real?.id).toBe(tried?.id);
  await world.scheduler.finished(real!.id, { sessionId: 'real', provenance: 'strap' });
  await world.at('2026-11-23T06:30:00Z');
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ sessionId: 'real', provenance: 'strap' });
  expect(world.told).toHaveLength(1);
});

test.each([
  ['five minutes later', '2026-11-23T05:36:00Z'],
  ['in the evening', '2026-11-23T17:00:00Z'],
])('tried beyond its ten minutes, it can be done for real %s, and not a day later', async (_, at) => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  const tried = await world.scheduler.started(start('2026-11-23T05:31:00Z', 'tried'));
  world.now = Date.parse('2026-11-23T05:45:00Z');
  await world.scheduler.finished(tried!.id, { sessionId: 'tried', provenance: 'simulated' });
  await world.at('2026-11-23T07:00:00Z');
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ provenance: 'simulated' });
  expect(world.told).toHaveLength(1);
  expect(await world.scheduler.started(start('2026-11-24T03:00:00Z', 'late'))).toBeUndefined();
  expect((await world.scheduler.started(start(at, 'real')))?.id).toBe(tried?.id);
});

test('a schedule that was removed meanwhile leaves nothing open that was tried', async () => {
  const world = await daily();
  const tried = await world.scheduler.started(start('2026-11-23T05:10:00Z', 'tried'));
  await world.scheduler.remove('id1');
  await world.scheduler.settle();
  world.now = Date.parse('2026-11-23T05:12:00Z');
  await world.scheduler.finished(tried!.id, { sessionId: 'tried', provenance: 'simulated' });
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ provenance: 'simulated' });
});

test('it is told once, and skipped when its ten minutes are over', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:35:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
  expect(world.shown).toEqual(['id1/1/2026-11-23T06:30:00+01:00']);
  await world.at('2026-11-23T05:40:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 pending']);
  await world.at('2026-11-23T05:40:00.001Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 skipped']);
  expect(world.told.slice(1)).toEqual(['skipped 2026-11-23T06:30:00']);
  expect(world.shown).toEqual([]);
});

test('nobody there: missed, and said in one line', async () => {
  const world = await daily();
  await world.at('2026-11-26T12:00:00Z');
  expect(world.told).toEqual(['missed 4']);
  expect(world.became).toEqual(['23', '24', '25', '26'].map((day) => `2026-11-${day}T06:30:00 missed`));
});

test('not allowed to notify, and seen on Today: skipped; not seen: missed', async () => {
  const world = await daily();
  world.allowed = false;
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.announced(world.occurrence('2026-11-23T06:30:00').id);
  await world.at('2026-11-24T05:30:00Z');
  await world.at('2026-11-24T06:00:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 skipped', '2026-11-24T06:30:00 missed']);
});

test('no reminder for a plan that is running', async () => {
  const world = await daily();
  world.running = PLAN.id;
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual([]);
  expect(world.shown).toEqual([]);
  world.running = 'another';
  await world.at('2026-11-23T05:31:00Z');
  expect(world.shown).toHaveLength(1);
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
});

test('a plan that is gone cancels what it was for', async () => {
  const world = await daily();
  world.gone.add(PLAN.id);
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual([]);
  expect(world.shown).toEqual([]);
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ status: 'cancelled', why: 'planGone' });
});

const start = (iso: string, sessionId = 'w') => ({ sessionId, planId: PLAN.id, startedAtEpochMs: Date.parse(iso) });

test.each([
  ['05:00:00Z', 'started'],
  ['04:59:59.999Z', undefined],
  ['05:39:59.999Z', 'started'],
  ['05:40:00Z', 'started'],
  ['05:40:00.001Z', undefined],
])('begun at %s, and heard of then: %s', async (time, status) => {
  const world = await daily();
  world.now = Date.parse(`2026-11-23T${time}`);
  if (time >= '05:30') await world.scheduler.settle(Date.parse('2026-11-23T05:30:00Z'));
  expect((await world.scheduler.started(start(`2026-11-23T${time}`)))?.end?.status).toBe(status);
});

test('begun early: no reminder comes, and it is one record', async () => {
  const world = await daily();
  world.now = Date.parse('2026-11-23T05:05:00Z');
  await world.scheduler.started(start('2026-11-23T05:05:00Z'));
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:50:00Z');
  expect(world.told).toEqual([]);
  expect(world.became).toEqual(['2026-11-23T06:30:00 started']);
});

test('begun in time and heard of when it had been given up: started; hearing of it twice changes nothing', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:41:00Z');
  const one = await world.scheduler.started(start('2026-11-23T05:39:00Z'));
  expect(await world.scheduler.started(start('2026-11-23T05:39:00Z'))).toEqual(one);
  expect(world.became).toEqual(['2026-11-23T06:30:00 started']);
  expect((await world.scheduler.started(start('2026-11-23T05:39:30Z', 'second')))?.id).toBeUndefined();
});

test('with two pending the nearest is it; a second workout is the other', async () => {
  const world = new World('2026-11-22T18:00:00Z');
  await world.scheduler.scheduleSession(PLAN, '30 6 * * *');
  await world.scheduler.scheduleSession(PLAN, '38 6 * * *');
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:38:00Z');
  expect((await world.scheduler.started(start('2026-11-23T05:38:20Z')))?.localTime).toBe('2026-11-23T06:38:00');
  expect((await world.scheduler.started(start('2026-11-23T05:39:20Z', 'b')))?.localTime).toBe('2026-11-23T06:30:00');
});

test('another plan is not it', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  expect(await world.scheduler.started({ ...start('2026-11-23T05:31:00Z'), planId: 'other' })).toBeUndefined();
});

test('snoozed: moved to a successor that reminds once more', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  const { id } = world.occurrence('2026-11-23T06:30:00');
  world.now = Date.parse('2026-11-23T05:33:00Z');
  const successor = await world.scheduler.snooze(id);
  expect(successor).toMatchObject({ localTime: '2026-11-23T06:43:00', movedFrom: id });
  expect(world.shown).toEqual([]);
  expect((await world.scheduler.settle()).wakeAtEpochMs).toBe(Date.parse('2026-11-23T05:43:00Z'));
  await world.at('2026-11-23T05:43:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00', 'ready tempo 2026-11-23T06:43:00']);
  await world.scheduler.started(start('2026-11-23T05:44:00Z'));
  expect(world.became).toEqual(['2026-11-23T06:30:00 moved', '2026-11-23T06:43:00 started']);
});

test('snoozed twice by two who pressed at once: one successor', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  const { id } = world.occurrence('2026-11-23T06:30:00');
  const both = await Promise.all([world.scheduler.snooze(id), world.scheduler.snooze(id)]);
  expect(both.filter(Boolean)).toHaveLength(1);
});

test('moved to tomorrow: at the same time of day beside the one that is planned then, also over a change of the clock', async () => {
  const world = new World('2026-03-27T18:00:00Z');
  await world.scheduler.scheduleSession(PLAN, '30 6 * * *');
  await world.at('2026-03-28T05:30:00Z');
  const successor = await world.scheduler.postpone(world.occurrence('2026-03-28T06:30:00').id);
  expect(new Date(successor!.fireAtEpochMs).toISOString()).toBe('2026-03-29T04:30:00.000Z');
  await world.at('2026-03-29T04:30:00Z');
  expect(world.became).toEqual([
    '2026-03-28T06:30:00 moved',
    '2026-03-29T06:30:00 pending',
    '2026-03-29T06:30:00 pending',
  ]);
});

test('snoozed twice, then moved to tomorrow: at the time of day that was planned', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  world.now = Date.parse('2026-11-23T05:32:17Z');
  const one = await world.scheduler.snooze(world.occurrence('2026-11-23T06:30:00').id);
  const two = await world.scheduler.snooze(one!.id);
  expect(await world.scheduler.postpone(two!.id)).toMatchObject({ localTime: '2026-11-24T06:30:00' });
});

test('put off in a circle, in a ledger that was tampered with: it is moved all the same', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  const there = world.occurrence('2026-11-23T06:30:00');
  world.ledger.add({ ...there, movedFrom: there.id });
  expect(await world.scheduler.postpone(there.id)).toMatchObject({ localTime: '2026-11-24T06:30:00' });
});

test('what was left lying is not started by a late touch, nor put off, nor skipped by it', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  const { id } = world.occurrence('2026-11-23T06:30:00');
  expect(await world.scheduler.startOf(id)).toEqual({ planId: PLAN.id, waiting: true });
  world.now = Date.parse('2026-11-23T05:40:00.001Z');
  expect(await world.scheduler.startOf(id)).toEqual({ planId: PLAN.id, waiting: false });
  expect(await world.scheduler.snooze(id)).toBeUndefined();
  await world.scheduler.skip(id);
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ status: 'skipped', by: 'time' });
});

test('who is at it since before its time is not told of having missed it', async () => {
  const world = await daily();
  world.running = PLAN.id;
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:41:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed']);
  expect(world.told).toEqual([]);
});

test('what comes: also what was put off, and not what was begun early', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.snooze(world.occurrence('2026-11-23T06:30:00').id);
  world.now = Date.parse('2026-11-23T05:31:00Z');
  const times = async (): Promise<string[]> =>
    (await world.scheduler.coming(86_400_000)).map(({ localTime }) => localTime);
  expect(await times()).toEqual(['2026-11-23T06:40:00', '2026-11-24T06:30:00']);
  await world.scheduler.started(start('2026-11-23T05:32:00Z'));
  expect(await times()).toEqual(['2026-11-24T06:30:00']);
});

test('skipped by the person', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.skip(world.occurrence('2026-11-23T06:30:00').id);
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ status: 'skipped', by: 'person' });
  expect(world.told.slice(1)).toEqual(['skipped 2026-11-23T06:30:00']);
  await world.scheduler.skip(world.occurrence('2026-11-23T06:30:00').id);
  expect(world.told).toHaveLength(2);
  expect(world.shown).toEqual([]);
});

test.each([
  ['edited', { cron: '0 7 * * *' }],
  ['off', { on: false }],
])('%s while one waits: that one is cancelled, what was before stays', async (why, choice) => {
  const world = await daily();
  await world.at('2026-11-23T06:00:00Z');
  await world.at('2026-11-24T05:30:00Z');
  world.now = Date.parse('2026-11-24T05:35:00Z');
  await world.scheduler.change('id1', choice);
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed', '2026-11-24T06:30:00 cancelled']);
  expect(world.occurrence('2026-11-24T06:30:00').end).toMatchObject({ why });
  await world.at('2026-11-25T12:00:00Z');
  expect(world.became.slice(2)).toEqual(
    why === 'off' ? [] : ['2026-11-24T07:00:00 missed', '2026-11-25T07:00:00 missed'],
  );
});

test('edited while nobody looked: what the old one had planned until then is missed', async () => {
  const world = await daily();
  world.now = Date.parse('2026-11-25T12:00:00Z');
  await world.scheduler.change('id1', { cron: '0 13 * * *' });
  expect(world.became).toEqual(['23', '24', '25'].map((day) => `2026-11-${day}T06:30:00 missed`));
});

test('deleted: the past stays, the pending is cancelled, nothing comes any more', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.remove('id1');
  await world.at('2026-11-30T05:30:00Z');
  expect(world.occurrence('2026-11-23T06:30:00').end).toMatchObject({ status: 'cancelled', why: 'deleted' });
  expect(world.became).toHaveLength(1);
  expect(world.ledger.cursors.size).toBe(0);
});

test('a clock that runs ahead and is set right loses nothing and doubles nothing', async () => {
  const world = await daily();
  await world.at('2026-12-20T12:00:00Z');
  expect(world.became).toHaveLength(28);
  await world.at('2026-11-23T05:29:00Z');
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual(['missed 28', 'ready tempo 2026-11-23T06:30:00']);
  await world.at('2026-11-24T05:30:00Z');
  expect(world.told.slice(2)).toEqual(['skipped 2026-11-23T06:30:00', 'ready tempo 2026-11-24T06:30:00']);
  expect(world.became).toHaveLength(28);
});

test('what a clock that ran ahead has ended comes all the same, and what a person has ended does not', async () => {
  const world = await daily();
  await world.at('2026-11-24T05:30:00Z');
  await world.scheduler.skip(world.occurrence('2026-11-24T06:30:00').id);
  await world.at('2026-12-20T12:00:00Z');
  await world.at('2026-11-22T18:00:00Z');
  const coming = await world.scheduler.coming(3 * 86_400_000);
  expect(coming.map(({ localTime, end }) => [localTime, end])).toEqual([
    ['2026-11-23T06:30:00', null],
    ['2026-11-25T06:30:00', null],
  ]);
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told.at(-1)).toBe('ready tempo 2026-11-23T06:30:00');
});

test.each(['1970-01-01T00:00:00Z', '2026-11-22T12:00:00Z', '2026-08-01T00:00:00Z'])(
  'a clock that is at %s for one look, before there was a schedule, and right again: nothing is missed',
  async (wrong) => {
    const world = await daily();
    await world.at(wrong);
    await world.at('2026-11-22T18:01:00Z');
    await world.at('2026-11-23T05:30:00Z');
    expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
    expect(world.became).toEqual(['2026-11-23T06:30:00 pending']);
  },
);

test('a clock that is before the last edit for one look: what was before it is not there twice', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.started(start('2026-11-23T05:31:00Z'));
  world.now = Date.parse('2026-11-23T12:00:00Z');
  await world.scheduler.change('id1', { timeZone: 'Europe/Berlin' });
  await world.at('2026-11-20T00:00:00Z');
  await world.at('2026-11-24T05:30:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 started', '2026-11-24T06:30:00 pending']);
});

test('planned by a clock that ran ahead and is set right: it comes from then on', async () => {
  const world = new World('2026-12-20T12:00:00Z');
  await world.scheduler.scheduleSession(PLAN, '30 6 * * *');
  await world.at('2026-11-22T18:00:00Z');
  await world.at('2026-11-24T05:30:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed', '2026-11-24T06:30:00 pending']);
});

test('a clock that is set back an hour does not remind twice', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.at('2026-11-23T05:50:00Z');
  await world.at('2026-11-23T05:00:00Z');
  await world.at('2026-11-23T05:50:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 skipped']);
});

test('flown west after training: the same morning does not come twice', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.started(start('2026-11-23T05:31:00Z'));
  world.zone = 'America/New_York';
  await world.at('2026-11-23T11:30:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 started']);
  await world.at('2026-11-24T11:30:00Z');
  expect(world.told.at(-1)).toBe('ready tempo 2026-11-24T06:30:00');
});

test('pinned: it stays where it was pinned to', async () => {
  const world = new World('2026-11-22T18:00:00Z', 'America/New_York');
  await world.scheduler.scheduleSession(PLAN, '30 6 * * *', { timeZone: 'Europe/Berlin' });
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
});

test('after years away it writes down a season, and says that there was more', async () => {
  const world = await daily();
  await world.scheduler.scheduleSession(PLAN, '0 * * * *');
  await world.at('2029-01-01T00:15:00Z');
  expect(world.told).toEqual(['missed 1092+']);
});

test('what comes within a day', async () => {
  const world = await daily();
  await world.scheduler.scheduleSession({ id: 'easy', name: 'Easy' }, '0 18 * * 1');
  const coming = await world.scheduler.coming(86_400_000);
  expect(coming.map(({ planId, localTime }) => `${planId} ${localTime}`)).toEqual([
    'tempo 2026-11-23T06:30:00',
    'easy 2026-11-23T18:00:00',
  ]);
  world.gone.add(PLAN.id);
  expect((await world.scheduler.coming(86_400_000)).map(({ planId }) => planId)).toEqual(['easy']);
});

test('a look from before its time, still on its way, does not take a reminder away', async () => {
  const world = await daily();
  const { scheduler } = world;
  world.now = Date.parse('2026-11-23T05:29:59.999Z');
  const early = scheduler.settle();
  world.now = Date.parse('2026-11-23T05:30:00Z');
  await Promise.all([early, scheduler.settle()]);
  expect(world.shown).toEqual(['id1/1/2026-11-23T06:30:00+01:00']);
});

test('looks at the same moment tell it once', async () => {
  const world = await daily();
  world.now = Date.parse('2026-11-23T05:30:00Z');
  await Promise.all([world.scheduler.settle(), world.scheduler.settle(), world.scheduler.settle()]);
  expect(world.became).toEqual(['2026-11-23T06:30:00 pending']);
  expect(new Set(world.told)).toEqual(new Set(['ready tempo 2026-11-23T06:30:00']));
});

test('switched off and on again: what would have been meanwhile is not missed', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:00:00Z');
  await world.scheduler.change('id1', { on: false });
  await world.at('2026-11-24T05:00:00Z');
  await world.at('2026-11-26T05:00:00Z');
  await world.scheduler.change('id1', { on: true });
  await world.at('2026-11-26T12:00:00Z');
  expect(world.became).toEqual(['2026-11-26T06:30:00 missed']);
});

test('flown east over the time of day: missed, silently, and nobody is woken for it', async () => {
  const world = await daily();
  await world.at('2026-11-23T01:00:00Z');
  world.zone = 'Asia/Tokyo'; // where it is 10:00, and 06:30 in Berlin will be 14:30
  await world.at('2026-11-23T01:00:01Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed']);
  expect((await world.scheduler.settle()).wakeAtEpochMs).toBe(Date.parse('2026-11-23T21:30:00Z'));
  await world.at('2026-11-23T05:30:00Z');
  expect(world.shown).toEqual([]);
  await world.at('2026-11-23T21:30:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-24T06:30:00']);
  expect(world.ledger.occurrences.size).toBe(2);
});

test('flown east in the evening: nobody is woken at half past one for half past six', async () => {
  const world = await daily('America/Los_Angeles');
  await world.at('2026-11-23T14:30:00Z'); // 06:30 there
  await world.at('2026-11-24T08:00:00Z'); // midnight there
  world.zone = 'Pacific/Auckland'; // 21:00
  await world.at('2026-11-24T08:00:01Z');
  for (let atMs = world.now; atMs < Date.parse('2026-11-24T17:30:00Z'); atMs += 300_000) {
    await world.at(new Date(atMs).toISOString());
  }
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00', 'skipped 2026-11-23T06:30:00']);
  await world.at('2026-11-24T17:30:00Z'); // 06:30 there
  expect(world.told.at(-1)).toBe('ready tempo 2026-11-25T06:30:00');
  expect(world.became[1]).toBe('2026-11-24T06:30:00 missed');
});

test('what the clock has leapt over still counts when its workout is done in time', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:10:00Z'); // 06:10
  world.zone = 'Europe/Athens'; // 07:10
  await world.at('2026-11-23T05:11:00Z');
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed']);
  await world.scheduler.started(start('2026-11-23T05:20:00Z'));
  expect(world.became).toEqual(['2026-11-23T06:30:00 started']);
});

test('due when nobody could be told, and then flown on: not told at another time of day', async () => {
  const world = await daily();
  world.allowed = false;
  await world.at('2026-11-23T05:30:00Z');
  world.zone = 'Asia/Tokyo'; // 14:31
  world.allowed = true;
  await world.at('2026-11-23T05:31:00Z');
  expect(world.told).toEqual([]);
  expect(world.became).toEqual(['2026-11-23T06:30:00 missed']);
});

test('put off to tomorrow and flown west: tomorrow at that time of day, there', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.postpone(world.occurrence('2026-11-23T06:30:00').id);
  world.zone = 'America/New_York';
  await world.at('2026-11-23T20:00:00Z');
  await world.at('2026-11-24T05:30:00Z'); // 00:30 there
  expect(world.shown).toEqual([]);
  await world.at('2026-11-24T11:30:00Z');
  expect(world.told.slice(1)).toEqual(['ready tempo 2026-11-24T06:30:00', 'ready tempo 2026-11-24T06:30:00']);
  expect(world.shown).toHaveLength(2); // that one, and the one that was planned anyway
});

test('put off to tomorrow and flown east past it: missed, silently', async () => {
  const world = await daily('America/Los_Angeles');
  await world.at('2026-11-23T14:30:00Z');
  await world.scheduler.postpone(world.occurrence('2026-11-23T06:30:00').id);
  await world.at('2026-11-24T08:00:00Z'); // midnight
  world.zone = 'Pacific/Auckland'; // 21:00
  await world.at('2026-11-24T08:00:01Z');
  await world.at('2026-11-24T14:30:00Z'); // 03:30
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
});

test('snoozed over a border: ten minutes later all the same', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.snooze(world.occurrence('2026-11-23T06:30:00').id);
  world.zone = 'Europe/Athens';
  await world.at('2026-11-23T05:35:00Z');
  await world.at('2026-11-23T05:40:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00', 'ready tempo 2026-11-23T06:40:00']);
});

test('at a border, an hour ahead and back: it comes once, at its time', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:10:00Z');
  world.zone = 'Europe/Athens'; // 07:10
  await world.at('2026-11-23T05:11:00Z');
  world.zone = 'Europe/Berlin'; // 06:12
  await world.at('2026-11-23T05:12:00Z');
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
  expect(world.became).toEqual(['2026-11-23T06:30:00 pending']);
});

test('flown west after training: the same time of day is neither awaited nor linked to', async () => {
  const world = await daily();
  await world.at('2026-11-23T05:30:00Z');
  await world.scheduler.started(start('2026-11-23T05:31:00Z'));
  world.zone = 'America/New_York';
  await world.at('2026-11-23T10:00:00Z');
  expect((await world.scheduler.settle()).wakeAtEpochMs).toBe(Date.parse('2026-11-24T11:30:00Z'));
  expect(await world.scheduler.started(start('2026-11-23T11:30:00Z', 'second'))).toBeUndefined();
  expect((await world.scheduler.coming(36 * 3_600_000)).map(({ localTime }) => localTime)).toEqual([
    '2026-11-24T06:30:00',
  ]);
});

/** As the page does it: whoever looks at the clock next finds it. */
async function change(world: World, iso: string, choice: Partial<Schedule>): Promise<void> {
  await world.ledger.transact(async (transaction) => {
    const [stored] = await transaction.schedules();
    transaction.keepSchedule(revised(stored!.read()!, choice, Date.parse(iso)));
  });
}

test('changed and then removed before anyone looks: each revision has its own time', async () => {
  const world = await daily();
  await change(world, '2026-11-23T12:00:00Z', { cron: '0 18 * * *' });
  world.now = Date.parse('2026-11-25T12:00:00Z');
  await world.scheduler.remove('id1');
  expect(world.became).toEqual([
    '2026-11-23T06:30:00 missed',
    '2026-11-23T18:00:00 missed',
    '2026-11-24T18:00:00 missed',
  ]);
});

test('changed twice before anyone looks: each revision has its own time', async () => {
  const world = await daily();
  await change(world, '2026-11-23T12:00:00Z', { cron: '0 18 * * *' });
  await change(world, '2026-11-25T12:00:00Z', { on: false });
  await change(world, '2026-11-27T12:00:00Z', { on: true, cron: '0 20 * * *' });
  await world.at('2026-11-28T23:00:00Z');
  expect(world.became).toEqual([
    '2026-11-23T06:30:00 missed',
    '2026-11-23T18:00:00 missed',
    '2026-11-24T18:00:00 missed',
    '2026-11-27T20:00:00 missed',
    '2026-11-28T20:00:00 missed',
  ]);
});

test('where nothing is known of it, as after a restore, what waits still ends, and nothing is there twice', async () => {
  const world = await daily();
  await world.at('2026-11-23T06:00:00Z');
  await world.at('2026-11-24T05:30:00Z');
  world.ledger.cursors.clear();
  world.now = Date.parse('2026-11-24T05:31:00Z');
  await world.scheduler.snooze(world.occurrence('2026-11-24T06:30:00').id);
  world.ledger.cursors.clear();
  await world.at('2026-11-24T05:41:00Z');
  await world.at('2026-11-24T12:00:00Z');
  expect(world.became).toEqual([
    '2026-11-23T06:30:00 missed',
    '2026-11-24T06:30:00 moved',
    '2026-11-24T06:41:00 skipped',
  ]);
});

test('restored in another zone: what follows elapsed time is not planned anew for the time before', async () => {
  const world = new World('2026-11-22T18:00:00Z');
  await world.scheduler.scheduleSession(PLAN, '0 */8 * * *');
  await world.at('2026-11-24T18:00:00Z');
  const { length } = world.became;
  world.ledger.cursors.clear();
  world.zone = 'Asia/Kathmandu';
  await world.at('2026-11-24T18:01:00Z');
  expect(world.became).toHaveLength(length);
});

test('a zone that is not known is refused, and one that was restored stops nothing else', async () => {
  const world = await daily();
  const refused = await world.scheduler.scheduleSession(PLAN, '0 7 * * *', { timeZone: 'Mars/Olympus' });
  expect(refused).toMatchObject({ ok: false, problems: [{ path: 'timeZone' }] });
  const there = world.ledger.schedules.get('id1')!.schedule!;
  await world.ledger.transact((transaction) =>
    transaction.keepSchedule({ ...there, id: 'far', timeZone: 'Mars/Olympus' }),
  );
  await world.at('2026-11-23T05:30:00Z');
  expect(world.told).toEqual(['ready tempo 2026-11-23T06:30:00']);
});

test('after two years away it says that there was more than a season', async () => {
  const world = await daily();
  await world.at('2028-11-22T18:00:00Z');
  expect(world.told).toEqual(['missed 92+']);
});

test('every second: a day’s worth has a record each, then each five minutes one, which says how many it stands for', async () => {
  const world = new World('2026-11-23T05:17:31Z');
  const made = await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '* * * * * *');
  const begunMs = world.now;
  for (let looks = 0; looks < 900; looks++) {
    const { wakeAtEpochMs } = await world.scheduler.settle();
    expect(wakeAtEpochMs).toBeGreaterThan(world.now);
    world.now = wakeAtEpochMs!;
  }
  await world.scheduler.settle();
  const records = [...world.ledger.occurrences.values()].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
  expect(records.slice(0, 288).every(({ times }) => times === undefined)).toBe(true);
  const grouped = records.slice(288);
  expect(grouped.length).toBeGreaterThan(30);
  expect(grouped.slice(1).every(({ times }) => times === 300)).toBe(true);
  const endMs = grouped.at(-1)!.fireAtEpochMs + 300_000;
  expect(records.reduce((sum, { times = 1 }) => sum + times, 0)).toBe((endMs - 1000 - begunMs) / 1000);
  // whatever it holds, it can be removed
  await world.scheduler.remove(made.ok ? made.value : '');
  expect((await world.scheduler.settle()).wakeAtEpochMs).toBeUndefined();
});

test('every second, and nobody there for three days: the last day is written down, and said in one line', async () => {
  const world = new World('2026-11-20T05:17:31Z');
  await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '* * * * * *');
  await world.at('2026-11-23T05:17:31Z');
  expect(world.ledger.occurrences.size).toBe(288);
  expect(world.told.filter((line) => line.startsWith('missed'))).toEqual(['missed 286+']);
});

test('every second, as an earlier version kept it: each second noted, and hundreds waiting', async () => {
  const world = new World('2026-11-20T05:00:00Z');
  const made = await world.scheduler.scheduleSession({ id: 'tempo', name: 'Tempo' }, '* * * * * *');
  const id = made.ok ? made.value : '';
  const { schedule } = world.ledger.cursors.get(id)!;
  world.now = Date.parse('2026-11-23T05:00:00Z');
  const open = Array.from({ length: 600 }, (_, i) => occurrenceOf(schedule, world.now - i * 1000, 'Europe/Berlin'));
  for (const each of open) world.ledger.add(each);
  const cursor = { ...world.ledger.cursors.get(id)!, settledEpochMs: world.now, nextEpochMs: world.now + 1000 };
  world.ledger.cursors.set(id, {
    ...cursor,
    open: open.map(({ id, fireAtEpochMs }) => ({ id, fireAtEpochMs, state: 'waiting' })),
  });
  world.now += 1000;
  expect((await world.scheduler.settle()).wakeAtEpochMs).toBeGreaterThan(world.now);
  expect(world.ledger.occurrences.size).toBe(600);
  await world.scheduler.remove(id);
  expect(world.became.filter((each) => each.endsWith('pending'))).toEqual([]);
});
