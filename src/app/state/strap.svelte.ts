import type { BluetoothStrap, Link, StrapProblem } from '../device/bluetooth.ts';
import type { SettingsState } from './settings.svelte.ts';

export type { Link, StrapProblem };

/** What the worker is told of straps. */
export interface StrapWire {
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  strapName(name: string | null): void;
  simulate(spec: string | undefined): void;
  workoutRuns(): boolean;
}

/** The default without any hardware: the heart of someone who follows the plan. */
const DEFAULT_SIMULATED = 'follow';

/** Which heart is listened to, and how it is doing. */
export class StrapState {
  readonly #settings: SettingsState;
  readonly #wire: StrapWire;
  /** Loaded when the first screen is up: a tap on *Connect strap* must find it there, or the browser forgets the tap. */
  #bluetooth: BluetoothStrap | undefined;
  #link = $state.raw<Link>('none');
  #name = $state.raw<string | undefined>();
  #batteryPct = $state.raw<number | undefined>();
  #problem = $state.raw<StrapProblem | undefined>();
  /** The kind of simulated heart: the address's, or the one chosen in this visit. */
  #spec = $state.raw<string>(DEFAULT_SIMULATED);
  /** The address asked for a simulated strap: it holds for this visit and is not stored. */
  #forced = $state.raw(false);

  readonly choice = $derived.by(() => (this.#forced ? 'simulated' : this.#settings.strap));
  readonly simulated = $derived.by(() => (this.choice === 'simulated' ? this.#spec : undefined));
  readonly name = $derived.by(() => this.#name ?? this.#settings.knownStrap?.name);

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

  get problem(): StrapProblem | undefined {
    return this.#problem;
  }

  /** A strap is connected or being chosen. */
  get begun(): boolean {
    return this.#link !== 'none' && this.#link !== 'needsTap';
  }

  /** At the start of a visit: the strap of the last one, without a tap where the browser allows it. */
  async begin(): Promise<void> {
    const bluetooth = await this.#strap();
    const known = this.#settings.knownStrap;
    if (this.choice === 'bluetooth' && known) await bluetooth.again(known.id);
  }

  /** Open the chooser. Only from a tap. */
  async connect(): Promise<void> {
    const bluetooth = this.#bluetooth ?? (await this.#strap());
    if (await bluetooth.choose()) this.#settled(bluetooth);
  }

  /** The same strap again; where the browser has forgotten it, the chooser. Only from a tap. */
  async reconnect(): Promise<void> {
    const bluetooth = this.#bluetooth;
    if (this.#link === 'needsTap' || bluetooth?.id === undefined) return this.connect();
    if (await bluetooth.again()) this.#settled(bluetooth);
  }

  disconnect(): void {
    this.#bluetooth?.disconnect();
  }

  useSimulated(spec: string = DEFAULT_SIMULATED): void {
    this.#bluetooth?.disconnect();
    this.#spec = spec;
    this.#forced = false;
    this.#settings.set({ strap: 'simulated' });
    this.#wire.simulate(spec);
  }

  useNone(): void {
    this.#bluetooth?.disconnect();
    this.#forced = false;
    this.#settings.set({ strap: 'none' });
    this.#wire.simulate(undefined);
  }

  async #strap(): Promise<BluetoothStrap> {
    const { BluetoothStrap } = await import('../device/bluetooth.ts');
    this.#bluetooth ??= new BluetoothStrap({
      frame: (bytes) => this.#wire.frame(bytes),
      battery: (pct) => this.#wire.battery(pct),
      workoutRuns: () => this.#wire.workoutRuns(),
      changed: () => this.#look(),
    });
    return this.#bluetooth;
  }

  #settled({ id, name }: BluetoothStrap): void {
    this.#forced = false;
    this.#settings.set({ strap: 'bluetooth', knownStrap: id === undefined ? null : { id, name: name ?? '' } });
    this.#wire.simulate(undefined);
    this.#wire.strapName(name ?? null);
  }

  #look(): void {
    const bluetooth = this.#bluetooth;
    this.#link = bluetooth?.link ?? 'none';
    this.#name = bluetooth?.name;
    this.#batteryPct = bluetooth?.batteryPct;
    this.#problem = bluetooth?.problem;
  }
}
