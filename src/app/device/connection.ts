// One connection to a strap over GATT: heart rate and battery, until it is lost or given up.

/** A try that hangs is given up: Chromium may wait for a strap out of reach forever. */
const TRY_MS = 20_000;

interface ConnectionPorts {
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  dropped(): void;
  /** Whether a connection to the same device is wanted by now. */
  isWanted(): boolean;
}

/** One try to connect, and what comes of it. After a drop every GATT object is dead: all are fetched anew by the next one. */
export class Connection {
  readonly device: BluetoothDevice;
  readonly #ports: ConnectionPorts;
  /** Everything that it has begun, to be undone. */
  readonly #undo: (() => void)[] = [];
  #over = false;

  constructor(device: BluetoothDevice, ports: ConnectionPorts) {
    this.device = device;
    this.#ports = ports;
  }

  /** Given up: whatever is still answered leads to nothing. */
  get over(): boolean {
    return this.#over;
  }

  giveUp(): void {
    if (this.#over) return;
    this.#over = true;
    for (const undo of this.#undo.splice(0)) undo();
    this.device.gatt?.disconnect(); // also ends a connect() that is still under way
  }

  /** Done when frames are on their way. */
  async open(): Promise<void> {
    const late = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => reject(new DOMException('the strap did not answer', 'TimeoutError')), TRY_MS);
      this.#undo.push(() => clearTimeout(timer));
    });
    const timer = this.#undo.at(-1);
    await Promise.race([this.#listen(), late]);
    timer?.();
  }

  async #listen(): Promise<void> {
    const { gatt } = this.device;
    if (!gatt) throw new Error('this device offers no connection');
    const server = await gatt.connect();
    // Some stacks connect although it was given up; not wanted by anyone, that would keep the strap from other devices.
    if (this.#over && !this.#ports.isWanted()) gatt.disconnect();
    this.#goOn();
    this.#on(this.device, 'gattserverdisconnected', () => {
      if (!gatt.connected) this.#ports.dropped();
    });
    const service = this.#goOn(await server.getPrimaryService('heart_rate'));
    const measurement = this.#goOn(await service.getCharacteristic('heart_rate_measurement'));
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
