// The tone that keeps a page alive: long enough, quiet, not silent, and without a click where it begins again.
import { expect, test } from 'vitest';
import { quietTone, TONE_S } from '../../../src/app/device/tone.ts';

const view = new DataView(quietTone().buffer);
const text = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
const rateHz = view.getUint32(24, true);
const samples = Array.from({ length: (view.byteLength - 44) / 2 }, (_, i) => view.getInt16(44 + i * 2, true));

test('it is a WAV file of 16 bits, and says its own length', () => {
  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([view.byteLength - 8, samples.length * 2]);
  expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint16(34, true)]).toEqual([1, 1, 16]);
  expect([view.getUint32(28, true), view.getUint16(32, true)]).toEqual([rateHz * 2, 2]);
});

test('it is longer than what Chromium takes for a mere sound', () => {
  expect(samples.length / rateHz).toBe(TONE_S);
  expect(TONE_S).toBeGreaterThan(5);
});

test('it is barely heard, and more than what Chromium takes for silence', () => {
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / samples.length);
  const db = 20 * Math.log10(rms);
  expect(db).toBeLessThan(-45);
  expect(db).toBeGreaterThan(-65); // silence is below −72
});

test('its end goes on in its beginning', () => {
  const step = (i: number): number => samples[(i + 1) % samples.length]! - samples[i]!;
  const largest = Math.max(...samples.slice(0, -1).map((_, i) => Math.abs(step(i))));
  expect(Math.abs(step(samples.length - 1))).toBeLessThanOrEqual(largest);
  expect(samples[0]).toBe(0);
});
