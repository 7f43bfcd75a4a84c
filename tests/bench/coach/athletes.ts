import { DEFAULT_PROFILE, profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import type { HeartTruth } from './heart.ts';
import { DIRTY, type SensorFaults } from './sensor.ts';

/** A person of the bench: a heart, a strap, and what they do with their effort. */
export interface Athlete {
  name: string;
  /** Which bars it is held to; `told`: none of its own. */
  kind: 'perfect' | 'tooEasy' | 'tooHard' | 'reacts' | 'told';
  profile: Profile;
  heart: HeartTruth;
  sensor?: SensorFaults;
  habit: Habit;
  /** None: deaf to cues. */
  reaction?: Reaction;
}

/** Effort beside the middle of the target, which is right. */
export interface Habit {
  /** Off by this share of the middle in each phase: of the first value, or of one out of many by chance. */
  off?: readonly number[];
  /** What is off at a phase's start is put right without a word, with this time constant. */
  settlesS?: number;
  /** It becomes less by this share of the middle over ten minutes of a phase. */
  fades?: number;
  /** It strays: standard deviation in bpm, and how long it takes to come back. */
  strays?: readonly [bpm: number, tauS: number];
  /** More by this share, for 10 to 20 s, every one to three minutes. */
  surges?: number;
  /** No effort settles above this, bpm. */
  topBpm?: number;
}

/** What a person does at a cue: how late, and by how much, in bpm or as a share of what is missing to the middle. */
export interface Reaction {
  afterS: number;
  leastBpm: number;
  share: number;
}

/** An effort is changed over so many seconds. */
export const CHANGE_S = 6;

const USUAL: HeartTruth = { tauOnS: 58, tauOffS: 70, deadS: 5 };
const QUICK: HeartTruth = { tauOnS: 30, tauOffS: 36, deadS: 3 };
const SLOW: HeartTruth = { tauOnS: 80, tauOffS: 100, deadS: 6 };
const EVEN: Habit = { strays: [0.8, 40] };
const ANY_START = [-0.1, -0.07, -0.04, 0, 0.04, 0.07, 0.1];

const person = { profile: DEFAULT_PROFILE, heart: USUAL, habit: EVEN } as const;
const perfect = { ...person, kind: 'perfect' } as const;
const reacts = { ...person, kind: 'reacts' } as const;
const OLD = { profile: profileOf(155, 60), heart: { tauOnS: 90, tauOffS: 108, deadS: 8 } };
const BETA_BLOCKER = { profile: profileOf(125, 52), heart: { tauOnS: 75, tauOffS: 90, deadS: 8 } };

export const ATHLETES: readonly Athlete[] = [
  { ...perfect, name: 'perfect, τ 30', heart: QUICK },
  { ...perfect, name: 'perfect, τ 58' },
  { ...perfect, name: 'perfect, τ 58 off 87 dead 10', heart: { tauOnS: 58, tauOffS: 87, deadS: 10 } },
  { ...perfect, name: 'perfect, τ 80 off 100', heart: SLOW },
  { ...perfect, name: 'perfect, quick, then slow', heart: { ...QUICK, slowShare: 0.25, slowTauS: 150 } },
  { ...perfect, ...OLD, name: 'old, τ 90, max 155' },
  { ...perfect, ...BETA_BLOCKER, name: 'β-blocker, max 125' },
  { ...perfect, name: 'drift 8/h', heart: { ...USUAL, driftBpmPerH: 8 } },
  { ...perfect, name: 'surges', habit: { ...EVEN, surges: 0.12 } },
  { ...perfect, name: 'dirty strap', sensor: DIRTY },
  { ...person, kind: 'tooEasy', name: '10 % too easy, deaf', habit: { ...EVEN, off: [-0.1] } },
  { ...person, kind: 'tooHard', name: '10 % too hard, deaf', habit: { ...EVEN, off: [0.1] } },
  { ...person, kind: 'told', name: 'plan beyond the heart', habit: { ...EVEN, topBpm: 140 } },
  {
    ...reacts,
    name: 'starts 10 % too hard',
    habit: { ...EVEN, off: [0.1] },
    reaction: { afterS: 4, leastBpm: 4, share: 1 },
  },
  {
    ...reacts,
    name: 'starts 10 % too easily',
    habit: { ...EVEN, off: [-0.1] },
    reaction: { afterS: 4, leastBpm: 4, share: 1 },
  },
  {
    ...reacts,
    name: 'too hard, puts it right alone',
    habit: { ...EVEN, off: [0.12], settlesS: 60 },
    reaction: { afterS: 6, leastBpm: 5, share: 0 },
  },
  {
    ...reacts,
    name: 'too hard, reacts late, a little',
    habit: { ...EVEN, off: [0.1] },
    reaction: { afterS: 15, leastBpm: 6, share: 0 },
  },
  {
    ...reacts,
    name: 'too easy, reacts late, a little',
    habit: { ...EVEN, off: [-0.1] },
    reaction: { afterS: 15, leastBpm: 6, share: 0 },
  },
  {
    ...reacts,
    name: 'any start, does too much',
    habit: { ...EVEN, off: ANY_START },
    reaction: { afterS: 4, leastBpm: 10, share: 1.6 },
  },
  { ...reacts, name: 'right, does what is said', reaction: { afterS: 4, leastBpm: 6, share: 0.5 } },
  {
    ...reacts,
    name: 'any start, τ 80',
    heart: SLOW,
    habit: { ...EVEN, off: ANY_START },
    reaction: { afterS: 6, leastBpm: 6, share: 0.7 },
  },
  {
    ...reacts,
    name: 'any start, τ 30',
    heart: QUICK,
    habit: { ...EVEN, off: ANY_START },
    reaction: { afterS: 4, leastBpm: 6, share: 0.7 },
  },
  {
    ...reacts,
    name: 'strays',
    habit: { strays: [7, 150] },
    reaction: { afterS: 5, leastBpm: 5, share: 0.7 },
  },
  { ...reacts, name: 'fades', habit: { ...EVEN, fades: 0.2 }, reaction: { afterS: 5, leastBpm: 5, share: 1 } },
  {
    ...reacts,
    ...BETA_BLOCKER,
    name: 'β-blocker, any start',
    habit: { ...EVEN, off: ANY_START },
    reaction: { afterS: 6, leastBpm: 5, share: 0.7 },
  },
];
