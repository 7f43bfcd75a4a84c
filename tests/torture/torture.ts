import { setTimeout as sleep } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { STRIKE } from './faults.ts';
import type { Round, Trial } from './script.ts';
import { Stage } from './stage.ts';
import type { Struck } from './strike.ts';

/** Every wait ends sooner; a browser that answers nothing at all is waited for no longer. */
const ROUND_MAX_MS = 120_000;

/** How one round went. */
export interface Report {
  round: Round;
  struck: Struck | undefined;
  /** What one torn slot of the checkpoint would have cost, at most. */
  tornS: number;
  /** How often the browser was killed. */
  kills: number;
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
        stage ??= await Stage.open();
        const report = await play(stage, trial, round, { first: round === rounds[0], last: round === rounds.at(-1) });
        if (report.failure !== undefined) {
          report.profileDir = await stage.close({ keep });
          stage = undefined;
        }
        yield report;
        if (!stage) break;
      }
      if (trial.rounds.at(-1)!.n >= lastN) return;
    }
  } finally {
    await stage?.close();
  }
}

/** One round, with the start of its workout before the first and its end after the last. */
async function play(
  stage: Stage,
  trial: Trial,
  round: Round,
  { first, last }: { first: boolean; last: boolean },
): Promise<Report> {
  const report: Report = { round, struck: undefined, tornS: 0, kills: 0, failure: undefined };
  const playing = (async () => {
    [stage.tornS, stage.kills] = [0, 0];
    if (first) await stage.start(trial);
    report.struck = await strike(stage, round);
    if (last && !report.struck.over) await stage.end(trial.ending);
    if (last && stage.strap) await stage.takeOffStrap();
  })();
  try {
    await Promise.race([playing, tooLong()]);
  } catch (error) {
    report.failure = error instanceof Error ? error.message : String(error);
  }
  return { ...report, tornS: stage.tornS, kills: stage.kills };
}

async function strike(stage: Stage, { fault, afterS, offsetMs, paused, seed }: Round): Promise<Struck> {
  await stage.watch.seconds(afterS);
  if (paused) await stage.pause();
  await sleep(offsetMs); // the moment
  return STRIKE[fault](stage, new Chance(seed));
}

async function tooLong(): Promise<never> {
  await sleep(ROUND_MAX_MS, undefined, { ref: false });
  throw new Error(`not over within ${ROUND_MAX_MS} ms`);
}
