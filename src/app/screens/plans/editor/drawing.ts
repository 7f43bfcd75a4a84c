import { zoneFloorBpm, type Profile, type Zone } from '../../../../core/athlete/hrZones.ts';
import { bandOf, endBpm, targetZone, type Phase, type Step } from '../../../../core/plan/plan.ts';
import type { Path } from '../../../../core/plan/stepTree.ts';

/** How high a phase is drawn. */
export interface Look {
  phase: Phase;
  /** 0: below zone 1; none: no target. */
  zone: Zone | 0 | undefined;
  lowBpm: number;
  highBpm: number;
  untilBpm: number | undefined;
}

/** A phase as it is drawn, once for each time that it is run. */
export interface DrawnPhase extends Look {
  path: Path;
  /** Its place among all that are drawn for the first time, from 0; none for another round. */
  index: number | undefined;
  fromS: number;
  toS: number;
}

/** A repeat block: all of its rounds. */
export interface DrawnGroup {
  path: Path;
  repeat: number;
  fromS: number;
  toS: number;
}

export interface Drawing {
  phases: readonly DrawnPhase[];
  groups: readonly DrawnGroup[];
  totalS: number;
  bottomBpm: number;
  topBpm: number;
}

/** A phase that a hand ends is drawn this long. */
export const BY_HAND_S = 300;
/** Above 100 % of maximum, so that a target that reaches it has an edge. */
const TOP_SHARE = 1.04;

/** How long a phase is drawn: as long as it can take. */
export function drawnS({ end }: Pick<Phase, 'end'>): number {
  return end.type === 'time' ? end.durationS : end.type === 'heartRate' ? end.maxS : BY_HAND_S;
}

export function lookOf(phase: Phase, profile: Profile): Look {
  const band = bandOf(phase.target, profile);
  return {
    phase,
    zone: band ? (targetZone(phase.target, profile) ?? 0) : undefined,
    lowBpm: band?.lowBpm ?? zoneFloorBpm(1, profile),
    highBpm: band ? (band.highBpm ?? Math.max(profile.bpmMax, band.lowBpm)) : zoneFloorBpm(2, profile),
    untilBpm: phase.end.type === 'heartRate' ? endBpm(phase.end, profile) : undefined,
  };
}

/** The steps of a plan over time, every round of a block, in this person's heart rates. */
export function drawingOf(steps: readonly Step[], profile: Profile): Drawing {
  const phases: DrawnPhase[] = [];
  const groups: DrawnGroup[] = [];
  const floorBpm = zoneFloorBpm(1, profile);
  let atS = 0;
  let index = 0;
  const draw = (list: readonly Step[], parent: Path, again: boolean): void => {
    for (const [i, step] of list.entries()) {
      const path = [...parent, i];
      const fromS = atS;
      if ('repeat' in step) {
        for (let round = 0; round < step.repeat; round++) draw(step.phases, path, again || round > 0);
        if (!again) groups.push({ path, repeat: step.repeat, fromS, toS: atS });
        continue;
      }
      atS += drawnS(step);
      phases.push({ path, index: again ? undefined : index++, fromS, toS: atS, ...lookOf(step, profile) });
    }
  };
  draw(steps, [], false);
  return {
    phases,
    groups,
    totalS: atS,
    bottomBpm: phases.reduce((low, phase) => Math.min(low, phase.lowBpm), floorBpm) - 0.08 * profile.bpmMax,
    topBpm: phases.reduce((high, phase) => Math.max(high, phase.highBpm), TOP_SHARE * profile.bpmMax),
  };
}

/** A phase this wide can be told from its neighbours and tapped, in CSS pixels; its handles are wider than it is. */
const HOLD_PX = 14;
/** The picture is not made wider than so many screens for it: it is to be seen as a whole as well. */
const SCREENS_MAX = 3;

/** How wide a second is drawn in a box of this width: wide enough to take hold of every phase, where that can be. */
export function pxPerS({ phases, totalS }: Drawing, boxPx: number): number {
  if (totalS === 0) return 1;
  const fitting = boxPx / totalS;
  const shortestS = phases.reduce((least, { fromS, toS }) => Math.min(least, toS - fromS), totalS);
  return Math.max(fitting, Math.min(HOLD_PX / shortestS, SCREENS_MAX * fitting));
}
