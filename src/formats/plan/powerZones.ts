import type { PctFtp } from './power.ts';

/** Of FTP, in percent: where each of the seven zones of power begins (Coggan). */
const FLOORS_PCT = [0, 55, 75, 90, 105, 120, 150] as const;

/** The share of FTP that a zone of power is; of the last one its floor. */
export function pctOfPowerZone(zone: number): PctFtp {
  const at = Math.min(FLOORS_PCT.length, Math.max(1, Math.round(zone))) - 1;
  const low = FLOORS_PCT[at] ?? 0;
  return { low, high: FLOORS_PCT[at + 1] ?? low };
}
