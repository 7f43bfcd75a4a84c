/** One thing to be timed: `work` does it once and returns how many units it did. */
export interface Case {
  name: string;
  work: () => number | Promise<number>;
}

/**
 * Times cases side by side, in turn, so that a machine that slows down slows all of them; prints the median time a
 * unit and its ratio to the first. Returns the medians in ms.
 */
export async function compare(title: string, cases: Case[], rounds = 9): Promise<number[]> {
  const times = cases.map((): number[] => []);
  for (const { work } of cases) await work(); // warm
  for (let round = 0; round < rounds; round++) {
    for (const [i, { work }] of cases.entries()) {
      const startMs = performance.now();
      const units = await work();
      times[i]?.push((performance.now() - startMs) / units);
    }
  }
  const medians = times.map(median);
  const first = medians[0] ?? 1;
  console.log(`\n${title}`);
  for (const [i, { name }] of cases.entries()) {
    const ms = medians[i] ?? 0;
    console.log(`  ${name.padEnd(44)} ${figure(ms).padStart(12)}   ratio ${(ms / first).toFixed(2)}`);
  }
  return medians;
}

/** A bar that must be kept: printed, and told by the exit code. */
export function bar(what: string, value: number, most: number, unit: string): void {
  const kept = value <= most;
  console.log(`  ${kept ? 'kept  ' : 'MISSED'} ${what}: ${value.toPrecision(3)} ${unit} (at most ${String(most)})`);
  if (!kept) process.exitCode = 1;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function figure(ms: number): string {
  return ms < 1 ? `${(ms * 1000).toFixed(2)} µs` : `${ms.toFixed(2)} ms`;
}

/** A measurement takes seconds. One that does not end says what it was waiting for, and the run fails. */
const WAIT_MAX_MS = 60_000;

export async function within<T>(what: string, work: Promise<T>, maxMs = WAIT_MAX_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${maxMs / 1000} s in vain for ${what}`)), maxMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
