import type { CueKind, CueSecond } from './cueKind.ts';
import { ceiling } from './kinds/ceiling.ts';
import { almostRecovered } from './kinds/almostRecovered.ts';
import { countdown } from './kinds/countdown.ts';
import { finish } from './kinds/finish.ts';
import { halfway } from './kinds/halfway.ts';
import { heartRate } from './kinds/heartRate.ts';
import { high } from './kinds/high.ts';
import { inZone } from './kinds/inZone.ts';
import { lost } from './kinds/lost.ts';
import { low } from './kinds/low.ts';
import { phase } from './kinds/phase.ts';
import { restored } from './kinds/restored.ts';

/** Every kind of cue. A new one is a file in `kinds` and its name here; then the compiler asks for its words. */
export const CUE_KINDS = {
  phase,
  countdown,
  halfway,
  low,
  high,
  ceiling,
  inZone,
  almostRecovered,
  heartRate,
  lost,
  restored,
  finish,
} as const satisfies Record<string, CueKind>;

type Kinds = typeof CUE_KINDS;
export type CueKindName = keyof Kinds;
type Facts<Kind> = Kind extends { due: (second: CueSecond) => infer Facts } ? NonNullable<Facts> : never;

/** What the kinds with a rule tell, each with its own facts. */
export type CueNotice = { [Name in keyof Kinds]: Facts<Kinds[Name]> & Kinds[Name]['on'] }[keyof Kinds];

const KINDS: readonly CueKind[] = Object.values(CUE_KINDS);

/** What is to be said at the end of this second. */
export function cuesDue(second: CueSecond): CueNotice[] {
  return KINDS.flatMap(({ on, due }) => {
    const facts = due?.(second);
    return facts ? [{ ...on, ...facts } as CueNotice] : [];
  });
}

/** The kind of cue that goes with a notice; none is heard of the others. */
export function cueKindOf(notice: { type: string; side?: unknown }): CueKind | undefined {
  return KINDS.find(({ on }) => on.type === notice.type && (on.side === undefined || on.side === notice.side));
}
