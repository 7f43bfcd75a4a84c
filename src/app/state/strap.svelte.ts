import type { Heard } from '../../wire/messages.ts';
import type { BluetoothStrap, Link, StrapProblem } from '../device/bluetooth.ts';
import type { SettingsState } from './settings.svelte.ts';

export type { Link, StrapProblem };

/** What the worker is told of straps, and asked. */
export interface StrapWire {
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  strapName(name: string | null): void;
  workoutRuns(): boolean;
}

/** The heart of someone who follows the plan. */
const DEFAULT_SIMULATED = 'follow';

/** Which heart is listened to, and how it is doing. */
export class StrapState {
  readonly #settings: SettingsState;
  readonly #wire: StrapWire;
  /** Loaded when the first screen is up: a tap on *Connect strap* must find it there, or the browser forgets the tap. */
  #bluetooth: BluetoothStrap | undefined;
  #link = $state.raw<Link>('none');
  #id = $state.raw<string | undefined>();
  #name = $state.raw<string | undefined>();
  #batteryPct = $state.raw<number | undefined>();
  #problem = $state.raw<StrapProblem | undefined>();
  /** The kind of simulated heart: the address's, or the one chosen in this visit. */
  #spec = $state.raw<string>(DEFAULT_SIMULATED);
  /** The address asked for a simulated strap: it holds for this visit and is not stored. */
  #forced = $state.raw(false);
  /** Let go by hand: until it is connected again, nobody is listened to. */
  #released = $state.raw(false);
  /** The demo plan is shown or runs. It alone brings a simulated heart along, where no other source was chosen. */
  demo = $state.raw(false);

  readonly choice = $derived.by(() => {
    if (this.#forced) return 'simulated';
    return this.#settings.source === 'unset' && this.demo ? 'simulated' : this.#settings.source;
  });
  readonly simulated = $derived.by(() => (this.choice === 'simulated' ? this.#spec : undefined));
  readonly name = $derived.by(() => this.#name ?? this.#settings.knownStrap?.name);
  /** One text for each heart that can be listened to: another text is another heart. */
  readonly #heart = $derived.by(() => {
    if (this.choice === 'simulated') return `simulated ${this.#spec}`;
    if (this.choice !== 'bluetooth' || this.#released) return 'none';
    return `strap ${this.#id ?? this.#settings.knownStrap?.id ?? ''}`;
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
    if (this.choice !== 'bluetooth' || !known) return;
    this.#released = false;
    await bluetooth.again({ knownId: known.id, byHand: false });
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
    this.#settled(bluetooth);
    await bluetooth.again({ byHand: true });
  }

  /** Bluetooth was switched on. */
  available(): void {
    this.#bluetooth?.available();
  }

  disconnect(): void {
    this.#released = true;
    this.#bluetooth?.disconnect();
  }

  useSimulated(spec: string = DEFAULT_SIMULATED): void {
    this.#bluetooth?.disconnect();
    this.#spec = spec;
    this.#forced = false;
    this.#settings.set({ source: 'simulated' });
  }

  useNone(): void {
    this.#bluetooth?.disconnect();
    this.#forced = false;
    this.#settings.set({ source: 'none' });
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

  /** The person has chosen this strap, whether it answers yet or not. */
  #settled({ id, name }: BluetoothStrap): void {
    this.#forced = false;
    this.#released = false;
    this.#settings.set({ source: 'bluetooth', knownStrap: id === undefined ? null : { id, name: name ?? '' } });
  }

  #look(): void {
    const bluetooth = this.#bluetooth;
    const before = this.#link;
    this.#link = bluetooth?.link ?? 'none';
    this.#id = bluetooth?.id;
    this.#name = bluetooth?.name;
    this.#batteryPct = bluetooth?.batteryPct;
    this.#problem = bluetooth?.problem;
    if (this.#link === 'connected' && before !== 'connected') this.#wire.strapName(this.#name ?? null);
  }
}
