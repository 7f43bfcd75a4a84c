// The straps that a person has used, and what is remembered of each. Pure: what is known goes in, what is known then comes out.
import { BATTERY_LOW_PCT, CHARGED_BY_PCT } from '../../core/session/strap.ts';
import { KNOWN_STRAPS_MAX, STRAP_NAME_MAX, type KnownStrap } from '../../store/database/records.ts';

type Straps = readonly KnownStrap[];

/** From here on a battery was charged or changed: a level trembles by a few percent with the temperature. */
const CHARGED_PCT = BATTERY_LOW_PCT + 25;

/**
 * The strap that is used, in front of the others. `insteadOf`: the person was asked to choose that one again, and did if
 * the name is the same; a browser that has forgotten a strap gives it another id.
 */
export function withUsed(straps: Straps, used: { id: string; name: string }, insteadOf?: string): Straps {
  const name = used.name.slice(0, STRAP_NAME_MAX);
  const same = straps.find(({ id }) => id === used.id);
  const former = straps.find((each) => each.id === insteadOf && each.name === name);
  const others = straps.filter(({ id }) => id !== used.id && id !== former?.id);
  return [{ ...former, ...same, id: used.id, name: name || (same?.name ?? '') }, ...others].slice(0, KNOWN_STRAPS_MAX);
}

export function withSeen(straps: Straps, id: string | undefined, seenAtEpochMs: number): Straps {
  return changed(straps, id, (strap) => ({ ...strap, seenAtEpochMs }));
}

export function withBattery(straps: Straps, id: string | undefined, batteryPct: number): Straps {
  return changed(straps, id, (strap) => {
    const { lowTold, changeToldPct, ...rest } = strap;
    return {
      ...rest,
      batteryPct,
      ...(lowTold && batteryPct < CHARGED_PCT && { lowTold }),
      ...(changeToldPct !== undefined && batteryPct < changeToldPct + CHARGED_BY_PCT && { changeToldPct }),
    };
  });
}

/** That the battery is low has been said: not again until it was charged or changed. */
export function withLowTold(straps: Straps, id: string | undefined): Straps {
  return changed(straps, id, (strap) => ({ ...strap, lowTold: true }));
}

export function isBatteryLow(pct: number | undefined): boolean {
  return pct !== undefined && pct < BATTERY_LOW_PCT;
}

function changed(straps: Straps, id: string | undefined, change: (strap: KnownStrap) => KnownStrap): Straps {
  return straps.map((strap) => (strap.id === id ? change(strap) : strap));
}
