import { responseOf } from '../cues/coaching.ts';
import { resumedAfterPause } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import type { PauseReason } from '../cues/notice.ts';
import { silenceForgiven } from '../signal/signal.ts';
import { notice, type Step } from './events.ts';
import type { Paused, Running } from './session.ts';

export function pause(session: Running, reason: PauseReason, atMs: number): Step {
  const paused: Paused = {
    ...session,
    status: 'paused',
    reason,
    partMs: Math.min(999, Math.max(0, atMs - session.tickedAtMs)),
    deviation: NO_DEVIATION,
    pauses: [...session.pauses, { reason, atS: session.elapsedS, fromMs: atMs }],
  };
  return [paused, notice(paused, { type: 'paused', reason }), { type: 'keep' }];
}

export function resume(session: Paused, atMs: number): Step<Running> {
  const { reason, partMs, ...workout } = session;
  const running: Running = {
    ...workout,
    status: 'inProgress',
    coach: resumedAfterPause(session.coach, session.elapsedS, responseOf(session)),
    signal: silenceForgiven(session.signal),
    asTimer: session.asTimer || session.signal.status === 'stale' || session.signal.status === 'lost',
    tickedAtMs: atMs - partMs,
    pauses: session.pauses.map((pause, i) =>
      i === session.pauses.length - 1 ? { ...pause, forMs: Math.max(0, atMs - pause.fromMs) } : pause,
    ),
  };
  return [running, notice(running, { type: 'resumed', reason }), { type: 'keep' }];
}
