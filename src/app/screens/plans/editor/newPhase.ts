import { inUsualZones, type Profile, type Zone } from '../../../../core/athlete/hrZones.ts';
import { ownZone, targetZone, type Phase, type Step, type Target } from '../../../../core/plan/plan.ts';
import type { RoleNames } from '../../../../core/plan/text/roleNames.ts';

const WARM_UP_S = 600;
const PHASE_S = 300;
const RECOVERY_S = 180;
/** From this zone of five on a phase is one to recover from. */
const HARD_ZONE = 3;

/**
 * The phase that is added behind these steps of a plan, or of one of its blocks: with the name of what is likely meant, so
 * that no two phases of a plan are called the same for want of a name. A recovery has no target: whoever ends it at a heart
 * rate has chosen one. Zones are the person's own.
 */
export function newPhase(before: readonly Step[], isInBlock: boolean, names: RoleNames, profile: Profile): Phase {
  const inZone = (zone: Zone): Target => ({ type: 'zone', ...ownZone(zone, profile) });
  const last = before.at(-1);
  if (!last && !isInBlock) return phaseOf(names.warmUp, inZone(2), WARM_UP_S);
  if (last && 'repeat' in last && !isInBlock) return phaseOf(names.coolDown, inZone(1), PHASE_S);
  const hard = before.findLast((step): step is Phase => !('repeat' in step) && isHard(step, profile));
  if (last && (isInBlock ? last === hard || !hard : last === hard)) {
    return phaseOf(names.recovery, { type: 'open' }, RECOVERY_S);
  }
  return hard ? { ...hard } : phaseOf(names.interval, inZone(HARD_ZONE), PHASE_S);
}

function phaseOf(name: string, target: Phase['target'], durationS: number): Phase {
  return { name, target, end: { type: 'time', durationS } };
}

function isHard({ target, end }: Phase, profile: Profile): boolean {
  const zone = targetZone(target, inUsualZones(profile));
  return zone === undefined ? end.type === 'heartRate' && end.from === 'below' : zone >= HARD_ZONE;
}

/** A name that none of these has: My plan, My plan 2. `named`: the n-th of its kind. */
export function freeName(named: (n: number) => string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(named(n))) return named(n);
}
