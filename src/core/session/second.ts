import type { CueSecond } from '../cues/cueKind.ts';
import { cuesDue } from '../cues/cueKinds.ts';
import { deviationAfter } from '../cues/deviation.ts';
import { endBpm, sideOf, type RunPhase } from '../plan/plan.ts';
import { beatsFollow, doubtOf, HOLD_MS, isSure, secondPassed, steadyBpm } from '../signal/signal.ts';
import { watched } from './ceiling.ts';
import { coachSecond, heldTo } from './coached.ts';
import { chain, notice, type Effect, type Sample, type Step } from './events.ts';
import { pause } from './pauses.ts';
import { isContested, strapSecond } from './straps.ts';
import { endPhase, phaseEnd } from './phases.ts';
import { tallyAfter } from './tally.ts';
import { currentPhase, type Running, type Session, type Tally } from './session.ts';

/** A checkpoint at least this often, beside every change. */
const KEEP_EVERY_S = 10;
/** More cues than this are not kept one by one. */
const CUES_MAX = 2_000;

/** One more second is over: of the workout too, while that is in progress. */
export function tick(session: Session, listening: boolean): Step {
  const tickedAtMs = session.tickedAtMs + 1000;
  const signal = secondPassed(session.signal, tickedAtMs, listening);
  const next = { ...session, signal, tickedAtMs, ...strapSecond(session, { signal, tickedAtMs, listening }) };
  const { reading } = session.signal;
  if (next.status === 'paused') return watched(next, reading);
  if (next.status !== 'inProgress') return [next];

  // A reading counts until the next one; this second began with one that was young enough, or had one of its own.
  const held = signal.status !== 'none' && signal.ageMs - 1000 < HOLD_MS;
  const sample: Sample = {
    bpm: held ? (signal.bpm ?? 0) : 0,
    steadyBpm: held ? (signal.filter?.bpm ?? 0) : 0,
    source: held ? signal.source : 'none',
    ...(held && next.straps?.choice.chosen === 1 && { strap: 1 }),
    away: !listening,
    rrMs: session.signal.rrMs,
    ...(beatsFollow(signal) && { beatsFollow: true }),
    ...(held && (doubtOf(signal) !== undefined || isContested(next)) && { doubtful: true }),
  };
  const steady = isContested(next) ? undefined : steadyBpm(signal);
  const [after, ...effects] = chain(second(next, sample, { reading, steady }), (running) => watched(running, reading));
  if (signal.status === session.signal.status || after.status !== 'inProgress') return [after, ...effects];

  if (signal.status === 'stale') return [after, ...effects, notice(after, { type: 'signalStale' })];
  if (signal.status !== 'lost') return [after, ...effects];
  if (!after.lossTold) effects.push(notice(after, { type: 'signalLost' }));
  const told: Running = { ...after, lossTold: true };
  if (told.onLoss === 'continue' || told.asTimer) return [told, ...effects];
  return chain([told, ...effects], (running) => pause(running, 'signalLost', tickedAtMs));
}

interface Heard {
  /** The raw reading of the second, if it had one. */
  reading: number | undefined;
  /** The rate that is decided on, if there is one. */
  steady: number | undefined;
}

/** One second of the workout, with the heart rate that it had, if any. */
function second(session: Running, sample: Sample, { reading, steady }: Heard): Step {
  const elapsedS = session.elapsedS + 1;
  const phaseS = session.phaseS + 1;
  const phase = currentPhase(session);
  const band = heldTo(session);
  const { signal } = session;
  const sure = isSure(signal);
  // After the app was gone, what was known stands until something is heard.
  const unheard = signal.status === 'none';
  const deviation = unheard ? session.deviation : deviationAfter(session.deviation, band, steady, sure);
  const [coach, cued] = coachSecond(session, { elapsedS, phaseS, reading, steadyBpm: steady, deviation });
  const side = band && sample.bpm > 0 ? sideOf(band, sample.bpm) : undefined;

  const tally = tallyAfter(session, sample);
  const next: Running = {
    ...session,
    elapsedS,
    phaseS,
    deviation,
    coach,
    heldS: heldAfter(session, phase, steady),
    tally: doubtOf(signal) ? doubted(tally) : tally,
    phaseTally: side ? { ...session.phaseTally, [`${side}S`]: session.phaseTally[`${side}S`] + 1 } : session.phaseTally,
    cues: cued && session.cues.length < CUES_MAX ? [...session.cues, { atS: elapsedS, ...cued }] : session.cues,
  };

  const effects: Effect[] = [{ type: 'sample', sample }];
  if (deviation.told !== session.deviation.told && steady !== undefined && band) {
    if (deviation.told === 'low' || deviation.told === 'high') {
      effects.push(notice(next, { type: 'deviation', side: deviation.told, bpm: steady, band }));
    } else if (deviation.told === 'in' && session.deviation.told !== 'none') {
      effects.push(notice(next, { type: 'inZone', bpm: steady }));
    }
  }
  const changed = effects.length > 1 || cued !== undefined; // a countdown is no reason to write a checkpoint
  const due = cuesDue({ ...spoken(session, phase), elapsedS, phaseS, bpm: steady, offTarget: cued });
  effects.push(...due.map((cue) => notice(next, cue)));
  if (due.some(({ type }) => type === 'almostRecovered')) next.recoveryTold = true;

  const endedBy = phaseEnd(next, phase, sure);
  if (endedBy) return chain([next, ...effects], (running) => endPhase(running, endedBy));
  if (changed || elapsedS % KEEP_EVERY_S === 0) effects.push({ type: 'keep' });
  return [next, ...effects];
}

/** What kinds of cues have to know of the phase. */
function spoken(
  session: Running,
  { end }: RunPhase,
): Pick<CueSecond, 'plan' | 'phaseIndex' | 'phaseLengthS' | 'downToBpm'> {
  const { plan, phaseIndex, extendedS, profile, recoveryTold } = session;
  const waits = end.type === 'heartRate' && end.from === 'above' && !recoveryTold;
  return {
    plan,
    phaseIndex,
    phaseLengthS: end.type === 'time' ? end.durationS + extendedS : undefined,
    downToBpm: waits ? endBpm(end, profile) : undefined,
  };
}

function doubted(tally: Tally): Tally {
  return { ...tally, doubtS: (tally.doubtS ?? 0) + 1 };
}

/** The hold of a heart-rate end: grows while reached, starts anew when not, stands still while nothing is heard or believed. */
function heldAfter(session: Running, { end }: RunPhase, steady: number | undefined): number {
  if (end.type !== 'heartRate' || steady === undefined || session.signal.filter?.ignored) return session.heldS;
  const bpm = endBpm(end, session.profile);
  const reached = end.from === 'below' ? steady >= bpm : steady <= bpm;
  return reached ? session.heldS + 1 : 0;
}
