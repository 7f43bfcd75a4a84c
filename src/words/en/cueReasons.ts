import type { CueRecord } from '../../core/session/session.ts';
import { formatsOf } from '../formats.ts';
import { band as bandOf } from './common.ts';
import { notice } from './notices.ts';
import { plural } from './plural.ts';

const { number } = formatsOf('en');

/** What was said: as the line under the number had it, or the alarm. */
export function cueTitle({ side, why, of }: CueRecord): string {
  if (of !== 'ceiling') return notice({ type: 'cue', side, why }).title;
  return notice({ type: 'ceiling', bpm: why.bpm, ceilingBpm: limitOf(why), times: why.level ?? 1 }).title;
}

/**
 * Why it was said, a sentence each: what was seen, how sure that was, and how often it had been said. Records of earlier
 * versions say less.
 */
export function cueReasons({ side, why, of }: CueRecord): string[] {
  const { bpm, band, sdBpm, rule, level, byBpm, hold } = why;
  const seen = `${number(bpm)} bpm and ${slope(Math.round(why.slopeBpmPerS * 60))}`;
  if (of === 'ceiling') return [`${seen}. Your limit is ${number(limitOf(why))}.`, ...times(level)];
  const sure = sdBpm === undefined ? '' : ` ± ${number(Math.max(1, Math.round(sdBpm)))}`;
  return [
    `${seen}, heading for ${number(why.projectedBpm)}${sure}. Target ${bandOf(band)}.`,
    ...(rule === undefined ? [] : [RULES[rule](side === 'low' ? 'below' : 'above', Math.round(why.tauS))]),
    ...(byBpm === undefined
      ? []
      : [`The effort was about ${number(byBpm)} bpm too ${side === 'low' ? 'low' : 'high'}.`]),
    ...(hold ? ['Pushing had not helped, so nobody asks for more.'] : times(level)),
  ];
}

const RULES = {
  sure: (where, tauS) =>
    `A heart needs time, yours about ${number(tauS)} s, and would still end up ${where} the target.`,
  plain: (where, tauS) =>
    `Your heart rate had settled ${where} the target: the ${number(tauS)} s that it needs were over.`,
  max: () => 'That is above your maximum.',
} satisfies Record<NonNullable<CueRecord['why']['rule']>, (where: string, tauS: number) => string>;

function times(level: number | undefined): string[] {
  if (level === undefined) return [];
  return [
    level === 1 ? 'Said for the first time.' : `Said ${plural(level, { one: '# time', other: '# times' })} in a row.`,
  ];
}

const limitOf = ({ bpm, band }: CueRecord['why']): number => band.highBpm ?? bpm;

function slope(bpmPerMinute: number): string {
  if (Math.abs(bpmPerMinute) < 1) return 'steady';
  return `${bpmPerMinute > 0 ? 'rising' : 'falling'} ${number(Math.abs(bpmPerMinute))} bpm per minute`;
}
