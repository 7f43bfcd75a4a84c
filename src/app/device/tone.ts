/** Samples a second: more than a low tone needs, and little to hold in memory. */
const RATE_HZ = 8_000;
/** Media of less than five seconds gets no controls on the lock screen in Chromium. */
export const TONE_S = 10;
/** Below what a phone's loudspeaker gives, and heard in headphones by who listens for it; a whole number of waves fits. */
const TONE_HZ = 100;
/**
 * −48 dB of full scale. Silence would not do: Chromium calls what stays below −72 dB inaudible, and what is inaudible
 * keeps no page alive.
 */
const AMPLITUDE = 0.004;

const HEADER_BYTES = 44;

/** A WAV file (16 bits, mono) of TONE_S seconds that ends where it begins, so that it can be played on end without a click. */
export function quietTone(): Uint8Array<ArrayBuffer> {
  const count = RATE_HZ * TONE_S;
  const bytes = new Uint8Array(HEADER_BYTES + count * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // length of what follows up to `data`
  view.setUint16(20, 1, true); // linear PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * 2, true); // bytes a second
  view.setUint16(32, 2, true); // bytes a sample
  view.setUint16(34, 16, true); // bits a sample
  text(36, 'data');
  view.setUint32(40, count * 2, true);
  for (let i = 0; i < count; i++) {
    const wave = Math.sin((2 * Math.PI * TONE_HZ * i) / RATE_HZ);
    view.setInt16(HEADER_BYTES + i * 2, Math.round(wave * AMPLITUDE * 32_767), true);
  }
  return bytes;
}
