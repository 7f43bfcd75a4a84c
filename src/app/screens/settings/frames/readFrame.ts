// One frame of a strap in words: for the screen and for a text.
import { BPM_MAX, BPM_MIN, plausible } from '../../../../core/signal/filter.ts';
import { flagsOf, parseFrame } from '../../../../core/signal/heartRateMeasurement.ts';
import type { Problem } from '../../../../core/parse/parsed.ts';
import type { FrameWords } from '../../../../words/language.ts';
import type { ShownFrame } from '../../../state/frameLog.svelte.ts';

export interface FrameInWords {
  since: string;
  hex: string;
  /** What the bytes mean; empty where there are too few of them to say. */
  means: string;
  /** Why nothing of a heart can be taken from it. */
  why?: string | undefined;
}

export function frameInWords(
  { sinceMs, bytes }: ShownFrame,
  words: FrameWords,
  problemLine: (problem: Problem) => string,
): FrameInWords {
  const said = {
    since: sinceMs === undefined ? words.first : words.since(sinceMs / 1000),
    hex: hexOf(bytes),
  };
  const [flags] = bytes;
  const read = parseFrame(bytes);
  if (!read.ok) {
    const means = flags === undefined ? '' : flagsInWords(flags, words);
    return { ...said, means, why: words.malformed(read.problems.map(problemLine).join(' ')) };
  }
  const { bpm, energyKJ, rrMs, contact } = read.value;
  const { wide } = flagsOf(flags!);
  const means = [words.bpm(bpm), words.rr(rrMs), words.contact[contact], words.energy(energyKJ), words.format(wide)];
  return { ...said, means: means.join(' · '), why: unusedWhy(read.value, words) };
}

/** What is promised by a frame that does not keep it. */
function flagsInWords(flags: number, words: FrameWords): string {
  const { wide, contact } = flagsOf(flags);
  return [words.format(wide), words.contact[contact]].join(' · ');
}

function unusedWhy({ bpm, contact }: { bpm: number; contact: string }, words: FrameWords): string | undefined {
  if (bpm === 0) return words.zero;
  if (!plausible(bpm)) return words.implausible(BPM_MIN, BPM_MAX);
  return contact === 'absent' ? words.off : undefined;
}

function hexOf(bytes: Uint8Array): string {
  return bytes.length === 0 ? '–' : Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The lists as a text, straps by number: no name, and no time but that between frames. */
export function framesAsText(
  lists: readonly (readonly ShownFrame[])[],
  version: string,
  words: FrameWords,
  problemLine: (problem: Problem) => string,
): string {
  const lines = lists.flatMap((list, strap) => {
    if (list.length === 0) return [];
    const frames = list.map((frame) => frameInWords(frame, words, problemLine));
    return [
      '',
      words.reportStrap(strap + 1),
      ...frames.map(({ since, hex, means, why }) => [since, hex, means, why].filter((each) => each).join('  ')),
    ];
  });
  return [words.report(version), ...lines].join('\n');
}
