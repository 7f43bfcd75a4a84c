import type { KnownStrap } from '../../store/database/records.ts';
import { BluetoothStrap, type Link, type StrapProblem } from '../device/bluetooth.ts';
import { isLinked } from '../device/link.ts';
import { isBatteryLow, withBattery, withLowTold, withSeen, withUsed } from './knownStraps.ts';
import type { SettingsState } from './settings.svelte.ts';
import type { StrapWire } from './strap.svelte.ts';

interface Seen {
  link: Link;
  id?: string | undefined;
  name?: string | undefined;
  batteryPct?: number | undefined;
  problem?: StrapProblem | undefined;
  nextTryAtMs?: number | undefined;
}

/**
 * A second strap on the same heart, beside the one of `StrapState`: the same connection once more, for somebody who wears
 * two. Which of them a second is of, the worker says. Loaded by those who have one, or look for one in the settings.
 */
export class SecondStrap {
  readonly #settings: SettingsState;
  readonly #wire: StrapWire;
  readonly #bluetooth: BluetoothStrap;
  #seen = $state.raw<Seen>({ link: 'idle' });
  /** The one that was chosen is the first one. */
  #isFirst = $state.raw(false);

  /** Which one it is, as far as it is remembered. */
  readonly known = $derived.by(() => this.#settings.knownStraps.find(({ id }) => id === this.#settings.secondStrapId));
  readonly name = $derived.by(() => {
    const name = this.#seen.name ?? this.known?.name;
    return name === '' ? undefined : name;
  });
  readonly linked = $derived.by(() => isLinked(this.#seen.link));

  constructor(settings: SettingsState, wire: StrapWire) {
    this.#settings = settings;
    this.#wire = wire;
    this.#bluetooth = new BluetoothStrap({
      frame: (bytes) => this.#wire.frame(bytes),
      battery: (pct) => this.#batteryIs(pct),
      workoutRuns: () => this.#wire.workoutRuns(),
      changed: () => this.#look(),
    });
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

  get nextTryAtMs(): number | undefined {
    return this.#seen.nextTryAtMs;
  }

  /** What was chosen last as the second one is the first. */
  get isFirst(): boolean {
    return this.#isFirst;
  }

  /** The strap of the last visit, without a tap where the browser allows it. */
  async begin(): Promise<void> {
    const { secondStrapId } = this.#settings;
    if (secondStrapId !== null) await this.#bluetooth.again({ knownId: secondStrapId, byHand: false });
  }

  /** Open the chooser. Only from a tap. */
  connect(): Promise<void> {
    return this.#choose();
  }

  /** The same strap again; where the browser has forgotten it, the chooser. Only from a tap. */
  async reconnect(): Promise<void> {
    if (this.link === 'needsTap' || this.#bluetooth.id === undefined) return this.#choose(this.#settings.secondStrapId);
    await this.#bluetooth.again({ byHand: true });
  }

  /** One of those that are known. */
  async use({ id }: KnownStrap): Promise<void> {
    this.#bluetooth.disconnect();
    this.#isFirst = false;
    this.#settings.set({ secondStrapId: id });
    await this.#bluetooth.again({ knownId: id, byHand: true });
  }

  /** One strap from now on. It stays in the list of those that are known. */
  remove(): void {
    this.#bluetooth.disconnect();
    this.#settings.set({ secondStrapId: null });
  }

  disconnect(): void {
    this.#bluetooth.disconnect();
  }

  /** Bluetooth was switched on. */
  available(): void {
    this.#bluetooth.retry();
  }

  /** Bluetooth was switched off, as the browser says. */
  unavailable(): void {
    this.#bluetooth.doubt();
  }

  workoutBegan(): void {
    this.#bluetooth.retry();
    this.#tellBattery();
  }

  async #choose(insteadOf?: string | null): Promise<void> {
    if (!(await this.#bluetooth.choose())) return;
    const { id, name = '' } = this.#bluetooth;
    if (id === undefined) return;
    this.#isFirst = id === this.#settings.strapId;
    if (this.#isFirst) return this.remove(); // the connection is the first one's, which takes it up again
    const knownStraps = withUsed(this.#settings.knownStraps, { id, name }, insteadOf ?? undefined);
    this.#settings.set({ secondStrapId: id, knownStraps });
  }

  #batteryIs(pct: number): void {
    this.#look();
    if (this.known?.batteryPct !== pct)
      this.#settings.set({ knownStraps: withBattery(this.#settings.knownStraps, this.known?.id, pct) });
    this.#tellBattery();
  }

  /** As of the first one: a low battery is said in a workout, and once in a discharge. */
  #tellBattery(): void {
    const { batteryPct } = this.#bluetooth;
    if (batteryPct === undefined) return;
    if (isBatteryLow(batteryPct)) {
      if (!this.#wire.workoutRuns() || this.known?.lowTold) return;
      this.#settings.set({ knownStraps: withLowTold(this.#settings.knownStraps, this.known?.id) });
    }
    this.#wire.battery(batteryPct);
  }

  #look(): void {
    const before = this.#seen;
    const { link, id, name, batteryPct, problem, nextTryAtMs } = this.#bluetooth;
    this.#seen = { link, id, name, batteryPct, problem, nextTryAtMs };
    if (isLinked(link) && !isLinked(before.link)) this.#wire.strapName(name ?? null);
    if (link !== before.link && (link === 'live' || before.link === 'live'))
      this.#settings.set({ knownStraps: withSeen(this.#settings.knownStraps, id ?? before.id, Date.now()) });
  }
}
