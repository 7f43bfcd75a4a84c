// How many zones there may be, and of what their bounds are percentages.

/** How many zones a person may have. */
export type ZoneCount = (typeof ZONE_COUNTS)[number];
export const ZONE_COUNTS = [3, 4, 5, 6, 7] as const;

/** As many as most watches and apps have; a plan that does not say of how many its zones are means these. */
export const USUAL_ZONE_COUNT = 5 satisfies ZoneCount;

export const isZoneCount = (value: unknown): value is ZoneCount => ZONE_COUNTS.some((count) => count === value);

/** What percentages of heart rate are percentages of. */
export type ZoneBasis = (typeof ZONE_BASES)[number];
export const ZONE_BASES = ['max', 'reserve', 'threshold'] as const;

/** A list of so many: a union of lists where `N` is one of numbers. */
export type ListOf<T, N extends number, L extends readonly T[] = readonly []> = N extends number
  ? L['length'] extends N
    ? L
    : ListOf<T, N, readonly [...L, T]>
  : never;
