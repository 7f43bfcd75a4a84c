import type { CeilingFigures } from './ceiling.ts';
import { cuesPer40, delayS, nagsPer40, rightPct, toldPct, together, unjustifiedPer40, type Row } from './table.ts';

/** A figure that the app's own rule is held to. */
export interface Bar {
  what: string;
  value: number;
  bar: number;
  /** The bar is the least, not the most, that is allowed. */
  atLeast?: true;
}

/** Where the rules stand in each row. */
export interface Places {
  today: number;
  first: number;
  afterTwo: number;
}

/** The bars of the app's own rule, and what it reaches. */
export function barsOf(
  rows: readonly Row[],
  { today, first, afterTwo }: Places,
  perHour: readonly number[] | undefined,
  ceiling: CeilingFigures | undefined,
): Bar[] {
  const kind = (kind: Row['athlete']['kind']): Row[] => rows.filter(({ athlete }) => athlete.kind === kind);
  // worst: the bar is of perfect effort of every kind. Surges are no perfect effort: while they last they are too hard.
  const perfect = kind('perfect').filter(({ athlete }) => !athlete.habit.surges);
  const worst = (rule: number): number => Math.max(...perfect.map(({ sums }) => unjustifiedPer40(sums[rule]!)));
  const reacts = kind('reacts');
  const offences = together(rows, afterTwo);
  return [
    { what: 'perfect effort, the worst of all: unjustified cues, first session', value: worst(first), bar: 0.5 },
    { what: 'perfect effort, the worst of all: unjustified cues, after two', value: worst(afterTwo), bar: 0.3 },
    ...([first, afterTwo] as const).flatMap((rule) => [
      { what: `10 % too easy, deaf: cues${after(rule === first)}`, value: most(kind('tooEasy'), rule), bar: 10 },
      { what: `10 % too hard, deaf: cues${after(rule === first)}`, value: most(kind('tooHard'), rule), bar: 20 },
    ]),
    { what: 'told within 45 s of provable, after two, %', value: toldPct(offences), bar: 98, atLeast: true },
    { what: 'median delay, after two, s', value: delayS(offences), bar: 12 },
    ...([first, afterTwo] as const).flatMap((rule): Bar[] => [
      { what: `nags after a reaction${after(rule === first)}`, value: nagsPer40(together(reacts, rule)), bar: 1.5 },
      {
        what: `time with the right effort, as today or more${after(rule === first)}, %`,
        value: rightPct(together(reacts, rule)),
        bar: rightPct(together(reacts, today)),
        atLeast: true,
      },
    ]),
    ...(perHour
      ? [
          { what: 'real recordings: cues an hour, first session', value: perHour[first]!, bar: 18 },
          { what: 'real recordings: cues an hour, after two', value: perHour[afterTwo]!, bar: 18 },
        ]
      : []),
    { what: 'ceiling: median, s', value: ceiling?.medianS ?? Infinity, bar: 1 },
    { what: 'ceiling: p90, s', value: ceiling?.p90S ?? Infinity, bar: 3 },
    { what: 'ceiling: false alarms an hour', value: ceiling?.falsePerH ?? Infinity, bar: 0 },
  ];
}

const after = (first: boolean): string => (first ? ', first session' : ', after two');

function most(rows: readonly Row[], rule: number): number {
  return Math.max(...rows.map(({ sums }) => cuesPer40(sums[rule]!)));
}

const ROUNDING = 1e-9;
export const isKept = ({ value, bar, atLeast }: Bar): boolean =>
  atLeast ? value >= bar - ROUNDING : value <= bar + ROUNDING;
