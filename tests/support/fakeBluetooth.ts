// Web Bluetooth without a browser: every question waits until the test answers it, in whatever order it likes.

/** A promise that a test settles, and whether it has been. */
class Question<T> {
  readonly what: string;
  readonly answer: Promise<T>;
  open = true;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;

  constructor(what: string) {
    this.what = what;
    this.answer = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.answer.catch(() => undefined);
  }

  yes(value: T): Promise<void> {
    this.open = false;
    this.#resolve(value);
    return settled();
  }

  no(name: string, message = name): Promise<void> {
    this.open = false;
    this.#reject(new DOMException(message, name));
    return settled();
  }
}

/** Until everything that follows from an answer has followed. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** Counts its listeners, as a page's memory would. */
class Counted extends EventTarget {
  readonly #listeners = new Map<string, Set<unknown>>();

  override addEventListener(type: string, listener: EventListener): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
    super.addEventListener(type, listener);
  }

  override removeEventListener(type: string, listener: EventListener): void {
    this.#listeners.get(type)?.delete(listener);
    super.removeEventListener(type, listener);
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, each) => sum + each.size, 0);
  }
}

class FakeCharacteristic extends Counted {
  value: DataView | undefined;

  readonly #device: FakeDevice;

  constructor(device: FakeDevice) {
    super();
    this.#device = device;
  }

  startNotifications(): Promise<this> {
    return this.#device.hangs.has('notifications') ? this.#device.untilDropped() : Promise.resolve(this);
  }

  readValue(): Promise<DataView> {
    if (this.#device.hangs.has('battery')) return new Promise(() => undefined);
    this.notify([this.#device.batteryPct]);
    return Promise.resolve(this.value!);
  }

  notify(bytes: number[]): void {
    this.value = new DataView(Uint8Array.from(bytes).buffer);
    this.dispatchEvent(new Event('characteristicvaluechanged'));
  }
}

/** One device as the browser shows it. As in Chromium, the attributes of one connection are the same objects for whoever asks. */
export class FakeDevice extends Counted {
  readonly id: string;
  readonly name: string;
  /** Every connect() so far, in order. */
  readonly connects: Question<FakeDevice['gatt']>[] = [];
  disconnects = 0;
  /** Every characteristic that ever was, those of dead connections too, as long as somebody holds on to it. */
  readonly #characteristics: WeakRef<FakeCharacteristic>[] = [];
  /** What never gets an answer, as long as the link stands. */
  readonly hangs = new Set<'services' | 'notifications' | 'battery'>();
  batteryPct = 80;
  forgotten = false;
  /** A stack that answers connect() although disconnect() was called. */
  stubborn = false;
  heartRate = true;
  #measurement: FakeCharacteristic | undefined;
  readonly #asked: (() => void)[] = [];

  readonly gatt = {
    connected: false,
    connect: (): Promise<unknown> => {
      const question = new Question<FakeDevice['gatt']>('connect');
      this.connects.push(question);
      return question.answer;
    },
    disconnect: (): void => {
      this.disconnects++;
      if (!this.stubborn) for (const each of this.connects) if (each.open) void each.no('AbortError');
      if (this.gatt.connected) this.drop();
    },
    getPrimaryService: (name: string): Promise<unknown> =>
      !this.gatt.connected
        ? Promise.reject(new DOMException('GATT Server is disconnected.', 'NetworkError'))
        : this.hangs.has('services')
          ? this.untilDropped()
          : name === 'heart_rate' && !this.heartRate
            ? Promise.reject(new DOMException('No Services matching UUID found in Device.', 'NotFoundError'))
            : Promise.resolve({ getCharacteristic: () => Promise.resolve(this.#characteristic(name)) }),
  };

  constructor(id: string, name = `Strap ${id}`) {
    super();
    this.id = id;
    this.name = name;
  }

  /** Answer the nth connect() as a strap does that is there. */
  accept(n = this.connects.length - 1): Promise<void> {
    this.gatt.connected = true;
    return this.connects[n]!.yes(this.gatt);
  }

  refuse(n = this.connects.length - 1): Promise<void> {
    return this.connects[n]!.no('NetworkError', 'Bluetooth Device is no longer in range.');
  }

  /** The link is lost, and every attribute with it. As in Chromium, whatever was asked of it is refused, and then it is told. */
  drop(): void {
    this.gatt.connected = false;
    this.#measurement = undefined;
    for (const refuse of this.#asked.splice(0)) refuse();
    this.dispatchEvent(new Event('gattserverdisconnected'));
  }

  /** What is asked and gets no answer. A stubborn stack forgets even to refuse it. */
  untilDropped<T>(): Promise<T> {
    return new Promise((_, reject) => {
      if (!this.stubborn)
        this.#asked.push(() => reject(new DOMException('GATT Server is disconnected.', 'NetworkError')));
    });
  }

  notify(bpm: number): void {
    this.send([0, bpm]);
  }

  /** Any bytes, as a notification. */
  send(bytes: number[]): void {
    if (!this.hangs.has('notifications')) this.#measurement?.notify(bytes);
  }

  forget(): Promise<void> {
    this.forgotten = true;
    return Promise.resolve();
  }

  /** Of the device and of all that it ever offered. */
  get listening(): number {
    return this.listeners + this.#alive().reduce((sum, each) => sum + each.listeners, 0);
  }

  /** Characteristics that somebody still holds on to, once the garbage was collected. */
  get held(): number {
    return this.#alive().length;
  }

  #alive(): FakeCharacteristic[] {
    return this.#characteristics.flatMap((each) => each.deref() ?? []);
  }

  #characteristic(service: string): FakeCharacteristic {
    if (service === 'heart_rate' && this.#measurement) return this.#measurement;
    const characteristic = new FakeCharacteristic(this);
    this.#characteristics.push(new WeakRef(characteristic));
    if (service === 'heart_rate') this.#measurement = characteristic;
    return characteristic;
  }
}

/** `navigator.bluetooth`. */
export class FakeBluetooth extends Counted {
  readonly choosers: Question<FakeDevice>[] = [];
  readonly searches: Question<FakeDevice[]>[] = [];
  on = true;

  getAvailability(): Promise<boolean> {
    return Promise.resolve(this.on);
  }

  requestDevice(): Promise<FakeDevice> {
    const question = new Question<FakeDevice>('chooser');
    this.choosers.push(question);
    return question.answer;
  }

  getDevices(): Promise<FakeDevice[]> {
    const question = new Question<FakeDevice[]>('search');
    this.searches.push(question);
    return question.answer;
  }

  /** The person switches the radio. */
  switch(on: boolean): void {
    this.on = on;
    this.dispatchEvent(Object.assign(new Event('availabilitychanged'), { value: on }));
  }
}
