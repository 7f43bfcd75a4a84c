// Rules that the app's own is held against: what a simple app says, and what a watch says.
import { sideOf } from '../../../../src/core/plan/plan.ts';
import type { Side } from '../../../../src/core/signal/side.ts';
import type { Judge, Rule, RuleSecond } from './rule.ts';

/** How long a reading counts while nothing comes. */
const HOLD_S = 5;

/** On which side of the band the readings are, and for how many seconds of this phase on end. */
function sides(): (second: RuleSecond) => { side: Side | 'none'; runS: number } {
  let [bpm, ageS, phase, side, runS]: [number | undefined, number, number, Side | 'none', number] = [
    undefined,
    0,
    -1,
    'none',
    0,
  ];
  return ({ reading, band, phaseIndex }) => {
    ageS = reading === undefined ? ageS + 1 : 0;
    bpm = reading ?? (ageS >= HOLD_S ? undefined : bpm);
    const now = band && bpm !== undefined ? sideOf(band, bpm) : 'none';
    runS = now === side && phaseIndex === phase ? runS + 1 : 1;
    [side, phase] = [now, phaseIndex];
    return { side, runS };
  };
}

/** Outside for five seconds on end: said once, and again after having been inside. */
export const PLAIN: Rule = {
  name: 'plain 5 s',
  knows: false,
  start(): Judge {
    const look = sides();
    let [told, phase]: [Side | 'none', number] = ['none', -1];
    return (second) => {
      if (second.phaseIndex !== phase) [told, phase] = ['none', second.phaseIndex];
      const { side, runS } = look(second);
      if (side === 'in') told = 'in';
      if (side === 'in' || side === 'none' || runS < 5 || told === side) return undefined;
      told = side;
      return side;
    };
  },
};

/** Outside for 20 s: said, and every 30 s from then on until inside. */
export const WATCH: Rule = {
  name: 'watch 20/30',
  knows: false,
  start(): Judge {
    const look = sides();
    return (second) => {
      const { side, runS } = look(second);
      const due = runS >= 20 && (runS - 20) % 30 === 0;
      return due && side !== 'in' && side !== 'none' ? side : undefined;
    };
  },
};
