// A frame in words: what its bytes mean, and why nothing of a heart can be taken from it.
import { expect, test } from 'vitest';
import { frameInWords, framesAsText } from '../../../../src/app/screens/settings/frames/readFrame.ts';
import { frames as words } from '../../../../src/words/en/frames.ts';
import { problemLine } from '../../../../src/words/en/problems.ts';

const read = (hex: string, sinceMs?: number) =>
  frameInWords({ n: 1, sinceMs, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) }, words, problemLine);

test.each([
  ['005c', '00 5c', '92 bpm · no RR · no contact bit · no energy · 8-bit', undefined],
  ['16781c031003', '16 78 1c 03 10 03', '120 bpm · RR 777, 766 ms · skin contact · no energy · 8-bit', undefined],
  ['1978002a001c03', '19 78 00 2a 00 1c 03', '120 bpm · RR 777 ms · no contact bit · 42 kJ · 16-bit', undefined],
  ['0478', '04 78', '120 bpm · no RR · no skin contact · no energy · 8-bit', words.off],
  ['0000', '00 00', '0 bpm · no RR · no contact bit · no energy · 8-bit', words.zero],
  ['00fa', '00 fa', '250 bpm · no RR · no contact bit · no energy · 8-bit', 'Not used: outside 30 to 220 bpm.'],
  ['0190', '01 90', '16-bit · no contact bit', 'Not understood. '],
  ['06', '06', '8-bit · skin contact', 'Not understood. '],
  ['', '–', '', 'Not understood. '],
])('%s', (hex, bytes, means, why) => {
  const said = read(hex);
  expect(said).toMatchObject({ hex: bytes, means });
  if (why?.endsWith(' ')) expect(said.why).toMatch(/^Not understood\. .*\d/); // and why, with the bytes there should be
  else expect(said.why).toBe(why);
});

test('the time since the frame before', () => {
  expect(read('005c', 1_004).since).toBe('+1.00 s');
  expect(read('005c', 998).since).toBe('+1.00 s');
  expect(read('005c', 3_456).since).toBe('+3.46 s');
  expect(read('005c').since).toBe('first');
});

test('as a text, it has the frames, and no name and no time of day', () => {
  const bytes = Uint8Array.of(0, 92);
  const text = framesAsText([[{ n: 1, sinceMs: 998, bytes }], []], '1.2.3', words, problemLine);
  expect(text).toBe(
    [
      'Beatkeeper 1.2.3: frames of heart-rate straps (characteristic 0x2A37)',
      '',
      'Strap 1',
      '+1.00 s  00 5c  92 bpm · no RR · no contact bit · no energy · 8-bit',
    ].join('\n'),
  );
});
