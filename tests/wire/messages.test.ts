// What is said between page, workers, tabs and service worker is parsed: what is not whole is refused, and nothing throws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../src/core/session/snapshot.ts';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../src/core/athlete/zonePresets.ts';
import { newsIn } from '../../src/wire/ledger-news.ts';
import { FROM_WORKER, readMessage, WIRE_VERSION, type FromWorker, type ToWorker } from '../../src/wire/messages.ts';
import { isNow } from '../../src/wire/nowCheck.ts';
import { PostReader } from '../../src/wire/post.ts';
import { parseFromServiceWorker, parseToServiceWorker } from '../../src/wire/sw-messages.ts';
import type { TabMessage } from '../../src/wire/tabs.ts';
import { TAB_MESSAGES, TO_WORKER } from '../../src/wire/toWorker.ts';
import { events, phase, plans, planOf, time } from '../core/arbitrary.ts';

const said = (type: string, more: object = {}): unknown => ({ v: WIRE_VERSION, type, ...more });
const toWorker = (data: unknown): ToWorker | undefined => readMessage<ToWorker>(data, TO_WORKER);
const fromTab = (data: unknown): TabMessage | undefined => readMessage<TabMessage>(data, TAB_MESSAGES);
const fromWorker = (data: unknown): FromWorker | undefined => readMessage<FromWorker>(data, FROM_WORKER);

const PLAN = planOf(phase(time(60)));
const MOMENT = { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 };
const RIDE = { zoneBasis: 'max', zoneFloorsPct: [60, 82, 87] };
const planWith = (zone: object): unknown => ({
  ...PLAN,
  phases: [{ name: 'x', end: time(60), target: { type: 'zone', ...zone } }],
});
const TICK = { count: 1, meanMs: 1, postMeanMs: 1, maxLateMs: 0 };

/** Plain data of any kind, and data that looks like a message. */
const garbage = fc.oneof(
  fc.anything(),
  fc.record(
    {
      v: fc.oneof(fc.constant(WIRE_VERSION), fc.anything()),
      type: fc.oneof(
        fc.constantFrom(...Object.keys({ ...TO_WORKER, ...TAB_MESSAGES, ...FROM_WORKER }), '__proto__', 'toString'),
        fc.string(),
      ),
      command: fc.oneof(fc.anything(), fc.record({ type: fc.anything() }), fc.constantFrom(...[null, 'pause', []])),
      now: fc.anything(),
      plan: fc.anything(),
      profile: fc.anything(),
      heard: fc.anything(),
      snapshot: fc.anything(),
    },
    { requiredKeys: ['v', 'type'] },
  ),
);

test('garbage on any of the ways: refused or whole, and never thrown', () => {
  fc.assert(
    fc.property(garbage, (data) => {
      const command = toWorker(data) ?? fromTab(data);
      if (command?.type === 'command') expect(command.command.type).toEqual(expect.any(String));
      const now = fromWorker(data);
      if (now?.type === 'now') expect(now.snapshot.heart).toEqual(expect.anything());
      for (const parse of [parseToServiceWorker, parseFromServiceWorker, newsIn, isNow]) parse(data);
      new PostReader().accept(data);
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, unknown]>([
  ['a command that is null', said('command', { command: null })],
  ['a command that is a text', said('command', { command: 'pause' })],
  ['a command without a type', said('command', { command: {} })],
  ['a command by the name of a method', said('command', { command: { type: 'toString' } })],
  ['more time by a text', said('command', { command: { type: 'extend', byS: '60' } })],
  ['more time without end', said('command', { command: { type: 'extend', byS: Infinity } })],
  ['more time by a million years', said('command', { command: { type: 'extend', byS: 3e13 } })],
  ['no command at all', said('command')],
])('%s moves no workout, neither from the page nor from another tab', (_, data) => {
  expect(toWorker(data)).toBeUndefined();
  expect(fromTab(data)).toBeUndefined();
});

test.each<[string, unknown]>([
  ['a plan without phases', said('start', { plan: { ...PLAN, phases: [] }, startedAt: MOMENT })],
  ['a plan that is null', said('start', { plan: null, startedAt: MOMENT })],
  [
    'a phase without an end',
    said('start', { plan: { ...PLAN, phases: [{ name: 'x', target: { type: 'open' } }] }, startedAt: MOMENT }),
  ],
  ['no moment', said('start', { plan: PLAN })],
  [
    'a profile of two zones',
    said('settings', { profile: { ...DEFAULT_PROFILE, zoneFloorsPct: [1, 2] }, onLoss: 'pause' }),
  ],
  [
    'a profile of eight zones',
    said('settings', { profile: { ...DEFAULT_PROFILE, zoneFloorsPct: [1, 2, 3, 4, 5, 6, 7, 8] }, onLoss: 'pause' }),
  ],
  [
    'zones for a sport that nobody knows',
    said('settings', { profile: { ...DEFAULT_PROFILE, sports: { chess: RIDE } }, onLoss: 'pause' }),
  ],
  [
    'zones for a sport without a basis',
    said('settings', {
      profile: { ...DEFAULT_PROFILE, sports: { ride: { ...RIDE, zoneBasis: undefined } } },
      onLoss: 'pause',
    }),
  ],
  ['a zone that there is not', said('start', { plan: planWith({ zone: 6 }), startedAt: MOMENT })],
  ['a zone of too few', said('start', { plan: planWith({ zone: 3, of: 2 }), startedAt: MOMENT })],
  [
    'a ceiling in a zone that there is not',
    said('start', { plan: { ...PLAN, ceiling: { zone: 4, of: 3 } }, startedAt: MOMENT }),
  ],
  ['a profile without a maximum', said('settings', { profile: { ...DEFAULT_PROFILE, bpmMax: NaN }, onLoss: 'pause' })],
  ['a heart that nobody knows', said('source', { heard: { source: 'whale' } })],
  ['a snapshot seen that has no number', said('heard', { seq: null })],
  ['another version', { v: 99, type: 'keep' }],
])('%s is refused by the worker', (_, data) => {
  expect(toWorker(data)).toBeUndefined();
});

test('zones of three to seven, for sports as well, and zones of a plan of any number are understood', () => {
  const profile = {
    ...DEFAULT_PROFILE,
    zoneFloorsPct: ZONE_PRESETS.max[7],
    sports: { ride: { ...RIDE, bpmMax: 180 } },
  };
  expect(toWorker(said('settings', { profile, onLoss: 'pause' }))).toBeDefined();
  for (const zone of [{ zone: 5 }, { zone: 3, of: 3 }, { zone: 7, of: 7 }])
    expect(toWorker(said('start', { plan: planWith(zone), startedAt: MOMENT }))).toBeDefined();
});

test('seconds in zones that the profile does not have are refused, and so is a heart in one', () => {
  const profile = { ...DEFAULT_PROFILE, zoneFloorsPct: ZONE_PRESETS.max[3] };
  const [session] = advance(IDLE, {
    type: 'start',
    atMs: 0,
    workout: { id: 's', plan: PLAN, profile, startedAt: MOMENT, onLoss: 'pause' },
  });
  const snapshot = snapshotOf(session, profile);
  const now = { seq: 1, trace: { stepS: 1, bpm: [] }, dropped: 0, tick: TICK, elsewhere: false };
  expect(isNow({ ...now, snapshot })).toBe(true);
  expect(isNow({ ...now, snapshot: { ...snapshot, heart: { ...snapshot.heart, zone: 3 } } })).toBe(true);
  expect(isNow({ ...now, snapshot: { ...snapshot, heart: { ...snapshot.heart, zone: 4 } } })).toBe(false);
  const summary = { ...snapshot.workout!.summary, timeInZoneS: [0, 0, 0, 0, 0, 0] };
  expect(isNow({ ...now, snapshot: { ...snapshot, workout: { ...snapshot.workout, summary } } })).toBe(false);
});

test('a plan nested deeper than a stack is refused, not thrown', () => {
  let step: object = phase(time(1));
  for (let i = 0; i < 50_000; i++) step = { repeat: 1, phases: [step] };
  expect(toWorker(said('start', { plan: { ...PLAN, phases: [step] }, startedAt: MOMENT }))).toBeUndefined();
});

describe('what is really said is understood', () => {
  test.each(['keep', 'takeOver'])('%s', (type) => expect(toWorker(said(type))).toBeDefined());
  test.each(['ask', 'handOver'])('%s', (type) => expect(fromTab(said(type))).toBeDefined());

  test('every plan, and every state that it leads to', () => {
    fc.assert(
      fc.property(
        plans.chain((plan) => fc.tuple(fc.constant(plan), events(plan))),
        ([plan, events]) => {
          expect(toWorker(said('start', { plan, startedAt: MOMENT }))).toBeDefined();
          let session: Session = IDLE;
          for (const event of events) [session] = advance(session, event);
          const snapshot = snapshotOf(session, DEFAULT_PROFILE);
          const now = {
            seq: 1,
            snapshot,
            trace: { stepS: 1, bpm: [0, 120] },
            dropped: 0,
            tick: TICK,
            elsewhere: false,
          };
          // as another thread gets it
          const copy = structuredClone(now);
          expect(isNow(copy)).toBe(true);
          expect(fromWorker(structuredClone(said('now', now)))).toBeDefined();
          const broken = { ...copy, snapshot: { ...copy.snapshot, heart: null } };
          expect(isNow(broken)).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });
});
