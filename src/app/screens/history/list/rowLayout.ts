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

export const sameRange = (a: RowRange, b: RowRange): boolean => a.from === b.from && a.to === b.to;

/** The first so many rows of several lists, which are there before anything was measured. */
export function firstRows(counts: readonly number[], max: number): RowRange[] {
  let left = max;
  return counts.map((count) => {
    const to = Math.min(count, left);
    left -= to;
    return { from: 0, to };
  });
}
