// Workouts of hearts that are known, run by the real state machine: what is fitted to them can be held against what they are.
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import { bandOf, middleOf, phasesOf, type Plan } from '../../src/core/plan/plan.ts';
import { finishedOf, type Finished } from '../../src/core/records/finished.ts';
import { SampleLog } from '../../src/core/samples/samples.ts';
import { advance } from '../../src/core/session/advance.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import type { Source } from '../../src/core/signal/signal.ts';
import { chanceOf, gaussianOf, type TestHeart } from '../core/athlete/hearts.ts';

export interface HeartRun {
  id: string;
  plan: Plan;
  heart: TestHeart;
  epochMs?: number;
  seed?: number;
  source?: Source;
  noiseBpm?: number;
  /** What the strap says in a second, in place of the heart; 0: nothing. */
  said?: (bpm: number, s: number) => number;
  /** What happens at the start of a second, besides. */
  happens?: (s: number) => SessionEvent | undefined;
  /** By how much the effort is off the middle of the target. */
  offBpm?: number;
}

export function runHeart({
  id,
  plan,
  heart,
  epochMs = 0,
  seed = 1,
  source = 'strap',
  noiseBpm = 1,
  said = (bpm) => bpm,
  happens = () => undefined,
  offBpm = 0,
}: HeartRun): Finished {
  const profile = DEFAULT_PROFILE;
  const log = new SampleLog();
  let session = IDLE as Session;
  const act = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) if (effect.type === 'sample') log.append(effect.sample);
  };
  const startedAt = { epochMs, timeZone: 'Europe/Zurich', offsetMin: 60 };
  act({ type: 'start', atMs: 0, workout: { id, plan, profile, startedAt, onLoss: 'continue' } });
  const chance = chanceOf(seed);
  const aims: number[] = [];
  let bpm = 90;
  for (let s = 1; session.status !== 'completed'; s++) {
    if (session.status === 'idle' || s > 40_000) throw new Error('a workout that does not end');
    const atMs = s * 1000;
    const event = happens(s);
    if (event) act(event);
    const phase = phasesOf(plan)[session.phaseIndex];
    const band = phase && bandOf(phase.target, profile);
    const rate = said(Math.round(bpm + noiseBpm * gaussianOf(chance)), s);
    if (rate > 0) {
      const heartRate = { bpm: rate, contact: 'present' as const, energyKJ: null, rrMs: [] };
      act({ type: 'heartRate', atMs: atMs - 900, heartRate, source });
    }
    aims.push(band ? middleOf(band, profile) + offBpm : 100);
    const aim = aims[aims.length - 1 - heart.deadS] ?? bpm;
    bpm += (aim - bpm) * (1 - Math.exp(-1 / (aim >= bpm ? heart.tauOnS : heart.tauOffS)));
    act({ type: 'tick', listening: true });
  }
  return finishedOf(session, log.chunks, { endedAtEpochMs: epochMs + session.elapsedS * 1000, strapName: 'Polar H10' });
}
