// Another source is another heart: nothing of the last one is shown, cued or counted once it was changed.
import { describe, expect, test } from 'vitest';
import { parseEntry } from '../../../src/core/records/journalRecord.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import type { Effect, SessionEvent } from '../../../src/core/session/events.ts';
import type { Source } from '../../../src/core/signal/signal.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import { phase, planOf, time, workout } from '../arbitrary.ts';

const PLAN = planOf(phase(time(600), { type: 'zone', zone: 2 }));
const WORKOUT = workout(PLAN);

function play(events: SessionEvent[], session: Session = IDLE): [Session, Effect[]] {
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, ...caused] = advance(session, event);
    session = next;
    effects.push(...caused);
  }
  return [session, effects];
}

function seconds(n: number, bpm: number, source: Source, fromS = 0): SessionEvent[] {
  return Array.from({ length: n }, (_, s): SessionEvent[] => [
    {
      type: 'heartRate',
      atMs: (fromS + s) * 1000 + 500,
      heartRate: { bpm, contact: 'present', energyKJ: null, rrMs: [] },
      source,
    },
    { type: 'tick', listening: true },
  ]).flat();
}

const silence = (n: number): SessionEvent[] =>
  Array.from({ length: n }, () => ({ type: 'tick', listening: true }) as const);
const start: SessionEvent = { type: 'start', atMs: 0, workout: WORKOUT };
const told = (effects: Effect[]): string[] =>
  effects.flatMap((effect) => (effect.type === 'notice' ? [effect.notice.type] : []));

describe.each(['strap', 'simulated'] as const)('from a heart of source “%s”', (from) => {
  describe.each(['strap', 'simulated', 'none'] as const)('to “%s”', (to) => {
    const change: SessionEvent = { type: 'source', atMs: 40_000, source: to };

    test.each([
      ['before a workout', seconds(40, 182, from)],
      ['in one', [start, ...seconds(40, 182, from)]],
      ['in a paused one', [start, ...seconds(40, 182, from), { type: 'pause', atMs: 40_000 }]],
      ['after one', [start, ...seconds(40, 182, from), { type: 'stop', atMs: 40_000 }]],
      ['with the signal stale', [start, ...seconds(30, 182, from), ...silence(10)]],
      ['with the signal lost', [start, ...seconds(10, 182, from), ...silence(40)]],
    ] satisfies [string, SessionEvent[]][])('%s, no number of it is left', (_, before) => {
      const [session] = play([...before, change]);
      const { heart, workout } = snapshotOf(session, WORKOUT.profile);
      expect(heart).toMatchObject({ signal: 'none', slopeBpmPerS: 0 });
      for (const each of ['bpm', 'zone', 'steadyBpm', 'projectedBpm'] as const) expect(heart[each]).toBeUndefined();
      if (session.status !== 'completed') expect(workout?.deviation ?? 'none').toBe('none');
    });

    test('seconds after it have no heart rate, and nothing is missed', () => {
      const [before] = play([start, ...seconds(40, 182, from)]);
      const [after, effects] = play([change, ...silence(60)], before);
      const samples = effects.flatMap((effect) => (effect.type === 'sample' ? [effect.sample] : []));
      expect(samples).toHaveLength(60);
      expect(samples.filter(({ bpm, source }) => bpm !== 0 || source !== 'none')).toEqual([]);
      expect(told(effects)).toEqual([]);
      expect(after.status).toBe('inProgress');
    });
  });
});

test('a workout that waited for its strap goes on as a timer once nobody is waited for', () => {
  const [lost] = play([start, ...seconds(10, 130, 'strap'), ...silence(40)]);
  expect(lost).toMatchObject({ status: 'paused', reason: 'signalLost' });
  const [session, effects] = play([{ type: 'source', atMs: 60_000, source: 'none' }], lost);
  expect(session.status).toBe('inProgress');
  expect(told(effects)).toEqual(['resumed']);
  const [later] = play(silence(60), session);
  expect(later.status).toBe('inProgress');
});

test('a workout that waited for its strap goes on with the heart that is heard instead', () => {
  const [lost] = play([start, ...seconds(10, 130, 'strap'), ...silence(40)]);
  const [waiting] = play([{ type: 'source', atMs: 60_000, source: 'simulated' }], lost);
  expect(waiting.status).toBe('paused');
  const [session] = play(seconds(1, 120, 'simulated', 61), waiting);
  expect(session).toMatchObject({ status: 'inProgress', signal: { bpm: 120, source: 'simulated' } });
});

test('a workout that the person paused stays paused', () => {
  const [session] = play([
    start,
    ...seconds(10, 130, 'strap'),
    { type: 'pause', atMs: 10_000 },
    { type: 'source', atMs: 12_000, source: 'none' },
  ]);
  expect(session).toMatchObject({ status: 'paused', reason: 'user' });
});

test('a change of source is read back from the journal, and one that makes no sense is refused', () => {
  const entry = (source: unknown): object => ({
    sessionId: 'a',
    atEpochMs: 1,
    events: [{ type: 'source', atMs: 5, source }],
  });
  for (const source of ['strap', 'simulated', 'none']) expect(parseEntry(entry(source)).ok).toBe(true);
  expect(parseEntry(entry('unset'))).toMatchObject({ ok: false, problems: [{ path: 'events[0].source' }] });
});
