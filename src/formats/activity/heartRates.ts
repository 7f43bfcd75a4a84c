import { good, type Parsed } from '../../core/parse/parsed.ts';
import type { Reading } from '../../core/load/readings.ts';
import { parseFrame } from '../../core/signal/heartRateMeasurement.ts';
import { readReplayFile } from './replay.ts';

/** The heart rates of a recording, in order of time: lines of `seconds,bpm`, or of frames (`parseReplay`). */
export function readHeartRates(bytes: Uint8Array): Parsed<Reading[]> {
  const frames = readReplayFile(bytes);
  if (!frames.ok) return frames;
  return good(
    frames.value.flatMap(({ atMs, bytes: sent }): Reading[] => {
      // what no strap sends is no reading, here as in a workout
      const frame = parseFrame(sent);
      return frame.ok ? [{ s: atMs / 1000, bpm: frame.value.bpm }] : [];
    }),
  );
}
