import { isSamePath, type Path } from '../../../../core/plan/stepTree.ts';

/** What stands in the picture from a time to another. */
interface Spanned {
  path: Path;
  fromS: number;
  toS: number;
}

/** The same in its section, of whose width it takes these percent: where that is wider, it alone is changed. */
export type InSection<T extends Spanned> = T & { leftPct: number; widthPct: number };

/** Neighbouring phases that are drawn together, and move together when a phase before them becomes longer. */
export interface Section<T extends Spanned> {
  fromS: number;
  toS: number;
  /** In seconds from the beginning of the section. The same array as before, where nothing in it is another. */
  phases: readonly InSection<T>[];
}

const PHASES_EACH = 12;

/**
 * The phases in sections. What is unchanged in `before` is taken from there, so that only the section of a phase that a
 * hand pulled at is drawn anew, and in it only what is another; the others are moved as a whole.
 */
export function sectionsOf<T extends Spanned>(phases: readonly T[], before: readonly Section<T>[]): Section<T>[] {
  const sections: Section<T>[] = [];
  for (let i = 0; i < phases.length; i += PHASES_EACH) {
    const part = phases.slice(i, i + PHASES_EACH);
    const [fromS, toS] = [part[0]!.fromS, part.at(-1)!.toS];
    const was = before[sections.length];
    const stands = was?.fromS === fromS && was.toS === toS;
    const now = part.map((each, n) => inSection(each, fromS, toS, was?.phases[n]));
    const isSame = was?.phases.length === now.length && now.every((each, n) => each === was.phases[n]);
    sections.push(isSame && stands ? was : { fromS, toS, phases: isSame ? was.phases : now });
  }
  return sections;
}

function inSection<T extends Spanned>(
  drawn: T,
  sectionFromS: number,
  sectionToS: number,
  before: InSection<T> | undefined,
): InSection<T> {
  const [fromS, toS] = [drawn.fromS - sectionFromS, drawn.toS - sectionFromS];
  const pct = 100 / (sectionToS - sectionFromS);
  const now = { ...drawn, fromS, toS, leftPct: fromS * pct, widthPct: (toS - fromS) * pct };
  return before && isSame(now, before) ? before : now;
}

/** Field by field; a path is looked into. */
function isSame<T extends Spanned>(a: T, b: T): boolean {
  for (const key in a) if (a[key] !== b[key] && key !== 'path') return false;
  return isSamePath(a.path, b.path);
}
