// Apart from the machine itself, which the first screen does without.

/**
 * `discovering`: connected, and nothing was measured yet. `needsTap`: the browser does not remember the device, and shows
 * its chooser only after a tap.
 */
export type Link = 'idle' | 'choosing' | 'connecting' | 'discovering' | 'live' | 'reconnecting' | 'needsTap' | 'failed';

/** The device is connected, whether it has measured anything yet or not. */
export function isLinked(link: Link): boolean {
  return link === 'discovering' || link === 'live';
}
