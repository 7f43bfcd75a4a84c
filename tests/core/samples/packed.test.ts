import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packed } from '../../../src/core/samples/packed.ts';
import { CHUNK_S, chunkOf, SampleLog, samplesOf, type SampleChunk } from '../../../src/core/samples/samples.ts';
import { unpacked } from '../../../src/core/samples/unpacked.ts';
import { filtered, type Filter } from '../../../src/core/signal/filter.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const anyChunk: fc.Arbitrary<SampleChunk> = fc
  .record({
    fromS: fc.nat({ max: 360_000 }),
    seconds: fc.array(
      fc.record({
        bpm: fc.nat({ max: 255 }),
        steady: fc.nat({ max: 65_535 }),
        flags: fc.nat({ max: 255 }),
        rrMs: fc.array(fc.nat({ max: 65_535 }), { maxLength: 9 }),
      }),
      { maxLength: CHUNK_S },
    ),
  })
  .map(({ fromS, seconds }) => ({
    fromS,
    bpm: Uint8Array.from(seconds, ({ bpm }) => bpm),
    steady: Uint16Array.from(seconds, ({ steady }) => steady),
    flags: Uint8Array.from(seconds, ({ flags }) => flags),
    rrCounts: Uint8Array.from(seconds, ({ rrMs }) => rrMs.length),
    rrMs: Uint16Array.from(seconds.flatMap(({ rrMs }) => rrMs)),
  }));

test('any chunk comes back as it was', () => {
  fc.assert(
    fc.property(anyChunk, (chunk) => {
      expect(unpacked(packed(chunk))).toEqual({ ok: true, value: chunk });
    }),
  );
});

/** An hour of a heart that moves as hearts do, with an RR interval a beat unless the strap has none. */
function anHour(withRr: boolean): Sample[] {
  let filter: Filter | undefined;
  let seed = 7;
  const chance = (): number => (seed = (seed * 48_271) % 0x7fffffff) / 0x7fffffff;
  let beats = 0;
  return Array.from({ length: 3_600 }, (_, s) => {
    const bpm = Math.round(140 + 25 * Math.sin(s / 90) + 2 * (chance() - 0.5));
    filter = filtered(filter, bpm);
    beats += bpm / 60;
    const whole = Math.floor(beats);
    beats -= whole;
    const rrMs = withRr ? Array.from({ length: whole }, () => 60_000 / bpm + 16 * (chance() - 0.5)) : [];
    return { bpm, steadyBpm: filter?.bpm ?? 0, source: 'strap', away: false, rrMs };
  });
}

function bytesOf(samples: readonly Sample[]): number {
  const log = new SampleLog();
  for (const sample of samples) log.append(sample);
  return log.chunks.reduce((sum, chunk) => sum + packed(chunk).length, 0);
}

test.each([
  ['with RR intervals', true, 20_000],
  ['without', false, 8_000],
])('an hour %s takes little', (_, withRr, bytesMax) => {
  expect(bytesOf(anHour(withRr))).toBeLessThan(bytesMax);
});

describe('what is no chunk is refused', () => {
  const bytes = packed(chunkOf(anHour(true).slice(0, 60), 300));

  test('cut at any byte', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(unpacked(bytes.subarray(0, length))).toMatchObject({ ok: false, problems: [{ code: 'record.broken' }] });
    }
  });

  test('with something behind it', () => {
    expect(unpacked(Uint8Array.of(...bytes, 0)).ok).toBe(false);
  });

  test('any bytes give a chunk that can be read, or a problem; never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (foreign) => {
        const read = unpacked(foreign);
        if (read.ok) expect(samplesOf(read.value)).toHaveLength(read.value.bpm.length);
      }),
    );
  });
});
