// What a build for the browser takes for `cron-parser`: the global of `cron-parser.js` (sw/cronParser.ts), which whoever
// asks when a schedule fires has loaded before.
import type { CronExpressionParser as Parser } from 'cron-parser';

type Parse = Pick<typeof Parser, 'parse'>;

export const CronExpressionParser: Parse = {
  parse: (...args) =>
    (globalThis as unknown as { cronParser: { CronExpressionParser: Parse } }).cronParser.CronExpressionParser.parse(
      ...args,
    ),
};
