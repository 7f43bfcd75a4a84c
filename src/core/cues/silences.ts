import { AFTER_CUE_S, STRETCH_MIN_S } from '../athlete/heartStretch.ts';
import type { Outside } from '../signal/side.ts';
import { isNearing } from './judge.ts';
import { OPPOSITE_S, type Said } from './repetition.ts';
import type { PhaseRole } from './roles.ts';
import type { CueRules } from './strictness.ts';

// When nobody is told anything, whatever the heart does.

/** A heart needs this long to get going. */
const FIRST_GRACE_S = 60;
/**
 * The same while the heart comes nearer: the start of a phase is fitted only if it lasts 75 s, and ends 5 s after a cue. After
 * a push at 60 s nothing was learnt of a slow heart, which was then pushed for nothing in every phase.
 */
const FIRST_NEARING_GRACE_S = STRETCH_MIN_S - AFTER_CUE_S;
/** After a pause, a lost signal or a moved target. */
export const QUIET_S = 30;
/** So shortly before the end of a phase no push and no ease helps any more. */
const PUSH_BEFORE_END_S = 25;
const EASE_BEFORE_END_S = 15;
/** A recovery is pushed only this late, only this far below, and once. */
const RECOVERY_PUSH_S = 60;
const RECOVERY_BELOW_BPM = 8;

/** What silences ask about. */
export interface SilenceFacts {
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  /** Until the phase ends at the latest; none when a hand ends it. */
  leftS: number | undefined;
  role: PhaseRole;
  /** Elapsed seconds until which it is quiet. */
  quietUntilS: number;
  /** How far the heart is outside on the side in question. */
  beyondBpm: number;
  /** Of the filtered rate. */
  slopeBpmPerS: number;
}

/** Whether there is a reason to be silent. What was said lately is another matter (`mayBeSaid`), but for the other side. */
export function isSilent(side: Outside, at: SilenceFacts, said: Said, rules: CueRules): boolean {
  return SILENCES.some((silence) => silence(side, at, said, rules));
}

type Silence = (side: Outside, at: SilenceFacts, said: Said, rules: CueRules) => boolean;

const young: Silence = (side, { phaseIndex, phaseS, slopeBpmPerS }, _, { graceS }) => {
  if (phaseIndex > 0) return phaseS < graceS;
  return phaseS < Math.max(isNearing(side, slopeBpmPerS) ? FIRST_NEARING_GRACE_S : FIRST_GRACE_S, graceS);
};

const quiet: Silence = (_, { elapsedS, quietUntilS }) => elapsedS < quietUntilS;

const almostOver: Silence = (side, { leftS = Infinity }) =>
  leftS < (side === 'low' ? PUSH_BEFORE_END_S : EASE_BEFORE_END_S);

const opposite: Silence = (side, { elapsedS }, said) => {
  const { atS } = said[side === 'low' ? 'high' : 'low'];
  return atS !== undefined && elapsedS - atS < OPPOSITE_S;
};

const recovering: Silence = (side, { role, elapsedS, phaseS, beyondBpm }, { low }) => {
  if (role !== 'recovery' || side !== 'low') return false;
  const pushed = low.atS !== undefined && elapsedS - low.atS < phaseS;
  return pushed || phaseS < RECOVERY_PUSH_S || beyondBpm < RECOVERY_BELOW_BPM;
};

const coolingDown: Silence = (side, { role }) => role === 'coolDown' && side === 'low';

const SILENCES: readonly Silence[] = [young, quiet, almostOver, opposite, recovering, coolingDown];
