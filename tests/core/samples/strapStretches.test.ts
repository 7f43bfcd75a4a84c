import { expect, test } from 'vitest';
import { packed } from '../../../src/core/samples/packed.ts';
import { SampleLog } from '../../../src/core/samples/samples.ts';
import { strapStretches } from '../../../src/core/samples/strapStretches.ts';
import { unpacked } from '../../../src/core/samples/unpacked.ts';
import type { Sample } from '../../../src/core/session/events.ts';

const SAMPLES: Record<string, Sample> = {
  a: { bpm: 140, steadyBpm: 140, source: 'strap', away: false, rrMs: [] },
  b: { bpm: 141, steadyBpm: 141, source: 'strap', strap: 1, away: false, rrMs: [] },
  s: { bpm: 120, steadyBpm: 120, source: 'simulated', away: false, rrMs: [] },
  '.': { bpm: 0, steadyBpm: 0, source: 'none', away: false, rrMs: [] },
};

test.each([
  ['', ''],
  ['....', ''],
  ['aaaa', 'a 0–4'],
  ['aaab', 'a 0–3, b 3–4'],
  ['aab..bba', 'a 0–2, b 2–7, a 7–8'],
  ['..a..b.', 'a 2–5, b 5–6'],
  ['ssaab', 'a 2–4, b 4–5'],
  [`${'a'.repeat(299)}bb${'a'.repeat(400)}`, 'a 0–299, b 299–301, a 301–701'],
])('%s → %s, also once it was packed', (seconds, stretches) => {
  const log = new SampleLog();
  for (const letter of seconds) log.append(SAMPLES[letter]!);
  const read = log.chunks.map((chunk) => {
    const again = unpacked(packed(chunk));
    if (!again.ok) throw new Error(JSON.stringify(again.problems));
    return again.value;
  });
  const text = strapStretches(read).map(({ strap, fromS, toS }) => `${strap === 0 ? 'a' : 'b'} ${fromS}–${toS}`);
  expect(text.join(', ')).toBe(stretches);
});
