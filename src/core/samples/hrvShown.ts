import type { WindowHrv } from '../hrv/beatWindow.ts';
import { ARTEFACT_PCT_MAX, WINDOW_S, type HrvBlank, type HrvFigure } from '../hrv/hrvFigures.ts';
import type { Heart, Snapshot } from '../session/snapshot.ts';

/** What is known of the beats of a running workout, once a second. Plain data that can be posted. */
export interface HrvNow {
  /** Seconds since the start or the last break of the series. */
  forS: number;
  /** Seconds on end in which a strap was heard, and sent no interval. */
  withoutRrS: number;
  figures?: WindowHrv | undefined;
}

/** A figure, or why there is none. `leftS`: how long it takes, if all goes well. */
export type HrvShown = { value: number } | { blank: HrvBlank; leftS?: number | undefined };

/** A strap that has sent no interval for so long sends none. */
const NO_RR_S = 20;
/** A strap that sends a bundle of them now and then is waited for. */
const RR_SELDOM_S = 10;

/** What is shown, by the rule that a number which cannot be trusted is none. */
export function hrvShown(
  which: HrvFigure,
  { status, heart, hrv }: { status: Snapshot['status']; heart: Heart | undefined; hrv: HrvNow | undefined },
): HrvShown {
  if (!heart || heart.signal === 'none') return { blank: 'noStrap' };
  if (heart.source === 'simulated') return { blank: 'simulated' };
  if (status === 'paused') return { blank: 'paused' };
  if (heart.signal !== 'live') return { blank: 'noSignal' };
  if (heart.doubt) return { blank: 'doubt' };
  const { forS = 0, withoutRrS = 0, figures } = hrv ?? {};
  if (withoutRrS >= NO_RR_S) return { blank: 'noRr' };
  if (!figures || withoutRrS > RR_SELDOM_S) return { blank: 'waiting', leftS: Math.max(0, WINDOW_S - forS) };
  if (figures.artefactPct >= ARTEFACT_PCT_MAX) return { blank: 'artefacts' };
  const value = which === 'rmssd' ? figures.rmssdMs : figures.dfaAlpha1;
  return value === null ? { blank: 'waiting' } : { value };
}
