// Short tones for the moments of a workout. Nothing is loaded: an oscillator says it all. What each sounds like is with its
// kind of cue.
import type { Note } from '../../core/cues/cueKind.ts';

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
  play(notes: readonly Note[], volume: number): void {
    const context = this.#context;
    if (context?.state !== 'running' || volume <= 0) return;
    let atS = context.currentTime + 0.01;
    for (const [hz, lengthS] of notes) {
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

export function canVibrate(): boolean {
  return 'vibrate' in navigator && matchMedia('(pointer: coarse)').matches;
}

/** Only once the person has touched the page: before, browsers refuse and complain. */
export function vibrate(patternMs: readonly number[]): void {
  if ('vibrate' in navigator && touched()) navigator.vibrate([...patternMs]);
}

/** Whether the person has touched the page in this visit. Browsers that do not tell decide for themselves. */
function touched(): boolean {
  return !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
}
