import type { Profile } from '../core/athlete/hrZones.ts';
import type { Problem } from '../core/parse/parsed.ts';

/** One format of files that can be written, of one plan or one workout: a file of its own and a line in a registry. */
export interface Exporter<T> {
  readonly id: string;
  /** How names of such files end, with the dot. */
  readonly extension: `.${string}`;
  readonly mime: string;
  /** The file, and what of `value` the format has no place for. */
  write(value: T, context: ExportContext): Exported;
}

/** For whom a file is written, and when. */
export interface ExportContext {
  /** Whose heart rates stand for what is relative to the person; none: the default ones, and it is said. */
  readonly profile?: Profile | undefined;
  /** When it is written, for formats that say so. */
  readonly atMs?: number | undefined;
}

export interface Exported {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly losses: readonly Problem[];
}

/** A file, ready to be saved. */
export interface ExportedFile extends Exported {
  readonly name: string;
  readonly mime: string;
}

/** `value` in one of the formats there are, as a file that is called `stem`. */
export function exportedAs<T>(
  exporters: readonly Exporter<T>[],
  format: string,
  value: T,
  stem: string,
  context: ExportContext = {},
): ExportedFile {
  const exporter = exporters.find(({ id }) => id === format);
  if (!exporter) throw new Error(`there is no exporter ${format}`);
  const { extension, mime } = exporter;
  return { ...exporter.write(value, context), name: `${stem}${extension}`, mime };
}

/** `Threshold 4 × 4 min` → `threshold-4-4-min`: what any system takes as a name. */
export function fileNameOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
