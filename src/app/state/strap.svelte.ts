import type { Heard } from '../../wire/messages.ts';
import type { KnownStrap } from '../../store/database/records.ts';
import type { BluetoothStrap, Link, StrapProblem } from '../device/bluetooth.ts';
import { isBatteryLow, withBattery, withLowTold, withSeen, withUsed } from './knownStraps.ts';
import type { SettingsState } from './settings.svelte.ts';

export type { Link, StrapProblem };

/** What the worker is told of straps, and asked. */
export interface StrapWire {
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  strapName(name: string | null): void;
  workoutRuns(): boolean;
}

/** How long a strap that was removed from the list can be brought back without a tap in the browser's chooser. */
const UNDO_MS = 15_000;

/** The heart of someone who follows the plan. */
const DEFAULT_SIMULATED = 'follow';

/** Which heart is listened to, and how it is doing. */
export class StrapState {
  readonly #settings: SettingsState;
  readonly #wire: StrapWire;
  /** Loaded when the first screen is up: a tap on *Connect strap* must find it there, or the browser forgets the tap. */
  #bluetooth: BluetoothStrap | undefined;
  #link = $state.raw<Link>('idle');
  #id = $state.raw<string | undefined>();
  #name = $state.raw<string | undefined>();
  #batteryPct = $state.raw<number | undefined>();
  #problem = $state.raw<StrapProblem | undefined>();
  #nextTryAtMs = $state.raw<number | undefined>();
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
    return this.#settings.source === 'unset' && this.demo ? 'simulated' : this.#settings.source;
  });
  readonly simulated = $derived.by(() =>
    this.choice === 'simulated' && this.#replay === 'none' ? this.#spec : undefined,
  );
  /** The straps that are known, the one used last first. */
  readonly known = $derived.by(() => this.#settings.knownStraps);
  /** The one of them that is used. */
  readonly used = $derived.by(() => this.known.find(({ id }) => id === (this.#id ?? this.#settings.strapId)));
  readonly name = $derived.by(() => {
    const name = this.#name ?? this.used?.name;
    return name === '' ? undefined : name;
  });
  /** One text for each heart that can be listened to: another text is another heart. */
  readonly #heart = $derived.by(() => {
    if (this.#replay !== 'none') return 'none';
    if (this.choice === 'simulated') return `simulated ${this.#spec}`;
    if (this.choice !== 'bluetooth' || this.#released) return 'none';
    return `strap ${this.#id ?? this.#settings.strapId ?? ''}`;
  });
  readonly heard = $derived.by((): Heard => {
    const [source, spec] = this.#heart.split(' ', 2);
    return source === 'simulated' ? { source, spec: spec ?? '' } : { source: source === 'strap' ? 'strap' : 'none' };
  });

  constructor(settings: SettingsState, wire: StrapWire, forced?: string) {
    this.#settings = settings;
    this.#wire = wire;
    if (forced !== undefined) {
      this.#spec = forced;
      this.#forced = true;
    }
  }

  get link(): Link {
    return this.#link;
  }

  get batteryPct(): number | undefined {
    return this.#batteryPct;
  }

  get batteryLow(): boolean {
    return isBatteryLow(this.#batteryPct);
  }

  get problem(): StrapProblem | undefined {
    return this.#problem;
  }

  /** When the next try to reconnect is due, by `Date.now()`; `undefined` with one under way, or none to come. */
  get nextTryAtMs(): number | undefined {
    return this.#nextTryAtMs;
  }

  /** The strap is connected, whether it has said anything yet or not. */
  get linked(): boolean {
    return this.#link === 'discovering' || this.#link === 'live';
  }

  /** A strap is connected or being chosen. */
  get begun(): boolean {
    return this.#link !== 'idle' && this.#link !== 'needsTap';
  }

  /** At the start of a visit: the strap of the last one, without a tap where the browser allows it. */
  async begin(): Promise<void> {
    const bluetooth = await this.#strap();
    const { strapId } = this.#settings;
    if (this.choice !== 'bluetooth' || strapId === null) return;
    this.#released = false;
    await bluetooth.again({ knownId: strapId, byHand: false });
  }

  /** Open the chooser. Only from a tap. */
  async connect(): Promise<void> {
    await this.#choose();
  }

  /** The same strap again; where the browser has forgotten it, the chooser. Only from a tap. */
  async reconnect(): Promise<void> {
    const bluetooth = this.#bluetooth;
    if (this.#link === 'needsTap' || bluetooth?.id === undefined) return this.#choose(this.#settings.strapId);
    this.#settled(bluetooth);
    await bluetooth.again({ byHand: true });
  }

  /** Another one of those that are known. */
  async use({ id }: KnownStrap): Promise<void> {
    const bluetooth = this.#bluetooth ?? (await this.#strap());
    bluetooth.disconnect();
    this.#forced = false;
    this.#released = false;
    this.#settings.set({ source: 'bluetooth', strapId: id });
    await bluetooth.again({ knownId: id, byHand: true });
  }

  /** Bluetooth was switched on. */
  available(): void {
    this.#bluetooth?.retry();
  }

  /** Bluetooth was switched off, as the browser says. */
  unavailable(): void {
    this.#bluetooth?.doubt();
  }

  /** A workout has begun: nothing waits any longer for what it needs, and what it must know is told. */
  workoutBegan(): void {
    this.#bluetooth?.retry();
    this.#worn = { ids: new Set(), batteryStartPct: this.#batteryPct };
    this.#noteWorn();
    if (this.#replay === 'asked') this.#replay = 'begun';
    this.#tellBattery();
  }

  #noteWorn(): void {
    if (this.linked && this.#id !== undefined) this.#worn.ids.add(this.#id);
  }

  /** The one strap that the last workout was run with; none, where there were several or none. */
  get worn(): { id: string; batteryStartPct: number | undefined; batteryEndPct: number | undefined } | undefined {
    const { ids, batteryStartPct } = this.#worn;
    const [id] = ids;
    if (id === undefined || ids.size > 1) return undefined;
    const batteryEndPct = this.known.find((strap) => strap.id === id)?.batteryPct;
    return { id, batteryStartPct, batteryEndPct };
  }

  disconnect(): void {
    this.#released = true;
    this.#bluetooth?.disconnect();
  }

  useSimulated(spec: string = DEFAULT_SIMULATED): void {
    this.#bluetooth?.disconnect();
    this.#spec = spec;
    this.#forced = false;
    this.#replay = 'none';
    this.#settings.set({ source: 'simulated' });
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
    this.#bluetooth?.disconnect();
    this.#forced = false;
    this.#replay = 'none';
    this.#settings.set({ source: 'none' });
  }

  /**
   * Out of the list, and let go where it is the one in use. The browser forgets it too, as far as it can, once there is no
   * way back any more. Gives the way back.
   */
  forget(strap: KnownStrap): () => void {
    const { knownStraps, strapId } = this.#settings;
    const wasUsed = this.used?.id === strap.id;
    if (wasUsed) this.disconnect();
    this.#settings.set({
      knownStraps: knownStraps.filter(({ id }) => id !== strap.id),
      ...(wasUsed && { strapId: null }),
    });
    const forGood = setTimeout(() => void this.#bluetooth?.forget(strap.id), UNDO_MS);
    return () => {
      clearTimeout(forGood);
      const now = this.#settings.knownStraps;
      if (now.some(({ id }) => id === strap.id)) return;
      const at = knownStraps.indexOf(strap);
      this.#settings.set({ knownStraps: now.toSpliced(at, 0, strap), ...(wasUsed && { strapId }) });
      if (wasUsed) void this.begin();
    };
  }

  async #choose(insteadOf?: string | null): Promise<void> {
    const bluetooth = this.#bluetooth ?? (await this.#strap());
    if (await bluetooth.choose()) this.#settled(bluetooth, insteadOf ?? undefined);
  }

  async #strap(): Promise<BluetoothStrap> {
    const { BluetoothStrap } = await import('../device/bluetooth.ts');
    this.#bluetooth ??= new BluetoothStrap({
      frame: (bytes) => this.#wire.frame(bytes),
      battery: (pct) => this.#batteryIs(pct),
      workoutRuns: () => this.#wire.workoutRuns(),
      changed: () => this.#look(),
    });
    return this.#bluetooth;
  }

  /** The person has chosen this strap, whether it answers yet or not. */
  #settled({ id, name }: BluetoothStrap, insteadOf?: string): void {
    this.#forced = false;
    this.#replay = 'none';
    this.#released = false;
    if (id === undefined) return this.#settings.set({ source: 'bluetooth', strapId: null });
    const knownStraps = withUsed(this.#settings.knownStraps, { id, name: name ?? '' }, insteadOf);
    this.#settings.set({ source: 'bluetooth', strapId: id, knownStraps });
  }

  #batteryIs(pct: number): void {
    this.#batteryPct = pct;
    this.#worn.batteryStartPct ??= pct;
    if (this.used?.batteryPct !== pct)
      this.#settings.set({ knownStraps: withBattery(this.#settings.knownStraps, this.#bluetooth?.id, pct) });
    this.#tellBattery();
  }

  /** A low battery is said in a workout, once in a discharge: whoever has heard of it need not hear it at each workout. */
  #tellBattery(): void {
    if (this.#batteryPct === undefined) return;
    if (this.batteryLow) {
      if (!this.#wire.workoutRuns() || this.used?.lowTold) return;
      this.#settings.set({ knownStraps: withLowTold(this.#settings.knownStraps, this.#bluetooth?.id) });
    }
    this.#wire.battery(this.#batteryPct);
  }

  #look(): void {
    const bluetooth = this.#bluetooth;
    const before = this.#link;
    const wasLinked = this.linked;
    this.#link = bluetooth?.link ?? 'idle';
    this.#id = bluetooth?.id;
    this.#name = bluetooth?.name;
    this.#batteryPct = bluetooth?.batteryPct;
    this.#problem = bluetooth?.problem;
    this.#nextTryAtMs = bluetooth?.nextTryAtMs;
    if (this.#wire.workoutRuns()) this.#noteWorn();
    if (this.linked && !wasLinked) this.#wire.strapName(this.#name ?? null);
    if (this.#link !== before && (this.#link === 'live' || before === 'live')) this.#seen();
  }

  #seen(): void {
    const id = this.#id ?? this.#settings.strapId ?? undefined;
    this.#settings.set({ knownStraps: withSeen(this.#settings.knownStraps, id, Date.now()) });
  }
}
