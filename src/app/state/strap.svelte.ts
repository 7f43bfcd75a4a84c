import type { Heard } from '../../wire/messages.ts';
import type { KnownStrap } from '../../store/database/records.ts';
import type { SettingsState } from './settings.svelte.ts';
import { StrapConnection, type StrapWire } from './strapConnection.svelte.ts';

/** How long a strap that was removed from the list can be brought back without a tap in the browser's chooser. */
const UNDO_MS = 15_000;

/** The heart of someone who follows the plan. */
const DEFAULT_SIMULATED = 'follow';

/** Which heart is listened to, and how the strap is doing that is the first, or the only one. */
export class StrapState extends StrapConnection {
  /** The kind of simulated heart: the address's, or the one chosen in this visit. */
  #spec = $state.raw<string>(DEFAULT_SIMULATED);
  /** The address asked for a simulated strap: it holds for this visit and is not stored. */
  #forced = $state.raw(false);
  /** Let go by hand: until it is connected again, nobody is listened to. */
  #released = $state.raw(false);
  /** A recording is played again, and nobody else is listened to. `begun`: it runs. */
  #replay = $state.raw<'none' | 'asked' | 'begun'>('none');
  /** The straps that the workout under way was run with, and what the first of them said of its battery when it began. */
  #worn: { ids: Set<string>; batteryStartPct: number | undefined } = { ids: new Set(), batteryStartPct: undefined };
  /** The demo plan is shown or runs. It alone brings a simulated heart along, where no other source was chosen. */
  demo = $state.raw(false);

  readonly choice = $derived.by(() => {
    if (this.#forced || this.#replay !== 'none') return 'simulated';
    return this.settings.source === 'unset' && this.demo ? 'simulated' : this.settings.source;
  });
  readonly simulated = $derived.by(() =>
    this.choice === 'simulated' && this.#replay === 'none' ? this.#spec : undefined,
  );
  /** The straps that are known, the one used last first. */
  readonly known = $derived.by(() => this.settings.knownStraps);
  /** One text for each heart that can be listened to: another text is another heart. */
  readonly #heart = $derived.by(() => {
    if (this.#replay !== 'none') return 'none';
    if (this.choice === 'simulated') return `simulated ${this.#spec}`;
    if (this.choice !== 'bluetooth' || this.#released) return 'none';
    return `strap ${this.id ?? this.settings.strapId ?? ''}`;
  });
  readonly heard = $derived.by((): Heard => {
    const [source, spec] = this.#heart.split(' ', 2);
    return source === 'simulated' ? { source, spec: spec ?? '' } : { source: source === 'strap' ? 'strap' : 'none' };
  });

  constructor(settings: SettingsState, wire: StrapWire, forced?: string) {
    super(settings, wire, 'strapId');
    if (forced !== undefined) {
      this.#spec = forced;
      this.#forced = true;
    }
  }

  /** A strap is connected or being chosen. */
  get begun(): boolean {
    return this.link !== 'idle' && this.link !== 'needsTap';
  }

  /** At the start of a visit: the strap of the last one, without a tap where the browser allows it. */
  async begin(): Promise<void> {
    const bluetooth = await this.load();
    const { strapId } = this.settings;
    if (this.choice !== 'bluetooth' || strapId === null) return;
    this.#released = false;
    await bluetooth.again({ knownId: strapId, byHand: false });
  }

  /** Another one of those that are known. */
  async use({ id }: KnownStrap): Promise<void> {
    const bluetooth = this.bluetooth ?? (await this.load());
    bluetooth.disconnect();
    this.#forced = false;
    this.#released = false;
    this.settings.set({ source: 'bluetooth', strapId: id });
    await bluetooth.again({ knownId: id, byHand: true });
  }

  override workoutBegan(): void {
    this.#worn = { ids: new Set(), batteryStartPct: this.batteryPct };
    this.#noteWorn();
    if (this.#replay === 'asked') this.#replay = 'begun';
    super.workoutBegan();
  }

  #noteWorn(): void {
    if (this.linked && this.id !== undefined) this.#worn.ids.add(this.id);
  }

  /** The one strap that the last workout was run with; none, where there were several or none. */
  get worn(): { id: string; batteryStartPct: number | undefined; batteryEndPct: number | undefined } | undefined {
    const { ids, batteryStartPct } = this.#worn;
    const [id] = ids;
    if (id === undefined || ids.size > 1) return undefined;
    const batteryEndPct = this.known.find((strap) => strap.id === id)?.batteryPct;
    return { id, batteryStartPct, batteryEndPct };
  }

  override disconnect(): void {
    this.#released = true;
    super.disconnect();
  }

  useSimulated(spec: string = DEFAULT_SIMULATED): void {
    this.bluetooth?.disconnect();
    this.#spec = spec;
    this.#forced = false;
    this.#replay = 'none';
    this.settings.set({ source: 'simulated' });
  }

  /** From now on a recording is listened to, until its workout is over. */
  replayBegins(): void {
    this.#replay = 'asked';
  }

  /** No workout is under way: the heart is again the one that was chosen. */
  replayOver(): void {
    if (this.#replay === 'begun') this.#replay = 'none';
  }

  useNone(): void {
    this.bluetooth?.disconnect();
    this.#forced = false;
    this.#replay = 'none';
    this.settings.set({ source: 'none' });
  }

  /**
   * Out of the list, and let go where it is the one in use. The browser forgets it too, as far as it can, once there is no
   * way back any more. Gives the way back.
   */
  forget(strap: KnownStrap): () => void {
    const { knownStraps, strapId } = this.settings;
    const wasUsed = this.used?.id === strap.id;
    if (wasUsed) this.disconnect();
    this.settings.set({
      knownStraps: knownStraps.filter(({ id }) => id !== strap.id),
      ...(wasUsed && { strapId: null }),
    });
    const forGood = setTimeout(() => void this.bluetooth?.forget(strap.id), UNDO_MS);
    return () => {
      clearTimeout(forGood);
      const now = this.settings.knownStraps;
      if (now.some(({ id }) => id === strap.id)) return;
      const at = knownStraps.indexOf(strap);
      this.settings.set({ knownStraps: now.toSpliced(at, 0, strap), ...(wasUsed && { strapId }) });
      if (wasUsed) void this.begin();
    };
  }

  protected override settled(
    { id, name }: { id: string | undefined; name: string | undefined },
    insteadOf?: string,
  ): void {
    this.#forced = false;
    this.#replay = 'none';
    this.#released = false;
    if (id === undefined) return this.settings.set({ source: 'bluetooth', strapId: null });
    this.settings.set({ source: 'bluetooth', strapId: id, knownStraps: this.withUsed({ id, name }, insteadOf) });
  }

  protected override changed(): void {
    this.#worn.batteryStartPct ??= this.batteryPct;
    if (this.wire.workoutRuns()) this.#noteWorn();
  }
}
