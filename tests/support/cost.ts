/**
 * What some work costs, in ms: the time on the clock, or the processor time of this process, whichever is less. The one counts
 * other processes on a busy machine, the other counts other threads, which run other tests.
 */
export function costMs(work: () => void): number {
  const [startMs, start] = [performance.now(), process.cpuUsage()];
  work();
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(start);
  return Math.min(wallMs, (user + system) / 1000);
}
