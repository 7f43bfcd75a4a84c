import type { Band, Plan } from '../../../../src/core/plan/plan.ts';
import type { Profile } from '../../../../src/core/athlete/hrZones.ts';
import type { Outside } from '../../../../src/core/signal/side.ts';
import type { Signal } from '../../../../src/core/signal/signal.ts';
import type { Effect } from '../../../../src/core/session/events.ts';

/** A second of a workout, as a rule for cues may look at it: the second that has just passed is counted. */
export interface RuleSecond {
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  band: Band | undefined;
  /** What the strap sent in it, if anything. */
  reading: number | undefined;
  /** What the app makes of all readings so far. */
  signal: Signal;
  /** What the app's session caused in it. */
  effects: readonly Effect[];
}

/** Whether to say something at the end of a second, and what. */
export type Judge = (second: RuleSecond) => Outside | undefined;

/** A rule for cues that stands in the table. */
export interface Rule {
  name: string;
  /** Of one workout. */
  start: (workout: { plan: Plan; profile: Profile }) => Judge;
  /** What the app's session is told of the heart; `false`: the rule does not ask the session. */
  knows: 'nothing' | 'heart' | false;
}
