/** Files that were given to one screen and are for another. */
type Taker = 'plans' | 'history';

const handed = new Map<Taker, readonly File[]>();

/** That screen takes them when it is gone to. */
export function handFiles(to: Taker, files: readonly File[]): void {
  handed.set(to, files);
}

/** They are taken once. */
export function takeFiles(by: Taker): readonly File[] {
  const files = handed.get(by) ?? [];
  handed.delete(by);
  return files;
}
