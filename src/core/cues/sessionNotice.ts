import type { Band, RunPhase } from '../plan/plan.ts';
import type { Outside } from '../signal/side.ts';

/** What a session tells at its own turns: a phase, a pause, the strap. What its cues tell is with each kind of cue. */
export type SessionNotice =
  | {
      type: 'phaseStarted';
      index: number;
      of: number;
      phase: RunPhase;
      next?: RunPhase | undefined;
      bpm?: number | undefined;
    }
  | { type: 'phaseEnded'; index: number; endedBy: EndedBy }
  | { type: 'deviation'; side: Outside; bpm: number; band: Band }
  | { type: 'inZone'; bpm: number }
  | { type: 'signalStale' }
  | { type: 'signalLost' }
  | { type: 'signalRestored'; bpm: number }
  /** The heart is at the ceiling or above. `times`: how often it was told on end, this one counted. */
  | { type: 'ceiling'; bpm: number; ceilingBpm: number; times: number }
  | { type: 'batteryLow'; pct: number }
  | { type: 'paused'; reason: PauseReason }
  | { type: 'resumed'; reason: PauseReason }
  | { type: 'completed'; stopped: boolean };

export type PauseReason = (typeof PAUSE_REASONS)[number];
export const PAUSE_REASONS = ['user', 'signalLost', 'interrupted'] as const;

/** What ended a phase: its own rule, or the person. `back` and `stop` leave it unfinished. */
export type EndedBy = (typeof ENDED_BY)[number];
export const ENDED_BY = ['time', 'heartRate', 'maximum', 'hand', 'skip', 'back', 'stop'] as const;
