// Workouts that are over, of any length, without a second of them being run: for pictures and measurements.
import { profileOf, type Profile } from '../../src/core/athlete/hrZones.ts';
import { isLap } from '../../src/core/plan/laps.ts';
import { bandOf, phaseMaxS, phasesOf, sideOf, type Plan } from '../../src/core/plan/plan.ts';
import { parsePlan } from '../../src/formats/plan/importers.ts';
import { digestOf, type FinishedSession, type SessionDigest } from '../../src/core/records/finished.ts';
import { CHUNK_S, chunkOf, type SampleChunk } from '../../src/core/samples/samples.ts';
import type { TimelineEntry } from '../../src/core/session/session.ts';
import { summaryOf } from '../../src/core/session/summary.ts';
import { newTally, tallyAfter } from '../../src/core/session/tally.ts';
import type { Sample } from '../../src/core/session/events.ts';

export interface Made {
  id?: string;
  plan: Plan;
  profile?: Profile;
  /** As long as the plan, unless said otherwise. */
  elapsedS?: number;
  /** Of each elapsed second; 0: none was heard. */
  bpmAt?: (s: number) => number;
  source?: 'strap' | 'simulated';
  /** Whether the strap sends the time between beats. */
  beats?: boolean;
  /** Of each lap of an endless plan. */
  lapS?: number;
  startedAtMs?: number;
  own?: Partial<FinishedSession>;
}

export interface FinishedWorkout {
  record: FinishedSession;
  samples: readonly SampleChunk[];
  digest: SessionDigest;
}

export function planFrom(value: unknown): Plan {
  const parsed = parsePlan(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

export function finishedWorkout(made: Made): FinishedWorkout {
  const { plan, profile = profileOf(190, 60), source = 'strap', beats = true, bpmAt = (s) => steady(s) } = made;
  const { id = 'workout', startedAtMs = Date.UTC(2026, 10, 22, 17, 30), lapS = 120, own = {} } = made;
  const timeline: TimelineEntry[] = [];
  const phases = phasesOf(plan);
  const elapsedS = made.elapsedS ?? phases.reduce((sum, phase) => sum + (phaseMaxS(phase) ?? lapS), 0);
  const bpms = Uint8Array.from({ length: elapsedS }, (_, s) => Math.round(bpmAt(s)));
  for (let phase = 0, fromS = 0; fromS < elapsedS && phase < phases.length;) {
    const run = phases[phase]!;
    const toS = Math.min(elapsedS, fromS + (phaseMaxS(run) ?? lapS));
    const band = bandOf(run.target, profile);
    const counts = { lowS: 0, inS: 0, highS: 0 };
    for (const bpm of band ? bpms.subarray(fromS, toS) : []) if (band && bpm > 0) counts[`${sideOf(band, bpm)}S`]++;
    timeline.push({ phase, fromS, toS, endedBy: run.end.type === 'hand' ? 'hand' : run.end.type, ...counts });
    fromS = toS;
    if (!isLap(plan, phase)) phase++;
  }
  const { ending = 'finished' } = own;
  if (ending === 'stopped') timeline.push({ ...timeline.pop()!, endedBy: 'stop' });
  let beatMs = 0;
  const samples: Sample[] = Array.from(bpms, (bpm, s): Sample => {
    const rrMs: number[] = [];
    if (bpm === 0) beatMs = 1000 * (s + 1);
    for (; beats && beatMs < 1000 * (s + 1); beatMs += rrMs.at(-1)!) rrMs.push(rrOf(bpm, s + rrMs.length));
    return { bpm, steadyBpm: bpm, source: bpm > 0 ? source : 'none', away: false, rrMs, beatsFollow: beats && bpm > 0 };
  });
  const chunks: SampleChunk[] = [];
  for (let s = 0; s < elapsedS; s += CHUNK_S) chunks.push(chunkOf(samples.slice(s, s + CHUNK_S), s));
  let tally = newTally(profile);
  for (const sample of samples) tally = tallyAfter({ tally, plan, profile }, sample);
  const startedAt = { epochMs: startedAtMs, timeZone: 'Europe/Berlin', offsetMin: 60 };
  const record: FinishedSession = {
    id,
    plan,
    profile,
    startedAt,
    endedAtEpochMs: startedAtMs + elapsedS * 1000,
    ending,
    elapsedS,
    timeline,
    pauses: [],
    gaps: [],
    cues: [],
    shifts: [],
    summary: summaryOf({ tally, elapsedS, timeline, plan }, ending),
    strapName: source === 'strap' ? 'Polar H10' : null,
    occurrenceId: null,
    ...own,
  };
  return { record, samples: chunks, digest: digestOf(record, chunks) };
}

const steady = (s: number): number => 130 + 18 * Math.sin(s / 400) + 2 * Math.sin(s / 7);

const rrOf = (bpm: number, i: number): number => Math.round(60_000 / bpm) + 9 * ((i % 3) - 1);
