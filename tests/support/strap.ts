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

/** The answers of a peripheral, as the Bluetooth specification numbers them. */
const SUCCESS = 0;
const CONNECTION_FAILED = 0x3e;

type CharacteristicOperation = 'read' | 'write' | 'subscribe-to-notifications' | 'unsubscribe-from-notifications';

export interface StrapOptions {
  name?: string;
  address?: string;
  batteryPct?: number;
}

/**
 * One strap within reach of one browser. It is chosen in the chooser of every page that it was given to, and answers
 * whatever that page asks, again after each drop and each reload.
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
  /** What is done with the next choosers. */
  chooser: 'select' | 'cancel' = 'select';

  #browser: Cdp;
  #page: Cdp;
  #answered = new Set<string>(); // choosers: answering one twice crashes Chromium
  #serving: Promise<void> | undefined; // services are added once, they outlive a connection
  #batteryId = '';
  #frame: Uint8Array = new Uint8Array();
  #lastSend: Promise<unknown> = Promise.resolve();

  /** Before the page is opened at the app, because the page is prepared by an init script. */
  static async install(browser: Browser, page: Page, options: StrapOptions = {}): Promise<EmulatedStrap> {
    const session = await page.context().newCDPSession(page);
    return EmulatedStrap.installOver(await browser.newBrowserCDPSession(), session, options);
  }

  /** The same over any two DevTools sessions, one of the browser and one of the page. */
  static async installOver(browser: Cdp, page: Cdp, options: StrapOptions = {}): Promise<EmulatedStrap> {
    const strap = new EmulatedStrap(browser, page, options);
    browser.on('BluetoothEmulation.gattOperationReceived', (operation) => void strap.#answerGatt(operation));
    browser.on(
      'BluetoothEmulation.characteristicOperationReceived',
      (operation) => void strap.#answerCharacteristic(operation),
    );
    browser.on(
      'BluetoothEmulation.descriptorOperationReceived',
      (operation) => void strap.#answerDescriptor(operation),
    );
    await browser.send('BluetoothEmulation.enable', { state: 'powered-on', leSupported: true });
    await browser.send('BluetoothEmulation.simulatePreconnectedPeripheral', {
      address: strap.address,
      name: strap.name,
      manufacturerData: [],
      knownServiceUuids: [HEART_RATE.service],
    });
    await strap.giveTo(page);
    return strap;
  }

  private constructor(
    browser: Cdp,
    page: Cdp,
    { name = 'Emulated strap', address = '09:09:09:09:09:09', batteryPct = 80 }: StrapOptions,
  ) {
    this.#browser = browser;
    this.#page = page;
    this.name = name;
    this.address = address;
    this.batteryPct = batteryPct;
  }

  /** From now on the strap is chosen in this page, and this page is the one that hears it. */
  async giveTo(page: Cdp): Promise<void> {
    this.#page = page;
    page.on('DeviceAccess.deviceRequestPrompted', (prompt) => void this.#answerChooser(prompt));
    await page.send('DeviceAccess.enable');
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: KEEP_SUBSCRIPTIONS });
    await evaluate(page, KEEP_SUBSCRIPTIONS); // and the document that is there already
  }

  /** The radio of the computer, not of the strap. */
  async powerOn(): Promise<void> {
    await this.#browser.send('BluetoothEmulation.setSimulatedCentralState', { state: 'powered-on' });
  }

  async powerOff(): Promise<void> {
    await this.#browser.send('BluetoothEmulation.setSimulatedCentralState', { state: 'powered-off' });
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

  /** Loses the link. Done when the page was told. */
  async drop(): Promise<void> {
    const before = await this.#disconnections();
    await this.#browser.send('BluetoothEmulation.simulateGATTDisconnection', { address: this.address });
    while ((await this.#disconnections()) === before) await sleep(5);
  }

  /** Waits until the page has subscribed to the heart rate over a living connection. */
  async subscribed({ timeoutMs = 10_000 } = {}): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    while (!(await this.#inPage<boolean>(`emulatedStrap.hears('${HEART_RATE.characteristic}')`))) {
      if (performance.now() > deadlineMs)
        throw new Error(`the page has not subscribed to the strap within ${timeoutMs} ms`);
      await sleep(20);
    }
  }

  async #disconnections(): Promise<number> {
    return (await this.#inPage<number>('emulatedStrap.disconnections')) ?? -1;
  }

  async #pageReads(characteristic: string): Promise<boolean> {
    return (await this.#inPage<boolean>(`emulatedStrap.read('${characteristic}')`)) ?? false;
  }

  /** A page may be between two documents, or gone: then it does not hear. */
  async #inPage<T>(expression: string): Promise<T | undefined> {
    return evaluate<T>(this.#page, `globalThis.emulatedStrap && ${expression}`).catch(() => undefined);
  }

  /** One read at a time, because the answer belongs to the read. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastSend.then(work);
    this.#lastSend = turn.catch(() => undefined);
    return turn;
  }

  async #answerChooser({ id, devices }: { id: string; devices: { id: string; name: string }[] }): Promise<void> {
    const ours = devices.find(({ name }) => name === this.name);
    if (!ours || this.#answered.has(id)) return;
    this.#answered.add(id);
    await sleep(CHOOSER_PAUSE_MS);
    if (this.chooser === 'select') await this.#page.send('DeviceAccess.selectPrompt', { id, deviceId: ours.id });
    else await this.#page.send('DeviceAccess.cancelPrompt', { id });
  }

  async #answerGatt({ address, type }: { address: string; type: 'connection' | 'discovery' }): Promise<void> {
    if (type === 'discovery') await (this.#serving ??= this.#addServices());
    const code = type === 'connection' && !this.reachable ? CONNECTION_FAILED : SUCCESS;
    await this.#browser.send('BluetoothEmulation.simulateGATTOperationResponse', { address, type, code });
  }

  async #answerCharacteristic({
    characteristicId,
    type,
  }: {
    characteristicId: string;
    type: CharacteristicOperation;
  }): Promise<void> {
    const value = characteristicId === this.#batteryId ? Uint8Array.of(this.batteryPct) : this.#frame;
    await this.#browser.send('BluetoothEmulation.simulateCharacteristicOperationResponse', {
      characteristicId,
      type,
      code: SUCCESS,
      ...(type === 'read' && { data: Buffer.from(value).toString('base64') }),
    });
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
    await this.#browser.send('BluetoothEmulation.addDescriptor', {
      characteristicId,
      descriptorUuid: CLIENT_CONFIGURATION,
    });
    return characteristicId;
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

/** Runs in the page before the app does: keeps what the app subscribes to, so that it can be made to read it. */
const KEEP_SUBSCRIPTIONS = `
  if (globalThis.BluetoothRemoteGATTCharacteristic && !globalThis.emulatedStrap) {
    const subscriptions = new Map();
    const devices = new Set();
    const { startNotifications, stopNotifications } = BluetoothRemoteGATTCharacteristic.prototype;
    const { connect } = BluetoothRemoteGATTServer.prototype;
    BluetoothRemoteGATTCharacteristic.prototype.startNotifications = async function () {
      const started = await startNotifications.call(this);
      subscriptions.set(this.uuid, this);
      return started;
    };
    BluetoothRemoteGATTCharacteristic.prototype.stopNotifications = function () {
      subscriptions.delete(this.uuid);
      return stopNotifications.call(this);
    };
    BluetoothRemoteGATTServer.prototype.connect = function () {
      if (!devices.has(this.device)) {
        devices.add(this.device);
        this.device.addEventListener('gattserverdisconnected', () => {
          emulatedStrap.disconnections += 1;
          subscriptions.clear();
        });
      }
      return connect.call(this);
    };
    Object.defineProperty(globalThis, 'emulatedStrap', { value: {
      disconnections: 0,
      hears: (uuid) => subscriptions.get(uuid)?.service.device.gatt.connected ?? false,
      read: (uuid) => emulatedStrap.hears(uuid) && subscriptions.get(uuid).readValue().then(() => true, () => false),
    } });
  }
`;
