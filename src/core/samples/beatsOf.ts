import type { Sample } from '../session/events.ts';

/** The intervals of a second, as far as they say something of a heart; `undefined` where the series breaks: a simulated heart has none. */
export function beatsOf({ source, rrMs, beatsFollow }: Sample): readonly number[] | undefined {
  return beatsFollow && source !== 'simulated' && source !== 'none' ? rrMs : undefined;
}
