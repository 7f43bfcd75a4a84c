import { isSamePath } from '../../../../core/plan/stepTree.ts';
import type { DrawnPhase } from './drawing.ts';

/** Neighbouring phases that are drawn together, and move together when a phase before them becomes longer. */
export interface Section {
  fromS: number;
  toS: number;
  /** In seconds from the beginning of the section. The same array as before, where nothing in it is another. */
  phases: readonly DrawnPhase[];
}

const PHASES_EACH = 12;

/**
 * The phases in sections. What is unchanged in `before` is taken from there, so that only the section of a phase that a
 * hand pulls at is drawn anew, and the others are moved as a whole.
 */
export function sectionsOf(phases: readonly DrawnPhase[], before: readonly Section[]): Section[] {
  const sections: Section[] = [];
  for (let i = 0; i < phases.length; i += PHASES_EACH) {
    const part = phases.slice(i, i + PHASES_EACH);
    const [fromS, toS] = [part[0]!.fromS, part.at(-1)!.toS];
    const was = before[sections.length];
    if (was && isSame(part, was.phases)) {
      const stands = was.fromS === fromS && was.toS === toS;
      sections.push(stands ? was : { fromS, toS, phases: was.phases });
    } else {
      const from = part.map((each) => ({ ...each, fromS: each.fromS - fromS, toS: each.toS - fromS }));
      sections.push({ fromS, toS, phases: from });
    }
  }
  return sections;
}

const isSame = (now: readonly DrawnPhase[], before: readonly DrawnPhase[]): boolean =>
  now.length === before.length && now.every((each, i) => isSameDrawn(each, before[i]!));

/** Apart from where it stands: a phase that is the same object is as long as it was. */
const isSameDrawn = (a: DrawnPhase, b: DrawnPhase): boolean =>
  a.phase === b.phase &&
  a.index === b.index &&
  a.zone === b.zone &&
  a.lowBpm === b.lowBpm &&
  a.highBpm === b.highBpm &&
  a.untilBpm === b.untilBpm &&
  isSamePath(a.path, b.path);
