/**
 * What is told, as a person switches it on and off, and in the order in which it goes first: to the voice, and to a screen
 * reader. A ceiling and a signal come before all that is about the phase; a new phase makes all behind it stale.
 */
export type CueGroup = (typeof CUE_GROUPS)[number];
export const CUE_GROUPS = [
  'ceiling',
  'signal',
  'phases',
  'target',
  'recovery',
  'inZone',
  'halfway',
  'heartRate',
  'countdown',
] as const;

/** Those with a switch: a ceiling has none, and the heart rate an interval. */
export type SwitchedGroup = (typeof SWITCHED_GROUPS)[number];
export const SWITCHED_GROUPS = [
  'phases',
  'countdown',
  'halfway',
  'target',
  'inZone',
  'recovery',
  'signal',
] as const satisfies readonly CueGroup[];

export type Told = Readonly<Record<SwitchedGroup, boolean>>;

/** Being back on target is what one hoped for, and is seen: who wants to hear it switches it on. */
export const TOLD: Told = {
  phases: true,
  countdown: true,
  halfway: true,
  target: true,
  inZone: false,
  recovery: true,
  signal: true,
};

/** Minutes between two times that the heart rate is told; 0: never. */
export type HeartRateEveryMin = (typeof HEART_RATE_EVERY_MIN)[number];
export const HEART_RATE_EVERY_MIN = [0, 1, 2, 5] as const;

/** The first of them goes first. */
export const precedence = (group: CueGroup): number => CUE_GROUPS.indexOf(group);

/** It is about the phase under way, and nobody wants to hear it in the next. */
export const isOfPhase = (group: CueGroup): boolean => precedence(group) > precedence('phases');
