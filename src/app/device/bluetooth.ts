// A heart-rate strap over Web Bluetooth: what `link.ts` decides is asked of the browser here.
import { Connection, HEART_RATE, type GattProfile } from './connection.ts';
import { bluetoothOf } from './have.ts';
import { advanceLink, linkSeen, UNLINKED, type Link, type LinkEffect, type LinkEvent } from './link.ts';
import { SilenceWatch } from './silence.ts';
import { isFinal, problemOfChooser, problemOfConnection, type StrapProblem } from './strapProblem.ts';
import { bluetoothSupport } from './support.ts';
import { within } from './within.ts';

export type { Link, StrapProblem };

const SEARCH_MS = 5_000;

export interface StrapPorts {
  /** One notification of 0x2A37, as it came. Must not throw and must not wait. */
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  changed(): void;
  /** Unlimited tries while it says so; otherwise a person is asked after a while. */
  workoutRuns(): boolean;
}

export class BluetoothStrap {
  readonly #ports: StrapPorts;
  readonly #profile: GattProfile;
  readonly #silence = new SilenceWatch(() => this.#silent());
  #state = UNLINKED;
  /** The strap that the state means, and any that a chooser has just given. */
  readonly #devices = new Map<string, BluetoothDevice>();
  #connection: Connection | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #nextTryAtMs: number | undefined;
  #batteryPct: number | undefined;
  /** The chooser that gave the last strap. */
  #chosenBy = 0;
  /** The strap of an earlier visit, as the browser names it. */
  #knownId: string | undefined;

  constructor(ports: StrapPorts, profile: GattProfile = HEART_RATE) {
    this.#ports = ports;
    this.#profile = profile;
  }

  get link(): Link {
    return linkSeen(this.#state);
  }

  get problem(): StrapProblem | undefined {
    return this.#state.problem;
  }

  /** When the next try is due, by `Date.now()`, while one is waited for. */
  get nextTryAtMs(): number | undefined {
    return this.#nextTryAtMs;
  }

  get id(): string | undefined {
    return this.#state.deviceId;
  }

  get name(): string | undefined {
    return this.#device?.name;
  }

  get batteryPct(): number | undefined {
    return this.#batteryPct;
  }

  /** Let the person choose a strap. Only from a tap. Done when the chooser is closed: whether a strap was chosen. */
  async choose(): Promise<boolean> {
    const { chooser } = this.#state;
    await this.#happened({ type: 'choose' });
    return this.#chosenBy > chooser;
  }

  /** Connect to the strap of this visit or, where the browser remembers it, of an earlier one. */
  async again({ knownId, byHand }: { knownId?: string | undefined; byHand: boolean }): Promise<void> {
    this.#knownId = knownId ?? this.#knownId;
    await this.#happened({ type: 'look', byHand });
  }

  /** Bluetooth was switched on, or a workout begins: what waits for its next try need not. */
  retry(): void {
    void this.#happened({ type: 'retry' });
  }

  /** Bluetooth was switched off, as the browser says. Not every one ends the connection with it. */
  doubt(): void {
    this.#silence.doubt();
  }

  disconnect(): void {
    void this.#happened({ type: 'disconnect' });
  }

  /** Takes the permission for a device back, where the browser can. Not for the one that is meant. */
  async forget(id: string): Promise<void> {
    if (id === this.#state.deviceId) return;
    const device = this.#devices.get(id) ?? (await rememberedDevice(id));
    if (device && 'forget' in device) await device.forget().catch(() => undefined);
  }

  get #device(): BluetoothDevice | undefined {
    return this.#devices.get(this.#state.deviceId ?? '');
  }

  async #happened(event: LinkEvent): Promise<void> {
    const before = this.#state;
    const [state, ...effects] = advanceLink(before, event);
    this.#state = state;
    if (state.deviceId !== before.deviceId) this.#batteryPct = undefined;
    if (state.link !== 'reconnecting' || state.active) {
      clearTimeout(this.#waiting);
      this.#nextTryAtMs = undefined;
    }
    const begun = effects.map((effect) => this.#perform(effect));
    if (state !== before) this.#ports.changed();
    await Promise.all(begun.filter((each) => each !== undefined));
  }

  #perform(effect: LinkEffect): Promise<void> | undefined {
    switch (effect.type) {
      case 'openChooser':
        return this.#openChooser(effect.chooser, effect.era);
      case 'search':
        return this.#search(effect.search);
      case 'connect':
        return void this.#connect(effect.attempt, effect.deviceId);
      case 'release':
        this.#silence.stop();
        this.#connection?.giveUp();
        this.#connection = undefined;
        return;
      case 'wait': {
        const ms = effect.forS * (0.9 + Math.random() * 0.2) * 1000; // so that two devices do not keep meeting
        const waited = (): void => void this.#happened({ type: 'waited', attempt: effect.attempt });
        clearTimeout(this.#waiting);
        this.#waiting = setTimeout(waited, ms);
        this.#nextTryAtMs = Date.now() + ms;
        return;
      }
      case 'readBattery':
        return void this.#connection?.readBattery();
    }
  }

  async #openChooser(chooser: number, era: number): Promise<void> {
    try {
      const device = await navigator.bluetooth.requestDevice({
        filters: [{ services: [this.#profile.service] }],
        optionalServices: ['battery_service'],
      });
      this.#know(device);
      void this.#happened({ type: 'chosen', chooser, era, deviceId: device.id });
      if (this.#state.era === era) this.#chosenBy = chooser;
    } catch (error) {
      const support = await bluetoothSupport();
      const problem: StrapProblem =
        support === 'unsupported' || support === 'insecure'
          ? { code: support }
          : problemOfChooser(error, support === 'ok');
      void this.#happened({ type: 'notChosen', chooser, problem });
    }
  }

  async #search(search: number): Promise<void> {
    const device = await rememberedDevice(this.#knownId);
    if (device) this.#know(device);
    void this.#happened({ type: 'remembered', search, deviceId: device?.id });
  }

  /** The same strap may come as another object: then that one is the strap from the next try on. */
  #know(device: BluetoothDevice): void {
    const kept = this.#device;
    this.#devices.clear();
    if (kept && kept.id !== device.id) this.#devices.set(kept.id, kept);
    this.#devices.set(device.id, device);
  }

  async #connect(attempt: number, deviceId: string): Promise<void> {
    const device = this.#devices.get(deviceId);
    if (!device) return;
    const connection = new Connection(device, this.#profile, {
      reached: () => void this.#happened({ type: 'reached', attempt }),
      frame: (bytes) => {
        this.#ports.frame(bytes);
        this.#silence.heard();
        if (this.#state.link === 'discovering') void this.#happened({ type: 'heard', attempt });
      },
      battery: (pct) => {
        this.#batteryPct = pct;
        this.#ports.battery(pct);
        this.#ports.changed();
      },
      dropped: () => void this.#happened({ type: 'dropped', attempt, patient: this.#ports.workoutRuns() }),
      isWanted: () => this.#connection?.device === device,
    });
    this.#connection = connection;
    try {
      await connection.open();
      if (connection.over) return;
      this.#silence.start();
      void this.#happened({ type: 'opened', attempt });
    } catch (error) {
      if (connection.over) return;
      const reached = device.gatt?.connected ?? false;
      const available = (await bluetoothSupport()) === 'ok';
      const problem = problemOfConnection(error, { available, reached });
      const patient = this.#ports.workoutRuns();
      void this.#happened({ type: 'refused', attempt, problem, final: isFinal(problem), patient });
    }
  }

  #silent(): void {
    void this.#happened({ type: 'silent', attempt: this.#state.attempt, patient: this.#ports.workoutRuns() });
  }
}

async function rememberedDevice(id?: string): Promise<BluetoothDevice | undefined> {
  const bluetooth = bluetoothOf();
  if (id === undefined || !bluetooth || !('getDevices' in bluetooth)) return undefined;
  const devices = await within(SEARCH_MS, bluetooth.getDevices(), []);
  return devices.find((device) => device.id === id);
}
