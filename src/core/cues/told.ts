import { cueKindOf } from './cueKinds.ts';
import type { CueKind } from './cueKind.ts';
import type { HeartRateEveryMin, Told } from './cueGroups.ts';
import type { Notice } from './notice.ts';
import type { Strictness } from './strictness.ts';

/** What the person wants to be told. */
export interface ToldWishes {
  told: Told;
  heartRateEveryMin: HeartRateEveryMin;
  strictness: Strictness;
}

/**
 * The kind of a notice, where the person wants to be told of it at all: by sound, vibration, voice, notification and screen
 * reader alike. `undefined`: it has none, or is not wanted. A ceiling is always told.
 */
export function toldKindOf(notice: Notice, { told, heartRateEveryMin, strictness }: ToldWishes): CueKind | undefined {
  const kind = cueKindOf(notice);
  if (!kind) return undefined;
  if (strictness === 'pacing' && !isOfPacing(notice, kind)) return undefined;
  switch (kind.group) {
    case 'ceiling':
      return kind;
    case 'heartRate':
      return heartRateEveryMin > 0 && notice.atS % (heartRateEveryMin * 60) === 0 ? kind : undefined;
    default:
      return told[kind.group] ? kind : undefined;
  }
}

/** Who must stay below a limit is told of that alone: of the signal that it depends on, and of the end. */
function isOfPacing(notice: Notice, { group }: CueKind): boolean {
  return group === 'ceiling' || group === 'signal' || notice.type === 'completed';
}
