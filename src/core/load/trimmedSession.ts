import { zoneOf, zoneCount } from '../athlete/hrZones.ts';
import { sideOf } from '../plan/plan.ts';
import type { Trim } from '../records/annotation.ts';
import type { FinishedSession } from '../records/finished.ts';
import { bpmFigures } from '../samples/bpmSeconds.ts';
import { summaryOf } from '../session/summary.ts';
import type { TimelineEntry } from '../session/session.ts';
import { bandsOf, type Asked } from './phaseBands.ts';

/**
 * A workout without the ends that the person cut away: its phases, pauses, cues and sums are those of the seconds that are left.
 * Elapsed seconds stay as they were counted, so that samples and targets are found as before: `elapsedS` is still that of the
 * whole, and `summary.elapsedS` how long it is now. `bpms`: the raw rate of each second of the whole, 0 where there is none.
 */
export function trimmedSession(session: FinishedSession, bpms: Uint8Array, { fromS, toS }: Trim): FinishedSession {
  const timeline = session.timeline.flatMap((entry) => trimmedEntry(session, entry, { bpms, fromS, toS }));
  const isLeft = ({ atS }: { atS: number }): boolean => atS >= fromS && atS < toS;
  return {
    ...session,
    timeline,
    pauses: session.pauses.filter(isLeft),
    gaps: session.gaps.filter(isLeft),
    cues: session.cues.filter(isLeft),
    summary: { ...session.summary, ...sumsOf(session, timeline, { bpms, fromS, toS }) },
  };
}

type Cut = Trim & { bpms: Uint8Array };

function trimmedEntry(asked: Asked, entry: TimelineEntry, { bpms, fromS, toS }: Cut): TimelineEntry[] {
  const from = Math.max(entry.fromS, fromS);
  const to = Math.min(entry.toS, toS);
  if (from >= to) return [];
  if (from === entry.fromS && to === entry.toS) return [entry];
  const counts = { lowS: 0, inS: 0, highS: 0 };
  const bands = bandsOf(asked, entry);
  bands.forEach(({ fromS: bandFromS, band }, i) => {
    if (!band) return;
    const bandToS = Math.min(to, bands[i + 1]?.fromS ?? entry.toS);
    for (let s = Math.max(from, bandFromS); s < bandToS; s++) {
      const bpm = bpms[s] ?? 0;
      if (bpm > 0) counts[`${sideOf(band, bpm)}S`]++;
    }
  });
  return [{ ...entry, ...counts, fromS: from, toS: to, endedBy: to < entry.toS ? 'stop' : entry.endedBy }];
}

function sumsOf({ profile, plan, ending }: FinishedSession, timeline: readonly TimelineEntry[], cut: Cut) {
  const { bpms, fromS, toS } = cut;
  const zonesS = Array.from({ length: zoneCount(profile) + 1 }, () => 0);
  const elapsedS = toS - fromS;
  for (let s = fromS; s < toS; s++) {
    const bpm = bpms[s] ?? 0;
    if (bpm > 0) zonesS[zoneOf(bpm, profile) ?? 0]!++;
  }
  const { meanBpm, maxBpm, heardS } = bpmFigures(bpms, fromS, toS);
  const tally = { zonesS, noSignalS: elapsedS - heardS, simulatedS: 0, sumBpm: 0, validS: 0, maxBpm: 0 };
  const { phasesCompleted, phases } = summaryOf({ tally, elapsedS, timeline, plan }, ending);
  return { elapsedS, timeInZoneS: zonesS, noSignalS: elapsedS - heardS, meanBpm, maxBpm, phasesCompleted, phases };
}
