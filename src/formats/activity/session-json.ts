import type { FinishedSession } from '../../core/records/finished.ts';
import { samplesOf, type SampleChunk } from '../../core/samples/samples.ts';
import type { SessionExporter } from './sessionExporter.ts';

/**
 * One finished workout as a file that others can read: all that is kept of it, in the words of our own types, with the
 * samples as columns of equal length, one entry for each elapsed second, but for long absences, which are left out and
 * named. `version` is 2 where there are such: a reader of version 1 would misread it.
 */
export interface SessionFile {
  format: 'beatkeeper-session';
  version: 1 | 2;
  exportedAt: string;
  session: FinishedSession;
  /** Elapsed seconds that have no entry, since the app was away; `toS` exclusive. */
  leftOut?: { fromS: number; toS: number }[];
  samples: {
    /** As the strap said it, whole bpm; `null` without a signal. */
    bpm: (number | null)[];
    /** Filtered, two decimals; `null` where nothing fresh was known. */
    steadyBpm: (number | null)[];
    source: ('strap' | 'simulated' | 'none')[];
    /** Which of two straps it came from, the first or the second; left out where the second was never used. */
    strap?: (0 | 1)[];
    /** Whether the app was away in that second. */
    away: boolean[];
    /** Whether its heart rate was not to be trusted; left out where all was, and by versions that did not keep it. */
    doubtful?: boolean[];
    /** The RR intervals that came in that second, in ms. */
    rrMs: (readonly number[])[];
  };
}

export const sessionJsonExporter = {
  id: 'json',
  extension: '.beatkeeper.json',
  mime: 'application/json',
  write: ({ session, chunks, exportedAtEpochMs }) => ({
    bytes: new TextEncoder().encode(sessionJson(sessionFile(session, chunks, exportedAtEpochMs))),
    losses: [],
  }),
} as const satisfies SessionExporter;

export function sessionFile(
  session: FinishedSession,
  chunks: readonly SampleChunk[],
  exportedAtEpochMs: number,
): SessionFile {
  const samples = chunks.flatMap((chunk) => samplesOf(chunk));
  const leftOut = leftOutOf(chunks, session.elapsedS);
  return {
    format: 'beatkeeper-session',
    version: leftOut.length > 0 ? 2 : 1,
    exportedAt: new Date(exportedAtEpochMs).toISOString(),
    session,
    ...(leftOut.length > 0 && { leftOut }),
    samples: {
      bpm: samples.map(({ bpm }) => bpm || null),
      steadyBpm: samples.map(({ steadyBpm }) => Math.round(steadyBpm * 100) / 100 || null),
      source: samples.map(({ source }) => source),
      ...(samples.some(({ strap }) => strap === 1) && { strap: samples.map(({ strap = 0 }) => strap) }),
      away: samples.map(({ away }) => away),
      ...(samples.some(({ doubtful }) => doubtful) && { doubtful: samples.map(({ doubtful = false }) => doubtful) }),
      rrMs: samples.map(({ rrMs }) => rrMs),
    },
  };
}

function leftOutOf(chunks: readonly SampleChunk[], elapsedS: number): { fromS: number; toS: number }[] {
  const leftOut: { fromS: number; toS: number }[] = [];
  let doneS = 0;
  for (const { fromS, bpm } of chunks) {
    if (fromS > doneS) leftOut.push({ fromS: doneS, toS: fromS });
    doneS = fromS + bpm.length;
  }
  if (elapsedS > doneS) leftOut.push({ fromS: doneS, toS: elapsedS });
  return leftOut;
}

/** The file's text: readable at the top, the long columns on a line each. */
export function sessionJson(file: SessionFile): string {
  const columns = Object.entries(file.samples).map(([name, column]) => `    "${name}": ${JSON.stringify(column)}`);
  const head = JSON.stringify({ ...file, samples: 0 }, null, 2);
  return `${head.slice(0, head.lastIndexOf('0'))}{\n${columns.join(',\n')}\n  }\n}\n`;
}
