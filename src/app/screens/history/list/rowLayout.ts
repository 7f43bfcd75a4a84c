// How tall rows are and where each begins, so that only those near the screen have to be there.

/** Rows of a list, the second exclusive. */
export interface RowRange {
  from: number;
  to: number;
}

/** How tall rows of one list, or of several, are: as they were seen or, where they were not, as the lowest of their kind. */
export class RowHeights {
  readonly #defaultPx: number;
  readonly #seenPx = new Map<string, number>();
  readonly #kindsPx = new Map<string, number>();

  constructor(defaultPx: number) {
    this.#defaultPx = defaultPx;
  }

  of(id: string, kind: string): number {
    return this.#seenPx.get(id) ?? this.#kindsPx.get(kind) ?? this.#defaultPx;
  }

  /** Whether other rows of its kind are now taken to be another height. */
  note(id: string, kind: string, heightPx: number): boolean {
    if (heightPx <= 0) return false; // not laid out
    this.#seenPx.set(id, heightPx);
    const before = this.#kindsPx.get(kind);
    if (before !== undefined && before <= heightPx) return false;
    this.#kindsPx.set(kind, heightPx);
    return true;
  }

  /** On another width, or with larger letters, they are others. */
  forget(): void {
    this.#seenPx.clear();
    this.#kindsPx.clear();
  }
}

/** Where each row begins, in px below the first, and at the end how tall all of them are. */
export function rowOffsets(rows: readonly { id: string; kind: string }[], heights: RowHeights): Float64Array {
  const offsetsPx = new Float64Array(rows.length + 1);
  let px = 0;
  rows.forEach(({ id, kind }, i) => {
    px += heights.of(id, kind);
    offsetsPx[i + 1] = px;
  });
  return offsetsPx;
}

/** The rows of which something is between these two, measured like the offsets; none where the list is above or below. */
export function rowsBetween(offsetsPx: Float64Array, topPx: number, bottomPx: number): RowRange {
  const count = offsetsPx.length - 1;
  const endPx = offsetsPx[count] ?? 0;
  if (count <= 0 || bottomPx <= 0 || topPx >= endPx) return NONE;
  return { from: rowAt(offsetsPx, topPx), to: rowAt(offsetsPx, Math.min(bottomPx, endPx) - 0.01) + 1 };
}

export const NONE: RowRange = { from: 0, to: 0 };

/** The last row that begins there or above. */
function rowAt(offsetsPx: Float64Array, px: number): number {
  let [low, high] = [0, offsetsPx.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (offsetsPx[middle]! <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A list under a heading, or under none: what is above and below its rows counts as its frame. */
export interface ListOfRows {
  key: string;
  rows: readonly { id: string; kind: string }[];
}

/** Which lists are there, the first of them by its place among all, and the rows of each. */
export interface NearRows {
  first: number;
  ranges: readonly RowRange[];
}

/** Where each of many lists and each of its rows is, one list below the other, in px from the top of the first. */
export class ListsLayout {
  readonly #lists: readonly ListOfRows[];
  readonly #heights: RowHeights;
  readonly #offsets: (Float64Array | undefined)[];
  #tops: Float64Array | undefined;

  constructor(lists: readonly ListOfRows[], heights: RowHeights) {
    this.#lists = lists;
    this.#heights = heights;
    this.#offsets = lists.map(() => undefined);
  }

  offsets(i: number): Float64Array {
    return (this.#offsets[i] ??= rowOffsets(this.#lists[i]?.rows ?? [], this.#heights));
  }

  frame(i: number): number {
    return this.#heights.of(frameId(this.#lists[i]?.key ?? ''), FRAME);
  }

  /** Where each list begins, and at the end how tall all are. */
  get tops(): Float64Array {
    if (this.#tops) return this.#tops;
    const tops = new Float64Array(this.#lists.length + 1);
    this.#lists.forEach((_, i) => {
      tops[i + 1] = tops[i]! + this.frame(i) + (this.offsets(i).at(-1) ?? 0);
    });
    return (this.#tops = tops);
  }

  /** The rows between these two. */
  near(topPx: number, bottomPx: number): NearRows {
    const { tops } = this;
    const lists = rowsBetween(tops, topPx, bottomPx);
    const ranges: RowRange[] = [];
    for (let i = lists.from; i < lists.to; i++) {
      const rowsPx = tops[i]! + this.frame(i);
      ranges.push(rowsBetween(this.offsets(i), topPx - rowsPx, bottomPx - rowsPx));
    }
    return { first: lists.from, ranges };
  }

  /** Notes how tall these rows of a list are, and what is around them. */
  note(i: number, framePx: number, rowsPx: readonly { index: number; px: number }[]): void {
    const list = this.#lists[i];
    if (!list) return;
    let isKindOther = this.#heights.note(frameId(list.key), FRAME, framePx);
    for (const { index, px } of rowsPx) {
      const row = list.rows[index];
      if (row && this.#heights.note(row.id, row.kind, px)) isKindOther = true;
    }
    this.#tops = undefined;
    if (isKindOther) this.#offsets.fill(undefined);
    else this.#offsets[i] = undefined;
  }

  /** On another width all of it is another height. */
  forget(): void {
    this.#heights.forget();
    this.#tops = undefined;
    this.#offsets.fill(undefined);
  }
}

const FRAME = 'frame';
const frameId = (key: string): string => `${FRAME} ${key}`;

/** The first so many rows, which are there before anything was measured. */
export function firstRows(counts: readonly number[], max: number): NearRows {
  let left = max;
  const ranges: RowRange[] = [];
  for (const count of counts) {
    if (left <= 0) break;
    const to = Math.min(count, left);
    left -= to;
    ranges.push({ from: 0, to });
  }
  return { first: 0, ranges };
}

export const sameRows = (a: NearRows, b: NearRows): boolean =>
  a.first === b.first &&
  a.ranges.length === b.ranges.length &&
  a.ranges.every(({ from, to }, i) => from === b.ranges[i]!.from && to === b.ranges[i]!.to);
