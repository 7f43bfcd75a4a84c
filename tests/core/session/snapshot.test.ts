// What every screen shows of the heart: one opinion, made here.
import { expect, test } from 'vitest';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { heartOf, snapshotOf } from '../../../src/core/session/snapshot.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import type { Target } from '../../../src/core/plan/plan.ts';
import { planOf, time } from '../../engine/world.ts';

const PROFILE = profileOf(190, 60);

/** Ten seconds at 165, zone 4, and then so many of silence. */
function silentFor(seconds: number, { status = 'inProgress' }: { status?: 'idle' | 'inProgress' | 'paused' } = {}) {
  let session: Session = IDLE;
  const step = (event: SessionEvent): void => void ([session] = advance(session, event));
  if (status !== 'idle') {
    const startedAt = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
    const workout = { id: 'w', plan: planOf([time(600)]), profile: PROFILE, startedAt, onLoss: 'continue' as const };
    step({ type: 'start', atMs: 0, workout });
  }
  for (let s = 0; s < 10 + seconds; s++) {
    const heartRate = { bpm: 165, contact: 'present' as const, energyKJ: null, rrMs: [] };
    if (s < 10) step({ type: 'heartRate', atMs: s * 1000 + 500, heartRate, source: 'strap' });
    if (s === 10 && status === 'paused') step({ type: 'pause', atMs: s * 1000 });
    step({ type: 'tick', listening: true });
  }
  return session;
}

test.each(['idle', 'inProgress', 'paused'] as const)(
  '%s: a lost strap has no rate, no zone, and heads nowhere',
  (status) => {
    const heart = heartOf(silentFor(35, { status }), PROFILE);
    expect(heart).toMatchObject({ signal: 'lost' });
    expect([heart.bpm, heart.zone, heart.steadyBpm, heart.projectedBpm]).toEqual(Array(4).fill(undefined));
  },
);

test('a stale one keeps the last rate and its zone, to be shown greyed', () => {
  expect(heartOf(silentFor(10), PROFILE)).toMatchObject({ signal: 'stale', bpm: 165, zone: 4 });
});

test('paused, a living heart is live, with rate and zone', () => {
  const { heart, workout } = snapshotOf(silentFor(0, { status: 'paused' }), PROFILE);
  expect(heart).toMatchObject({ signal: 'live', bpm: 165, zone: 4 });
  expect(workout?.guidance.type).not.toBe('noSignal');
});

test('lost, the guidance says for how long, and not that there never was a strap', () => {
  expect(snapshotOf(silentFor(35), PROFILE).workout?.guidance).toEqual({ type: 'noSignal', forS: 35 });
});

/** What is said after these heart rates, one a second, of a phase with this target in a plan with a limit of 130. */
function guidanceAfter(bpms: readonly number[], target: Target): unknown {
  let session: Session = IDLE;
  const step = (event: SessionEvent): void => void ([session] = advance(session, event));
  const plan = { ...planOf([time(600)]), ceiling: { bpm: 130 } };
  plan.phases = plan.phases.map((phase) => ({ ...phase, target }));
  const startedAt = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
  step({ type: 'start', atMs: 0, workout: { id: 'w', plan, profile: PROFILE, startedAt, onLoss: 'continue' } });
  for (const [s, bpm] of bpms.entries()) {
    const heartRate = { bpm, contact: 'present' as const, energyKJ: null, rrMs: [] };
    step({ type: 'heartRate', atMs: s * 1000 + 500, heartRate, source: 'strap' });
    step({ type: 'tick', listening: true });
  }
  return snapshotOf(session, PROFILE).workout?.guidance;
}

const guidanceAt = (bpm: number, target: Target): unknown => guidanceAfter(new Array<number>(10).fill(bpm), target);

test('a limit that is passed is said in doubt, too: a rise that no healthy heart makes may be somebody’s', () => {
  const rising = [100, 100, 100, 100, 108, 116, 124, 132];
  expect(guidanceAfter(rising, { type: 'open' })).toEqual({ type: 'aboveCeiling', bpm: 130 });
  expect(guidanceAfter(rising.slice(0, -1), { type: 'open' })).toEqual({ type: 'doubt' });
});

test('a limit that is passed, or that the target is above, is said with its number', () => {
  const limit = { type: 'aboveCeiling', bpm: 130 };
  expect(guidanceAt(124, { type: 'bpm', low: 140, high: 150 })).toEqual(limit);
  expect(guidanceAt(130, { type: 'bpm', low: 140, high: 150 })).toEqual(limit);
  // above it, by how much comes first: also in a young phase, where a heart is otherwise left to come down
  const above = { ...limit, by: 4 };
  for (const low of [140, 100]) expect(guidanceAt(134, { type: 'bpm', low, high: low + 10 })).toEqual(above);
  expect(guidanceAt(134, { type: 'open' })).toEqual(above);
  expect(guidanceAt(124, { type: 'open' })).toEqual({ type: 'open' });
});
