/** One word at the bottom of the screen, with a way back where there is one. The newest replaces the one before. */
export interface Toast {
  text: string;
  undo?: (() => void) | undefined;
}

export class Toasts {
  #current = $state.raw<Toast | undefined>();

  get current(): Toast | undefined {
    return this.#current;
  }

  show(text: string, undo?: () => void): void {
    this.#current = { text, undo };
  }

  /** Takes the way back, if there still is one. */
  undo(): void {
    const toast = this.#current;
    this.#current = undefined;
    toast?.undo?.();
  }

  dismiss(): void {
    this.#current = undefined;
  }

  /** Another screen is gone to: a way back goes along, a mere word stays where it was said. */
  leave(): void {
    if (!this.#current?.undo) this.dismiss();
  }
}
