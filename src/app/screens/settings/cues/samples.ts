import type { CueKindName } from '../../../../core/cues/cueKinds.ts';
import type { NoticeBody } from '../../../../core/cues/notice.ts';
import type { Phase } from '../../../../core/plan/plan.ts';

const why = (bpm: number) => ({
  bpm,
  slopeBpmPerS: 0,
  projectedBpm: bpm,
  tauS: 58,
  band: { lowBpm: 152, highBpm: 170 },
});
const phase: Phase = { name: '', target: { type: 'bpm', low: 152, high: 170 }, end: { type: 'time', durationS: 240 } };

/** A notice of each kind of cue, to try it. */
export const samplesWith = (name: string): Readonly<Record<CueKindName, NoticeBody>> => ({
  phase: { type: 'phaseStarted', index: 1, of: 5, phase: { ...phase, name } },
  countdown: { type: 'countdown', leftS: 3 },
  halfway: { type: 'halfway', leftS: 120 },
  low: { type: 'cue', side: 'low', why: why(144) },
  high: { type: 'cue', side: 'high', why: why(178) },
  ceiling: { type: 'ceiling', bpm: 133, ceilingBpm: 130, times: 1 },
  inZone: { type: 'inZone', bpm: 160 },
  almostRecovered: { type: 'almostRecovered', byBpm: 5, downToBpm: 120 },
  heartRate: { type: 'heartRate', bpm: 145 },
  lost: { type: 'signalLost' },
  restored: { type: 'signalRestored', bpm: 145 },
  finish: { type: 'completed', stopped: false },
});
