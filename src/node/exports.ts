// Workouts as files for other programs: what a run wrote, or one that the app has exported.
import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { exportSession, isOwnExport, readSessionFile, SESSION_FORMATS } from '../index.ts';
import type { FinishedSession, Problem, SampleChunk, SessionFormat } from '../index.ts';
import { bytesOf, wellFormed } from './arguments.ts';
import { readBytesSync } from './files.ts';
import { plain, reasonOf, Refusal, type Terminal } from './terminal.ts';
import { cli as words, problemLine } from './words.ts';

/** A file that a workout is to be written to, once there is one. */
export interface ExportTarget {
  file: string;
  format: SessionFormat;
}

/** What was written, and what of the workout is not in it. */
export interface WrittenExport {
  file: string;
  losses: SaidLoss[];
}

/** A loss with its sentence, for whoever reads JSON. */
export interface SaidLoss {
  code: string;
  path: string;
  message: string;
}

export const saidLoss = (loss: Problem): SaidLoss => ({
  code: loss.code,
  path: loss.path,
  message: problemLine({ ...loss, path: '' }),
});

/** By what a name ends with; the longer first. */
const ENDINGS: readonly (readonly [ending: string, format: SessionFormat])[] = [
  ['.rr.csv', 'rr'],
  ['.fit', 'fit'],
  ['.tcx', 'tcx'],
  ['.csv', 'csv'],
  ['.json', 'json'],
];

/**
 * Where a run is to write its workout, or a refusal: before anybody has spent an hour on it. What is there already is written
 * over only if it is such an export itself, so that the same call can be made again and nothing else is ever lost.
 */
export function exportTargets(files: readonly string[]): ExportTarget[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const format = ENDINGS.find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
    if (!format) throw new Refusal(words.endingWrong(file));
    if (taken.has(resolve(file))) throw new Refusal(words.exportTwice(file));
    taken.add(resolve(file));
    refuseUnlessFree(file, format);
    return { file, format };
  });
}

function refuseUnlessFree(file: string, format: SessionFormat): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    const folder = dirname(resolve(file));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal(words.folderWanted(file));
    accessSync(found ? file : folder, constants.W_OK);
    if (found && !isOwnExport(readBytesSync(file), format) && found.size > 0)
      throw new Refusal(words.exportExists(file));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(words.fileUnwritable(file, reasonOf(cause)));
  }
}

type Workout = { session: FinishedSession; chunks: readonly SampleChunk[] };

/** Writes a workout to each of its files; those that fail are told, and the others are written all the same. */
export function writeExports(
  targets: readonly ExportTarget[],
  workout: Workout | undefined,
  tell: (text: string) => void,
): WrittenExport[] {
  if (!workout) {
    if (targets.length > 0) tell(words.nothingToExport);
    return [];
  }
  return targets.flatMap(({ file, format }) => {
    const { bytes, losses } = exportSession({ ...workout, exportedAtEpochMs: Date.now() }, format);
    try {
      writeFileSync(file, bytes);
      return [{ file, losses: losses.map(saidLoss) }];
    } catch (cause) {
      tell(words.fileUnwritable(file, reasonOf(cause)));
      return [];
    }
  });
}

/** What a call of `export` may say. */
export interface ExportOptions {
  json: boolean;
  to?: string | undefined;
  out?: string | undefined;
}

/** `export <workout.json> --to <format> [--out <file>]`; the exit code. */
export function exportWorkout(
  files: readonly string[],
  { json, to, out }: ExportOptions,
  terminal: Terminal,
  print: (value: object, text: () => string) => number,
): number {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Refusal(words.workoutWanted);
  const format = SESSION_FORMATS.find((each) => each === to);
  if (to === undefined) throw new Refusal(words.optionWanted('export', `--to ${SESSION_FORMATS.join('|')}`));
  if (!format) throw new Refusal(words.choiceWrong('--to', to, SESSION_FORMATS));
  const workout = wellFormed(readSessionFile(bytesOf(file)), file);
  const { bytes, losses } = exportSession({ ...workout, exportedAtEpochMs: Date.now() }, format);
  if (out === undefined && format === 'fit') throw new Refusal(words.outWanted(format));
  if (out !== undefined) {
    refuseUnlessFree(out, format);
    writeTo(out, bytes);
  }
  const text = out === undefined ? new TextDecoder().decode(bytes) : undefined;
  if (json)
    return print({ losses: losses.map(saidLoss), file: out ?? null, ...(text !== undefined && { text }) }, () => '');
  for (const loss of losses) terminal.err(`${plain(problemLine(loss))}\n`);
  // the file itself, also to whoever reads from a pipe
  if (text !== undefined) terminal.out(text);
  return 0;
}

function writeTo(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (cause) {
    throw new Refusal(words.fileUnwritable(file, reasonOf(cause)));
  }
}
