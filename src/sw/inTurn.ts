/** What hangs holds up what comes after for so long, and no longer. */
const HANGS_MS = 10_000;

/**
 * The same work, but never twice at a time: whoever asks while it is done shares one more turn behind it. So what the last turn
 * finds out is told last, and whoever asked is answered by a turn that began after that.
 */
export function inTurn<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    if (next) return next;
    const turn = last.then(() => {
      next = undefined;
      return work();
    });
    next = turn;
    last = Promise.race([turn.catch(() => undefined), new Promise((done) => setTimeout(done, HANGS_MS))]);
    return turn;
  };
}
