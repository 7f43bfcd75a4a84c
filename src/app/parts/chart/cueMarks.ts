import type { CueRecord } from '../../../core/session/session.ts';
import { px, type Scale } from './line.ts';

/** One cue, or several that are too close to each other to be hit apart. */
export interface CueMark {
  atPx: number;
  cues: readonly CueRecord[];
}

/** The cues that are seen as marks, each at least `apartPx` from the next. */
export function cueMarks(cues: readonly CueRecord[], x: Scale, apartPx: number): CueMark[] {
  const marks: { fromPx: number; toPx: number; cues: CueRecord[] }[] = [];
  for (const cue of cues) {
    if (cue.atS < x.from || cue.atS > x.to) continue;
    const atPx = px(x, cue.atS);
    const last = marks.at(-1);
    if (last && atPx - last.fromPx < apartPx) {
      last.cues.push(cue);
      last.toPx = atPx;
    } else marks.push({ fromPx: atPx, toPx: atPx, cues: [cue] });
  }
  // at the first of them, so that marks stay apart
  return marks.map(({ fromPx, cues }) => ({ atPx: fromPx, cues }));
}
