import type { StrapsNow } from '../../../core/session/snapshot.ts';
import type { Words } from '../../../words/words.ts';
import type { StrapState } from '../../state/strap.svelte.ts';

type PillWords = Words['pages']['today']['strap'];
type One = Pick<StrapState, 'link' | 'name' | 'batteryPct' | 'linked'>;

export interface Pill {
  text: string;
  /** What the mark says: a heart that is heard, one that is made up, a strap on its way, or nobody. */
  look: 'heard' | 'simulated' | 'onItsWay' | 'nobody';
  /** How the other one of two straps does. */
  other?: string | undefined;
}

/** What the pill of Today says: of the strap that is used, and that there is another one. */
export function pillOf(
  first: One & Pick<StrapState, 'choice'>,
  second: (One & Pick<StrapState, 'used'>) | undefined,
  straps: Pick<StrapsNow, 'chosen'> | undefined,
  words: PillWords,
): Pill {
  const { choice } = first;
  if (choice === 'simulated') return { text: words.simulated, look: 'simulated' };
  if (choice !== 'bluetooth') return { text: words[choice], look: 'nobody' };
  if (!second?.used) return pillOfOne(first, words);
  // until the worker has heard of both, the one that is there is the one that will be used
  const isSecond = straps ? straps.chosen === 1 : second.linked && !first.linked;
  const [used, other] = isSecond ? [second, first] : [first, second];
  const { text, look } = pillOfOne(other, words);
  return { ...pillOfOne(used, words), other: look === 'heard' ? text : words.named(other.name ?? words.any, text) };
}

function pillOfOne({ link, name, batteryPct }: One, words: PillWords): Pill {
  if (link === 'live') return { text: words.connected(name ?? words.any, batteryPct), look: 'heard' };
  if (link === 'idle') return { text: words.choose, look: 'nobody' };
  return { text: words[link], look: link === 'failed' ? 'nobody' : 'onItsWay' };
}
