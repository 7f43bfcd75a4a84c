import type { Loss } from '../importer.ts';

/** Of what a file of `count` plans loses, what the one at `at` loses. What is said of the file is said with the first. */
export function lossesOfPlan(losses: readonly Loss[], at: number, count: number): readonly Loss[] {
  if (count === 1) return losses;
  return losses.flatMap((loss) => {
    const [prefix, index] = /^plans\[(\d+)\]\.?/.exec(loss.path) ?? [];
    if (prefix === undefined) return at === 0 ? [loss] : [];
    return Number(index) === at ? [{ ...loss, path: loss.path.slice(prefix.length) }] : [];
  });
}
