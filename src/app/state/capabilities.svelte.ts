import type { AwakeState } from '../device/awake.ts';
import { askForNotices, noticePermission, type NoticePermission } from '../device/notices.ts';
import { bluetoothSupport, canForgetDevices, watchBluetooth, type BluetoothSupport } from '../device/support.ts';
import { canVibrate, type AudioState, type Sound } from '../device/sound.ts';

/** What this browser can do, in facts that the screens put into words. */
export class Capabilities {
  #hidden = $state.raw(document.visibilityState === 'hidden');
  #offline = $state.raw(!navigator.onLine);
  #notifications = $state.raw<NoticePermission>(noticePermission());
  #bluetooth = $state.raw<BluetoothSupport>('ok');
  /** How often it was looked for. */
  #looks = 0;
  #storage = $state.raw<'ok' | 'private' | 'refused'>('ok');
  #audio = $state.raw<AudioState>('ok');
  #awake = $state.raw<AwakeState>('wakeLock' in navigator ? 'free' : 'unsupported');

  readonly isolated = globalThis.crossOriginIsolated;
  /** Whether frames really travel through shared memory in this visit. */
  readonly sharedMemory: boolean;
  readonly wakeLock = 'wakeLock' in navigator;
  readonly vibration = canVibrate();
  /** Whether the permission for a strap can be taken back from here. */
  readonly forgetsDevices = canForgetDevices();
  readonly installed = matchMedia('(display-mode: standalone)').matches;
  /** What happens to the workout when the screen goes off: phones stop a page that is not seen, desktops do not. */
  readonly screenOff: 'keepsRunning' | 'mayStop' = matchMedia('(pointer: coarse)').matches ? 'mayStop' : 'keepsRunning';

  constructor(sound: Sound, sharedMemory: boolean) {
    this.sharedMemory = sharedMemory;
    this.#audio = sound.state;
    sound.onState = () => (this.#audio = sound.state);
    document.addEventListener('visibilitychange', () => {
      this.#hidden = document.visibilityState === 'hidden';
      this.#notifications = noticePermission();
      this.lookForBluetooth();
    });
    addEventListener('focus', () => this.lookForBluetooth());
    watchBluetooth(() => this.lookForBluetooth());
    this.lookForBluetooth();
    addEventListener('online', () => (this.#offline = false));
    addEventListener('offline', () => (this.#offline = true));
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  get offline(): boolean {
    return this.#offline;
  }

  get notifications(): NoticePermission {
    return this.#notifications;
  }

  get bluetooth(): BluetoothSupport {
    return this.#bluetooth;
  }

  /** Bluetooth there is, or could be once it is switched on: a way to connect belongs on the screen. */
  get connectable(): boolean {
    return this.#bluetooth === 'ok' || this.#bluetooth === 'off';
  }

  /** Not every browser tells when Bluetooth is switched on or off, so that one looks whenever there may be news. */
  lookForBluetooth(): void {
    const look = ++this.#looks;
    const seen = (support: BluetoothSupport): void => {
      if (look === this.#looks) this.#bluetooth = support; // a late answer is not set against a newer one
    };
    void bluetoothSupport(seen).then(seen);
  }

  /** `private`: it looks as if all of it goes when this window is closed. */
  get storage(): 'ok' | 'private' | 'refused' {
    return this.#storage;
  }

  get audio(): AudioState {
    return this.#audio;
  }

  /** Whether the screen stays on. */
  get awake(): AwakeState {
    return this.#awake;
  }

  stays(awake: AwakeState): void {
    this.#awake = awake;
  }

  /** Ask for system notifications: in answer to a tap, after the reason was said. */
  async askNotifications(): Promise<NoticePermission> {
    this.#notifications = await askForNotices();
    return this.#notifications;
  }

  storageRefused(): void {
    this.#storage = 'refused';
  }

  storagePrivate(): void {
    if (this.#storage === 'ok') this.#storage = 'private';
  }
}
