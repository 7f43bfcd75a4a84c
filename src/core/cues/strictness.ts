/**
 * How readily the coach speaks. `pacing`: of the ceiling alone, for people who must stay below a limit; `off`: of phases, the
 * signal and the ceiling.
 */
export type Strictness = (typeof STRICTNESSES)[number];
export const STRICTNESSES = ['pacing', 'off', 'gentle', 'standard', 'strict'] as const;

/** The rules of a strictness that speaks of targets; seconds and bpm. */
export interface CueRules {
  /** How far the effort must be outside before that is sure, beside what is not known of it. */
  marginBpm: number;
  /** How many standard deviations of the effort are added: while the heart is on its way, and once it has settled. */
  deviations: number;
  settledDeviations: number;
  /** How far the heart itself must be outside. */
  outsideBpm: number;
  /** How long all that has to last. */
  heldS: number;
  /** How young a phase is left alone. */
  graceS: number;
  /** From an unanswered cue to the next on the same side: the first time, the second, and from then on. */
  waitsS: readonly [number, number, number];
  pushesPerPhase: number;
  /** Cues in ten minutes, at most. */
  budget: number;
  /** Whether a long phase may drift upwards. */
  drift: boolean;
}

const STANDARD: CueRules = {
  marginBpm: 1.2,
  deviations: 0.35,
  settledDeviations: 0,
  outsideBpm: 2,
  heldS: 5,
  graceS: 30,
  waitsS: [60, 120, 180],
  pushesPerPhase: 3,
  budget: 8,
  drift: true,
};

const RULES: Record<Strictness, CueRules> = {
  pacing: STANDARD,
  off: STANDARD,
  gentle: {
    ...STANDARD,
    marginBpm: 3,
    deviations: 1.3,
    settledDeviations: 0.5,
    outsideBpm: 3,
    heldS: 10,
    graceS: 45,
    waitsS: [90, 180, 300],
    pushesPerPhase: 1,
    budget: 4,
  },
  standard: STANDARD,
  strict: { ...STANDARD, marginBpm: 0.5, outsideBpm: 1, waitsS: [45, 90, 120], drift: false },
};

/** With cues off the screen still says what a look at it asks for. */
export const cueRules = (strictness: Strictness): CueRules => RULES[strictness];

/** Whether anybody is told to go harder or easier, by more than the line on the screen. */
export const speaksOfTargets = (strictness: Strictness): boolean => strictness !== 'off' && strictness !== 'pacing';
