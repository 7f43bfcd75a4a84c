import { scramble } from './numbered.ts';

/**
 * Two real threads that take turns at every touch of shared memory: before each atomic step and each byte copied, the
 * seed decides whether this thread goes on or the other. The code under test is the real one; only its luck is ours,
 * and the same seed gives the same luck again. Views of the memory must be made after the thread has entered.
 */
export type Turns = Int32Array<SharedArrayBuffer>;

const TURN = 0; // 0 or 1: whose it is
const CHANCE = 1;
const LEFT = 2; // whether either has finished

export function createTurns(seed: number): Turns {
  const turns = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  turns[CHANCE] = seed;
  return turns;
}

/** Whether the other thread has finished, and this one has all turns. */
export function isAlone(turns: Turns): boolean {
  return load(turns, LEFT) === 1;
}

// As they were, before the patches below.
const { load, store, wait, notify } = Atomics;

/** From here on this thread moves only in its turn. Gives back how to leave. */
export function enterLockstep(turns: Turns, me: 0 | 1): () => void {
  const other = 1 - me;
  const undo: (() => void)[] = [];

  waitForTurn();
  for (const name of ['load', 'store', 'notify']) patch(Atomics, name, stepThen);
  for (const name of ['setFloat64', 'getFloat64', 'setUint8', 'getUint8']) patch(DataView.prototype, name, stepThen);
  patch(Uint8Array.prototype, 'set', () => setByBytes);
  patch(Uint8Array.prototype, 'slice', () => sliceByBytes);
  patch(globalThis, 'Uint8Array', () => new Proxy(Uint8Array, { construct: viewOf }));

  return () => {
    for (const back of undo.splice(0)) back();
    store(turns, LEFT, 1);
    passTurn();
  };

  function step(): void {
    if (isAlone(turns)) return;
    const chance = scramble(load(turns, CHANCE));
    store(turns, CHANCE, chance);
    if (chance % 2 === 0) return;
    passTurn();
    waitForTurn();
  }

  function passTurn(): void {
    store(turns, TURN, other);
    notify(turns, TURN);
  }

  function waitForTurn(): void {
    while (load(turns, TURN) !== me) wait(turns, TURN, other);
  }

  function setByBytes(this: Uint8Array, source: Uint8Array): void {
    for (let i = 0; i < source.length; i++) {
      step();
      this[i] = source[i]!;
    }
  }

  function sliceByBytes(this: Uint8Array): Uint8Array {
    const copy = new Uint8Array(this.length);
    for (let i = 0; i < copy.length; i++) {
      step();
      copy[i] = this[i]!;
    }
    return copy;
  }

  /** A view of shared memory steps at each byte that is read or written by its index. */
  function viewOf(of: Uint8ArrayConstructor, [memory, ...rest]: ConstructorParameters<typeof Array>): Uint8Array {
    const view = Reflect.construct(of, [memory, ...rest]) as Uint8Array;
    if (!(memory instanceof SharedArrayBuffer)) return view;
    return new Proxy(view, {
      get(bytes, key) {
        if (isIndex(key)) step();
        const value: unknown = Reflect.get(bytes, key);
        return typeof value === 'function' ? (value as Method).bind(bytes) : value;
      },
      set(bytes, key, value) {
        if (isIndex(key)) step();
        return Reflect.set(bytes, key, value);
      },
    });
  }

  function stepThen(original: Method): Method {
    return function (this: unknown, ...args) {
      step();
      return original.apply(this, args);
    };
  }

  function patch(owner: object, name: string, by: (original: Method) => unknown): void {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    const value = by(Reflect.get(owner, name) as Method);
    Object.defineProperty(owner, name, { configurable: true, writable: true, value });
    undo.push(() => (own ? Object.defineProperty(owner, name, own) : Reflect.deleteProperty(owner, name)));
  }
}

const isIndex = (key: string | symbol): boolean => typeof key === 'string' && /^\d+$/.test(key);

type Method = (this: unknown, ...args: unknown[]) => unknown;
