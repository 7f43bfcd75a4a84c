// A heart-rate strap over Web Bluetooth: connect, listen, and connect again after every drop.

export type Link = 'none' | 'connecting' | 'connected' | 'reconnecting' | 'needsTap' | 'failed';

export interface StrapProblem {
  code: 'cancelled' | 'notFound' | 'noHeartRate' | 'lost' | 'failed';
  reason?: string;
}

export interface StrapPorts {
  /** One notification of 0x2A37, as it came. Must not throw and must not wait. */
  frame(bytes: Uint8Array): void;
  battery(pct: number): void;
  changed(): void;
  /** Unlimited tries while it says so; otherwise a person is asked after a while. */
  workoutRuns(): boolean;
}

/** The first try at once; then these, ±10 % so that two devices do not keep meeting, the last one over and over. */
const RETRY_S = [0.3, 2, 4, 8, 16, 30] as const;
/** Tries without a workout before it is left to the person. */
const IDLE_TRIES = 8;
/** A try that hangs is given up: Chromium may wait for a strap out of reach forever. */
const TRY_MS = 20_000;

export class BluetoothStrap {
  readonly #ports: StrapPorts;
  #device: BluetoothDevice | undefined;
  #link: Link = 'none';
  #problem: StrapProblem | undefined;
  #batteryPct: number | undefined;
  /** Which connection is meant: whatever an older one still has to say is ignored. */
  #turn = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: StrapPorts) {
    this.#ports = ports;
  }

  get link(): Link {
    return this.#link;
  }

  get problem(): StrapProblem | undefined {
    return this.#problem;
  }

  get name(): string | undefined {
    return this.#device?.name;
  }

  get id(): string | undefined {
    return this.#device?.id;
  }

  get batteryPct(): number | undefined {
    return this.#batteryPct;
  }

  /** Let the person choose a strap. Only from a tap. Whether one is connected then. */
  async choose(): Promise<boolean> {
    const before = this.#link;
    this.#set('connecting');
    try {
      const device = await navigator.bluetooth.requestDevice({
        filters: [{ services: ['heart_rate'] }],
        optionalServices: ['battery_service'],
      });
      this.#adopt(device);
    } catch (error) {
      // Closing the chooser is an answer, not a failure: what was connected stays connected.
      const cancelled = error instanceof DOMException && error.name === 'NotFoundError';
      this.#set(before, cancelled ? { code: 'cancelled' } : { code: 'failed', reason: reasonOf(error) });
      return false;
    }
    return this.#connect(++this.#turn, 0);
  }

  /** Connect again to the strap of this visit or, where the browser remembers it, of an earlier one. */
  async again(knownId?: string): Promise<boolean> {
    if (!this.#device) {
      const remembered = await rememberedDevice(knownId);
      if (!remembered) {
        this.#set('needsTap');
        return false;
      }
      this.#adopt(remembered);
    }
    return this.#connect(++this.#turn, 0);
  }

  disconnect(): void {
    this.#turn++;
    clearTimeout(this.#retry);
    this.#device?.gatt?.disconnect();
    this.#device = undefined;
    this.#batteryPct = undefined;
    this.#set('none');
  }

  #adopt(device: BluetoothDevice): void {
    if (this.#device === device) return;
    this.#turn++;
    this.#device?.gatt?.disconnect();
    this.#device = device;
    this.#batteryPct = undefined;
    device.addEventListener('gattserverdisconnected', () => {
      if (this.#device === device && this.#link === 'connected') this.#dropped();
    });
  }

  #dropped(): void {
    this.#set('reconnecting', { code: 'lost' });
    this.#later(++this.#turn, 0);
  }

  #later(turn: number, tries: number): void {
    clearTimeout(this.#retry);
    const baseS = RETRY_S[Math.min(tries, RETRY_S.length - 1)] ?? 30;
    const jitter = 0.9 + Math.random() * 0.2;
    this.#retry = setTimeout(() => void this.#connect(turn, tries), baseS * jitter * 1000);
  }

  /** After a drop every GATT object is dead: server, service and characteristic are fetched anew each time. */
  async #connect(turn: number, tries: number): Promise<boolean> {
    const device = this.#device;
    if (!device || turn !== this.#turn) return false;
    clearTimeout(this.#retry);
    if (this.#link !== 'reconnecting') this.#set('connecting');
    try {
      await withTimeout(this.#listen(device, turn), TRY_MS);
    } catch (error) {
      if (turn !== this.#turn) return false;
      const noHeartRate = error instanceof DOMException && error.name === 'NotFoundError' && device.gatt?.connected;
      const problem: StrapProblem = noHeartRate
        ? { code: 'noHeartRate' }
        : { code: 'notFound', reason: reasonOf(error) };
      if (noHeartRate || (tries >= IDLE_TRIES && !this.#ports.workoutRuns())) {
        this.#set('failed', problem);
        return false;
      }
      this.#set('reconnecting', problem);
      this.#later(turn, tries + 1);
      return false;
    }
    if (turn !== this.#turn) return false;
    this.#set('connected');
    void this.#readBattery(device, turn);
    return true;
  }

  async #listen(device: BluetoothDevice, turn: number): Promise<void> {
    if (!device.gatt) throw new Error('this device offers no connection');
    const server = await device.gatt.connect();
    const service = await server.getPrimaryService('heart_rate');
    const measurement = await service.getCharacteristic('heart_rate_measurement');
    measurement.addEventListener('characteristicvaluechanged', () => {
      const { value } = measurement;
      if (!value || turn !== this.#turn) return;
      this.#ports.frame(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    });
    await measurement.startNotifications();
  }

  async #readBattery(device: BluetoothDevice, turn: number): Promise<void> {
    try {
      const service = await device.gatt?.getPrimaryService('battery_service');
      const level = await service?.getCharacteristic('battery_level');
      if (!level) return;
      const tell = (): void => {
        const pct = level.value?.getUint8(0);
        if (pct === undefined || pct > 100 || turn !== this.#turn) return;
        this.#batteryPct = pct;
        this.#ports.battery(pct);
        this.#ports.changed();
      };
      level.addEventListener('characteristicvaluechanged', tell);
      await level.readValue();
      await level.startNotifications().catch(() => undefined); // many straps only answer when asked
    } catch {
      // No battery service: then nobody can know, and nothing is said of it.
    }
  }

  #set(link: Link, problem?: StrapProblem): void {
    this.#link = link;
    this.#problem = problem;
    this.#ports.changed();
  }
}

async function rememberedDevice(id?: string): Promise<BluetoothDevice | undefined> {
  if (id === undefined || !('bluetooth' in navigator) || !('getDevices' in navigator.bluetooth)) return undefined;
  const devices = await navigator.bluetooth.getDevices().catch((): BluetoothDevice[] => []);
  return devices.find((device) => device.id === id);
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('the strap did not answer', 'TimeoutError')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
