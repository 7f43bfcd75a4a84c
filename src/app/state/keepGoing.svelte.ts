import type { Player } from '../device/tonePlayer.ts';

/**
 * What becomes of the tone that keeps a page alive with the screen off. `off`: not asked for. `rests`: the person paused the
 * workout. `refused`: the browser wants a touch first. `stopped`: the system stopped it, for a call, another app, or headphones
 * that were pulled out; the workout goes on. `failed`: this browser cannot play it.
 */
export type KeepGoingState = 'off' | 'starting' | 'playing' | 'rests' | 'refused' | 'stopped' | 'failed';

export type KeepGoingWish = 'off' | 'rest' | 'play';

export class KeepGoing {
  readonly #player: Player;
  #state = $state.raw<KeepGoingState>('off');
  /** Answers to an earlier request mean nothing. */
  #asked = 0;

  constructor(player: Player) {
    this.#player = player;
    player.onStopped = () => {
      if (this.#state === 'playing' || this.#state === 'starting') this.#state = 'stopped';
    };
    player.onGoesOn = () => {
      if (this.#state === 'stopped') this.#state = 'playing';
    };
  }

  get state(): KeepGoingState {
    return this.#state;
  }

  /** What is wanted of it now. The same wish again changes nothing: what the system stopped stays stopped. */
  want(wish: KeepGoingWish): void {
    if (wish === 'off') return this.#end();
    if (wish === 'rest') {
      if (this.#state === 'rests') return;
      this.#asked++;
      this.#player.rest();
      this.#state = 'rests';
    } else if (this.#state === 'off' || this.#state === 'rests') void this.#play();
  }

  /** A touch or a key: the browser may allow it by now. What another app took is not taken back by chance. */
  touched(): void {
    if (this.#state === 'refused') void this.#play();
  }

  /** The person asks for it again. */
  again(): void {
    if (this.#state === 'refused' || this.#state === 'stopped' || this.#state === 'failed') void this.#play();
  }

  /** In the tap that starts a workout: some browsers let a tone play in no other moment. */
  begin(): void {
    if (this.#state === 'off') void this.#play();
  }

  async #play(): Promise<void> {
    const asked = ++this.#asked;
    if (!this.#player.supported) {
      this.#state = 'failed';
      return;
    }
    this.#state = 'starting';
    try {
      await this.#player.play();
      if (asked === this.#asked) this.#state = 'playing';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#state = error instanceof Error && error.name === 'NotAllowedError' ? 'refused' : 'failed';
    }
  }

  #end(): void {
    if (this.#state === 'off') return;
    this.#asked++;
    this.#player.release();
    this.#state = 'off';
  }
}
