import type { BuiltInWords } from '../../core/plan/builtins.ts';

/** The built-in plans in English. */
export const enPlans: BuiltInWords = {
  plans: {
    'demo-60s': {
      name: 'One-minute demo',
      description: 'A minute to see how it works: four short phases, gentle enough to do where you stand.',
    },
    'easy-recovery': {
      name: 'Easy recovery',
      description:
        'Half an hour of easy movement for the day after a hard one; you should finish fresher than you began.',
    },
    'base-endurance': {
      name: 'Base endurance',
      description: 'Forty-five minutes at a pace you can talk at: the quiet work that everything else is built on.',
    },
    tempo: {
      name: 'Tempo',
      description: 'Twenty steady minutes at a comfortably hard effort, to make a brisk pace feel like home.',
    },
    'threshold-4x4': {
      name: 'Threshold 4 × 4 min',
      description:
        'Four times four minutes near your threshold with three easy minutes between, to hold a hard pace for longer.',
    },
    'vo2max-5x3': {
      name: 'VO₂max 5 × 3 min',
      description:
        'Five hard efforts of three minutes for a bigger engine; come to it rested, and ease up if one feels wrong.',
    },
    pyramid: {
      name: 'Pyramid',
      description:
        'Hard efforts that grow from one minute to four and shrink again, so that the longest comes when you are warm.',
    },
    'sweet-spot': {
      name: 'Sweet spot',
      description:
        'Three times ten minutes just below your threshold: much of the benefit of hard work for less of the tiredness.',
    },
    'long-endurance': {
      name: 'Long endurance',
      description: 'An unhurried hour and a half for staying power; take something to drink, and let the pace be easy.',
    },
    '5k-intervals': {
      name: '5k intervals',
      description: 'Three fast intervals and ten minutes of tempo, to get you ready to run five kilometres well.',
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
    startGently: 'Start gently and let your heart come up slowly.',
    talkInSentences: 'You should be able to talk in whole sentences.',
    talkInPhrases: 'You should be able to say a few words at a time.',
    evenEffort: 'Keep the effort even; your heart takes a minute to follow.',
    almostThreshold: 'Hard, but you could go on for longer.',
    buildUp: 'Build up a little, ready for the work to come.',
    breatheDeep: 'Breathe deep and stay relaxed.',
    moveEasily: 'Keep moving, easily.',
    letItFall: 'Slow down and let your heart come down.',
    demoStart: 'Stand up and move a little.',
    demoPush: 'Now a bit more: march on the spot.',
    demoEase: 'Ease off again.',
  },
};
