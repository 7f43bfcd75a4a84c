// cron-parser with luxon, half of what scheduling weighs: a script of its own, so that a visit fetches these once. The
// service worker takes it in as a classic script (module service workers are not everywhere, and cannot `import()`
// either); the page imports the same file for its global.
import { CronExpressionParser } from 'cron-parser';

Object.assign(globalThis, { cronParser: { CronExpressionParser } });
