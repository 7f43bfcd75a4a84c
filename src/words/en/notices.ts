import type { EndedBy, NoticeBody, PauseReason } from '../../core/cues/notice.ts';
import type { ZoneCount } from '../../core/athlete/hrZones.ts';
import { band, end, guidance, phaseName, target } from './common.ts';
import { formatsOf } from '../formats.ts';

const { clock, number } = formatsOf('en');

/** Title and body of each notice, whoever shows it: page, service worker, command line. `own`: how many zones its reader has. */
export function notice(of: NoticeBody, own?: ZoneCount): { title: string; body: string } {
  switch (of.type) {
    case 'phaseStarted': {
      const { phase, next, bpm } = of;
      return {
        title: `${phaseName(phase)} — ${target(phase.target, own)}`,
        body: sentences([
          capital(end(phase.end, own)),
          phase.cue,
          bpm !== undefined && `Now ${bpm} bpm`,
          next && `Then ${phaseName(next)}, ${lower(target(next.target, own))}`,
        ]),
      };
    }
    case 'phaseEnded':
      return { title: 'Phase over', body: phaseEndedBy[of.endedBy] };
    case 'deviation':
      return {
        title: guidance(
          of.side === 'low'
            ? { type: 'push', by: of.band.lowBpm - of.bpm }
            : { type: 'ease', by: of.bpm - (of.band.highBpm ?? of.bpm) },
        ),
        body: `${of.bpm} bpm. Target ${band(of.band)}.`,
      };
    case 'inZone':
      return { title: guidance({ type: 'in' }), body: `${of.bpm} bpm.` };
    case 'cue':
      return {
        title: cueTitle(of),
        body: `${number(of.why.bpm)} bpm, heading for ${number(of.why.projectedBpm)}. Target ${band(of.why.band)}.`,
      };
    case 'ceiling':
      return {
        title: guidance({
          type: 'aboveCeiling',
          bpm: of.ceilingBpm,
          ...(of.bpm > of.ceilingBpm && { by: of.bpm - of.ceilingBpm }),
        }),
        body: `${number(of.bpm)} bpm. Your limit is ${number(of.ceilingBpm)}.`,
      };
    case 'countdown':
      return { title: `${of.leftS}`, body: 'Phase ends.' };
    case 'halfway':
      return { title: 'Halfway', body: `${clock(of.leftS)} left in this phase.` };
    case 'almostRecovered':
      return { title: 'Almost recovered', body: `${of.byBpm} bpm above ${of.downToBpm}.` };
    case 'heartRate':
      return { title: `${of.bpm} bpm`, body: 'Heart rate.' };
    case 'signalStale':
      return { title: 'No signal', body: 'The workout continues.' };
    case 'signalLost':
      return { title: 'Strap lost', body: 'No signal for 30 s. Reconnecting…' };
    case 'signalRestored':
      return { title: 'Signal restored', body: `${of.bpm} bpm.` };
    case 'batteryLow':
      return {
        title: `Strap battery at ${of.pct} %`,
        body: 'Charge the strap or change its battery after this workout.',
      };
    case 'paused':
      return { title: 'Paused', body: pausedBecause[of.reason] };
    case 'resumed':
      return { title: 'Resumed', body: 'The workout continues.' };
    case 'completed':
      return of.stopped
        ? { title: 'Workout ended', body: 'See how it went.' }
        : { title: 'Workout done', body: 'Well done.' };
  }
}

/** The line on the screen says the same at the same time. */
function cueTitle({ side, why: { bpm, band, hold, rule } }: NoticeBody & { type: 'cue' }): string {
  if (rule === 'max') return guidance({ type: 'aboveMax' });
  if (side === 'low') return guidance(hold ? { type: 'hold' } : { type: 'push', by: Math.max(1, band.lowBpm - bpm) });
  return guidance({ type: 'ease', by: Math.max(1, bpm - (band.highBpm ?? bpm)) });
}

/** What ended a phase, as a history tells it. */
const phaseEndedBy: Record<EndedBy, string> = {
  time: 'Time is up.',
  heartRate: 'Heart rate reached.',
  maximum: 'Time limit reached.',
  hand: 'You ended it.',
  skip: 'Skipped.',
  back: 'Back to the previous phase.',
  stop: 'Workout ended.',
};

export const pausedBecause: Record<PauseReason, string> = {
  user: 'You paused the workout.',
  signalLost: 'The workout resumes by itself when the signal returns. Tap Resume to continue as a timer.',
  interrupted: 'The device was asleep. Resume when you are ready.',
};

function sentences(parts: readonly (string | false | undefined)[]): string {
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
