/** From how many workouts on a figure says something: before, how many are missing is said in its place. */
export const ENOUGH = {
  /** With a heart rate. A single one is a point. */
  load: 3,
  /** With a recovery: the middle of fewer is the one that was odd. */
  recovery: 3,
  /** Of the same plan: a line through two points is none. */
  repeated: 3,
  /** With a heart rate: the first few are all bests. */
  bests: 5,
} as const;

/** How many more it takes; 0 where there are enough. */
export const missingFor = (what: keyof typeof ENOUGH, count: number): number => Math.max(0, ENOUGH[what] - count);
