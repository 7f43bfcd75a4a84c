import { unheard } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import { heard, NO_SIGNAL, type Signal } from '../signal/signal.ts';
import { notice, type SessionEvent, type Step } from './events.ts';
import { resume } from './pauses.ts';
import type { Paused, Running, Session } from './session.ts';

/** Below it a strap’s battery is low. */
export const BATTERY_LOW_PCT = 15;
/** A level that rises by more than it trembles with the temperature was charged or changed. */
export const CHARGED_BY_PCT = 15;

export function hear(session: Session, event: SessionEvent & { type: 'heartRate' }): Step {
  const { signal: before } = session;
  const signal = heard(before, event.heartRate, event.source, event.atMs, event.recorded);
  if (signal === before) return [session];
  const next = { ...session, signal };
  if (next.status === 'idle' || next.status === 'completed') return [next];

  if (signal.status !== 'live') return [next];
  // After the app was gone for longer than a reading counts, what was judged was another minute's heart.
  const anew = before.status === 'none' && signal.filter?.backing === 0 && before.filter !== undefined;
  return heardAgain(
    { ...next, ...(anew && { deviation: NO_DEVIATION, coach: unheard(next.coach, next.elapsedS) }) },
    { atMs: event.atMs, bpm: event.heartRate.bpm },
  );
}

/** A heart is heard: what a lost strap kept from going on goes on. */
export function heardAgain(session: Running | Paused, { atMs, bpm }: { atMs: number; bpm: number }): Step {
  const back = { ...session, lossTold: false, asTimer: false };
  const effects = session.lossTold ? [notice(session, { type: 'signalRestored', bpm })] : [];
  // A workout that was paused for its strap waits for it after a reload too, when nothing has been heard yet.
  if (back.status !== 'paused' || back.reason !== 'signalLost') return [back, ...effects];
  const [running, ...resumed] = resume(back, atMs);
  return [running, ...effects, ...resumed];
}

/** What was heard before is another heart's: nothing of it is shown, cued or counted from now on. */
export function sourceChanged(session: Session, { atMs, source }: SessionEvent & { type: 'source' }): Step {
  const signal: Signal = { ...NO_SIGNAL, source: source === 'none' ? session.signal.source : source };
  if (session.status === 'idle' || session.status === 'completed') return [{ ...session, signal, straps: undefined }];
  const coach = unheard(session.coach, session.elapsedS);
  // a strap that is not wanted any more is no loss, and will not be back
  const lossTold = source !== 'none' && session.lossTold;
  const next = { ...session, signal, straps: undefined, deviation: NO_DEVIATION, coach, lossTold };
  // Nobody waits for a strap that is not wanted any more: the workout goes on as a timer.
  if (source === 'none' && next.status === 'paused' && next.reason === 'signalLost') return resume(next, atMs);
  return [next, { type: 'keep' }];
}

export function battery(session: Session, pct: number): Step {
  const next = { ...session, signal: { ...session.signal, batteryPct: pct } };
  if (next.status === 'idle' || next.status === 'completed' || next.batteryTold || pct >= BATTERY_LOW_PCT)
    return [next];
  return [{ ...next, batteryTold: true }, notice(next, { type: 'batteryLow', pct })];
}
