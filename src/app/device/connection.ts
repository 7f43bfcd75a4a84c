// One connection to a device over GATT: what it measures and its battery, until it is lost or given up.

/** What is looked for in a device: a service, and in it what notifies. Another kind of device is another of these. */
export interface GattProfile {
  readonly service: BluetoothServiceUUID;
  readonly measurement: BluetoothCharacteristicUUID;
}

export const HEART_RATE: GattProfile = { service: 'heart_rate', measurement: 'heart_rate_measurement' };

/** A try that hangs is given up: Chromium may wait for a device out of reach forever. */
const CONNECT_MS = 20_000;
/** Nor does every stack say when a device that was reached no longer answers. */
const DISCOVER_MS = 20_000;

interface ConnectionPorts {
  /** Connected; what it offers is being looked at. */
  reached(): void;
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  dropped(): void;
  /** Whether a connection to the same device is wanted by now. */
  isWanted(): boolean;
}

/** One try to connect, and what comes of it. After a drop every GATT object is dead: all are fetched anew by the next one. */
export class Connection {
  readonly device: BluetoothDevice;
  readonly #profile: GattProfile;
  readonly #ports: ConnectionPorts;
  /** Everything that it has begun, to be undone. */
  readonly #undo: (() => void)[] = [];
  #limit: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(device: BluetoothDevice, profile: GattProfile, ports: ConnectionPorts) {
    this.device = device;
    this.#profile = profile;
    this.#ports = ports;
  }

  /** Given up: whatever is still answered leads to nothing. */
  get over(): boolean {
    return this.#over;
  }

  giveUp(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#limit);
    for (const undo of this.#undo.splice(0)) undo();
    disconnect(this.device); // also ends a connect() that is still under way
  }

  /** Done when frames are on their way. */
  async open(): Promise<void> {
    const { promise: late, reject } = rejectable();
    const limit = (ms: number): void => {
      clearTimeout(this.#limit);
      this.#limit = setTimeout(() => reject(new DOMException('the strap did not answer', 'TimeoutError')), ms);
    };
    try {
      limit(CONNECT_MS);
      await Promise.race([this.#listen(() => limit(DISCOVER_MS)), late]);
    } finally {
      clearTimeout(this.#limit);
    }
  }

  async #listen(reached: () => void): Promise<void> {
    const { gatt } = this.device;
    if (!gatt) throw new Error('this device offers no connection');
    const server = await gatt.connect();
    // Some stacks connect although it was given up; not wanted by anyone, that would keep the strap from other devices.
    if (this.#over && !this.#ports.isWanted()) disconnect(this.device);
    this.#goOn();
    this.#on(this.device, 'gattserverdisconnected', () => {
      if (!gatt.connected) this.#ports.dropped();
    });
    reached();
    this.#ports.reached();
    const service = this.#goOn(await server.getPrimaryService(this.#profile.service));
    const measurement = this.#goOn(await service.getCharacteristic(this.#profile.measurement));
    this.#on(measurement, 'characteristicvaluechanged', () => {
      const { value } = measurement;
      if (value) this.#ports.frame(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    });
    this.#goOn(await measurement.startNotifications());
    if (!gatt.connected) throw new DOMException('the connection was lost', 'NetworkError');
  }

  async readBattery(): Promise<void> {
    try {
      const { gatt } = this.device;
      if (!gatt) return;
      const service = this.#goOn(await gatt.getPrimaryService('battery_service'));
      const level = this.#goOn(await service.getCharacteristic('battery_level'));
      this.#on(level, 'characteristicvaluechanged', () => {
        const pct = level.value?.getUint8(0);
        if (pct !== undefined && pct <= 100) this.#ports.battery(pct);
      });
      await level.readValue();
      this.#goOn();
      await level.startNotifications().catch(() => undefined); // many straps only answer when asked
    } catch {
      // No battery service: then nobody can know, and nothing is said of it.
    }
  }

  #goOn<T>(answer?: T): T {
    if (this.#over) throw new DOMException('given up', 'AbortError');
    return answer as T;
  }

  #on(target: EventTarget, type: string, listener: () => void): void {
    target.addEventListener(type, listener);
    this.#undo.push(() => target.removeEventListener(type, listener));
  }
}

function rejectable(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject!: (error: Error) => void;
  const promise = new Promise<never>((_, rejecting) => (reject = rejecting));
  return { promise, reject };
}

/** Some stacks throw at a connection that is not open; it is over in any case. */
function disconnect({ gatt }: BluetoothDevice): void {
  try {
    gatt?.disconnect();
  } catch {
    // as wanted
  }
}
