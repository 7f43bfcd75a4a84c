import type { Outside } from '../signal/side.ts';
import { OPPOSITE_S, type Said } from './repetition.ts';
import type { PhaseRole } from './roles.ts';
import type { CueRules } from './strictness.ts';

// When nobody is told anything, whatever the heart does.

/** A heart needs this long to get going. */
const FIRST_GRACE_S = 60;
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
}

/** Whether there is a reason to be silent. What was said lately is another matter (`mayBeSaid`), but for the other side. */
export function isSilent(side: Outside, at: SilenceFacts, said: Said, rules: CueRules): boolean {
  return SILENCES.some((silence) => silence(side, at, said, rules));
}

type Silence = (side: Outside, at: SilenceFacts, said: Said, rules: CueRules) => boolean;

const young: Silence = (_, { phaseIndex, phaseS }, __, { graceS }) =>
  phaseS < (phaseIndex === 0 ? Math.max(FIRST_GRACE_S, graceS) : graceS);

const quiet: Silence = (_, { elapsedS, quietUntilS }) => elapsedS < quietUntilS;

const almostOver: Silence = (side, { leftS = Infinity }) =>
  leftS < (side === 'low' ? PUSH_BEFORE_END_S : EASE_BEFORE_END_S);

const opposite: Silence = (side, { elapsedS }, said) => {
  const { atS } = said[side === 'low' ? 'high' : 'low'];
  return atS !== undefined && elapsedS - atS < OPPOSITE_S;
};

const recovering: Silence = (side, { role, phaseS, beyondBpm }, { pushes }) =>
  role === 'recovery' && side === 'low' && (phaseS < RECOVERY_PUSH_S || beyondBpm < RECOVERY_BELOW_BPM || pushes > 0);

const coolingDown: Silence = (side, { role }) => role === 'coolDown' && side === 'low';

const SILENCES: readonly Silence[] = [young, quiet, almostOver, opposite, recovering, coolingDown];
