/**
 * Everything that is kept, as one file: lines of JSON, packed by gzip.
 *
 *     {"format":"beatkeeper-backup","version":1,"madeAt":"2026-11-22T18:30:00.000Z","app":"0.1.0"}
 *     {"store":"plans","key":"hill-repeats","value":{…}}      a line for each record, in the order of their keys
 *     {"records":1,"crc32":"89abcdef"}                        over the bytes of all lines above
 *
 * A column of numbers is `{"$Uint8Array":"<base64>"}`, least byte first; a name that begins with `$` by itself gets
 * one more. `version` grows when a reader of an older one would misread the file.
 *
 * Whoever reads holds one line at a time, and looks at how long and how deep it is before anything else does.
 */
export interface BackupHead {
  madeAt: string;
  app: string;
}

export interface BackupEntry {
  store: string;
  key: unknown;
  value: unknown;
}

export const FORMAT = 'beatkeeper-backup';
export const VERSION = 1;

/** `beatkeeper-2026-11-22.jsonl.gz`: whoever has lost the app still finds a tool that opens it. */
export function backupFileName({ epochMs, offsetMin }: { epochMs: number; offsetMin: number }): string {
  return `beatkeeper-${new Date(epochMs + offsetMin * 60_000).toISOString().slice(0, 10)}.jsonl.gz`;
}

/** A sum as the last line has it. */
export const hex = (crc: number): string => crc.toString(16).padStart(8, '0');
