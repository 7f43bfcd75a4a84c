import type { Parsed, Problem } from '../core/parse/parsed.ts';
import type { ZoneNames } from '../core/plan/text/notation.ts';
import type { ForeignFile } from './foreignFile.ts';

/**
 * One format of files that can be read: a file of its own and a line in a registry (`plan/importers.ts`,
 * `activity/importers.ts`). `T` is what is in such a file.
 */
export interface Importer<T, Context extends ImportContext = ImportContext> {
  readonly id: string;
  /** What a person calls the format: the name of a program or of a file format, which is the same in every language. */
  readonly label: string;
  /** How names of such files end, in lower case and with the dot: to tell a person. What a file is, its content says. */
  readonly extensions: readonly [string, ...string[]];
  /** Whether a file is in this format, by its content. True for no file that another importer knows. */
  detect(file: ForeignFile, context: Context): boolean;
  /** What is in it, or every problem with its place. Asked of files that are detected. */
  read(file: ForeignFile, context: Context): Parsed<Imported<T>>;
}

export type Imported<T> = T & {
  readonly losses: readonly Loss[];
  /** Of the files that were given with it those that are parts of this one, by path. */
  readonly includes?: readonly string[];
};

/** What was filled in or left out, where the person should know; the catalogue has the sentence for each code. */
export type Loss = Problem;

/** What is known of a file beside its bytes. */
export interface ImportContext {
  /** For formats in which a plan has no name: what the file is called, without its ending. */
  readonly name?: string | undefined;
  /** What becomes of power targets: no target (if nothing is said), or a heart-rate zone that is an estimate. */
  readonly power?: PowerChoice | undefined;
  /** By which names a plan that is typed may ask for zones, as in the editor. */
  readonly zones?: ZoneNames | undefined;
  /** What was given with it, by path: a file may ask for another by its name. */
  readonly files?: ReadonlyMap<string, Uint8Array> | undefined;
}

export type PowerChoice = (typeof POWER_CHOICES)[number];
export const POWER_CHOICES = ['open', 'zones'] as const;

/** The formats that are known, by name, as a person reads them: `Beatkeeper (.json), Zwift (.zwo)`. */
export function formatsOf(importers: readonly Pick<Importer<unknown>, 'label' | 'extensions'>[]): string {
  const named = importers.map(({ label, extensions }) => `${label} (${extensions.join(', ')})`);
  return named.sort((a, b) => a.localeCompare(b, 'en')).join(', ');
}
