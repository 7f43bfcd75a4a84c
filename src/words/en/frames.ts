import type { Contact } from '../../core/signal/heartRateMeasurement.ts';
import { formatsOf } from '../formats.ts';
import { plural } from './plural.ts';

const { number } = formatsOf('en');

/** Settings › Strap: what each strap sends, frame by frame. */
export const frames = {
  why: 'Each line is one notification of the strap: the time since the one before, its bytes, and what they mean. For a bug report, or out of curiosity.',
  listOf: (name: string): string => `Frames of ${name}`,
  count: (frames: number, bad: number): string =>
    `${plural(frames, { one: '# frame', other: '# frames' })}${bad === 0 ? '' : `, ${number(bad)} not understood`}`,
  last: (s: number): string => (s < 2 ? 'the last one just now' : `the last one ${number(s)} s ago`),
  pause: 'Pause',
  resume: 'Resume',
  clear: 'Clear',
  private: 'The text has the frames, and so the heart rates in them, but no name, no place and no date.',
  paused: 'Paused. Frames that arrive now are not listed.',

  // Why there is none.
  simulated:
    'Your heart rate is simulated inside the app, so no strap sends frames. Choose Bluetooth to see those of a strap.',
  noStrap: 'No strap is in use, so there are no frames.',
  elsewhere: 'The workout runs in another window: its strap sends frames there.',
  notConnected: 'Not connected. Frames are listed once the strap is.',
  waiting: 'Waiting for the first frame…',

  // A frame, decoded.
  since: (s: number): string => `+${number(s, 2)} s`,
  first: 'first',
  bpm: (bpm: number): string => `${number(bpm)} bpm`,
  format: (wide: boolean): string => (wide ? '16-bit' : '8-bit'),
  contact: { unsupported: 'no contact bit', absent: 'no skin contact', present: 'skin contact' } satisfies Record<
    Contact,
    string
  >,
  energy: (kJ: number | null): string => (kJ === null ? 'no energy' : `${number(kJ)} kJ`),
  rr: (ms: readonly number[]): string =>
    ms.length === 0 ? 'no RR' : `RR ${ms.map((each) => number(each)).join(', ')} ms`,

  // Why it says nothing of a heart.
  malformed: (why: string): string => `Not understood. ${why}`,
  zero: 'No reading: the strap sends 0 bpm while it looks for a heartbeat.',
  implausible: (low: number, high: number): string => `Not used: outside ${low} to ${high} bpm.`,
  off: 'Not used: the strap says it is not on the skin.',

  /** The head of the text that is copied. */
  report: (version: string): string => `Beatkeeper ${version}: frames of heart-rate straps (characteristic 0x2A37)`,
  reportStrap: (n: number): string => `Strap ${n}`,
};
