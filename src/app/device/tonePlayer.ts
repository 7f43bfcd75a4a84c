import { quietTone } from './tone.ts';

/** What plays the tone that keeps a page alive, and tells when the system stops it. */
export interface Player {
  readonly supported: boolean;
  /** Fails where the browser wants a touch first (`NotAllowedError`), or cannot play it. */
  play(): Promise<void>;
  /** Stops it, and lets go of the sound of the device. */
  rest(): void;
  /** The same, and forgets the tone. */
  release(): void;
  /** It was stopped by nobody here: a call, headphones pulled out, another app. */
  onStopped: () => void;
  /** It goes on by itself: the call is over. */
  onGoesOn: () => void;
}

/**
 * The tone is made here and not fetched: a media element asks for parts of a file, which neither every host nor our service
 * worker answers, and without network there would be none.
 */
export class TonePlayer implements Player {
  #audio: HTMLAudioElement | undefined;
  #url: string | undefined;
  /** Whether it was asked to play, so that any end of it is somebody else's. */
  #wanted = false;
  onStopped = (): void => undefined;
  onGoesOn = (): void => undefined;

  get supported(): boolean {
    return typeof Audio === 'function' && new Audio().canPlayType('audio/wav') !== '';
  }

  async play(): Promise<void> {
    this.#wanted = true;
    const audio = (this.#audio ??= this.#make());
    if (audio.paused) await audio.play();
  }

  rest(): void {
    this.#wanted = false;
    this.#audio?.pause();
  }

  release(): void {
    this.rest();
    this.#audio?.removeAttribute('src');
    this.#audio?.load(); // without a source it has no place among the media of the device
    this.#audio = undefined;
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }

  #make(): HTMLAudioElement {
    this.#url = URL.createObjectURL(new Blob([quietTone()], { type: 'audio/wav' }));
    const audio = new Audio(this.#url);
    audio.loop = true;
    audio.addEventListener('pause', () => {
      if (this.#wanted && audio === this.#audio) this.onStopped();
    });
    audio.addEventListener('playing', () => {
      if (this.#wanted && audio === this.#audio) this.onGoesOn();
    });
    return audio;
  }
}
