import { abort, type Database } from './idb.ts';
import type { StoreName } from './records.ts';

/** Asks something of the stores of a transaction that is held open. One turn at a time. */
export type Turn = <T>(ask: (store: (name: StoreName) => IDBObjectStore) => T) => Promise<T>;

/**
 * One strict transaction over work that takes its time: all of it is on the disk in the end, or none. `turn` lets the
 * work ask something of the stores, and resolves with what `ask` returned once all that was asked is done. Fails with
 * whatever `work` fails with; `signal` ends it on the spot.
 *
 * A transaction ends as soon as nothing is asked of it. While the work is busy elsewhere, with a file say, it is
 * therefore asked for nothing in particular, over and over.
 */
export async function longTransaction(
  db: Database,
  names: readonly StoreName[],
  work: (turn: Turn) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const transaction = await db.begin(names);
  const store = (name: StoreName): IDBObjectStore => transaction.objectStore(name);
  await new Promise<void>((resolve, reject) => {
    let over = false;
    let wanted: (() => void) | undefined;
    let done: (() => void) | undefined;
    let gone: unknown;
    /** Ends the work too, wherever it is. */
    let stop: (reason: unknown) => void = () => undefined;
    const fail = (error: unknown): void => {
      gone ??= error;
      abort(transaction);
    };
    const keepOpen = (): void => {
      done?.();
      done = undefined;
      try {
        wanted?.();
        wanted = undefined;
        // asked of last, so that its answer comes after those of all that was wanted
        if (!over) store(names[0]!).getKey('').onsuccess = keepOpen;
      } catch (error) {
        fail(error);
      }
    };
    const turn: Turn = (ask) =>
      new Promise((resolveTurn, rejectTurn) => {
        stop = rejectTurn;
        if (gone !== undefined) stop(gone);
        wanted = () => {
          const answer = ask(store);
          done = () => resolveTurn(answer);
        };
      });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => {
      gone ??= transaction.error ?? new Error('the transaction was aborted');
      stop(gone);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the work failed with
      reject(gone);
    };
    signal?.addEventListener('abort', () => fail(signal.reason));
    keepOpen();
    work(turn).then(() => (over = true), fail);
  });
}
