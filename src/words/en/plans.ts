import type { BuiltInWords } from '../../core/plan/builtins.ts';

/** The built-in plans in English. */
export const enPlans: BuiltInWords = {
  plans: {
    'demo-60s': {
      name: 'One-minute demo',
      description: 'One minute to see how it works: four short phases, gentle enough to do on the spot.',
    },
    'easy-recovery': {
      name: 'Easy recovery',
      description: 'Half an hour of easy movement for the day after a hard workout. Finish fresher than you started.',
    },
    'base-endurance': {
      name: 'Base endurance',
      description: 'Forty-five minutes at a pace that lets you talk: the base for all other training.',
    },
    tempo: {
      name: 'Tempo',
      description: 'Twenty steady minutes at a comfortably hard effort, to make a brisk pace feel natural.',
    },
    'threshold-4x4': {
      name: 'Threshold 4 × 4 min',
      description:
        'Four times four minutes near your threshold, with three easy minutes in between, to hold a hard pace for longer.',
    },
    'vo2max-5x3': {
      name: 'VO₂max 5 × 3 min',
      description:
        'Five hard efforts of three minutes for a higher VO₂max. Start rested, and ease up if one feels wrong.',
    },
    pyramid: {
      name: 'Pyramid',
      description: 'Hard efforts from one minute up to four and back down, with the longest once you are warm.',
    },
    'sweet-spot': {
      name: 'Sweet spot',
      description:
        'Three times ten minutes just below your threshold: most of the benefit of hard work with less fatigue.',
    },
    'long-endurance': {
      name: 'Long endurance',
      description: 'An easy hour and a half for stamina. Bring something to drink.',
    },
    '5k-intervals': {
      name: '5k intervals',
      description: 'Three fast intervals and ten minutes of tempo, to get you ready for a strong 5k.',
    },
  },
  phases: {
    warmUp: 'Warm-up',
    wakeUp: 'Wake up',
    easy: 'Easy',
    endurance: 'Endurance',
    steady: 'Steady',
    tempo: 'Tempo',
    sweetSpot: 'Sweet spot',
    threshold: 'Threshold',
    hard: 'Hard',
    interval: 'Interval',
    recovery: 'Recovery',
    coolDown: 'Cool-down',
  },
  cues: {
    startGently: 'Start gently and let your heart rate rise slowly.',
    talkInSentences: 'You should be able to talk in whole sentences.',
    talkInPhrases: 'You should be able to say a few words at a time.',
    evenEffort: 'Keep the effort even. Your heart rate takes a minute to follow.',
    almostThreshold: 'Hard, but you could go on for longer.',
    buildUp: 'Build up a little to get ready.',
    breatheDeep: 'Breathe deep and stay relaxed.',
    moveEasily: 'Keep moving, easily.',
    letItFall: 'Slow down and let your heart rate drop.',
    demoStart: 'Stand up and move a little.',
    demoPush: 'Now a bit more: march on the spot.',
    demoEase: 'Ease off again.',
  },
  quick: {
    name: 'Free workout',
    description: 'No plan: start, tap Lap whenever you like, and end when you are done.',
    lap: 'Lap',
  },
};
