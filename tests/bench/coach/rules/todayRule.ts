// The judge as it was in November 2026 (`core/cues/guidance.ts`), kept as it was so that every later one can be held against it.
import type { Profile } from '../../../../src/core/athlete/hrZones.ts';
import { bandOf, middleOf, phasesOf, sideOf, type Band, type Plan } from '../../../../src/core/plan/plan.ts';
import type { Outside, Side } from '../../../../src/core/signal/side.ts';
import { isSure, slopeBpmPerS, steadyBpm, type Signal } from '../../../../src/core/signal/signal.ts';
import type { Judge, Rule } from './rule.ts';

const TAU_S = 58;
const DEVIATION_S = 5;
const GRACE_S = 30;
const FIRST_GRACE_S = 60;
const BETWEEN_CUES_S = 30;
const RECOVERY_GRACE_S = 60;
const RECOVERY_BELOW_BPM = 8;
const MOVING_BPM_PER_S = 0.05;

type PhaseRole = 'warmUp' | 'work' | 'recovery' | 'coolDown';

interface CueState {
  side: Side | 'none';
  runS: number;
  lastAtS?: number | undefined;
}

interface CueInputs {
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  role: PhaseRole;
  band: Band | undefined;
  signal: Signal;
}

export const TODAY: Rule = {
  name: 'today',
  knows: false,
  start({ plan, profile }): Judge {
    let [cue, phase, role]: [CueState, number, PhaseRole] = [{ side: 'none', runS: 0 }, -1, 'work'];
    return ({ elapsedS, phaseIndex, phaseS, band, signal }) => {
      if (phaseIndex !== phase) {
        cue = { side: 'none', runS: 0, lastAtS: cue.lastAtS };
        role = roleOf(plan, phaseIndex, profile);
      }
      phase = phaseIndex;
      const [next, said] = cueAfter(cue, { elapsedS, phaseIndex, phaseS, role, band, signal });
      cue = next;
      return said;
    };
  },
};

function roleOf(plan: Plan, index: number, profile: Profile): PhaseRole {
  const phases = phasesOf(plan);
  const middleAt = (i: number): number | undefined => {
    const band = phases[i] && bandOf(phases[i].target, profile);
    return band && middleOf(band, profile);
  };
  const bpm = middleAt(index);
  const [before, after] = [middleAt(index - 1), middleAt(index + 1)];
  if (bpm === undefined) return 'work';
  if (index === 0) return after !== undefined && bpm < after ? 'warmUp' : 'work';
  if (before === undefined || bpm >= before) return 'work';
  if (index === phases.length - 1) return 'coolDown';
  return after !== undefined && bpm < after ? 'recovery' : 'work';
}

function cueAfter(cue: CueState, at: CueInputs): [CueState, Outside?] {
  const { lastAtS } = cue;
  const bpm = steadyBpm(at.signal);
  if (!at.band || bpm === undefined) return [{ lastAtS, side: 'none', runS: 0 }];

  const now = sideOf(at.band, bpm);
  const projected = now === 'in' ? bpm : projectedBpm(bpm, at.signal);
  const side = now === sideOf(at.band, Math.round(projected)) ? now : 'in';
  const runS = side === cue.side ? cue.runS + 1 : 1;
  if (side === 'in' || runS < DEVIATION_S || !mayBeSaid(side, bpm, at.band, at)) return [{ lastAtS, side, runS }];
  if (at.elapsedS - (lastAtS ?? -Infinity) < BETWEEN_CUES_S) return [{ lastAtS, side, runS }];
  return [{ side, runS, lastAtS: at.elapsedS }, side];
}

function projectedBpm(bpm: number, signal: Signal): number {
  return Math.min(220, Math.max(30, bpm + slopeBpmPerS(signal) * TAU_S));
}

function mayBeSaid(side: Outside, bpm: number, band: Band, at: CueInputs): boolean {
  if (!isSure(at.signal) || at.phaseS < (at.phaseIndex === 0 ? FIRST_GRACE_S : GRACE_S)) return false;
  if (at.role === 'work') return true;
  if (isOnItsWay(side, at.signal)) return false;
  if (side === 'high' || at.role === 'warmUp') return true;
  return at.role === 'recovery' && at.phaseS >= RECOVERY_GRACE_S && bpm <= band.lowBpm - RECOVERY_BELOW_BPM;
}

function isOnItsWay(side: Outside, signal: Signal): boolean {
  const slope = slopeBpmPerS(signal);
  return side === 'low' ? slope >= MOVING_BPM_PER_S : slope <= -MOVING_BPM_PER_S;
}
