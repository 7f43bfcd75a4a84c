import type * as Straps from '../../core/simulation/simulatedHeart.ts';

/** What the address may ask for before the `#`, for demos and checks. What makes no sense is left out, and said. */
export interface Switches {
  /** A simulated strap in the words of `parseStrapSpec` (`steady:140`), in place of the person's choice. */
  simulated?: string | undefined;
  /** How many times as fast as the clock; for simulated straps only. */
  speed: number;
  lang?: string | undefined;
  /** Do without shared memory. */
  noShared: boolean;
  /** What it asks for in vain. */
  refused: readonly RefusedSwitch[];
}

export interface RefusedSwitch {
  name: 'lang' | 'strap' | 'speed' | 'noshared';
  value: string;
}

const SPEED_MAX = 3_600;

/** `isLanguage`: whether there is a language for this tag. Straps are looked at only where one is asked for. */
export async function switchesOf(search: string, isLanguage: (tag: string) => boolean): Promise<Switches> {
  const query = new URLSearchParams(search);
  const refused: RefusedSwitch[] = [];
  /** The value of a switch, if it is one of those that there are. */
  const read = <T>(name: RefusedSwitch['name'], of: (value: string) => T | undefined): T | undefined => {
    const value = query.get(name);
    const known = value === null ? undefined : of(value);
    if (value !== null && known === undefined) refused.push({ name, value: value.slice(0, 40) });
    return known;
  };
  const { parseStrapSpec } = query.has('strap') ? await straps() : { parseStrapSpec: undefined };
  return {
    simulated: read('strap', (text) => {
      const spec = text.startsWith('sim:') ? text.slice('sim:'.length) : undefined;
      return spec !== undefined && parseStrapSpec?.(spec).ok ? spec : undefined;
    }),
    speed:
      read('speed', (text) => {
        const speed = text.trim() === '' ? NaN : Number(text);
        return speed > 0 && speed <= SPEED_MAX ? speed : undefined;
      }) ?? 1,
    lang: read('lang', (tag) => (isLanguage(tag) ? tag : undefined)),
    noShared: read('noshared', (text) => (text === '1' || text === '0' ? text : undefined)) === '1',
    refused,
  };
}

const straps = (): Promise<typeof Straps> => import('../../core/simulation/simulatedHeart.ts');
