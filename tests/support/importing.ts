// One import in a process of its own: what it costs in time and memory. Called with a file; prints JSON.
import { readFileSync } from 'node:fs';
import { importSession } from '../../src/index.ts';

/** In bytes. `maxRSS` of Linux has that of the process by which this one was started in it, `VmHWM` has not. */
function largestRss(): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024; // another system
  }
}

const file = process.argv[2]!;
// all that is loaded when it is first needed is loaded
importSession(new TextEncoder().encode('seconds,hr\n0,100\n1,101\n'));
const bytes = new Uint8Array(readFileSync(file));
const before = process.memoryUsage().rss;
const start = process.cpuUsage();
const read = importSession(bytes, { name: 'large' });
process.stdout.write(
  JSON.stringify({
    ok: read.ok,
    samples: read.ok ? read.value.sessions.reduce((sum, { figures }) => sum + figures.samples, 0) : 0,
    problems: read.ok ? [] : read.problems.map(({ code }) => code),
    cpuMs: (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1000,
    // of the process at its largest, beyond what it was with the file read
    moreMb: (largestRss() - before) / 1e6,
  }),
);
