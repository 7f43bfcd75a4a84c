// Short tones for the moments of a workout. Nothing is loaded: an oscillator says it all.

export type Tone = 'phase' | 'low' | 'high' | 'lost' | 'restored' | 'finish';

/** Frequency in Hz and length in s of each note. Up means push, down means ease: they are told apart without words. */
const NOTES: Record<Tone, readonly (readonly [number, number])[]> = {
  phase: [
    [660, 0.12],
    [880, 0.22],
  ],
  low: [
    [440, 0.1],
    [587, 0.1],
    [784, 0.16],
  ],
  high: [
    [784, 0.1],
    [587, 0.1],
    [440, 0.16],
  ],
  lost: [
    [330, 0.25],
    [262, 0.4],
  ],
  restored: [
    [523, 0.1],
    [659, 0.1],
  ],
  finish: [
    [523, 0.14],
    [659, 0.14],
    [784, 0.14],
    [1047, 0.4],
  ],
};

const GAP_S = 0.04;

export type AudioState = 'ok' | 'refused' | 'unsupported';

export class Sound {
  #context: AudioContext | undefined;
  /** Hears of it when that may have become another: by a touch, or because a call took the sound away. */
  onState?: () => void;

  get state(): AudioState {
    if (!('AudioContext' in globalThis)) return 'unsupported';
    return this.#context && this.#context.state !== 'running' ? 'refused' : 'ok';
  }

  /** Most browsers let a page sound only after a touch: call it in one. An installed app may sound without. */
  async unlock(): Promise<void> {
    if (!('AudioContext' in globalThis)) return;
    try {
      this.#context ??= new AudioContext();
      this.#context.onstatechange = () => this.onState?.();
      // before a touch, the answer would wait for one
      if (this.#context.state !== 'running' && touched()) await this.#context.resume();
    } catch {
      // Refused: the screen and the vibration still say it.
    }
    this.onState?.();
  }

  /** `volume` 0 to 1. Silent where the browser wants it so. */
  play(tone: Tone, volume: number): void {
    const context = this.#context;
    if (context?.state !== 'running' || volume <= 0) return;
    let atS = context.currentTime + 0.01;
    for (const [hz, lengthS] of NOTES[tone]) {
      const oscillator = new OscillatorNode(context, { frequency: hz, type: 'triangle' });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, atS);
      gain.gain.linearRampToValueAtTime(volume, atS + 0.012);
      gain.gain.setValueAtTime(volume, atS + lengthS - 0.03);
      gain.gain.linearRampToValueAtTime(0, atS + lengthS);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(atS);
      oscillator.stop(atS + lengthS);
      atS += lengthS + GAP_S;
    }
  }
}

/** Milliseconds on, off, on … for each moment. */
const PATTERNS: Record<Tone, readonly number[]> = {
  phase: [180, 80, 180],
  low: [80, 60, 80, 60, 80],
  high: [400],
  lost: [300, 150, 300],
  restored: [80],
  finish: [200, 100, 200, 100, 400],
};

export function canVibrate(): boolean {
  return 'vibrate' in navigator && matchMedia('(pointer: coarse)').matches;
}

/** Only once the person has touched the page: before, browsers refuse and complain. */
export function vibrate(tone: Tone): void {
  if ('vibrate' in navigator && touched()) navigator.vibrate([...PATTERNS[tone]]);
}

/** Whether the person has touched the page in this visit. Browsers that do not tell decide for themselves. */
function touched(): boolean {
  return !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
}
