/** Numbers that come one by one, in blocks: a list that grows by doubling would be in memory one and a half times. */
export class Column {
  readonly #blocks: Numbers[] = [];
  readonly #newBlock: (length: number) => Numbers;
  #length = 0;

  constructor(newBlock: (length: number) => Numbers) {
    this.#newBlock = newBlock;
  }

  static readonly ofNumbers = (): Column => new Column((length) => new Float64Array(length));
  static readonly ofWholes = (): Column => new Column((length) => new Int32Array(length));
  static readonly ofShorts = (): Column => new Column((length) => new Uint16Array(length));

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length % BLOCK;
    if (at === 0) this.#blocks.push(this.#newBlock(BLOCK));
    this.#blocks.at(-1)![at] = value;
    this.#length++;
  }

  /** `NaN` beyond its ends. */
  at(index: number): number {
    if (index < 0 || index >= this.#length) return NaN;
    return this.#blocks[Math.floor(index / BLOCK)]![index % BLOCK]!;
  }
}

type Numbers = Float64Array | Int32Array | Uint16Array;

const BLOCK = 4_096;
