import type { HeartResponse } from '../athlete/heartResponse.ts';
import type { Profile } from '../athlete/hrZones.ts';
import { heartPreview, previewWith } from '../plan/preview.ts';
import type { Plan } from '../plan/plan.ts';
import { asksIdOf } from './asksId.ts';
import type { DayLoad } from './fitness.ts';
import type { Sex } from './loadProfile.ts';
import { secondsIn } from './rateHistogram.ts';
import { hrssOf } from './trimp.ts';
import { isReal, workoutLoad } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** What a workout will cost, in HRSS: always an estimate, from what it has cost or from what its plan asks for. */
export interface ExpectedLoad {
  load: number;
  from: (typeof EXPECTED_FROM)[number];
  /** Of how many workouts it is the mean; 0 where it is from the plan. */
  runs: number;
}

export const EXPECTED_FROM = ['runs', 'plan'] as const;

/** More of them, and it is no longer the person of today. */
const RUNS_MAX = 3;
/** Of a workout in which the heart was heard for less, nobody knows what it cost. */
const HEARD_PCT = 80;

/** Who is to do it. */
export interface Expecting {
  /** As resolved for the sport of the plan. */
  profile: Profile;
  sex: Sex;
  /** How their heart answers effort, where that is known. */
  response?: HeartResponse | undefined;
}

/**
 * The mean of the last three workouts in which the same was asked; else what the expected heart of this person (`heartPreview`)
 * would cost. `runs` in any order; of workouts whose plan has changed since, none counts.
 */
export function expectedLoad(
  plan: Plan,
  runs: readonly WorkoutFigures[],
  { profile, sex, response }: Expecting,
): ExpectedLoad {
  const { bpmMax, bpmResting, bpmThreshold } = profile;
  const person = { bpmMax, bpmResting, bpmThreshold, sex };
  const asksId = asksIdOf(plan);
  const last = runs
    .filter((run) => isReal(run) && run.planId === plan.id && run.asksId === asksId && wasHeard(run))
    .sort((a, b) => b.startedAt.epochMs - a.startedAt.epochMs)
    .slice(0, RUNS_MAX);
  if (last.length > 0) {
    const sum = last.reduce((of, run) => of + workoutLoad(run, person).hrss, 0);
    return { load: sum / last.length, from: 'runs', runs: last.length };
  }
  const { trace, everyS } = heartPreview(plan, profile, response && previewWith(response));
  // the first point is where the heart begins, before the first second
  const rates = trace.slice(1).map((bpm) => ({ bpm, countsS: everyS }));
  return { load: hrssOf(rates, person), from: 'plan', runs: 0 };
}

/** What planned workouts will cost by day, as far as it is known what each of their plans will. */
export function plannedLoads(
  planned: readonly { day: number; planId: string }[],
  expected: (planId: string) => ExpectedLoad | undefined,
): DayLoad[] {
  return planned.flatMap(({ day, planId }) => {
    const load = expected(planId)?.load;
    return load === undefined ? [] : [{ day, load }];
  });
}

const wasHeard = ({ rates, elapsedS }: WorkoutFigures): boolean => secondsIn(rates) * 100 >= HEARD_PCT * elapsedS;
