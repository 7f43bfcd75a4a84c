import { scramble } from './numbered.ts';

/**
 * Two real threads that take turns at every touch of shared memory: before each atomic step and each byte copied, the
 * seed decides whether this thread goes on or the other. The code under test is the real one; only its luck is ours,
 * and the same seed gives the same luck again.
 */
export const TURN_WORDS = 3;
const TURN = 0;
const CHANCE = 1;
const LEFT = 2; // the one that has finished, as a bit each

const { load, store, or, wait, notify } = Atomics;

/** From here on this thread moves only in its turn. Gives back how to leave. */
export function enterLockstep(turns: Int32Array, me: 0 | 1): () => void {
  const other = 1 - me;

  const await_ = (): void => {
    for (let turn = load(turns, TURN); turn !== me; turn = load(turns, TURN)) wait(turns, TURN, turn);
  };
  const step = (): void => {
    if (load(turns, LEFT) !== 0) return;
    const chance = scramble(load(turns, CHANCE));
    store(turns, CHANCE, chance);
    if (chance % 2 === 0) return;
    store(turns, TURN, other);
    notify(turns, TURN);
    await_();
  };

  /* eslint-disable @typescript-eslint/no-explicit-any -- any method, whatever its arguments */
  const undo: (() => void)[] = [];
  const replace = (owner: any, name: string, by: (original: any) => (this: any, ...args: any[]) => unknown): void => {
    const was = Object.getOwnPropertyDescriptor(owner, name);
    const original = owner[name];
    Object.defineProperty(owner, name, { configurable: true, writable: true, value: by(original) });
    undo.push(() => (was ? Object.defineProperty(owner, name, was) : Reflect.deleteProperty(owner, name)));
  };
  const stepFirst = (original: any) =>
    function (this: any, ...args: any[]): unknown {
      step();
      return original.apply(this, args);
    };
  /* eslint-enable @typescript-eslint/no-explicit-any */

  for (const name of ['load', 'store', 'notify']) replace(Atomics, name, stepFirst);
  for (const name of ['setFloat64', 'getFloat64', 'setUint8', 'getUint8']) replace(DataView.prototype, name, stepFirst);
  replace(
    Uint8Array.prototype,
    'set',
    () =>
      function (this: Uint8Array, source: Uint8Array) {
        for (let i = 0; i < source.length; i++) {
          step();
          this[i] = source[i]!;
        }
      },
  );
  replace(
    Uint8Array.prototype,
    'slice',
    () =>
      function (this: Uint8Array) {
        const copy = new Uint8Array(this.length);
        for (let i = 0; i < copy.length; i++) {
          step();
          copy[i] = this[i]!;
        }
        return copy;
      },
  );

  await_();
  return () => {
    for (const back of undo.splice(0)) back();
    or(turns, LEFT, 1 << me);
    store(turns, TURN, other);
    notify(turns, TURN);
  };
}
