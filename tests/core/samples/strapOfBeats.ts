// A strap that sends given intervals, through all that a real one's go through: bytes, frames, the session, samples.
import { quickPlan } from '../../../src/core/plan/quick.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Sample, SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { encodeFrame, parseFrame } from '../../../src/core/signal/heartRateMeasurement.ts';
import type { Source } from '../../../src/core/signal/signal.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

export interface StrapScript {
  rrMs: readonly number[];
  source?: Source;
  /** Seconds whose frame is lost. */
  isLost?: (s: number) => boolean;
  /** What happens before the tick of a second. */
  at?: Record<number, SessionEvent>;
  untilS?: number;
}

export interface SecondOfStrap {
  s: number;
  sample: Sample | undefined;
  session: Session;
  /** Every interval that the heart has had so far, lost or not, as a strap sends them: in 1/1024 s. */
  beats: readonly number[];
}

/** Play it second by second. */
export function* worn({
  rrMs,
  source = 'strap',
  isLost = () => false,
  at = {},
  untilS = Infinity,
}: StrapScript): Generator<SecondOfStrap> {
  const plan = quickPlan(enPlans.quick);
  const startedAt = { epochMs: 1_790_000_000_000, timeZone: 'Europe/Berlin', offsetMin: 120 };
  let session: Session = IDLE;
  let sample: Sample | undefined;
  const step = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) if (effect.type === 'sample') sample = effect.sample;
  };
  step({ type: 'start', atMs: 0, workout: { id: 'w', plan, profile: DEFAULT_PROFILE, startedAt, onLoss: 'continue' } });

  const beats: number[] = [];
  let [next, heartMs] = [0, 0];
  for (let s = 0; next < rrMs.length && s < untilS; s++) {
    const sent: number[] = [];
    while (next < rrMs.length && heartMs + rrMs[next]! <= 1000 * s + 700) {
      heartMs += rrMs[next]!;
      sent.push(rrMs[next++]!);
    }
    // straps tell the mean of the last few beats
    const recent = rrMs.slice(Math.max(0, next - 8), Math.max(1, next));
    const bpm = Math.round((60_000 * recent.length) / recent.reduce((sum, ms) => sum + ms, 0));
    const frame = parseFrame(encodeFrame({ bpm: Math.min(219, Math.max(31, bpm)), rrMs: sent }));
    if (!frame.ok) throw new Error('no frame');
    beats.push(...frame.value.rrMs);
    if (!isLost(s)) step({ type: 'heartRate', atMs: 1000 * s + 750, heartRate: frame.value, source });
    const event = at[s];
    if (event) step(event);
    sample = undefined;
    step({ type: 'tick', listening: true });
    yield { s, sample, session, beats };
  }
}

/** A heart around so many ms a beat that varies a little, by a rule and by chance. */
export function beatsAround(ms: number, count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ms * (1 + 0.015 * Math.sin(i / 7) + 0.01 * Math.sin(i / 29)) + (6 * state) / 2 ** 32;
  });
}
