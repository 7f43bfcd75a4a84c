// `session import`: what files of other programs have recorded.
import { statSync } from 'node:fs';
import { importSession } from '../index.ts';
import type { ImportedWorkout, Problem } from '../index.ts';
import { bytesOf, nameOf, wellFormed } from './arguments.ts';
import { saidLoss, type SaidLoss } from './exports.ts';
import { deviceZone } from './pacedClock.ts';
import { plain, Refusal } from './terminal.ts';
import { cli as words, importedWorkouts } from './words.ts';

/** One workout of a file. The figures are those of the file; the workout that is kept has its pauses taken out. */
interface ReadWorkout {
  file: string;
  format: string;
  id: string;
  name: string;
  source: string | null;
  /** ISO, in UTC. */
  startedAt: string;
  elapsedS: number;
  samples: number;
  validS: number;
  meanBpm: number | null;
  maxBpm: number | null;
  rr: number;
  laps: number;
  losses: SaidLoss[];
}

type Print = (value: object, text: () => string) => number;

export function session(args: readonly string[], print: Print): number {
  const [verb, ...files] = args;
  if (verb !== 'import') throw new Refusal(words.verbUnknown(plain(`session ${verb ?? ''}`.trim())));
  if (files.length === 0) throw new Refusal(words.recordingsWanted);
  const sessions = files.flatMap(readFile);
  return print({ sessions }, () => sessions.flatMap(textOf).join('\n'));
}

function readFile(file: string): ReadWorkout[] {
  const bytes = bytesOf(file);
  const { sessions, losses, format } = wellFormed(
    importSession(bytes, {
      name: nameOf(file),
      timeZone: deviceZone(),
      writtenAtEpochMs: Math.floor(statSync(file).mtimeMs),
      words: importedWorkouts,
    }),
    file,
  );
  return sessions.map((each, i) => readWorkout(each, { file, format, losses: i === 0 ? losses : [] }));
}

function readWorkout(
  { session, figures, losses }: ImportedWorkout,
  of: { file: string; format: string; losses: readonly Problem[] },
): ReadWorkout {
  const { startedAtEpochMs, elapsedS, samples, validS, meanBpm, maxBpm, rr, laps } = figures;
  return {
    file: of.file,
    format: of.format,
    id: session.id,
    name: session.plan.name,
    source: session.imported?.source ?? null,
    startedAt: new Date(startedAtEpochMs).toISOString(),
    elapsedS: toMillis(elapsedS),
    samples,
    validS: toMillis(validS),
    meanBpm,
    maxBpm,
    rr,
    laps,
    losses: [...losses, ...of.losses].map(saidLoss),
  };
}

/** Sums of seconds without the noise of binary fractions. */
const toMillis = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function textOf({ losses, ...workout }: ReadWorkout): string[] {
  const head = words.recorded({
    ...workout,
    name: plain(workout.name),
    source: workout.source && plain(workout.source),
  });
  return [head, ...losses.map(({ message }) => `  ${plain(message)}`)];
}
