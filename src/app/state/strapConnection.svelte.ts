import type { KnownStrap } from '../../store/database/records.ts';
import type { BluetoothStrap, Link, StrapProblem } from '../device/bluetooth.ts';
import { isLinked } from '../device/linked.ts';
import { isBatteryLow, withBattery, withLowTold, withSeen, withUsed } from './knownStraps.ts';
import type { SettingsState } from './settings.svelte.ts';

/** What the worker is told of a strap, and asked. */
export interface StrapWire {
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  strapName(name: string | null): void;
  workoutRuns(): boolean;
}

interface Seen {
  link: Link;
  id?: string | undefined;
  name?: string | undefined;
  batteryPct?: number | undefined;
  problem?: StrapProblem | undefined;
  nextTryAtMs?: number | undefined;
}

/** An empty name is none. */
const named = (name: string | undefined): string | undefined => (name === '' ? undefined : name);

/**
 * One of the straps that are worn: its connection as the screens see it, and what the list of known straps remembers of it.
 * Which place it has among them, and what its choice means, its heirs say.
 */
export abstract class StrapConnection {
  protected readonly settings: SettingsState;
  protected readonly wire: StrapWire;
  readonly #place: 'strapId' | 'secondStrapId';
  /** Loaded before it is needed: a tap on *Connect strap* must find it there, or the browser forgets the tap. */
  #bluetooth: BluetoothStrap | undefined;
  #seen = $state.raw<Seen>({ link: 'idle' });

  /** Which of the known straps it is. */
  readonly used = $derived.by(() =>
    this.settings.knownStraps.find(({ id }) => id === (this.#seen.id ?? this.placeId ?? undefined)),
  );
  /** After a reload, Chromium may give a device that it remembers without its name. */
  readonly name = $derived.by(() => named(this.#seen.name) ?? named(this.used?.name));
  /** It is connected, whether it has said anything yet or not. */
  readonly linked = $derived.by(() => isLinked(this.#seen.link));

  constructor(settings: SettingsState, wire: StrapWire, place: 'strapId' | 'secondStrapId') {
    this.settings = settings;
    this.wire = wire;
    this.#place = place;
  }

  /** Another one was chosen by a person, whether it answers yet or not. */
  protected abstract settled(strap: { id: string | undefined; name: string | undefined }, insteadOf?: string): void;

  /** Something about it has changed. */
  protected changed(): void {
    // a strap that nobody else waits for
  }

  get link(): Link {
    return this.#seen.link;
  }

  get batteryPct(): number | undefined {
    return this.#seen.batteryPct;
  }

  get batteryLow(): boolean {
    return isBatteryLow(this.#seen.batteryPct);
  }

  get problem(): StrapProblem | undefined {
    return this.#seen.problem;
  }

  /** When the next try to reconnect is due, by `Date.now()`; `undefined` with one under way, or none to come. */
  get nextTryAtMs(): number | undefined {
    return this.#seen.nextTryAtMs;
  }

  /** The strap of the settings. */
  protected get placeId(): string | null {
    return this.settings[this.#place];
  }

  protected get id(): string | undefined {
    return this.#seen.id;
  }

  protected get bluetooth(): BluetoothStrap | undefined {
    return this.#bluetooth;
  }

  /** Open the chooser. Only from a tap. */
  async connect(): Promise<void> {
    await this.#choose();
  }

  /** The same strap again; where the browser has forgotten it, the chooser. Only from a tap. */
  async reconnect(): Promise<void> {
    const bluetooth = this.#bluetooth;
    if (this.link === 'needsTap' || bluetooth?.id === undefined) return this.#choose(this.placeId);
    this.settled(bluetooth);
    await bluetooth.again({ byHand: true });
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
    this.#tellBattery();
  }

  disconnect(): void {
    this.#bluetooth?.disconnect();
  }

  async #choose(insteadOf?: string | null): Promise<void> {
    const bluetooth = this.#bluetooth ?? (await this.load());
    if (await bluetooth.choose()) this.settled(bluetooth, insteadOf ?? undefined);
  }

  /** In front of the list of known straps. */
  protected withUsed(strap: { id: string; name: string | undefined }, insteadOf?: string): readonly KnownStrap[] {
    return withUsed(this.settings.knownStraps, { id: strap.id, name: strap.name ?? '' }, insteadOf);
  }

  async load(): Promise<BluetoothStrap> {
    const { BluetoothStrap } = await import('../device/bluetooth.ts');
    return (this.#bluetooth ??= new BluetoothStrap({
      frame: (bytes) => this.wire.frame(bytes),
      battery: (pct) => this.#batteryIs(pct),
      workoutRuns: () => this.wire.workoutRuns(),
      changed: () => this.#look(),
    }));
  }

  #batteryIs(pct: number): void {
    this.#look();
    const { used } = this;
    if (used && used.batteryPct !== pct)
      this.settings.set({ knownStraps: withBattery(this.settings.knownStraps, used.id, pct) });
    this.#tellBattery();
  }

  /** A low battery is said in a workout, once in a discharge: whoever has heard of it need not hear it at each workout. */
  #tellBattery(): void {
    const { batteryPct, used } = this;
    if (batteryPct === undefined) return;
    if (this.batteryLow) {
      if (!this.wire.workoutRuns() || used?.lowTold) return;
      this.settings.set({ knownStraps: withLowTold(this.settings.knownStraps, used?.id) });
    }
    this.wire.battery(batteryPct);
  }

  #look(): void {
    if (!this.#bluetooth) return;
    const { linked: wasLinked } = this;
    const before = this.#seen;
    const { link, id, name, batteryPct, problem, nextTryAtMs } = this.#bluetooth;
    this.#seen = { link, id, name, batteryPct, problem, nextTryAtMs };
    if (this.linked && !wasLinked) this.wire.strapName(this.name ?? null);
    if (link !== before.link && (link === 'live' || before.link === 'live'))
      this.settings.set({ knownStraps: withSeen(this.settings.knownStraps, id ?? before.id, Date.now()) });
    this.changed();
  }
}
