import type { End } from '../../../core/plan/plan.ts';
import type { Loss } from '../../importer.ts';
import { dropped, lossOf, phaseOf, type Made } from '../making.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import { isHeart } from './line.ts';
import { targetOf, type Aim, type Choices } from './targets.ts';

/** A step of intervals.icu, whichever way it was written. */
export interface Said {
  /** `Up: short steps`: a name and a cue. */
  text: string;
  /** What it is called without a text. */
  otherwise: string | undefined;
  end: { end: End; losses: readonly Loss[] };
  aims: readonly Aim[];
  intensity: string | undefined;
  cadence: string | undefined;
  dropped: readonly string[];
}

/** Longer than a name is: said, then. */
const NAME_CHARS_MAX = 80;

const INTENSITIES = new Map<string, string>(
  Object.entries({
    warmup: PHASE_NAMES.warmUp,
    cooldown: PHASE_NAMES.coolDown,
    interval: PHASE_NAMES.interval,
    active: PHASE_NAMES.interval,
    recovery: PHASE_NAMES.recovery,
    rest: PHASE_NAMES.rest,
  }),
);

export function madeStep(said: Said, choices: Choices): Made {
  const { end, aims } = said;
  const [aim, ...others] = aims;
  const durationS = end.end.type === 'time' ? end.end.durationS : undefined;
  const { target, losses } = aim
    ? targetOf(aim, durationS, choices)
    : { target: { type: 'open' as const }, losses: [] as Loss[] };
  const { name, cue, joined } = wordsOf(said.text);
  const fallback = INTENSITIES.get(said.intensity ?? '') ?? said.otherwise ?? PHASE_NAMES.steady;
  return phaseOf({
    name: name || fallback,
    target,
    end: end.end,
    cue,
    losses: [
      ...end.losses,
      ...losses,
      ...others.map(({ what, text }) =>
        lossOf('loss.targetDropped', 'target', {
          what: isHeart({ what } as Aim) ? 'heart rate' : what === 'pace' ? 'pace' : 'power',
          text,
        }),
      ),
      ...(said.cadence === undefined
        ? []
        : [lossOf('loss.targetDropped', 'target', { what: 'cadence', text: said.cadence })]),
      ...(joined > 1 ? [lossOf('loss.cueJoined', 'cue', { count: joined })] : []),
      ...dropped(said.dropped),
    ],
  });
}

/** Messages later in a step: `Go 33^ Half way <!> Last`. */
const LATER = /\s*(?:\d{1,5}\^|<!>)\s*/g;

function wordsOf(text: string): { name: string; cue: string; joined: number } {
  const parts = text.split(LATER).filter((part) => part !== '');
  const said = parts.join(' · ');
  const [, name = '', cue = ''] = /^(.{1,80}?): (.*)$/s.exec(said) ?? [];
  const joined = parts.length;
  if (name !== '' && cue !== '') return { name, cue, joined };
  return said.length <= NAME_CHARS_MAX && joined < 2
    ? { name: said, cue: '', joined }
    : { name: '', cue: said, joined };
}
