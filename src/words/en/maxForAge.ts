/** Where an estimated maximum comes from. */
export const MAX_FOR_AGE = '208 − 0.7 × age, Tanaka 2001';
