import type { Moment } from '../../core/session.ts';

/** The wall clock here and now. */
export function here(): Moment {
  const now = new Date();
  return {
    epochMs: now.getTime(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetMin: 0 - now.getTimezoneOffset(),
  };
}
