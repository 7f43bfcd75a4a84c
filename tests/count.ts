// Adds up what `npm test` left in test-results/. What is missing counts as failed, so that silence is never taken for success.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const RESULTS = resolve(import.meta.dirname, '../test-results');

/** How one step of `npm test` went, as kept in `steps.json`. */
export interface Step {
  name: string;
  ok: boolean;
  tookS: number;
}

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** Every step that `npm test` takes. Two of them hold many tests and have a report; each other one counts as one. */
export const STEPS = ['build', 'types', 'lint', 'format', 'layers', 'dead code', 'unit', 'end to end'] as const;

const REPORTS: Partial<Record<(typeof STEPS)[number], () => Count>> = {
  unit: () => {
    const report = read('unit.json') as VitestReport;
    // a file that does not even load has no tests to fail
    const unloaded = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  },
  'end to end': () => played('e2e.json'),
};

function played(report: string): Count {
  const { stats, errors } = read(report) as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(RESULTS, name), 'utf8'));
}

/** One step, by its report where it has one. A step that failed counts at least one failure, whatever its report says. */
function countOf(name: (typeof STEPS)[number], steps: Step[]): Count {
  const step = steps.find((each) => each.name === name);
  if (!step) return { passed: 0, failed: 1, skipped: 0 };
  try {
    const count = REPORTS[name]?.() ?? { passed: step.ok ? 1 : 0, failed: 0, skipped: 0 };
    const silent = count.passed + count.failed === 0;
    return step.ok && !silent ? count : { ...count, failed: Math.max(1, count.failed) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

export function countAll(): Count {
  let steps: Step[] = [];
  try {
    steps = read('steps.json') as Step[];
  } catch {
    // then every step is missing
  }
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of STEPS) {
    const { passed, failed, skipped } = countOf(name, steps);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** Says the sum; its last line is exactly `N passed, N failed`. */
export function tell({ passed, failed, skipped }: Count): void {
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = countAll();
  tell(count);
  process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
}
