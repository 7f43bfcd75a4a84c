import type { Profile } from '../../core/athlete/hrZones.ts';
import { ceilingBpm, type Plan } from '../../core/plan/plan.ts';
import { mostAskedBpm } from '../../core/plan/reach.ts';
import type { Loss } from '../importer.ts';
import { lossOf } from './making.ts';

/**
 * That no format but ours has a place for the limit of a plan, and, where the plan aims above it, how far up another device
 * will ask this person to go. None without a limit.
 */
export function ceilingLosses(plan: Plan, profile: Profile): Loss[] {
  const limitBpm = ceilingBpm(plan, profile);
  if (limitBpm === undefined) return [];
  const upToBpm = mostAskedBpm(plan, profile);
  return [lossOf('loss.ceilingUnsaid', 'ceiling', { limitBpm, ...(upToBpm > limitBpm && { upToBpm }) })];
}
