import type { Profile } from '../../core/athlete/hrZones.ts';
import {
  bandOf,
  endBpm,
  levelOf,
  type HeartRateEnd,
  type Level,
  type PlanZone,
  type Target,
} from '../../core/plan/plan.ts';

// Targets and ends as a message says them to whoever reads it in another program: English, as files are.

/** `zone 2 (114–132 bpm)`, `120–140 bpm`; none for an open target. `bpm` where it was worked out for a person. */
export function targetWords(
  target: Target,
  profile: Profile,
): { said: string; text: string; bpm?: string } | undefined {
  const band = bandOf(target, profile);
  if (!band || target.type === 'open') return undefined;
  const bpm = band.highBpm === undefined ? `${String(band.lowBpm)}+` : range(band.lowBpm, band.highBpm);
  if (target.type === 'bpm') return { said: `${bpm} bpm`, text: `${bpm} bpm` };
  const text = target.type === 'zone' ? zoneWords(target) : `${range(target.low, target.high)} ${UNITS[target.type]}`;
  return { said: `${text} (${bpm} bpm)`, text, bpm };
}

/** `until 120 bpm or below`. */
export function endWords(end: HeartRateEnd, profile: Profile): { said: string; text: string; bpm?: string } {
  const side = end.from === 'below' ? 'or above' : 'or below';
  const bpm = String(endBpm(end, profile));
  const level = levelOf(end);
  if ('bpm' in level) return { said: `until ${bpm} bpm ${side}`, text: `${bpm} bpm` };
  const text = levelWords(level);
  return { said: `until ${bpm} bpm ${side} (${text})`, text, bpm };
}

function levelWords(level: Exclude<Level, { bpm: number }>): string {
  if ('zone' in level) return zoneWords(level);
  const [[unit, value]] = Object.entries(level) as [[keyof typeof UNITS, number]];
  return `${String(value)} ${UNITS[unit]}`;
}

const zoneWords = ({ zone, of }: PlanZone): string =>
  of === undefined ? `zone ${String(zone)}` : `zone ${String(zone)} of ${String(of)}`;

const UNITS = { percentMax: '% of max', percentReserve: '% of reserve', percentThreshold: '% of threshold' } as const;

const range = (low: number, high: number): string => (low === high ? String(low) : `${String(low)}–${String(high)}`);
