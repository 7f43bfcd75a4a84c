import { BPM_MAX, BPM_MIN } from '../../../core/signal/filter.ts';
import { USUAL_ZONE_COUNT, type Zone, type ZoneCount } from '../../../core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../core/athlete/zonePresets.ts';
import { zoneAs, type Target } from '../../../core/plan/plan.ts';
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

/** What a file leaves open, and is one for all of its steps. */
export interface Choices {
  power: PowerChoice;
  /** How many heart-rate zones its zones are of: seven where it has one beyond the usual five. */
  zones: ZoneCount;
}

/** As many as there can be. Who has fewer has five, as most people there. */
const MANY_ZONES = 7 satisfies ZoneCount;
export const zonesUpTo = (highest: number): ZoneCount => (highest > USUAL_ZONE_COUNT ? MANY_ZONES : USUAL_ZONE_COUNT);

export function targetOf(aim: Aim, durationS: number | undefined, { power, zones }: Choices): Made {
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
      return zoneTarget(aim, zones);
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

/** Several zones together are a share of the maximum, by the usual zones. */
function zoneTarget({ low, high, text, ramp }: Aim, of: ZoneCount): Made {
  if (low === high) return { target: { type: 'zone', ...zoneAs(low as Zone, of) }, losses: [] };
  const floors = ZONE_PRESETS.max[of];
  const [from, to] = [floors[low - 1] ?? floors[0], high >= of ? 100 : (floors[high] ?? 100)];
  const losses = [lossOf('loss.zoneRange', 'target', { text, range: rangeText(from, to, '%') })];
  if (ramp) losses.push(lossOf('loss.rampRange', 'target', { text }));
  return { target: { type: 'percentMax', low: from, high: to }, losses };
}
