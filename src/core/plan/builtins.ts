import type { End, Phase, Plan, Repeat, Sport, Step, Target } from './plan.ts';
import type { Zone } from '../athlete/hrZones.ts';
import type { QuickWords } from './quick.ts';

/** The plans that come with the app. Their ids are part of addresses and schedules: they stay. */
export const BUILT_IN_IDS = [
  'demo-60s',
  'easy-recovery',
  'base-endurance',
  'tempo',
  'threshold-4x4',
  'vo2max-5x3',
  'pyramid',
  'sweet-spot',
  'long-endurance',
  '5k-intervals',
] as const;

export type BuiltInId = (typeof BUILT_IN_IDS)[number];

/** What a language has to say about them. */
export interface BuiltInWords {
  plans: Record<BuiltInId, { name: string; description: string }>;
  /** Phase names. */
  phases: Record<PhaseWord, string>;
  /** What is said when a phase starts, beyond its name and target. */
  cues: Record<CueWord, string>;
  /** The workout without a plan, which is none of them. */
  quick: QuickWords;
}

export type PhaseWord =
  | 'warmUp'
  | 'wakeUp'
  | 'easy'
  | 'endurance'
  | 'steady'
  | 'tempo'
  | 'sweetSpot'
  | 'threshold'
  | 'hard'
  | 'interval'
  | 'recovery'
  | 'coolDown';

export type CueWord =
  | 'startGently'
  | 'talkInSentences'
  | 'talkInPhrases'
  | 'evenEffort'
  | 'almostThreshold'
  | 'buildUp'
  | 'breatheDeep'
  | 'moveEasily'
  | 'letItFall'
  | 'demoStart'
  | 'demoPush'
  | 'demoEase';

const MIN_S = 60;

/** The built-in plans, with names and cues in the words of a language. */
export function builtInPlans(words: BuiltInWords): Plan[] {
  const phase = (name: PhaseWord, target: Target, end: End, cue?: CueWord): Phase => ({
    name: words.phases[name],
    target,
    end,
    ...(cue && { cue: words.cues[cue] }),
  });
  /** The most of them: a zone for a time. */
  const hold = (name: PhaseWord, inZone: Zone, durationS: number, cue?: CueWord): Phase =>
    phase(name, zone(inZone), { type: 'time', durationS }, cue);
  const warmUp = (minutes: number): Phase => hold('warmUp', 2, minutes * MIN_S, 'startGently');
  const coolDown = (minutes: number): Phase => hold('coolDown', 1, minutes * MIN_S, 'letItFall');

  const phases: Record<BuiltInId, { sport: Sport; phases: Step[] }> = {
    // Within reach of someone standing at a desk, and of the simulated heart.
    'demo-60s': {
      sport: 'other',
      phases: [
        hold('warmUp', 1, 15, 'demoStart'),
        hold('interval', 2, 20, 'demoPush'),
        phase('easy', { type: 'percentMax', low: 50, high: 65 }, { type: 'time', durationS: 15 }, 'demoEase'),
        phase('coolDown', OPEN, { type: 'time', durationS: 10 }),
      ],
    },
    'easy-recovery': {
      sport: 'other',
      phases: [
        hold('wakeUp', 1, 5 * MIN_S, 'startGently'),
        hold('easy', 1, 20 * MIN_S, 'talkInSentences'),
        coolDown(5),
      ],
    },
    'base-endurance': {
      sport: 'other',
      phases: [
        hold('warmUp', 1, 5 * MIN_S, 'startGently'),
        hold('endurance', 2, 35 * MIN_S, 'talkInSentences'),
        coolDown(5),
      ],
    },
    tempo: {
      sport: 'run',
      phases: [
        warmUp(10),
        hold('tempo', 3, 20 * MIN_S, 'talkInPhrases'),
        hold('easy', 1, 5 * MIN_S, 'moveEasily'),
        coolDown(5),
      ],
    },
    'threshold-4x4': {
      sport: 'run',
      phases: [
        warmUp(10),
        hold('steady', 3, 3 * MIN_S, 'buildUp'),
        repeat(4, [hold('threshold', 4, 4 * MIN_S, 'evenEffort'), hold('recovery', 2, 3 * MIN_S, 'moveEasily')]),
        coolDown(8),
      ],
    },
    'vo2max-5x3': {
      sport: 'run',
      phases: [
        warmUp(10),
        hold('steady', 3, 3 * MIN_S, 'buildUp'),
        repeat(5, [hold('hard', 5, 3 * MIN_S, 'breatheDeep'), hold('recovery', 2, 2 * MIN_S, 'moveEasily')]),
        coolDown(10),
      ],
    },
    pyramid: {
      sport: 'run',
      phases: [
        warmUp(10),
        ...[1, 2, 3, 4, 3, 2, 1].flatMap((minutes): Step[] => [
          hold('interval', 4, minutes * MIN_S, 'evenEffort'),
          hold('recovery', 2, Math.max(90, (minutes * MIN_S) / 2), 'moveEasily'),
        ]),
        coolDown(8),
      ],
    },
    'sweet-spot': {
      sport: 'ride',
      phases: [
        warmUp(10),
        repeat(3, [
          phase(
            'sweetSpot',
            { type: 'percentThreshold', low: 90, high: 96 },
            { type: 'time', durationS: 10 * MIN_S },
            'almostThreshold',
          ),
          hold('recovery', 2, 4 * MIN_S, 'moveEasily'),
        ]),
        coolDown(8),
      ],
    },
    'long-endurance': {
      sport: 'other',
      phases: [
        hold('warmUp', 1, 10 * MIN_S, 'startGently'),
        hold('endurance', 2, 70 * MIN_S, 'talkInSentences'),
        coolDown(10),
      ],
    },
    '5k-intervals': {
      sport: 'run',
      phases: [
        warmUp(10),
        repeat(3, [hold('interval', 4, 180, 'evenEffort'), hold('recovery', 2, 120, 'moveEasily')]),
        hold('tempo', 3, 600, 'talkInPhrases'),
        coolDown(5),
      ],
    },
  };
  return BUILT_IN_IDS.map((id) => ({ id, ...words.plans[id], ...phases[id] }));
}

const OPEN: Target = { type: 'open' };

function zone(zone: Zone): Target {
  return { type: 'zone', zone };
}

function repeat(times: number, phases: Step[]): Repeat {
  return { repeat: times, phases };
}
