import type { CueWhy, Notice, PauseReason } from '../index.ts';

/** What happened in a run, in the words that `run --json` has for it. */
export type RunEvent = { atS: number } & (
  | { type: 'phase'; index: number; of: number; name: string }
  | { type: 'deviation'; side: 'low' | 'high' | 'in'; bpm: number }
  | {
      type: 'cue';
      side: 'low' | 'high';
      bpm: number;
      projectedBpm: number;
      /** How many times on end it was said without an answer, this one counted. */
      level: number;
      /** How much effort is missing or too much, bpm. */
      byBpm: number;
      why: CueWhy;
    }
  | { type: 'ceiling'; bpm: number; ceilingBpm: number; times: number }
  | { type: 'signal'; state: 'stale' | 'lost' | 'restored' }
  | { type: 'paused' | 'resumed'; reason: PauseReason }
  | { type: 'completed'; stopped: boolean }
);

/** Phases are counted from 1, as people do. How each of them ended is in the timeline; a run has no battery. */
export function runEventOf(notice: Notice): RunEvent | undefined {
  const { atS } = notice;
  switch (notice.type) {
    case 'phaseStarted':
      return { atS, type: 'phase', index: notice.index + 1, of: notice.of, name: notice.phase.name };
    case 'deviation':
      return { atS, type: 'deviation', side: notice.side, bpm: notice.bpm };
    case 'inZone':
      return { atS, type: 'deviation', side: 'in', bpm: notice.bpm };
    case 'cue':
      return {
        atS,
        type: 'cue',
        side: notice.side,
        bpm: notice.why.bpm,
        projectedBpm: Math.round(notice.why.projectedBpm),
        level: notice.why.level ?? 1,
        byBpm: notice.why.byBpm ?? 0,
        why: notice.why,
      };
    case 'ceiling':
      return { atS, type: 'ceiling', bpm: notice.bpm, ceilingBpm: notice.ceilingBpm, times: notice.times };
    case 'signalStale':
      return { atS, type: 'signal', state: 'stale' };
    case 'signalLost':
      return { atS, type: 'signal', state: 'lost' };
    case 'signalRestored':
      return { atS, type: 'signal', state: 'restored' };
    case 'paused':
    case 'resumed':
      return { atS, type: notice.type, reason: notice.reason };
    case 'completed':
      return { atS, type: 'completed', stopped: notice.stopped };
    case 'countdown':
    case 'halfway':
    case 'almostRecovered':
    case 'heartRate':
    case 'phaseEnded':
    case 'batteryLow':
      return undefined;
  }
}

/** What an earlier run wrote down, as far as it can be read. */
export function runEventsFrom(eventLog: unknown, untilS: number): RunEvent[] {
  if (!Array.isArray(eventLog)) return [];
  return eventLog.filter(
    (each: unknown): each is RunEvent =>
      typeof each === 'object' &&
      each !== null &&
      'type' in each &&
      typeof each.type === 'string' &&
      'atS' in each &&
      typeof each.atS === 'number' &&
      each.atS <= untilS,
  );
}
