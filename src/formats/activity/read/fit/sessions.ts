import type { Sport } from '../../../../core/plan/plan.ts';
import { Recorded } from '../recorded.ts';

export interface FitSession {
  startEpochMs: number;
  sport: Sport;
}

/** A file with several sessions is a workout for each: a record belongs to the one that began last. */
export function splitBySession(recorded: Recorded, sessions: readonly FitSession[]): Recorded[] {
  const starts = [...new Map(sessions.map((each) => [each.startEpochMs, each])).values()]
    .filter(({ startEpochMs }) => Number.isFinite(startEpochMs))
    .sort((a, b) => a.startEpochMs - b.startEpochMs);
  if (starts.length < 2) return [recorded];
  const parts = starts.map(({ sport }) => partOf(recorded, sport));
  const indexOf = (epochMs: number): number =>
    Math.max(
      0,
      starts.findLastIndex(({ startEpochMs }) => startEpochMs <= epochMs),
    );
  const { records } = recorded;
  const placeOf = (at: number, epochMs: number): Recorded => {
    const index = Number.isFinite(epochMs) ? epochMs : records.epochMs(Math.max(0, at - 1));
    return parts[indexOf(index)]!;
  };
  let [lap, event, beat] = [0, 0, 0];
  const takeUpTo = (count: number): void => {
    for (let each = recorded.laps[lap]; each && each.at <= count; each = recorded.laps[++lap])
      placeOf(each.at, each.startEpochMs).addLap(each);
    for (let each = recorded.timer[event]; each && each.at <= count; each = recorded.timer[++event])
      placeOf(each.at, each.running ? each.epochMs : each.epochMs - 1).addTimer(each.epochMs, each.running);
  };
  for (let i = 0; i < records.count; i++) {
    takeUpTo(i);
    const index = indexOf(records.epochMs(i));
    const bpm = records.bpm(i);
    parts[index]!.records.add(records.epochMs(i), Number.isNaN(bpm) ? undefined : bpm);
    for (; beat < records.beats && records.rrRecord(beat) === i; beat++)
      parts[index]!.records.addBeat(records.rrMs(beat));
  }
  takeUpTo(Infinity);
  const kept = parts.filter(({ records: { count } }) => count > 0);
  kept.at(-1)?.losses.push(...recorded.losses);
  return kept;
}

function partOf({ title, source, offsetMin, dropped, records }: Recorded, sport: Sport): Recorded {
  const part = new Recorded();
  for (const each of dropped) part.dropped.add(each);
  part.records.unreadable = records.unreadable;
  part.records.beyond = records.beyond;
  return Object.assign(part, { title, source, offsetMin, sport });
}
