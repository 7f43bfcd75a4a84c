import { setTimeout as sleep } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { STRIKE } from './faults.ts';
import type { Round, Trial } from './script.ts';
import { Stage } from './stage.ts';
import type { Struck } from './strike.ts';

/** How one round went. */
export interface Report {
  round: Round;
  struck: Struck | undefined;
  /** Why it did not hold. */
  failure: string | undefined;
  /** Where the browser's profile was left, when it was asked for. */
  profileDir?: string | undefined;
}

/**
 * Plays workouts one after another, in one browser on one profile, as far as round `lastN`. After a failure the rest of
 * that workout is left out, and the next begins in a new browser: what was broken once would be told again and again.
 */
export async function* torture(
  trials: Iterable<Trial>,
  { lastN = Infinity, keep = false }: { lastN?: number; keep?: boolean } = {},
): AsyncGenerator<Report> {
  let stage: Stage | undefined;
  try {
    for (const trial of trials) {
      const rounds = trial.rounds.filter(({ n }) => n <= lastN);
      for (const round of rounds) {
        let struck: Struck | undefined;
        try {
          stage ??= await Stage.open();
          if (round === rounds[0]) await stage.start(trial);
          struck = await strike(stage, round);
          if (round === rounds.at(-1) && !struck.over) await stage.end(trial.ending);
          if (round === rounds.at(-1) && stage.strap) await stage.takeOffStrap();
          yield { round, struck, failure: undefined };
        } catch (error) {
          const profileDir = await stage?.close({ keep });
          stage = undefined;
          yield { round, struck, failure: error instanceof Error ? error.message : String(error), profileDir };
          break;
        }
      }
      if (rounds.length < trial.rounds.length || trial.rounds.at(-1)!.n >= lastN) return;
    }
  } finally {
    await stage?.close();
  }
}

async function strike(stage: Stage, { fault, afterS, offsetMs, seed }: Round): Promise<Struck> {
  await stage.watch.seconds(afterS);
  await sleep(offsetMs); // the moment
  return STRIKE[fault](stage, new Chance(seed));
}
