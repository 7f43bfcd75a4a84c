import { BELOW_CEILING } from '../cues/ceiling.ts';
import { NEW_COACH } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import { silenceForgiven } from '../signal/signal.ts';
import { clockSet, countAway, leaveOut, neverSlept, restored, signalsRestored, slept } from './away.ts';
import { confirmed } from './ceiling.ts';
import { strictnessChanged } from './coached.ts';
import { chain, type SessionEvent, type Step } from './events.ts';
import { pause, resume } from './pauses.ts';
import { closeStretch, complete, endPhase, enterPhase, extend, NO_PHASE_TALLY } from './phases.ts';
import { tick } from './second.ts';
import { newTally } from './tally.ts';
import { shifted } from './shift.ts';
import { currentPhase, type Paused, type Running, type Session } from './session.ts';
import { battery, hear, sourceChanged } from './strap.ts';
import { batteryOfOther, hearOther, isOther, strapChanged, strapsOf } from './straps.ts';

/** The whole state machine. An event that means nothing in this state changes nothing. */
export function advance(session: Session, event: SessionEvent): Step {
  switch (event.type) {
    case 'start':
      return session.status === 'idle' || session.status === 'completed' ? start(session, event) : [session];
    case 'tick':
      return tick(session, event.listening);
    case 'heartRate':
      return isOther(session, event.strap) ? hearOther(session, event) : hear(session, event);
    case 'battery':
      return isOther(session, event.strap) ? batteryOfOther(session, event.pct) : battery(session, event.pct);
    case 'strap':
      return strapChanged(session, event);
    case 'source':
      return sourceChanged(session, event);
    case 'discard':
      return [{ status: 'idle', signal: session.signal, tickedAtMs: session.tickedAtMs, ...strapsOf(session) }];
    case 'tied':
      return session.status === 'inProgress' || session.status === 'paused'
        ? [{ ...session, occurrenceId: event.occurrenceId }, { type: 'keep' }]
        : [session];
    case 'absent':
      return advance({ ...session, tickedAtMs: event.atMs }, { ...event, type: 'slept' });
    default:
      return advanceWorkout(session, event);
  }
}

function advanceWorkout(session: Session, event: Late): Step {
  switch (session.status) {
    case 'idle':
    case 'completed':
      return [session];
    case 'inProgress':
      return advanceRunning(session, event);
    case 'paused':
      return advancePaused(session, event);
  }
}

type Late = Exclude<
  SessionEvent,
  { type: 'start' | 'tick' | 'heartRate' | 'battery' | 'source' | 'strap' | 'discard' | 'absent' | 'tied' }
>;

function advanceRunning(session: Running, event: Late): Step {
  switch (event.type) {
    case 'pause':
      return pause(session, 'user', event.atMs);
    case 'stop':
      return complete(session, 'stopped', 'stop');
    case 'skip':
      return endPhase(session, currentPhase(session).end.type === 'hand' ? 'hand' : 'skip');
    case 'back':
      return enterPhase(closeStretch(session, 'back'), Math.max(0, session.phaseIndex - 1));
    case 'extend':
      return extend(session, event.byS);
    case 'shift':
      return shifted(session, event);
    case 'slept':
      return slept(session, event);
    case 'restored':
      return [restored(session, event), { type: 'keep' }];
    case 'countAway':
      return countAway(session);
    case 'leaveOut':
      return leaveOut(session);
    case 'clockSet':
      return clockSet(session, event.byMs);
    case 'onLoss':
      return [{ ...session, onLoss: event.onLoss }, { type: 'keep' }];
    case 'strictness':
      return strictnessChanged(session, event.strictness);
    case 'confirmCeiling':
      return confirmed(session);
    case 'neverSlept':
      return neverSlept(session);
    case 'abandoned':
      return complete(session, 'interrupted', 'stop');
    case 'resume':
      return [session];
  }
}

function advancePaused(session: Paused, event: Late): Step {
  switch (event.type) {
    case 'resume':
      return resume(session, event.atMs);
    case 'stop':
      return complete(session, 'stopped', 'stop');
    case 'countAway':
      if (session.reason === 'interrupted') return chain(resume(session, event.atMs), countAway);
      return countAway(session);
    case 'leaveOut':
      return leaveOut(session);
    case 'restored':
      return [{ ...session, ...signalsRestored(session, event), tickedAtMs: event.atMs }, { type: 'keep' }];
    case 'clockSet':
      return clockSet(session, event.byMs);
    case 'strictness':
      return strictnessChanged(session, event.strictness);
    case 'confirmCeiling':
      return confirmed(session);
    case 'onLoss': {
      const next = { ...session, onLoss: event.onLoss };
      if (session.reason === 'signalLost' && event.onLoss === 'continue') return resume(next, event.atMs);
      return [next, { type: 'keep' }];
    }
    case 'neverSlept': {
      const [next, ...effects] = neverSlept(session);
      if (effects.length === 0 || session.reason !== 'interrupted') return [next, ...effects];
      return resume(next, event.atMs);
    }
    case 'abandoned':
      return complete(session, 'interrupted', 'stop');
    // A paused clock has nothing to lose by a sleep, and a paused person is not moving on.
    case 'slept':
    case 'pause':
    case 'skip':
    case 'back':
    case 'extend':
    case 'shift':
      return [session];
  }
}

function start(before: Session, event: SessionEvent & { type: 'start' }): Step {
  const session: Running = {
    ...event.workout,
    status: 'inProgress',
    signal: silenceForgiven(before.signal),
    ...strapsOf(before),
    tickedAtMs: event.atMs,
    elapsedS: 0,
    phaseIndex: 0,
    phaseS: 0,
    extendedS: 0,
    heldS: 0,
    deviation: NO_DEVIATION,
    coach: NEW_COACH,
    ceiling: BELOW_CEILING,
    phaseTally: NO_PHASE_TALLY,
    tally: newTally(event.workout.profile),
    timeline: [],
    pauses: [],
    gaps: [],
    cues: [],
    shifts: [],
    batteryTold: false,
    lossTold: false,
    asTimer: before.signal.status === 'lost',
  };
  return enterPhase(session, 0);
}
