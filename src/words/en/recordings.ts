import { plural } from './plural.ts';

/** Raw frames that are kept, exported and played again. */
export const recordings = {
  title: 'Raw frames',
  keep: 'Keep raw frames of each workout',
  keepWhy:
    'For finding out what went wrong. Takes about 0.2 MB per hour, 4 MB per workout at most, and keeps the last 10 workouts. Nothing leaves this device, and backups do not include it.',
  export: 'Export diagnostics',
  exportWhy:
    'The raw data of your strap, with the plan, your zones and what you tapped. It is health data: choose whom you give it to.',
  exported: (file: string) => `Saved as ${file}`,
  exportFailed: 'The recording could not be read. Your workout is safe.',
  play: 'Play a recording',
  playWhy:
    'Runs a recorded workout again, second by second, from a diagnostics file. It is simulated, and never counted.',
  busy: 'A workout is in progress. End it first.',
  refused: (file: string) => `${file} cannot be played`,
  more: (n: number) => plural(n, { one: 'And # more.', other: 'And # more.' }),
};
