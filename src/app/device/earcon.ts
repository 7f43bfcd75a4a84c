// How a kind of cue sounds, on whatever audio context: that of the page, or one that renders for a test.
import { NOTE_GAP_S, type CueKind, type Timbre } from '../../core/cues/cueKind.ts';

interface Sound {
  /** Amplitude of the fundamental and its harmonics, in relation to each other. */
  readonly harmonics: readonly number[];
  /** From nothing to full, in s: a jump would be a click. */
  readonly attackS: number;
  /** What is left of the level when the note is released, 0 to 1. */
  readonly tail: number;
  /** From there to nothing, in s. */
  readonly releaseS: number;
}

export const TIMBRES: Readonly<Record<Timbre, Sound>> = {
  plain: { harmonics: [1, 0.25, 0.1], attackS: 0.012, tail: 0.7, releaseS: 0.03 },
  bright: { harmonics: [1, 0.6, 0.45, 0.3, 0.2], attackS: 0.008, tail: 0.8, releaseS: 0.02 },
  soft: { harmonics: [1, 0.08], attackS: 0.03, tail: 0.35, releaseS: 0.08 },
  bell: { harmonics: [1, 0.4, 0, 0.2], attackS: 0.006, tail: 0.12, releaseS: 0.04 },
  tick: { harmonics: [1, 0.15], attackS: 0.004, tail: 0.2, releaseS: 0.02 },
  alarm: { harmonics: [1, 0, 0.6, 0, 0.4, 0, 0.25], attackS: 0.006, tail: 1, releaseS: 0.015 },
};

/** Of full scale, at full volume: the notes never overlap, and a little is left for rounding. */
const PEAK = 0.9;

/** Amplitude for a volume of 0 to 1. Ears count in ratios, so that half the way down is 12 dB and not 6. */
export const amplitudeOf = (volume: number): number => PEAK * Math.min(1, Math.max(0, volume)) ** 2;

/** Plays the notes of a kind from `atS` on the clock of the context, at a volume of 0 to 1. */
export function renderEarcon(
  context: BaseAudioContext,
  { notes, timbre = 'plain' }: Pick<CueKind, 'notes' | 'timbre'>,
  { atS, volume }: { atS: number; volume: number },
): void {
  const peak = amplitudeOf(volume);
  if (notes === 'none' || peak === 0) return;
  const { harmonics, attackS, tail, releaseS } = TIMBRES[timbre];
  const imag = Float32Array.from([0, ...harmonics]);
  const wave = context.createPeriodicWave(new Float32Array(imag.length), imag); // normalised to a peak of 1
  let fromS = atS;
  for (const [hz, lengthS] of notes) {
    const toS = fromS + lengthS;
    const oscillator = context.createOscillator();
    oscillator.setPeriodicWave(wave);
    oscillator.frequency.value = hz;
    const gain = context.createGain();
    gain.gain.value = 0; // until its first second: an oscillator may begin a block early
    gain.gain.setValueAtTime(0, fromS);
    gain.gain.linearRampToValueAtTime(peak, fromS + attackS);
    gain.gain.exponentialRampToValueAtTime(peak * tail, toS - releaseS);
    gain.gain.linearRampToValueAtTime(0, toS);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(fromS);
    oscillator.stop(toS);
    fromS = toS + NOTE_GAP_S;
  }
}
