// `npm run test:long`: what a nightly run calls, hours of it. Goes on after a failure, so that one run tells all that is wrong.
import { spawnSync } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Chance is given more of everything, and kin of what the gate tests are tested too. */
const PARTS = [
  'eslint --max-warnings 0 .', // with the rules that need types for all files, where the gate has them from oxlint
  'playwright test',
  'node --import tsx tests/torture/run.ts --rounds 200',
  'vitest run tests/engine/year tests/engine/frames tests/core/signal/filterBars tests/store/checkpoints/recovery tests/formats/calendar/ics tests/formats/plan --testTimeout 600000',
];

const env = {
  ...process.env,
  NIGHTLY: '1',
  PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter),
};
const failed = PARTS.filter((command) => {
  console.log(`\n── ${command}`);
  return spawnSync(command, { cwd: ROOT, shell: true, stdio: 'inherit', env }).status !== 0;
});
for (const command of failed) console.log(`failed: ${command}`);
process.exit(failed.length === 0 ? 0 : 1);
