import { isSamePath, type Path } from '../../../../core/plan/stepTree.ts';
import type { DrawnPhase } from './drawing.ts';
import type { InSection } from './sections.ts';

/**
 * A phase of the picture with all that is shown of it, as plain values: it is drawn anew when one of these is another. Were
 * each of hundreds to ask for what it shows, all of them would be asked at each change.
 */
export interface PictureBlock extends DrawnPhase {
  /** Its path as text. */
  key: string;
  /** Of the first round, which is a button. */
  name: string | undefined;
  /** How much of the picture's height its target takes, 0 to 1, and that below its target. */
  high: number;
  low: number;
  until: number | undefined;
  /** It is the phase that is selected, or another round of it. */
  isSelected: boolean;
  isTabStop: boolean;
  /** It does not go as it is planned. */
  isMarked: boolean;
}

/** What a hand makes of one. */
export type HeldBlock = Pick<PictureBlock, 'zone' | 'name' | 'high' | 'low' | 'until'> & { width: string };

export type PlacedBlock = InSection<PictureBlock>;

interface Shown {
  /** How much of the picture's height a heart rate takes. */
  share: (bpm: number) => number;
  nameOf: (drawn: DrawnPhase) => string;
  selected: Path | undefined;
  marked: ReadonlySet<string> | undefined;
}

export function pictureBlocks(
  phases: readonly DrawnPhase[],
  { share, nameOf, selected, marked }: Shown,
): readonly PictureBlock[] {
  const tabStop = phases.find(({ index, path }) => index !== undefined && isSamePath(path, selected)) ?? phases[0];
  return phases.map((drawn) => {
    const key = drawn.path.join('.');
    return {
      ...drawn,
      key,
      name: drawn.index === undefined ? undefined : nameOf(drawn),
      high: share(drawn.highBpm),
      low: share(drawn.lowBpm),
      until: drawn.untilBpm === undefined ? undefined : share(drawn.untilBpm),
      isSelected: isSamePath(drawn.path, selected),
      isTabStop: drawn === tabStop,
      isMarked: marked?.has(key) ?? false,
    };
  });
}
