/** A sport that can have zones of its own; any other sport has those of the person. */
export type ZonedSport = (typeof ZONED_SPORTS)[number];
export const ZONED_SPORTS = ['run', 'ride', 'row', 'walk', 'swim'] as const;

/** What a plan is for. */
export type Sport = (typeof SPORTS)[number];
export const SPORTS = [...ZONED_SPORTS, 'other'] as const;
