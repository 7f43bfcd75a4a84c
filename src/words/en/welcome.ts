import { MAX_FOR_AGE } from './maxForAge.ts';

export const welcome = {
  title: 'Train by your heart',
  lead: 'Pick a plan, put on a strap, and be guided phase by phase. Everything stays on this device.',
  steps: (n: number, of: number) => `Step ${n} of ${of}`,
  skip: 'Skip',
  next: 'Next',
  you: 'You',
  youWhy:
    'Your maximum heart rate sets your zones. Your age gives an estimate, often 10 bpm off. Change it at any time in Settings.',
  ageHint: (bpm: number) => `Estimated maximum: ${bpm} bpm (${MAX_FOR_AGE})`,
  zonesFrom: 'Your zones 1 to 5 start at, in bpm:',
  knowMax: 'I know my maximum',
  knowAge: 'Estimate it from my age',
  strap: 'Your strap',
  strapWhy: 'Any Bluetooth chest strap or armband. Put it on first: most turn on when worn.',
  connected: (name: string) => `${name} is connected.`,
  yourStrap: 'Your strap',
  waiting: 'Waiting for heart rate…',
  without: 'Not now',
  withoutWhy: 'No strap at hand? Workouts run as a timer until you connect one.',
  demo: 'Try it for a minute',
  demoWhy: 'The 60-second demo is a whole workout: what you see, what you hear, and how it ends.',
  demoSimulated: 'The heart rate in the demo is simulated and labelled as such.',
  demoOwn: 'The demo uses your own heart rate.',
  demoStart: 'Open the demo',
  done: 'Look around first',
};
