/** What the address may ask for before the `#`, for demos and checks. Anything that makes no sense is ignored. */
export interface Switches {
  /** A simulated strap in the words of `parseStrapSpec` (`steady:140`), in place of the person's choice. */
  simulated?: string | undefined;
  /** How many times as fast as the clock; for simulated straps only. */
  speed: number;
  lang?: string | undefined;
  /** Do without shared memory. */
  noShared: boolean;
}

const SPEED_MAX = 3_600;

export function switchesOf(search: string): Switches {
  const query = new URLSearchParams(search);
  const strap = query.get('strap');
  const speed = Number(query.get('speed') ?? 1);
  return {
    simulated: strap?.startsWith('sim:') ? strap.slice('sim:'.length) : undefined,
    speed: Number.isFinite(speed) && speed > 0 ? Math.min(SPEED_MAX, speed) : 1,
    lang: query.get('lang') ?? undefined,
    noShared: query.get('noshared') === '1',
  };
}
