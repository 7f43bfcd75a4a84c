// Every kind of cue, rendered by a real browser: it begins in its second, is as loud as it was set, and does not click.
import { expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { build } from 'vite';
import type { CueKind } from '../../src/core/cues/cueKind.ts';
import type * as Earcon from '../../src/app/device/earcon.ts';

/** The module that plays them, and the kinds, as one script. */
async function script(): Promise<string> {
  const source = (path: string): string => JSON.stringify(resolve(import.meta.dirname, '../../src', path));
  const id = 'cue-sounds';
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'sounds',
        resolveId: (wanted) => (wanted.endsWith(id) ? `\0${id}` : undefined), // an entry comes as a path
        load: (wanted) =>
          wanted === `\0${id}`
            ? `export * from ${source('app/device/earcon.ts')}; export { CUE_KINDS } from ${source('core/cues/cueKinds.ts')};`
            : undefined,
      },
    ],
    build: { write: false, minify: false, lib: { entry: id, formats: ['iife'], name: 'sounds' } },
  });
  const [{ output }] = built as unknown as [{ output: { code: string }[] }];
  return output[0]!.code;
}

interface Measured {
  onsetS: number;
  endS: number;
  peak: number;
  /** The largest step from one sample to the next, and the largest that its waves make themselves. */
  step: number;
  stepOfWaves: number;
  amplitude: number;
}

test('tones begin within 20 ms of their second, keep their level, never clip and never click', async ({ page }) => {
  await page.addScriptTag({ content: await script() });
  const measure = (volume: number): Promise<Record<string, Measured>> =>
    page.evaluate(async (volume) => {
      const { renderEarcon, amplitudeOf, TIMBRES, CUE_KINDS } = (
        globalThis as unknown as { sounds: typeof Earcon & { CUE_KINDS: Record<string, CueKind> } }
      ).sounds;
      const RATE = 44_100;
      const found: Record<string, Measured> = {};
      // an alarm has the sharpest waves, and may have no kind yet
      const alarm: Partial<CueKind> = { notes: [[1000, 0.1], [800, 0.1]], timbre: 'alarm' }; // prettier-ignore
      for (const [name, kind] of Object.entries({ ...CUE_KINDS, alarm: alarm as CueKind })) {
        if (kind.notes === 'none') continue;
        const context = new OfflineAudioContext(1, RATE * 4, RATE);
        renderEarcon(context, kind, { atS: 1, volume });
        const samples = (await context.startRendering()).getChannelData(0);
        const amplitude = amplitudeOf(volume);
        const { harmonics, attackS } = TIMBRES[kind.timbre ?? 'plain'];
        // sin waves of n · hz, scaled so that together they have a peak of 1
        let most = 0;
        for (let i = 0; i < 4096; i++) {
          const at = (2 * Math.PI * i) / 4096;
          most = Math.max(most, Math.abs(harmonics.reduce((sum, a, n) => sum + a * Math.sin((n + 1) * at), 0)));
        }
        const slope = harmonics.reduce((sum, a, n) => sum + a * (n + 1), 0) / most;
        const hz = Math.max(...kind.notes.map(([each]) => each));
        let [first, last, peak, step] = [-1, 0, 0, 0];
        for (let i = 1; i < samples.length; i++) {
          const value = Math.abs(samples[i]!);
          peak = Math.max(peak, value);
          step = Math.max(step, Math.abs(samples[i]! - samples[i - 1]!));
          if (value > 1e-4 * Math.max(amplitude, 1e-9)) {
            if (first < 0) first = i;
            last = i;
          }
        }
        const stepOfWaves = amplitude * ((slope * 2 * Math.PI * hz) / RATE + 1 / (attackS * RATE));
        found[name] = { onsetS: first / RATE, endS: last / RATE, peak, step, stepOfWaves, amplitude };
      }
      return found;
    }, volume);

  const full = await measure(1);
  expect(Object.keys(full).length).toBeGreaterThan(7);
  for (const [name, { onsetS, endS, peak, step, stepOfWaves, amplitude }] of Object.entries(full)) {
    expect(onsetS, `${name} begins`).toBeGreaterThanOrEqual(1);
    expect(onsetS, `${name} begins`).toBeLessThan(1.02);
    expect(endS, `${name} ends`).toBeLessThan(4);
    expect(peak, `${name} does not clip`).toBeLessThanOrEqual(1);
    expect(peak, `${name} is heard`).toBeGreaterThan(amplitude * 0.6);
    expect(peak, `${name} is as loud as it was set`).toBeLessThan(amplitude * 1.02);
    expect(step, `${name} does not click`).toBeLessThan(stepOfWaves * 1.05);
  }
  // half the way down is a quarter of the amplitude, and at nothing there is nothing
  const half = await measure(0.5);
  for (const [name, { peak }] of Object.entries(half)) expect(peak / full[name]!.peak).toBeCloseTo(0.25, 2);
  for (const { peak } of Object.values(await measure(0))) expect(peak).toBe(0);
});
