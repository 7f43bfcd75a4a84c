import type { StrapsNow } from '../../core/session/snapshot.ts';

/** Long enough to look up; after that whoever wants to know finds it in the settings. */
const CHANGE_SAID_S = 30;

/** Whether two straps have anything to say in a workout: that another one is used now, or that they disagree. */
export function isWorthSaying({ apart, sinceS = Infinity }: StrapsNow): boolean {
  return apart || sinceS < CHANGE_SAID_S;
}
