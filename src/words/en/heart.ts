import { plural } from './plural.ts';

type Spread = { tauS: number; sdS: number };

const seconds = ({ tauS, sdS }: Spread): string => `${Math.round(tauS)} ± ${Math.round(sdS)} s`;
const phases = (count: number): string => plural(count, { one: '# phase', other: '# phases' });

/** How the heart answers effort, in the settings. */
export const heart = {
  title: 'Your heart’s response',
  looking: 'Looking at your workouts…',
  /** `ofPhases`: rises and falls. */
  known: (on: Spread, ofPhases: number, workouts: number): string =>
    `Your heart needs ${seconds(on)} to answer an effort (fitted from ${phases(ofPhases)} of ${plural(workouts, {
      one: '# workout',
      other: '# workouts',
    })}).`,
  assumed: (tauS: number): string => `${tauS} s is assumed, the average of healthy adults (Hunt 2015).`,
  assumedWhy:
    'Workouts with a strap and changes of effort show how quick your own heart is. Simulated workouts and unclear heart rates are never used.',
  what: 'After that time two thirds of a change are done. The plan preview and the cues allow for it, so that a heart on its way is not taken for a wrong effort.',
  rough: 'Still a rough estimate: workouts with an even effort in each phase make it surer.',
  rise: 'Rising',
  fall: 'Falling',
  dead: 'Delay before it moves',
  spread: seconds,
  delay: (s: number, sdS: number): string => `${Math.round(s)} ± ${Math.round(sdS)} s`,
  from: (count: number): string => `from ${phases(count)}`,
  /** Of a side that no phase has shown. */
  guessed: 'not seen yet',
  story: 'How it changed',
  storyOf: 'Seconds to answer an effort, after each workout',
  day: 'Workout',
  forget: 'Forget',
  forgetLabel: 'Forget your heart’s response',
  forgetWhy: 'After a long break or with new medication: starts again from the average. Your workouts stay.',
  forgot: 'Your heart’s response is forgotten',
};
