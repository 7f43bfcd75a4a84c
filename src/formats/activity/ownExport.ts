import type { SessionFormat } from './exporters.ts';
import { CSV_COLUMNS, OWN_MARK_PREFIX, OWN_NAMESPACE, RR_COLUMNS } from './ownMark.ts';

type Mark = (bytes: Uint8Array) => boolean;
const holds =
  (text: string): Mark =>
  (bytes) =>
    placeOf(text, bytes) !== undefined;
const startsWith =
  (text: string): Mark =>
  (bytes) =>
    placeOf(text, bytes.subarray(0, text.length)) === 0;

const MARKS: Readonly<Record<SessionFormat, Mark>> = {
  fit: (bytes) => placeOf('.FIT', bytes.subarray(8, 12)) === 0 && holds(OWN_MARK_PREFIX)(bytes),
  tcx: holds(OWN_NAMESPACE),
  csv: startsWith(CSV_COLUMNS),
  rr: startsWith(RR_COLUMNS),
  json: holds('"beatkeeper-session"'),
};

/** Whether a file is one that `exportSession` wrote in this format, which another one may take the place of. */
export const isOwnExport = (bytes: Uint8Array, format: SessionFormat): boolean => MARKS[format](bytes);

/** Where in a file a text is that has letters of ASCII alone. */
function placeOf(text: string, bytes: Uint8Array): number | undefined {
  const wanted = new TextEncoder().encode(text);
  for (let at = 0; at + wanted.length <= bytes.length; at++)
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  return undefined;
}
