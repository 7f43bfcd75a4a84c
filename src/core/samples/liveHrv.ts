import { hrvOfWindow, NO_WINDOW, secondOfBeats, type BeatWindow, type WindowHrv } from '../hrv/beatWindow.ts';
import { WINDOW_S } from '../hrv/hrvFigures.ts';
import type { Sample } from '../session/events.ts';
import { beatsOf } from './beatsOf.ts';

/** How the beats of a running workout vary: the last two minutes of it, and no more, however long it is. */
export interface LiveHrv {
  window: BeatWindow;
  figures?: WindowHrv | undefined;
}

export const NO_LIVE_HRV: LiveHrv = { window: NO_WINDOW };

const EVERY_S = 5;

/** After one more second. Figures are of every fifth, from two minutes after the start or the last break on. */
export function liveHrvAfter({ window, figures }: LiveHrv, sample: Sample): LiveHrv {
  const rrMs = beatsOf(sample);
  if (!rrMs) return NO_LIVE_HRV;
  const next = secondOfBeats(window, rrMs);
  if (next.forS < WINDOW_S) return { window: next };
  return { window: next, figures: next.forS % EVERY_S === 0 ? (hrvOfWindow(next) ?? undefined) : figures };
}
