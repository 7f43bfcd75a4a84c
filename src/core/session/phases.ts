import { responseOf } from '../cues/coaching.ts';
import { phaseAsked } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import type { EndedBy } from '../cues/notice.ts';
import { phasesOf, TOTAL_MAX_S, type RunPhase } from '../plan/plan.ts';
import { phaseUnderWay } from '../plan/laps.ts';
import { steadyBpm } from '../signal/signal.ts';
import { notice, type Effect, type Step } from './events.ts';
import { coachingAfterPhase } from './learning.ts';
import { currentPhase, type Ending, type Paused, type PhaseTally, type Running, type Workout } from './session.ts';

export const NO_PHASE_TALLY: PhaseTally = { lowS: 0, inS: 0, highS: 0 };

export function endPhase(session: Running, endedBy: EndedBy): Step {
  const last = session.phaseIndex + 1 >= phasesOf(session.plan).length;
  if (last && session.plan.endless && endedBy === 'hand') {
    const ended = notice(session, { type: 'phaseEnded', index: session.phaseIndex, endedBy });
    const [next, ...effects] = enterPhase(closeStretch(session, endedBy), session.phaseIndex);
    return [next, ended, ...effects];
  }
  if (last) return complete(session, 'finished', endedBy);
  const ended = notice(session, { type: 'phaseEnded', index: session.phaseIndex, endedBy });
  const [next, ...effects] = enterPhase(closeStretch(session, endedBy), session.phaseIndex + 1);
  return [next, ended, ...effects];
}

export function closeStretch<T extends Workout>(session: T, endedBy: EndedBy): T {
  const fromS = session.elapsedS - session.phaseS;
  const entry = { phase: session.phaseIndex, fromS, toS: session.elapsedS, endedBy, ...session.phaseTally };
  return { ...session, timeline: [...session.timeline, entry] };
}

export function enterPhase(session: Running, index: number): Step<Running> {
  const coaching = coachingAfterPhase(session);
  const next: Running = {
    ...session,
    ...(coaching && { coaching }),
    phaseIndex: index,
    phaseS: 0,
    extendedS: 0,
    heldS: 0,
    deviation: NO_DEVIATION,
    coach: phaseAsked(session.coach, session.elapsedS, responseOf({ coaching })),
    phaseTally: NO_PHASE_TALLY,
    recoveryTold: undefined,
  };
  return [next, phaseStarted(next), { type: 'keep' }];
}

/** All phases that were begun, the one under way last. */
const begun = ({ timeline, phaseIndex }: Workout): { phase: number }[] => [...timeline, { phase: phaseIndex }];

export function phaseStarted(session: Running): Effect {
  const phases = phasesOf(session.plan);
  return notice(session, {
    type: 'phaseStarted',
    index: session.phaseIndex,
    of: phases.length,
    phase: phaseUnderWay(session.plan, session.phaseIndex, begun(session)) ?? currentPhase(session),
    next: phases[session.phaseIndex + 1],
    bpm: steadyBpm(session.signal),
  });
}

export function extend(session: Running, byS: number): Step {
  if (!(byS > 0) || currentPhase(session).end.type === 'hand') return [session];
  return [{ ...session, extendedS: Math.min(TOTAL_MAX_S, session.extendedS + Math.round(byS)) }, { type: 'keep' }];
}

export function complete(session: Running | Paused, ending: Ending, endedBy: EndedBy): Step {
  const { timeline, pauses, ...rest } = closeStretch(session, endedBy);
  const { phaseIndex: index } = session;
  return [
    { ...rest, timeline, pauses, status: 'completed', ending },
    notice(session, { type: 'phaseEnded', index, endedBy }),
    notice(session, { type: 'completed', stopped: ending !== 'finished' }),
    { type: 'finished' },
  ];
}

/** `sure`: whether there is a heart rate that can be decided on. */
export function phaseEnd({ phaseS, heldS, extendedS }: Running, { end }: RunPhase, sure: boolean): EndedBy | undefined {
  switch (end.type) {
    case 'time':
      return phaseS >= end.durationS + extendedS ? 'time' : undefined;
    case 'heartRate':
      if (sure && heldS >= Math.max(1, end.holdS) && phaseS >= end.minS) return 'heartRate';
      return phaseS >= end.maxS + extendedS ? 'maximum' : undefined;
    case 'hand':
      return undefined;
  }
}
