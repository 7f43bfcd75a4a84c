import type { HeartResponse } from '../../../src/core/athlete/heartResponse.ts';
import type { Profile } from '../../../src/core/athlete/hrZones.ts';
import { bandOf, phasesOf, type Band, type Plan } from '../../../src/core/plan/plan.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Effect, SessionEvent } from '../../../src/core/session/events.ts';
import type { KnownResponse } from '../../../src/core/cues/coaching.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import type { Outside } from '../../../src/core/signal/side.ts';
import type { Athlete } from './athletes.ts';
import { Effort } from './effort.ts';
import { Heart } from './heart.ts';
import { responseOf } from './response.ts';
import { coached } from './rules/appRule.ts';
import type { Judge, Rule } from './rules/rule.ts';
import { Sensor } from './sensor.ts';

/** What was so in a second of a workout, whatever the strap said. */
export interface TrueSecond {
  phaseIndex: number;
  phaseS: number;
  band: Band | undefined;
  /** What the effort of this second would settle at. */
  settledBpm: number;
  heartBpm: number;
  /** The last second in which the person acted on a cue. */
  reactedAtS: number;
}

export interface Said {
  atS: number;
  side: Outside;
}

/** A workout as one rule has coached it. */
export interface Coached {
  seconds: readonly TrueSecond[];
  cues: readonly Said[];
}

/** The app's session, a second at a time. */
export class SessionOf {
  session: Session;
  readonly #bands: readonly (Band | undefined)[];

  constructor(plan: Plan, profile: Profile, response: HeartResponse | undefined) {
    this.#bands = phasesOf(plan).map(({ target }) => bandOf(target, profile));
    const startedAt = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
    const start = { id: plan.id, plan, profile, startedAt, onLoss: 'continue' as const };
    [this.session] = advance(IDLE, { type: 'start', atMs: 0, workout: coached(start, response) });
  }

  /** The phase under way, how old it is at the end of this second, and its target. */
  get phase(): { phaseIndex: number; phaseS: number; elapsedS: number; band: Band | undefined } | undefined {
    const { session } = this;
    if (session.status !== 'inProgress') return undefined;
    const { phaseIndex, phaseS, elapsedS } = session;
    return { phaseIndex, phaseS: phaseS + 1, elapsedS: elapsedS + 1, band: this.#bands[phaseIndex] };
  }

  second(reading: number | undefined): Effect[] {
    const effects: Effect[] = [];
    const happens = (event: SessionEvent): void => {
      const [session, ...caused] = advance(this.session, event);
      this.session = session;
      effects.push(...caused);
    };
    if (reading !== undefined) {
      const heartRate = { bpm: reading, contact: 'unsupported' as const, energyKJ: null, rrMs: [] };
      happens({ type: 'heartRate', atMs: this.session.tickedAtMs + 500, heartRate, source: 'strap' });
    }
    happens({ type: 'tick', listening: true });
    return effects;
  }
}

/** The same workout under each rule. A person who is deaf to cues does it once for all that their session knows the same of. */
export function coachedBy(rules: readonly Rule[], athlete: Athlete, plan: Plan, seed: number): Coached[] {
  if (athlete.reaction) return rules.flatMap((rule) => together([rule], athlete, plan, seed));
  const passive = together(
    rules.filter(({ knows }) => knows !== 'heart'),
    athlete,
    plan,
    seed,
  );
  return rules.flatMap((rule) =>
    rule.knows === 'heart' ? together([rule], athlete, plan, seed) : (passive.shift() ?? []),
  );
}

/** Rules that look at one and the same workout; a person who reacts hears the only one. */
function together(rules: readonly Rule[], athlete: Athlete, plan: Plan, seed: number): Coached[] {
  const knows = rules.find((rule) => rule.knows === 'heart') ? 'heart' : 'nothing';
  const response = responseOf(athlete, knows, seed, (...earlier) => workoutOf(rules, athlete, ...earlier).session);
  return workoutOf(rules, athlete, plan, seed, response).coached;
}

function workoutOf(
  rules: readonly Rule[],
  athlete: Athlete,
  plan: Plan,
  seed: number,
  response: KnownResponse,
): { session: Session; coached: Coached[] } {
  const { profile } = athlete;
  const workout = new SessionOf(plan, profile, response);
  const effort = new Effort(athlete, seed);
  const heart = new Heart(athlete.heart, profile.bpmResting + 10);
  const sensor = new Sensor(athlete.sensor ?? {}, seed);
  const judges: Judge[] = rules.map(({ start }) => start({ plan, profile }));
  const seconds: TrueSecond[] = [];
  const cues = rules.map((): Said[] => []);

  for (let phase = workout.phase; phase; phase = workout.phase) {
    const { phaseIndex, phaseS, elapsedS, band } = phase;
    const effortBpm = effort.second(elapsedS, phaseIndex, phaseS, band);
    const heartBpm = heart.second(effortBpm);
    const reading = sensor.second(heartBpm);
    const effects = workout.second(reading);
    seconds.push({
      phaseIndex,
      phaseS,
      band,
      settledBpm: effortBpm + heart.driftBpm,
      heartBpm,
      reactedAtS: effort.reactedAtS,
    });
    for (const [i, judge] of judges.entries()) {
      const side = judge({ ...phase, reading, signal: workout.session.signal, effects });
      if (!side) continue;
      cues[i]!.push({ atS: elapsedS, side });
      effort.hear(side, elapsedS);
    }
  }
  return { session: workout.session, coached: cues.map((cues) => ({ seconds, cues })) };
}
