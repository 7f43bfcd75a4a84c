// A heart-rate strap without hardware: Chromium emulates the radio, the page's `navigator.bluetooth` is the real one.
import type { Browser, Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { evaluate, type Cdp } from './cdp.ts';
import type { TimedFrame } from './recordings.ts';

const HEART_RATE = { service: uuid(0x180d), characteristic: uuid(0x2a37) };
const BATTERY = { service: uuid(0x180f), characteristic: uuid(0x2a19) };
const CLIENT_CONFIGURATION = uuid(0x2902); // a characteristic without it cannot notify

/** Chromium hangs now and then when the chooser is answered as soon as it opens. */
const CHOOSER_PAUSE_MS = 300;

const EMULATION_ANSWERS_MS = 300;

/** The answers of a peripheral, as the Bluetooth specification numbers them. */
const SUCCESS = 0;
const CONNECTION_FAILED = 0x3e;

type CharacteristicOperation = 'read' | 'write' | 'subscribe-to-notifications' | 'unsubscribe-from-notifications';

export interface StrapOptions {
  name?: string;
  address?: string;
  batteryPct?: number;
}

/** Only one session of a browser may emulate. */
const sessions = new WeakMap<Browser, Cdp>();
const radios = new WeakMap<Cdp, Radio>();

/**
 * One strap within reach of one browser. It is chosen in the chooser of every page that it was given to, and answers
 * whatever that page asks, again after each drop and each reload. `beside` brings another one within reach.
 *
 * Chromium has no command that notifies. But the value of a read is dispatched exactly as a notification is, so a frame
 * is delivered by letting the page read the characteristic that it has subscribed to, and answering the read with the frame.
 */
export class EmulatedStrap {
  readonly name: string;
  readonly address: string;

  /** What the strap says when its battery level is read. */
  batteryPct: number;
  /** Whether a connection is accepted. What is connected already stays so: see `drop`. */
  reachable = true;
  /** How late the strap answers a connection, a discovery and a subscription; where it is infinite, not until it is not any more: Chromium's emulation asks no second time. */
  answersAfterMs = 0;
  /** What is done with the next choosers. Of two straps, one is passed over. */
  chooser: 'select' | 'cancel' | 'passOver' = 'select';

  #browser: Cdp;
  #page: Cdp;
  #radio: Radio;
  #troubles: string[] = [];
  #hasServices = false;
  /** Characteristics and descriptors, those of earlier connections too. */
  #attributes = new Set<string>();
  #batteryId = '';
  #idThere: string | undefined;
  #frame: Uint8Array = new Uint8Array();
  #lastSend: Promise<unknown> = Promise.resolve();

  /** Before the page is opened at the app, because the page is prepared by an init script. It takes the place of the last. */
  static async install(browser: Browser, page: Page, options: StrapOptions = {}): Promise<EmulatedStrap> {
    const session = sessions.get(browser) ?? (await browser.newBrowserCDPSession());
    sessions.set(browser, session);
    return EmulatedStrap.installOver(session, await page.context().newCDPSession(page), options);
  }

  /** The same over any two DevTools sessions, one of the browser and one of the page. */
  static async installOver(browser: Cdp, page: Cdp, options: StrapOptions = {}): Promise<EmulatedStrap> {
    if (radios.has(browser)) await browser.send('BluetoothEmulation.disable');
    const radio = new Radio(browser);
    radios.set(browser, radio);
    const strap = new EmulatedStrap(browser, page, radio, options);
    await strap.giveTo(page);
    return strap;
  }

  private constructor(
    browser: Cdp,
    page: Cdp,
    radio: Radio,
    { name = 'Emulated strap', address = '09:09:09:09:09:09', batteryPct = 80 }: StrapOptions,
  ) {
    this.#browser = browser;
    this.#page = page;
    this.#radio = radio;
    this.name = name;
    this.address = address;
    this.batteryPct = batteryPct;
    radio.straps.push(this);
    browser.on('BluetoothEmulation.gattOperationReceived', (asked) => {
      if (asked.address === address) this.#surely(() => this.#answerGatt(asked));
    });
    browser.on('BluetoothEmulation.characteristicOperationReceived', (asked) => {
      if (this.#attributes.has(asked.characteristicId)) this.#surely(() => this.#answerCharacteristic(asked));
    });
    browser.on('BluetoothEmulation.descriptorOperationReceived', (asked) => {
      if (this.#attributes.has(asked.descriptorId)) this.#surely(() => this.#answerDescriptor(asked));
    });
  }

  /** Another strap, of another name and address, within reach of the same page. */
  async beside(options: StrapOptions & { name: string; address: string }): Promise<EmulatedStrap> {
    const other = new EmulatedStrap(this.#browser, this.#page, this.#radio, options);
    other.#answerChoosersOf(this.#page);
    await this.#radio.bring(other);
    return other;
  }

  /** From now on the strap is chosen in this page, and this page is the one that hears it. */
  async giveTo(page: Cdp): Promise<void> {
    this.#page = page;
    this.#answerChoosersOf(page);
    await this.#radio.giveTo(page, (work) => this.#surely(work));
  }

  #answerChoosersOf(page: Cdp): void {
    page.on('DeviceAccess.deviceRequestPrompted', (asked) => this.#surely(() => this.#answerChooser(page, asked)));
  }

  /** Switches the radio of the computer, not that of the strap. A computer without any is `absent`. */
  async radio(state: RadioState): Promise<void> {
    await this.#radio.switch(state);
  }

  /** Notifies the page of one frame. False, and silence, where no page is subscribed to hear it. */
  send(bytes: Uint8Array): Promise<boolean> {
    return this.#inTurn(async () => {
      this.#frame = bytes;
      return this.#pageReads(HEART_RATE.characteristic);
    });
  }

  /** Notifies the page of a new battery level. */
  sendBattery(batteryPct: number): Promise<boolean> {
    this.batteryPct = batteryPct;
    return this.#inTurn(() => this.#pageReads(BATTERY.characteristic));
  }

  /** Sends frames when they are due, `speed` times as fast as recorded; says how many were heard. */
  async play(
    frames: TimedFrame[],
    { speed = 1, signal }: { speed?: number; signal?: AbortSignal } = {},
  ): Promise<number> {
    const startedAtMs = performance.now();
    let heard = 0;
    for (const { atS, bytes } of frames) {
      const waitMs = startedAtMs + (atS * 1000) / speed - performance.now();
      if (waitMs > 0) await sleep(waitMs, undefined, signal && { signal }).catch(() => undefined);
      if (signal?.aborted) break;
      if (await this.send(bytes)) heard += 1;
    }
    return heard;
  }

  /**
   * Loses the link, where the page is subscribed over one. Done when the page was told; false where there was none to lose.
   * One that is only being made is not lost: dropped in the middle of a discovery, Chromium's emulation never asks for
   * another one, and the strap has no services for good, which no strap does.
   */
  async drop(): Promise<boolean> {
    if (!(await this.isHeard())) return false;
    const before = await this.#disconnections();
    await this.#browser.send('BluetoothEmulation.simulateGATTDisconnection', { address: this.address });
    while ((await this.#disconnections()) === before) await sleep(5);
    return true;
  }

  /** Whether the page is subscribed to the heart rate over a living connection. */
  async isHeard(): Promise<boolean> {
    return (await this.#inPage<boolean>(`hears(${await this.#asThere()}, '${HEART_RATE.characteristic}')`)) ?? false;
  }

  /** Waits until it is. */
  async subscribed({ timeoutMs = 10_000 } = {}): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    while (!(await this.isHeard())) {
      if (performance.now() > deadlineMs)
        throw new Error(
          `the page has not subscribed to the strap within ${timeoutMs} ms. ${this.#troubles.join('; ')}`,
        );
      await sleep(20);
    }
  }

  async #disconnections(): Promise<number> {
    return (await this.#inPage<number>(`disconnectionsOf(${await this.#asThere()})`)) ?? -1;
  }

  async #pageReads(characteristic: string): Promise<boolean> {
    return (await this.#inPage<boolean>(`read(${await this.#asThere()}, '${characteristic}')`)) ?? false;
  }

  /**
   * The id by which the page knows the strap: it comes with its name out of the chooser, and after a reload without. Where
   * there is no other one, the page can only know this one.
   */
  async #asThere(): Promise<string> {
    if (this.#radio.straps.length === 1) return 'undefined';
    this.#idThere ??= await this.#inPage<string>(`idOf(${JSON.stringify(this.name)})`);
    return JSON.stringify(this.#idThere ?? 'none');
  }

  #inPage<T>(call: string): Promise<T | undefined> {
    return this.#radio.inPage<T>(this.#page, call);
  }

  /** One read at a time, because the answer belongs to the read. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastSend.then(work);
    this.#lastSend = turn.catch(() => undefined);
    return turn;
  }

  /** An answer may come too late for a link that was dropped or a browser that was closed. That is only worth a word. */
  #surely(answer: () => Promise<void>): void {
    if (radios.get(this.#browser) !== this.#radio) return; // another one was installed since
    answer().catch((cause: unknown) => this.#troubles.push(String(cause)));
  }

  async #answerChooser(page: Cdp, { id, devices }: { id: string; devices: { id: string }[] }): Promise<void> {
    const isThere = devices.some((device) => device.id === this.address);
    if (!isThere || this.chooser === 'passOver' || this.#radio.answered.has(id)) return;
    this.#radio.answered.add(id);
    await sleep(CHOOSER_PAUSE_MS);
    if (this.chooser === 'select') await page.send('DeviceAccess.selectPrompt', { id, deviceId: this.address });
    else await page.send('DeviceAccess.cancelPrompt', { id });
  }

  async #answerGatt({ address, type }: { address: string; type: 'connection' | 'discovery' }): Promise<void> {
    if (type === 'connection') this.#hasServices = false; // they were lost with the connection before
    if (type === 'discovery' && !this.#hasServices) await this.#addServices();
    const code = type === 'connection' && !this.reachable ? CONNECTION_FAILED : SUCCESS;
    await this.#hesitate();
    await this.#browser.send('BluetoothEmulation.simulateGATTOperationResponse', { address, type, code });
  }

  async #answerCharacteristic({
    characteristicId,
    type,
  }: {
    characteristicId: string;
    type: CharacteristicOperation;
  }): Promise<void> {
    if (type === 'subscribe-to-notifications') await this.#hesitate();
    const value = characteristicId === this.#batteryId ? Uint8Array.of(this.batteryPct) : this.#frame;
    await this.#browser.send('BluetoothEmulation.simulateCharacteristicOperationResponse', {
      characteristicId,
      type,
      code: SUCCESS,
      ...(type === 'read' && { data: Buffer.from(value).toString('base64') }),
    });
  }

  async #hesitate(): Promise<void> {
    while (this.answersAfterMs === Infinity) await sleep(100);
    if (this.answersAfterMs > 0) await sleep(this.answersAfterMs);
  }

  async #answerDescriptor({ descriptorId, type }: { descriptorId: string; type: 'read' | 'write' }): Promise<void> {
    await this.#browser.send('BluetoothEmulation.simulateDescriptorOperationResponse', {
      descriptorId,
      type,
      code: SUCCESS,
      ...(type === 'read' && { data: Buffer.of(1, 0).toString('base64') }),
    });
  }

  async #addServices(): Promise<void> {
    this.#hasServices = true;
    await this.#addService(HEART_RATE);
    this.#batteryId = await this.#addService(BATTERY);
  }

  async #addService({ service, characteristic }: typeof HEART_RATE): Promise<string> {
    const { serviceId } = await this.#browser.send('BluetoothEmulation.addService', {
      address: this.address,
      serviceUuid: service,
    });
    const { characteristicId } = await this.#browser.send('BluetoothEmulation.addCharacteristic', {
      serviceId,
      characteristicUuid: characteristic,
      properties: { notify: true, read: true },
    });
    const { descriptorId } = await this.#browser.send('BluetoothEmulation.addDescriptor', {
      characteristicId,
      descriptorUuid: CLIENT_CONFIGURATION,
    });
    this.#attributes.add(characteristicId).add(descriptorId);
    return characteristicId;
  }
}

type RadioState = 'powered-on' | 'powered-off' | 'absent';

/** The radio of the computer that one browser runs on, what is within its reach, and the pages that use it. */
class Radio {
  readonly straps: EmulatedStrap[] = [];
  /** Choosers: answering one twice crashes Chromium. */
  readonly answered = new Set<string>();
  readonly #browser: Cdp;
  readonly #lives = new Map<Cdp, Life>();
  #state: RadioState = 'powered-on';
  /** The last document that was let use Bluetooth. */
  #ready: Promise<void> = Promise.resolve();

  constructor(browser: Cdp) {
    this.#browser = browser;
  }

  async switch(state: RadioState): Promise<void> {
    this.#state = state;
    await this.#ready.catch(() => undefined); // with a new document it ends, and begins anew
    await this.#browser.send('BluetoothEmulation.setSimulatedCentralState', { state });
  }

  async bring({ address, name }: EmulatedStrap): Promise<void> {
    await this.#browser.send('BluetoothEmulation.simulatePreconnectedPeripheral', {
      address,
      name,
      manufacturerData: [],
      knownServiceUuids: [HEART_RATE.service],
    });
  }

  async giveTo(page: Cdp, surely: (work: () => Promise<void>) => void): Promise<void> {
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) surely(() => (this.#ready = this.#makeReady(page)));
    });
    page.on('Inspector.targetCrashed', () => this.#lifeOf(page).end());
    await page.send('Inspector.enable');
    await page.send('DeviceAccess.enable');
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: IN_PAGE });
    await evaluate(page, `${IN_PAGE}; undefined`); // and in the document that is there already
    await (this.#ready = this.#makeReady(page));
  }

  /** What our script in the page says. A page may be between two documents, crashed or gone: then it says nothing. */
  async inPage<T>(page: Cdp, call: string): Promise<T | undefined> {
    const said = evaluate<T>(page, `globalThis.emulatedStrap?.${call}`).catch(() => undefined);
    return Promise.race([said, this.#lifeOf(page).over]);
  }

  #lifeOf(page: Cdp): Life {
    const life = this.#lives.get(page) ?? newLife();
    this.#lives.set(page, life);
    return life;
  }

  /**
   * Lets a new document use Bluetooth. The emulation ends, without a word, when the last document that used it goes away;
   * with a reload that may be before or after the new one begins. So the new one holds on to it first, and then we look.
   */
  async #makeReady(page: Cdp): Promise<void> {
    this.#lives.delete(page);
    for (let attempts = 5; attempts > 0; attempts--) {
      if (!(await this.#isEmulated())) await this.#emulate();
      const isHeld = await this.inPage<boolean>(page, 'hold()');
      if (!isHeld) return; // a page without Bluetooth, or gone again
      if (await this.#isEmulated()) {
        await this.inPage(page, 'ready()');
        return;
      }
    }
  }

  async #isEmulated(): Promise<boolean> {
    const answered = this.#browser.send('BluetoothEmulation.setSimulatedCentralState', { state: this.#state }).then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(EMULATION_ANSWERS_MS, false)]); // it never answers when it ends meanwhile
  }

  async #emulate(): Promise<void> {
    await this.#browser.send('BluetoothEmulation.disable'); // it counts as enabled even when it has ended
    await this.#browser.send('BluetoothEmulation.enable', { state: this.#state, leSupported: true });
    for (const strap of this.straps) await this.bring(strap);
  }
}

/** One notification of 0x2A37: the rate in eight bits where it fits, and the beats since the last one. */
export function frameOf(bpm: number, rrMs: number[] = []): Uint8Array {
  const wide = bpm > 255;
  const frame = new DataView(new ArrayBuffer(1 + (wide ? 2 : 1) + 2 * rrMs.length));
  frame.setUint8(0, (wide ? 0b00001 : 0) | (rrMs.length > 0 ? 0b10000 : 0));
  if (wide) frame.setUint16(1, bpm, true);
  else frame.setUint8(1, bpm);
  rrMs.forEach((each, i) => frame.setUint16((wide ? 3 : 2) + 2 * i, Math.round((each * 1024) / 1000), true));
  return new Uint8Array(frame.buffer);
}

/** These heart rates, one a second. */
export function framesOf(bpms: number[]): TimedFrame[] {
  return bpms.map((bpm, atS) => ({ atS, bytes: frameOf(bpm) }));
}

function uuid(short: number): string {
  return `0000${short.toString(16)}-0000-1000-8000-00805f9b34fb`;
}

/** From a document to its crash, after which the page never answers. */
interface Life {
  over: Promise<undefined>;
  end: () => void;
}

function newLife(): Life {
  let end = (): void => undefined;
  const over = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
  return { over, end };
}

/**
 * Runs in the page before the app does: makes Bluetooth wait until the emulation is sure, and keeps what the app subscribes
 * to, so that it can be made to read it.
 */
const IN_PAGE = `
  if (globalThis.Bluetooth && !globalThis.emulatedStrap) {
    const subscriptions = new Map(); // by the id of the device, and what is notified
    const subscriptionsOf = (id) => subscriptions.get(id) ?? subscriptions.set(id, new Map()).get(id);
    const subscription = (id, uuid) =>
      (id === undefined ? [...subscriptions.values()] : [subscriptionsOf(id)]).find((each) => each.has(uuid))?.get(uuid);
    const disconnected = [];
    const ids = new Map(); // by the name of the device, where it comes with one
    const devices = new Set();
    const { promise: whenReady, resolve: ready } = Promise.withResolvers();
    const { getAvailability } = Bluetooth.prototype;
    for (const name of ['getAvailability', 'getDevices', 'requestDevice']) {
      const original = Bluetooth.prototype[name];
      if (original) Bluetooth.prototype[name] = function (...args) { return whenReady.then(() => original.apply(this, args)); };
    }
    const { startNotifications, stopNotifications } = BluetoothRemoteGATTCharacteristic.prototype;
    BluetoothRemoteGATTCharacteristic.prototype.startNotifications = async function () {
      const started = await startNotifications.call(this);
      subscriptionsOf(this.service.device.id).set(this.uuid, this);
      return started;
    };
    BluetoothRemoteGATTCharacteristic.prototype.stopNotifications = function () {
      subscriptionsOf(this.service.device.id).delete(this.uuid);
      return stopNotifications.call(this);
    };
    const { connect } = BluetoothRemoteGATTServer.prototype;
    BluetoothRemoteGATTServer.prototype.connect = function () {
      if (!devices.has(this.device)) {
        devices.add(this.device);
        ids.set(this.device.name, this.device.id);
        this.device.addEventListener('gattserverdisconnected', ({ target: { id } }) => {
          disconnected.push(id);
          subscriptions.delete(id);
        });
      }
      return connect.call(this);
    };
    const hears = (id, uuid) => subscription(id, uuid)?.service.device.gatt.connected ?? false;
    Object.defineProperty(globalThis, 'emulatedStrap', { value: {
      idOf: (name) => ids.get(name),
      disconnectionsOf: (id) => disconnected.filter((each) => id === undefined || each === id).length,
      ready,
      hold: () => getAvailability.call(navigator.bluetooth).then(() => true),
      hears,
      read: (id, uuid) => hears(id, uuid) && subscription(id, uuid).readValue().then(() => true, () => false),
    } });
  }
`;
