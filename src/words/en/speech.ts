import type { NoticeBody } from '../../core/cues/notice.ts';
import { countOf, type Band, type RunPhase, type Target } from '../../core/plan/plan.ts';
import { USUAL_ZONE_COUNT, type ZoneCount } from '../../core/athlete/hrZones.ts';
import { plural } from './plural.ts';

/** What the voice knows beside the notice. */
interface Spoken {
  /** The target of a phase that begins, for this person, as it was moved. */
  band?: Band | undefined;
  /** The heart rate that ends it, for this person. */
  endBpm?: number | undefined;
  /** How many zones the person has. */
  zones?: ZoneCount | undefined;
}

/**
 * What the voice says of each notice, a sentence or two a line: between two lines something more urgent may come in. None:
 * it says nothing. Short, as somebody beside the treadmill would; numbers are left to the voice, which reads “4 minutes 30”.
 */
function speech(of: NoticeBody, { band, endBpm, zones = USUAL_ZONE_COUNT }: Spoken = {}): string[] {
  switch (of.type) {
    case 'phaseStarted': {
      const { phase } = of;
      const told = [title(phase, of.index + 1, of.of), target(phase.target, zones, band), end(phase, endBpm)];
      return [told.filter((part) => part !== '').join(' '), ...(phase.cue ? inBreaths(phase.cue) : [])];
    }
    case 'countdown':
      return [String(of.leftS)];
    case 'halfway':
      return [`Halfway. ${time(of.leftS)} left.`];
    case 'cue': {
      const { bpm, band, hold, rule } = of.why;
      if (rule === 'max') return ['Stay below your max.'];
      if (hold) return ['Hold what you can.'];
      const by = of.side === 'low' ? band.lowBpm - bpm : bpm - (band.highBpm ?? bpm);
      const what = of.side === 'low' ? 'Push.' : 'Ease off.';
      return [by > 0 ? `${what} ${by} ${of.side === 'low' ? 'below' : 'above'}.` : what];
    }
    case 'ceiling':
      return [
        of.bpm > of.ceilingBpm
          ? `Ease off. ${of.bpm - of.ceilingBpm} above your limit.`
          : `At your limit of ${of.ceilingBpm}. Ease off.`,
      ];
    case 'inZone':
      return ['On target.'];
    case 'almostRecovered':
      return [`Almost recovered. ${of.byBpm} to go.`];
    case 'heartRate':
      return [`Heart rate ${of.bpm}.`];
    case 'signalLost':
      return ['Strap lost. Reconnecting.'];
    case 'signalRestored':
      return [`Strap back. ${of.bpm}.`];
    case 'completed':
      return [of.stopped ? 'Workout ended.' : 'Workout done. Well done.'];
    case 'paused':
    case 'resumed':
    case 'phaseEnded':
    case 'deviation':
    case 'signalStale':
    case 'batteryLow':
      return [];
  }
}

/** Hard. Phase 2 of 5. — Hard, 2 of 4, where it is repeated; Lap 3. */
function title({ name, round, lap }: RunPhase, n: number, of: number): string {
  if (lap !== undefined) return `${name} ${lap}.`;
  if (round) return `${name}, ${round.n} of ${round.of}.`;
  return of > 1 ? `Phase ${n} of ${of}. ${name}.` : `${name}.`;
}

function target(of: Target, zones: ZoneCount, band: Band | undefined): string {
  if (of.type === 'open') return 'No target.';
  if (band) return band.highBpm === undefined ? `${band.lowBpm} or more.` : `${band.lowBpm} to ${band.highBpm}.`;
  if (of.type === 'zone') return countOf(of) === zones ? `Zone ${of.zone}.` : `Zone ${of.zone} of ${countOf(of)}.`;
  return '';
}

function end({ end }: RunPhase, endBpm: number | undefined): string {
  switch (end.type) {
    case 'time':
      return `${time(end.durationS)}.`;
    case 'heartRate':
      if (endBpm === undefined) return '';
      return end.from === 'above' ? `Until you are down to ${endBpm}.` : `Until you are up to ${endBpm}.`;
    case 'hand':
      return '';
  }
}

/** 45 seconds, 4 minutes, 4 minutes 30, 1 hour 5 minutes. */
function time(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const inMinutes = plural(minutes, { one: '# minute', other: '# minutes' });
  if (hours > 0) {
    const inHours = plural(hours, { one: '# hour', other: '# hours' });
    return minutes > 0 ? `${inHours} ${inMinutes}` : inHours;
  }
  if (minutes === 0) return plural(rest, { one: '# second', other: '# seconds' });
  return rest === 0 ? inMinutes : `${inMinutes} ${rest}`;
}

/** Some browsers stop a long text in the middle: a line is what one says in about ten seconds. */
const BREATH = 120;

function inBreaths(text: string): string[] {
  const lines: string[] = [];
  for (const words of text.trim().split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + words.length < BREATH && !/[.!?]$/.test(last))
      lines.push(`${lines.pop()} ${words}`);
    else lines.push(words);
  }
  return lines;
}

/** What the voice says. */
export const speechWords = {
  speech,
  /** To try a voice before a workout. */
  sample: 'Phase 2 of 5. Hard. 152 to 170. 4 minutes.',
};
