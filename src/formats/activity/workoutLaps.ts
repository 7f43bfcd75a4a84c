import { roleOf, type PhaseRole } from '../../core/cues/roles.ts';
import type { EndedBy } from '../../core/cues/notice.ts';
import { phasesOf } from '../../core/plan/plan.ts';
import { samplesOf, type SampleChunk } from '../../core/samples/samples.ts';
import type { Sample } from '../../core/session/events.ts';
import { intentOf } from '../plan/intents.ts';
import type { ExportedSession } from './sessionExporter.ts';

/** What other programs call a lap: a phase as it was executed. */
export interface WorkoutLap {
  /** Which phase of the plan it was. */
  phase: number;
  /** Of the phase; empty where there is none. */
  name: string;
  /** Elapsed seconds, `toS` exclusive. One that was skipped at once has none. */
  fromS: number;
  toS: number;
  endedBy: EndedBy;
  role: PhaseRole;
  /** Whole bpm over the seconds that have one; left out where none has. */
  heart?: HeartFigures | undefined;
}

export interface HeartFigures {
  meanBpm: number;
  maxBpm: number;
}

/** At least one, so that a workout is never without: the whole, where no phase is known of it. */
export function lapsOf({ session, chunks }: Pick<ExportedSession, 'session' | 'chunks'>): WorkoutLap[] {
  const { plan, profile, timeline, elapsedS } = session;
  const phases = phasesOf(plan);
  const whole = { phase: 0, fromS: 0, toS: elapsedS, endedBy: 'stop' as const };
  return (timeline.length > 0 ? timeline : [whole]).map(({ phase, fromS, toS, endedBy }) => {
    const name = phases[phase]?.name ?? '';
    const heart = heartOf(chunks, fromS, toS);
    return {
      phase,
      name,
      fromS,
      toS: Math.max(fromS, toS),
      endedBy,
      role: roleBy(name) ?? roleOf(plan, phase, profile),
      heart,
    };
  });
}

/** A person who writes "Cool-down" means it, whatever the targets around it; else the targets say. */
function roleBy(name: string): PhaseRole | undefined {
  const intent = intentOf(name);
  if (intent === 'warmUp' || intent === 'coolDown') return intent;
  return intent === 'recovery' || intent === 'rest' ? 'recovery' : undefined;
}

function heartOf(chunks: readonly SampleChunk[], fromS: number, toS: number): HeartFigures | undefined {
  let [sumBpm, count, maxBpm] = [0, 0, 0];
  for (const { fromS: beginS, bpm } of chunks) {
    if (beginS >= toS || beginS + bpm.length <= fromS) continue;
    for (const each of bpm.subarray(Math.max(0, fromS - beginS), toS - beginS)) {
      if (each === 0) continue;
      sumBpm += each;
      count++;
      maxBpm = Math.max(maxBpm, each);
    }
  }
  return count === 0 ? undefined : { meanBpm: Math.round(sumBpm / count), maxBpm };
}

/** Every second that is kept, with its number; those of long absences are not. */
export function* secondsOf(chunks: readonly SampleChunk[]): Generator<Sample & { second: number }> {
  for (const chunk of chunks)
    for (const [i, sample] of samplesOf(chunk).entries()) yield { ...sample, second: chunk.fromS + i };
}
