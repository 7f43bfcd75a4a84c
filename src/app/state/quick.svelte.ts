import type { Heart } from '../../core/session/snapshot.ts';
import { isZone, zoneCount, type Profile, type Zone } from '../../core/athlete/hrZones.ts';
import { zoneAs, type Plan } from '../../core/plan/plan.ts';
import { QUICK_ID, quickPlan, type QuickWords } from '../../core/plan/quick.ts';
import type { PlansState } from './plans.svelte.ts';
import type { Route } from './route.svelte.ts';

/** What the workout without a plan is called in an address. */
const QUICK = 'quick';

/** The workout without a plan, and the zone that it is to hold: as the address says, else as it was last chosen in this visit. */
export class QuickStart {
  readonly #route: Pick<Route, 'query' | 'replace'>;
  readonly #words: QuickWords;
  readonly #profile: () => Profile;
  #chosen = $state.raw<Zone | undefined>();

  readonly zone = $derived.by((): Zone | undefined => {
    const asked = Number(this.#route.query.get('zone'));
    const zone = isZone(asked) ? asked : this.#chosen;
    return zone !== undefined && zone <= zoneCount(this.#profile()) ? zone : undefined;
  });
  readonly plan = $derived.by((): Plan => {
    return quickPlan(this.#words, this.zone && zoneAs(this.zone, zoneCount(this.#profile())));
  });

  /** `profile`: what it is run with. */
  constructor(route: Pick<Route, 'query' | 'replace'>, words: QuickWords, profile: () => Profile) {
    this.#route = route;
    this.#words = words;
    this.#profile = profile;
  }

  choose(zone: Zone | undefined): void {
    this.#chosen = zone;
    this.#route.replace(zone === undefined ? '#/quick' : `#/quick?zone=${zone}`);
  }
}

/**
 * Whether one tap is enough: the person's own heart is heard, and what everybody reads once before a start was read. Else
 * the start screen comes first, with all else chosen.
 */
export function startsAtOnce(
  { heart, busy, ready }: { heart: Pick<Heart, 'signal' | 'source'> | undefined; busy: boolean; ready: boolean },
  { safetySeen }: { safetySeen: boolean },
): boolean {
  return ready && !busy && safetySeen && heart?.signal === 'live' && heart.source === 'strap';
}

/** The plan that an address asks for by this name. */
export function planAt(name: string, app: { plans: Pick<PlansState, 'byId'>; quick: QuickStart }): Plan | undefined {
  return name === QUICK || name === QUICK_ID ? app.quick.plan : app.plans.byId(name);
}
