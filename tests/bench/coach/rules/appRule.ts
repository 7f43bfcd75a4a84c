// The app's own rule: what its session says, of whose cues nothing but the notices is known here.
import { PRIOR_RESPONSE, type HeartResponse } from '../../../../src/core/athlete/heartResponse.ts';
import type { Strictness } from '../../../../src/core/cues/strictness.ts';
import type { Effect } from '../../../../src/core/session/events.ts';
import type { WorkoutStart } from '../../../../src/core/session/session.ts';
import type { Outside } from '../../../../src/core/signal/side.ts';
import type { Rule } from './rule.ts';

/** What a workout is started with, and what the coach knows of the heart: the one place that passes it. */
export function coached(workout: WorkoutStart, response: HeartResponse | undefined): WorkoutStart {
  const strictness: Strictness = 'standard';
  return { ...workout, coaching: { strictness, response: response ?? PRIOR_RESPONSE } };
}

/** The correction among the effects of a second, if there is one. */
function correctionIn(effects: readonly Effect[]): Outside | undefined {
  for (const effect of effects) {
    if (effect.type === 'notice' && effect.notice.type === 'cue') return effect.notice.side;
  }
  return undefined;
}

/** Whether the ceiling's alarm is among the effects of a second. */
export function alarmIn(effects: readonly Effect[]): boolean {
  const types: string[] = effects.flatMap((effect) => (effect.type === 'notice' ? [effect.notice.type] : []));
  return types.includes('ceiling');
}

export const APP_FIRST: Rule = {
  name: 'app, first',
  knows: 'nothing',
  start: () => (second) => correctionIn(second.effects),
};

export const APP_AFTER_TWO: Rule = { ...APP_FIRST, name: 'app, after two', knows: 'heart' };
