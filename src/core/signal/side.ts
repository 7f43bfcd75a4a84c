/** Where a heart rate lies in relation to a band; `Outside`: where it should not. */
export type Side = (typeof SIDES)[number];
export type Outside = (typeof OUTSIDE)[number];
export const OUTSIDE = ['low', 'high'] as const;
export const SIDES = [...OUTSIDE, 'in'] as const;
