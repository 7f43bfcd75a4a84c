/** What a field of the editor asks, and where its value goes. */
export interface FieldDraftPorts {
  /** What a text means; none where it means nothing. */
  read: (text: string) => number | undefined;
  put: (value: number) => void;
}

/**
 * What is typed in a field: kept as typed until the field is left, and only then read, put where it belongs and written as
 * the app writes it. A field that rewrites at each key makes 4:00:00 of 4:00, and stores 1 on the way to 12. A text that
 * means nothing stays in the field, named, and nothing is stored of it.
 */
export class FieldDraft {
  readonly #ports: () => FieldDraftPorts;
  /** As typed; none while the field shows what is stored. */
  typed = $state.raw<string>();
  /** It was left with a text that means nothing. */
  isWrong = $state.raw(false);

  constructor(ports: () => FieldDraftPorts) {
    this.#ports = ports;
  }

  /** What the typed text means so far. */
  get value(): number | undefined {
    return this.typed === undefined ? undefined : this.#ports().read(this.typed);
  }

  type(text: string): void {
    this.typed = text;
    if (this.isWrong && this.value !== undefined) this.isWrong = false;
  }

  leave(): void {
    if (this.typed === undefined) return;
    const { value } = this;
    this.isWrong = value === undefined;
    if (value === undefined) return;
    this.typed = undefined;
    this.#ports().put(value);
  }

  /** The value was changed elsewhere: by the picture, by an undo. */
  drop(): void {
    this.typed = undefined;
    this.isWrong = false;
  }
}
