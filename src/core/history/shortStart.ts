import type { SessionDigest } from '../records/finished.ts';

/** A start that is given up sooner than this was hardly meant as a workout. */
export const SHORT_START_S = 60;

/** Whether the person gave it up within the first minute, whosever heart it was: it is stored, and they are asked whether to keep it. */
export const isShortStart = ({ elapsedS, ending }: Pick<SessionDigest['summary'], 'elapsedS' | 'ending'>): boolean =>
  ending === 'stopped' && elapsedS < SHORT_START_S;
