import type { ListOf, ZoneBasis, ZoneCount } from './zoneCounts.ts';

// The usual zones, for each number of them. Each scheme (`zoneSchemes.ts`) is given in the percentages of its source; those of another basis are
// worked out from them: a threshold lies at 88 % of maximum (THRESHOLD_PCT), and ACSM's table pairs 30, 40, 60 and 90 % of
// reserve with 57, 64, 77 and 96 % of maximum, a straight line (% of maximum = 37.5 + 0.65 × % of reserve).

/** Where the usual zones begin, in percent of the basis. */
export const ZONE_PRESETS: Readonly<Record<ZoneBasis, { readonly [N in ZoneCount]: ListOf<number, N> }>> = {
  max: {
    3: [60, 82, 87],
    4: [57, 64, 77, 96],
    5: [50, 60, 70, 80, 90],
    6: [60, 65, 75, 82, 89, 94],
    7: [57, 71, 79, 83, 88, 91, 93],
  },
  reserve: {
    3: [35, 68, 76],
    4: [30, 40, 60, 90],
    5: [50, 60, 70, 80, 90],
    6: [35, 42, 58, 68, 79, 87],
    7: [30, 52, 64, 70, 78, 82, 86],
  },
  threshold: {
    3: [68, 93, 100],
    4: [65, 73, 88, 109],
    5: [65, 81, 90, 95, 101],
    6: [68, 74, 85, 93, 101, 107],
    7: [65, 81, 90, 94, 100, 103, 106],
  },
};
