// Apart from the machine itself, which the first screen does without.
import type { Link } from './link.ts';

/** The device is connected, whether it has measured anything yet or not. */
export function isLinked(link: Link): boolean {
  return link === 'discovering' || link === 'live';
}
