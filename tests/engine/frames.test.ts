// Any frames at all, through the whole path from the bytes to the session and what a screen is told of it.
import { expect, test } from 'vitest';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import { snapshotOf } from '../../src/core/session/snapshot.ts';
import { DOUBT_REASONS } from '../../src/core/signal/doubt.ts';
import { parseFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { sessionSchema } from '../../src/core/records/sessionSchema.ts';
import { parseWith } from '../../src/core/parse/schema.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import { NIGHTLY } from '../support/nightly.ts';
import { Chance } from '../torture/chance.ts';
import { planOf } from './world.ts';

const FRAMES = NIGHTLY ? 1_000_000 : 20_000;
const PROFILE = profileOf(190, 60);

/** Bytes of any kind: pure noise, frames that are nearly right, a heart that wanders, and one that stands still. */
function framesOf(chance: Chance): () => Uint8Array {
  let [mood, leftS, bpm] = [0, 0, 120];
  return () => {
    if (leftS-- <= 0) [mood, leftS] = [chance.between(0, 4), chance.between(1, 120)];
    if (mood === 0) return Uint8Array.from({ length: chance.between(0, 24) }, () => chance.between(0, 255));
    if (mood === 1) bpm = chance.between(0, 255);
    if (mood === 2) bpm = Math.min(240, Math.max(20, bpm + chance.between(-4, 4)));
    if (mood === 3) bpm = Math.min(255, bpm + chance.between(0, 6));
    if (mood === 4) return Uint8Array.from([0, Math.min(220, Math.max(30, bpm))]);
    const rr = Array.from({ length: chance.between(0, 4) }, () => chance.between(0, 0xffff));
    return Uint8Array.from([0x10 | (chance.between(0, 3) << 1), bpm, ...rr.flatMap((each) => [each & 255, each >> 8])]);
  };
}

/** Every number in a value, wherever it is. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test(
  `${FRAMES} random frames: nothing throws, no number is none, and nothing leaves its range`,
  { timeout: 600_000 },
  () => {
    const chance = new Chance(41);
    const next = framesOf(chance);
    const plan = planOf([{ type: 'hand' }]);
    const startedAt = { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 };
    const workout = { id: 'frames', plan, profile: PROFILE, startedAt, onLoss: 'continue' as const };
    let [session]: [Session, ...unknown[]] = advance(IDLE, { type: 'start', atMs: 0, workout });
    const reasons = new Set<string>();
    let [refused, sent, checked] = [0, 0, 0];

    while (sent < FRAMES) {
      for (let burst = chance.pick([0, 1, 1, 1, 1, 1, 2, 30]); burst > 0 && sent < FRAMES; burst--) {
        sent++;
        const frame = parseFrame(next());
        if (!frame.ok) refused++;
        else
          [session] = advance(session, {
            type: 'heartRate',
            atMs: session.tickedAtMs + chance.between(0, 999),
            heartRate: frame.value,
            source: 'strap',
          });
      }
      [session] = advance(session, { type: 'tick', listening: chance.next() < 0.98 });
      const { heart, workout: now } = snapshotOf(session, PROFILE);
      if (heart.doubt) reasons.add(heart.doubt.reason);
      for (const bpm of [heart.bpm, heart.steadyBpm, heart.projectedBpm]) {
        if (bpm !== undefined && !(bpm >= 30 && bpm <= 220))
          expect.fail(`${String(bpm)} bpm after ${String(sent)} frames`);
      }
      if (heart.steadyBpm !== undefined && heart.doubt) expect.fail('decided on in doubt');
      if (!now || numbersIn(heart).some((each) => !Number.isFinite(each)))
        expect.fail(`no number after ${String(sent)} frames`);
      // what is stored is what can be read back
      if (sent - checked > 500) {
        checked = sent;
        expect(parseWith(sessionSchema, session).ok).toBe(true);
        expect(numbersIn(session.signal).every(Number.isFinite)).toBe(true);
        expect(JSON.stringify(session.signal).length).toBeLessThan(8_000);
      }
    }
    expect(refused).toBeGreaterThan(FRAMES / 1_000);
    expect([...reasons].sort()).toEqual([...DOUBT_REASONS].sort()); // each was seen
  },
);
