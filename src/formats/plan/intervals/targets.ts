import { BPM_MAX, BPM_MIN } from '../../../core/signal/filter.ts';
import { ZONE_FLOORS_PCT, ZONES, type Zone } from '../../../core/athlete/hrZones.ts';
import type { Target } from '../../../core/plan/plan.ts';
import type { Loss, PowerChoice } from '../../importer.ts';
import { lossOf, rangeText } from '../making.ts';
import { powerTarget } from '../power.ts';

// Targets of intervals.icu, in its text and in its JSON.

/** As the file says it: a zone or a share of something, one value or a range. */
export interface Aim {
  what: 'zone' | 'percentMax' | 'percentThreshold' | 'bpm' | 'power' | 'powerZone' | 'watts' | 'pace';
  low: number;
  high: number;
  /** One value, which no heart keeps to. */
  single: boolean;
  ramp: boolean;
  /** As a person wrote it. */
  text: string;
}

type Made = { target: Target; losses: Loss[] };

/** The shares of FTP that power zones are of (Coggan). */
const POWER_ZONES = [
  [40, 55],
  [56, 75],
  [76, 90],
  [91, 105],
  [106, 120],
  [121, 150],
  [151, 200],
] as const;

/** So far from one value a heart may be, either way. */
const WIDE = { percentMax: 2, percentThreshold: 2, bpm: 3 };
/** What a plan takes. */
const LIMITS = { percentMax: [14, 100], percentThreshold: [14, 130], bpm: [BPM_MIN, BPM_MAX] } as const;

export function targetOf(aim: Aim, durationS: number | undefined, power: PowerChoice): Made {
  const { low, high, text, ramp } = aim;
  switch (aim.what) {
    case 'power':
      return estimated({ low, high }, aim, durationS, power);
    case 'powerZone': {
      const [from, to] = [POWER_ZONES[low - 1], POWER_ZONES[high - 1]];
      return estimated(from && to && { low: from[0], high: to[1] }, aim, durationS, power);
    }
    case 'watts':
      return estimated(undefined, aim, durationS, power);
    case 'pace':
      return { target: { type: 'open' }, losses: [lossOf('loss.targetDropped', 'target', { what: 'pace', text })] };
    case 'zone':
      return zoneTarget(aim);
    default: {
      const [min, max] = LIMITS[aim.what];
      const wide = aim.single ? WIDE[aim.what] : 0;
      const ends = [low - wide, high + wide].map((end) => Math.min(max, Math.max(min, end))) as [number, number];
      const unit = aim.what === 'bpm' ? 'bpm' : '%';
      const losses: Loss[] = [];
      if (low < min || high > max) losses.push(lossOf('loss.targetCut', 'target', { text }));
      else if (wide > 0) losses.push(lossOf('loss.targetWidened', 'target', { text, range: rangeText(...ends, unit) }));
      if (ramp) losses.push(lossOf('loss.rampRange', 'target', { text }));
      return { target: { type: aim.what, low: ends[0], high: ends[1] }, losses };
    }
  }
}

function estimated(
  pct: { low: number; high: number } | undefined,
  { text, ramp }: Aim,
  durationS: number | undefined,
  power: PowerChoice,
): Made {
  const made = powerTarget(pct, text, durationS, 'target', power);
  if (ramp && made.target.type !== 'open') made.losses.push(lossOf('loss.rampRange', 'target', { text }));
  return made;
}

/** There are up to seven zones there. Several together are a share of the maximum, by the usual zones. */
function zoneTarget({ low, high, text, ramp }: Aim): Made {
  const last = ZONES.length;
  if (low === high || (low >= last && high >= last)) {
    const zone = Math.min(last, low) as Zone;
    return { target: { type: 'zone', zone }, losses: low > last ? [lossOf('loss.targetCut', 'target', { text })] : [] };
  }
  const floors = ZONE_FLOORS_PCT.max;
  const [from, to] = [floors[low - 1] ?? floors[0], high >= last ? 100 : (floors[high] ?? 100)];
  const losses = [lossOf('loss.zoneRange', 'target', { text, range: rangeText(from, to, '%') })];
  if (ramp) losses.push(lossOf('loss.rampRange', 'target', { text }));
  return { target: { type: 'percentMax', low: from, high: to }, losses };
}
