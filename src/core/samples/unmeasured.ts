/** Shorter than this nobody needs to be told of: a strap takes some seconds to be heard. */
const TOLD_S = 10;

/** Seconds of a workout of whose heart rate nothing certain is known, unheard or in doubt; 0 where they are too few to tell of. */
export function unmeasuredS({ noSignalS }: { noSignalS: number }, doubtS = 0): number {
  const seconds = noSignalS + doubtS;
  return seconds < TOLD_S ? 0 : seconds;
}
