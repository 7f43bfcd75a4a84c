import type { ZoneBasis, ZoneCount } from './zoneCounts.ts';

// Whose zones the usual ones are: asked for by the settings alone, which are fetched late.

/** Whose zones the usual ones of a number are. */
export type ZoneScheme = (typeof ZONE_SCHEMES)[ZoneCount];
export const ZONE_SCHEMES = {
  /**
   * Below, between and above the two lactate thresholds, as polarized training counts them (Seiler and Kjerland 2006, doi
   * 10.1111/j.1600-0838.2004.00418.x; Stöggl and Sperlich 2015, doi 10.3389/fphys.2015.00295). The bounds are those of the
   * Norwegian Olympic scale (zones 1–2, 3, and 4–5: 60, 82 and 87 % of maximum; olt-skala.nif.no). By threshold, the third
   * begins at the threshold itself.
   */
  3: 'polarized',
  /** Light, moderate, vigorous, near-maximal (ACSM; Garber et al. 2011, doi 10.1249/MSS.0b013e318213fefb). */
  4: 'acsm',
  /** By maximum and reserve in tens (Karvonen), as watches come with them; by threshold Friel's bands, simplified. */
  5: 'usual',
  /** British Cycling: 60, 65, 75, 82, 89 and 94 % of maximum (wattbike.com; the5krunner.com/2013/01/11). */
  6: 'britishCycling',
  /** Friel's zones 1, 2, 3, 4, 5a, 5b and 5c by threshold (Total Heart Rate Training, 2006). The floor of the first is ours. */
  7: 'friel',
} as const;

/** The bases that a scheme is given in by its source. */
export const SCHEME_BASES: Readonly<Record<ZoneScheme, readonly ZoneBasis[]>> = {
  polarized: ['max'],
  acsm: ['max', 'reserve'],
  usual: ['max', 'reserve', 'threshold'],
  britishCycling: ['max'],
  friel: ['threshold'],
};
