// Whether the page may sound, and the context that it sounds on. What sounds how comes with a workout: earcon.ts.

/** `interrupted`: it sounded, and a call or another app took that away. */
export type AudioState = 'ok' | 'refused' | 'interrupted' | 'unsupported';

export class Sound {
  #context: AudioContext | undefined;
  #sounded = false;
  /** Hears of it when that may have become another: by a touch, or because a call took the sound away. */
  onState?: () => void;

  get state(): AudioState {
    if (!('AudioContext' in globalThis)) return 'unsupported';
    if (!this.#context || this.#context.state === 'running') return 'ok';
    return this.#sounded ? 'interrupted' : 'refused';
  }

  /** What to sound on; none where the browser wants silence. */
  get running(): AudioContext | undefined {
    return this.#context?.state === 'running' ? this.#context : undefined;
  }

  /** Most browsers let a page sound only after a touch: call it in one. An installed app may sound without. */
  async unlock(): Promise<void> {
    if (!('AudioContext' in globalThis)) return;
    try {
      if (!this.#context) {
        mixWithMusic();
        this.#context = new AudioContext();
        this.#context.onstatechange = () => this.#changed();
      }
      // before a touch, the answer would wait for one
      if (this.#context.state !== 'running' && touched()) await this.#context.resume();
    } catch {
      // Refused: the screen and the vibration still say it.
    }
    this.#changed();
  }

  #changed(): void {
    this.#sounded ||= this.#context?.state === 'running';
    this.onState?.();
  }
}

/** Music of other apps goes on under it, quieter where the system does that. Safari alone asks; elsewhere tones mix. */
function mixWithMusic(): void {
  const { audioSession } = navigator as { audioSession?: { type: string } };
  if (audioSession?.type === 'auto') audioSession.type = 'transient';
}

let spoken = false;

/** The same for a voice, where one is wanted: Safari speaks later only if it spoke in a touch before. */
export function unlockVoice(): void {
  if (spoken || !('speechSynthesis' in globalThis) || !touched()) return;
  spoken = true;
  const nothing = new SpeechSynthesisUtterance(' ');
  nothing.volume = 0;
  speechSynthesis.speak(nothing);
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
