import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importPlan } from '../../../src/formats/plan/importers.ts';
import type { ImportContext, Imported } from '../../../src/formats/importer.ts';
import type { Plans } from '../../../src/formats/plan/planImporter.ts';
import { problemLine } from '../../../src/words/en/problems.ts';

/** Files of other programs, which are beside the repository. */
const WORKOUTS = resolve(import.meta.dirname, '../../../../shared/data/workouts');
export const absent = existsSync(WORKOUTS) ? undefined : `no workouts at ${WORKOUTS}`;

/** What `expected.json` says of a file; empty where the files are not there. */
export interface Expected {
  file: string;
  expected: { totalSec: number; expandedSteps: number; rows: number; textEvents: number; name: string };
}
export const realFiles = (ending: RegExp): Expected[] =>
  absent
    ? []
    : (JSON.parse(readFileSync(join(WORKOUTS, 'expected.json'), 'utf8')) as { files: Expected[] }).files.filter(
        ({ file }) => ending.test(file),
      );
export const realTexts = (): { text: string; totalSec: number; steps: number }[] =>
  absent
    ? []
    : (
        JSON.parse(readFileSync(join(WORKOUTS, 'expected.json'), 'utf8')) as {
          intervalsIcuTexts: { text: string; totalSec: number; steps: number }[];
        }
      ).intervalsIcuTexts;

export const realFile = (file: string): Uint8Array => new Uint8Array(readFileSync(join(WORKOUTS, file)));

/** What is in a file that is a plan. */
export function imported(content: Uint8Array | string, context: ImportContext = {}): Imported<Plans> {
  const read = importPlan(content, context);
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'));
  return read.value;
}

/** Every problem of a file that is none, as `place: code`. */
export function problemsIn(content: Uint8Array | string, context: ImportContext = {}): string {
  const read = importPlan(content, context);
  return read.ok ? 'ok' : read.problems.map(({ path, code }) => `${path}: ${code}`).join(', ');
}

/** Losses as `place code`, for comparing; with what is said of them where asked. */
export const lossLines = (losses: Imported<Plans>['losses']): string[] =>
  losses.map(({ path, code }) => `${path} ${code.replace('loss.', '')}`);
