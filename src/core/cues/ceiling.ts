// The ceiling is a hard limit of the plan, the person or a clinic. It is told at once, in every phase, paused or not, whatever
// else is switched off, again and again until the heart is below it or the person has confirmed.

/** What is known of a heart and its ceiling. Seconds go on in a pause. */
export interface CeilingWatch {
  /** Readings on end at or above it. */
  onEnd: number;
  /** It was passed, and the heart has not been well below it since. */
  above: boolean;
  /** Seconds since it was told. */
  toldAgoS: number;
  /** How often it was told on end. */
  times: number;
  /** The person confirmed: at which rate, and seconds since. */
  confirmed?: { bpm: number; agoS: number } | undefined;
}

export const BELOW_CEILING: CeilingWatch = { onEnd: 0, above: false, toldAgoS: 0, times: 0 };

/** The filtered rate counts from here on, so that 130 is told at a limit of 130. */
const SLACK_BPM = 0.5;
/** The filter lags on a rise: this close to the limit, one reading at the limit is enough, unless it is a wild one. */
const NEAR_BPM = 1;
const WILD_BPM = 6;
/** So many raw readings on end are enough, too, for a rise that the filter takes for a bad contact. */
const RAW_ON_END = 4;
/** Below by as much, it is over. */
const OVER_BPM = 3;
const AGAIN_S = 15;
/** Confirmed, it is quiet for so long, unless the heart goes up by so much more. */
export const CONFIRMED_S = 120;
const CONFIRMED_MORE_BPM = 5;

/** One second of a heart under a ceiling. */
export interface CeilingSecond {
  ceilingBpm: number;
  /** The filtered rate; none while nothing is heard. */
  gatedBpm: number | undefined;
  /** The raw reading of this second, if it had one. */
  reading: number | undefined;
}

/** After one more second, and whether the alarm is due. */
export function ceilingAfter(before: CeilingWatch, second: CeilingSecond): [CeilingWatch, tell: boolean] {
  const { ceilingBpm, gatedBpm, reading } = second;
  const onEnd = reading === undefined ? before.onEnd : reading >= ceilingBpm ? before.onEnd + 1 : 0;
  const heard = gatedBpm !== undefined || reading !== undefined;
  const passed = isPassed(second, onEnd);
  const isOver = gatedBpm !== undefined && gatedBpm < ceilingBpm - OVER_BPM && onEnd === 0;
  if (isOver || (!before.above && !passed)) return [{ ...BELOW_CEILING, onEnd }, false];

  const confirmed = confirmedAfter(before, Math.max(gatedBpm ?? 0, onEnd >= RAW_ON_END ? (reading ?? 0) : 0));
  const toldAgoS = before.toldAgoS + 1;
  const due = heard && !confirmed && (!before.above || toldAgoS >= AGAIN_S);
  const times = due ? before.times + 1 : before.times;
  return [{ onEnd, above: true, toldAgoS: due ? 0 : toldAgoS, times, confirmed }, due];
}

function isPassed({ ceilingBpm, gatedBpm, reading = 0 }: CeilingSecond, onEnd: number): boolean {
  if (onEnd >= RAW_ON_END) return true;
  if (gatedBpm === undefined) return false;
  if (gatedBpm >= ceilingBpm - SLACK_BPM) return true;
  return gatedBpm >= ceilingBpm - NEAR_BPM && reading >= ceilingBpm && reading - gatedBpm <= WILD_BPM;
}

/** The person has understood; nothing to confirm is nothing done. */
export function ceilingConfirmed(watch: CeilingWatch, bpm: number): CeilingWatch {
  return watch.above ? { ...watch, confirmed: { bpm, agoS: 0 } } : watch;
}

function confirmedAfter({ confirmed }: CeilingWatch, bpm: number): CeilingWatch['confirmed'] {
  if (!confirmed || confirmed.agoS + 1 >= CONFIRMED_S || bpm >= confirmed.bpm + CONFIRMED_MORE_BPM) return undefined;
  return { ...confirmed, agoS: confirmed.agoS + 1 };
}
