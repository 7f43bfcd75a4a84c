import type { Loss } from '../../importer.ts';
import { lossOf } from '../making.ts';
import type { PctFtp } from '../power.ts';
import { numberIn, type attributesOf } from '../xml.ts';
import { MESSAGE_KEYS } from './messages.ts';

// The attributes of a block: power as a fraction of FTP, in several spellings, and cadence.

export type Attributes = ReturnType<typeof attributesOf>;

export const quoted = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Ten times the threshold is more than anybody's sprint. */
const FRACTION_MAX = 10;

export function pctOf(
  low: string | undefined,
  high: string | undefined,
): (PctFtp & { from: number; to: number }) | undefined {
  const [from, to] = [numberIn(low ?? ''), numberIn(high ?? '')].map((each) => Math.round(each * 1000) / 10) as [
    number,
    number,
  ];
  if (!(Math.min(from, to) >= 0 && Math.max(from, to) <= FRACTION_MAX * 100)) return undefined;
  return { from, to, low: Math.min(from, to), high: Math.max(from, to) };
}

/** The power of one half of an interval: `OnPower`, or from `PowerOnLow` to `PowerOnHigh`. */
export function powersIn(attributes: Attributes, half: 'on' | 'off'): [string | undefined, string | undefined] {
  const [one, low, high] = [`${half}power`, `power${half}low`, `power${half}high`].map(
    (key) => attributes.get(key)?.value,
  );
  return [low ?? one ?? high, high ?? one ?? low];
}

export function rangeIn(attributes: Attributes, low: string, high: string): string | undefined {
  const [from, to] = [attributes.get(low)?.value, attributes.get(high)?.value];
  return from === undefined || to === undefined ? (from ?? to) : `${from}–${to}`;
}

export const cadence = (text: string | undefined): Loss[] =>
  text === undefined ? [] : [lossOf('loss.targetDropped', 'target', { what: 'cadence', text: quoted(text) })];

export const READ = new Set([
  'duration',
  'power',
  'powerlow',
  'powerhigh',
  'cadence',
  'cadencelow',
  'cadencehigh',
  ...MESSAGE_KEYS,
]);
export const READ_OF_INTERVALS = new Set([
  ...['repeat', 'onduration', 'offduration', 'onpower', 'offpower'],
  ...['poweronlow', 'poweronhigh', 'powerofflow', 'poweroffhigh'],
  ...['cadence', 'cadencelow', 'cadencehigh', 'cadenceresting', ...MESSAGE_KEYS],
]);

export const unread = (attributes: Attributes, read: ReadonlySet<string>): string[] =>
  [...attributes].flatMap(([key, { name }]) => (read.has(key) ? [] : [name]));
