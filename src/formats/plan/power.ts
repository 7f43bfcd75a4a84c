import type { Zone } from '../../core/athlete/hrZones.ts';
import type { Target } from '../../core/plan/plan.ts';
import type { Loss, PowerChoice } from '../importer.ts';

/** Up to this share of FTP a power is in the zone of that number (Coggan); above the last it is in the last too. */
const ZONE_TOPS_PCT = [55, 75, 90, 105, 120] as const;
/** A heart takes about so long to follow a change of power. */
const FOLLOWS_AFTER_S = 120;

/** Power as a share of the functional threshold power (FTP), which is 100. */
export interface PctFtp {
  low: number;
  high: number;
}

/**
 * What a power target becomes: no target, or the heart-rate zone of the same number as an estimate. `pctFtp`: none where
 * the file says watts and not whose; then there is nothing to estimate from. `text`: the target as a person knows it.
 * `path`: the place of the target in the plan that is made.
 */
export function powerTarget(
  pctFtp: PctFtp | undefined,
  text: string,
  durationS: number | undefined,
  path: string,
  power: PowerChoice,
): { target: Target; losses: Loss[] } {
  if (power === 'open' || !pctFtp)
    return { target: { type: 'open' }, losses: [{ code: 'loss.powerOpen', path, params: { text } }] };
  const zone = zoneOfPower((pctFtp.low + pctFtp.high) / 2);
  const losses: Loss[] = [{ code: 'loss.powerEstimated', path, params: { text, zone } }];
  if (durationS !== undefined && durationS < FOLLOWS_AFTER_S)
    losses.push({ code: 'loss.powerShort', path, params: {} });
  return { target: { type: 'zone', zone }, losses };
}

function zoneOfPower(pct: number): Zone {
  const at = ZONE_TOPS_PCT.findIndex((top) => pct <= top);
  return (at === -1 ? ZONE_TOPS_PCT.length : at + 1) as Zone;
}
