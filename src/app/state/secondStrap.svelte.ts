import type { KnownStrap } from '../../store/database/records.ts';
import type { SettingsState } from './settings.svelte.ts';
import { StrapConnection, type StrapWire } from './strapConnection.svelte.ts';

/**
 * A second strap on the same heart, beside the one of `StrapState`, for somebody who wears two. Which of them a second is
 * of, the worker says. Loaded by those who have one, or look for one in the settings.
 */
export class SecondStrap extends StrapConnection {
  /** The one that was chosen is the first one. */
  #isFirst = $state.raw(false);

  constructor(settings: SettingsState, wire: StrapWire) {
    super(settings, wire, 'secondStrapId');
  }

  /** What was chosen last as the second one is the first. */
  get isFirst(): boolean {
    return this.#isFirst;
  }

  /** The strap of the last visit, without a tap where the browser allows it. */
  async begin(): Promise<void> {
    const { placeId } = this;
    if (placeId !== null) await (await this.load()).again({ knownId: placeId, byHand: false });
  }

  /** One of those that are known. */
  async use({ id }: KnownStrap): Promise<void> {
    this.disconnect();
    this.#isFirst = false;
    this.settings.set({ secondStrapId: id });
    await (await this.load()).again({ knownId: id, byHand: true });
  }

  /** One strap from now on. It stays in the list of those that are known. */
  remove(): void {
    this.disconnect();
    this.settings.set({ secondStrapId: null });
  }

  protected override settled(
    { id, name }: { id: string | undefined; name: string | undefined },
    insteadOf?: string,
  ): void {
    if (id === undefined) return;
    this.#isFirst = id === this.settings.strapId;
    if (this.#isFirst) return this.remove(); // the connection is the first one's, which takes it up again
    this.settings.set({ secondStrapId: id, knownStraps: this.withUsed({ id, name }, insteadOf) });
  }
}
