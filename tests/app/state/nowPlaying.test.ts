// What the lock screen says, and what its buttons mean.
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { quickPlan } from '../../../src/core/plan/quick.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { snapshotOf, type Heart, type Snapshot, type WorkoutNow } from '../../../src/core/session/snapshot.ts';
import { MEDIA_ACTIONS, type MediaCard } from '../../../src/app/device/mediaControls.ts';
import { CardPacer, mediaCommand, nowPlaying, offeredActions } from '../../../src/app/state/nowPlaying.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { pocket } from '../../../src/words/en/pocket.ts';
import { catalogueFor, type Words } from '../../../src/words/words.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';

let words: Words;
beforeAll(async () => {
  const catalogue = await catalogueFor(['en'], ['en']);
  await catalogue.loadWorkout();
  ({ words } = catalogue);
});

const TWO: Plan = {
  ...planOf({ ...phase(time(300)), name: 'Warm-up' }, { ...phase(time(600)), name: 'Work' }),
  name: 'Tempo',
};

/** Twelve seconds into the second phase; `events` follow. */
function snapshotAt(plan = TWO, events: SessionEvent[] = [], second = true): Snapshot {
  let session: Session = IDLE;
  const startedAt = { epochMs: Date.UTC(2026, 10, 22), timeZone: 'Europe/Berlin', offsetMin: 60 };
  const workout = { id: 'a', plan, profile: DEFAULT_PROFILE, startedAt, onLoss: 'pause' } as const;
  const ticks = Array.from({ length: 12 }, (): SessionEvent => ({ type: 'tick', listening: true }));
  for (const event of [
    { type: 'start', atMs: 0, workout } as const,
    ...(second ? [{ type: 'skip' } as const] : []),
    ...ticks,
    ...events,
  ])
    [session] = advance(session, event);
  return snapshotOf(session, DEFAULT_PROFILE);
}

const LIVE: Heart = { signal: 'live', source: 'strap', bpm: 142, slopeBpmPerS: 0, silentS: 0 };
const card = (
  heart: Partial<Heart> = {},
  now: Partial<WorkoutNow> = {},
  snapshot = snapshotAt(),
): MediaCard | undefined =>
  nowPlaying(
    { ...snapshot, heart: { ...LIVE, ...heart }, workout: snapshot.workout && { ...snapshot.workout, ...now } },
    words,
    pocket.lockScreen,
    false,
  );

test.each<[string, Partial<Heart>, Partial<WorkoutNow>, string]>([
  ['a heart that is heard', {}, {}, 'Work · 9:48 left · 142 bpm'],
  ['a simulated one', { source: 'simulated' }, {}, 'Work · 9:48 left · 142 bpm simulated'],
  ['a signal that is stale', { signal: 'stale' }, {}, 'Work · 9:48 left · no signal'],
  ['a lost one', { signal: 'lost', bpm: undefined }, {}, 'Work · 9:48 left · no signal'],
  ['no strap', { signal: 'none', source: 'strap', bpm: undefined }, {}, 'Work · 9:48 left'],
  ['a doubt', { doubt: { reason: 'leap', forS: 3 } }, {}, 'Work · 9:48 left · bpm unsure'],
  ['two straps, and nothing vouches for one', { straps: contested() }, {}, 'Work · 9:48 left · bpm unsure'],
  ['a pause', {}, { pause: 'user' }, 'Paused · Work · 9:48 left · 142 bpm'],
  [
    'a strap that is lost',
    { signal: 'lost' },
    { pause: 'signalLost' },
    'Paused, strap lost · Work · 9:48 left · no signal',
  ],
  [
    'the limit',
    {},
    { guidance: { type: 'aboveCeiling', bpm: 130, by: 12 } },
    'Ease off — 12 above · Work · 9:48 left · 142 bpm',
  ],
  ['a phase without an end', {}, { remainingS: undefined }, 'Work · 0:12 · 142 bpm'],
])('%s', (_, heart, now, title) => {
  expect(card(heart, now)?.title).toBe(title);
});

function contested(): Heart['straps'] {
  const each = { signal: 'live', bpm: 142 } as const;
  return { chosen: 0, each: [each, each], apart: true, contested: true };
}

test('the plan is the artist; the phase has its length and its place', () => {
  expect(card()).toMatchObject({ artist: 'Tempo', album: 'Beatkeeper', playing: true, durationS: 600, positionS: 12 });
  expect(card({}, { remainingS: undefined })).toMatchObject({ durationS: Infinity, positionS: 12 });
  expect(nowPlaying(snapshotAt(), words, pocket.lockScreen, true)).toMatchObject({ playing: false });
  expect(nowPlaying({ status: 'idle', heart: LIVE }, words, pocket.lockScreen, false)).toBeUndefined();
});

test('what is offered is what can be done', () => {
  expect(offeredActions(snapshotAt())).toEqual(MEDIA_ACTIONS);
  expect(offeredActions(snapshotAt(quickPlan(enPlans.quick), [], false))).toEqual(['play', 'pause', 'nexttrack']);
  expect(offeredActions(snapshotAt(TWO, [{ type: 'pause', atMs: 12_500 }]))).toEqual(['play', 'pause']);
});

test.each([
  ['pause', 'inProgress', 'pause'],
  ['pause', 'paused', 'rest'],
  ['play', 'paused', 'resume'],
  ['play', 'inProgress', 'again'],
  ['nexttrack', 'inProgress', 'skip'],
  ['nexttrack', 'paused', undefined],
  ['previoustrack', 'inProgress', 'back'],
  ['previoustrack', 'paused', undefined],
  ['pause', 'completed', undefined],
  ['play', 'idle', undefined],
] as const)('%s while %s: %s', (action, status, command) => {
  expect(mediaCommand(action, status)).toBe(command);
});

test('a card is shown once a second at most, and at once when it says another thing', () => {
  const pacer = new CardPacer();
  const shown = (title: string, what: string, atMs: number): boolean =>
    pacer.isDue({ title, artist: '', album: '', playing: true, durationS: 60, positionS: 1 }, what, atMs);
  expect(shown('1:00', 'live', 0)).toBe(true);
  expect(shown('0:59', 'live', 300)).toBe(false);
  expect(shown('0:59', 'lost', 400)).toBe(true);
  expect(shown('0:58', 'lost', 1_400)).toBe(true);
  expect(shown('0:58', 'lost', 9_000)).toBe(false);
  pacer.forget();
  expect(shown('0:58', 'lost', 9_000)).toBe(true);
});
