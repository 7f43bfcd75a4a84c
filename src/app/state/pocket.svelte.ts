import { untrack } from 'svelte';
import type { PocketWords, Words } from '../../words/words.ts';
import { canFillScreen, fillScreen, fillsScreen, watchFullScreen } from '../device/fullScreen.ts';
import { onTouch } from '../device/leaving.ts';
import { BrowserMediaControls, type MediaAction, type MediaControls } from '../device/mediaControls.ts';
import { canOpenSmallWindow, openSmallWindow } from '../device/smallWindow.ts';
import { TonePlayer, type Player } from '../device/tonePlayer.ts';
import type { Announcements } from './announcements.svelte.ts';
import { KeepGoing, type KeepGoingWish } from './keepGoing.svelte.ts';
import type { Live } from './live.svelte.ts';
import { CardPacer, mediaCommand, nowPlaying, offeredActions } from './nowPlaying.ts';
import type { SettingsState } from './settings.svelte.ts';
import { touchLockAfter, UNLOCKED, type TouchLock, type TouchLockEvent } from './touchLock.ts';

interface Parts {
  readonly live: Pick<Live, 'status' | 'snapshot' | 'busy' | 'elsewhere' | 'pause' | 'resume' | 'skip' | 'back'>;
  readonly settings: Pick<SettingsState, 'keepGoing' | 'appearance'>;
  readonly announcements: { readonly announcer: Pick<Announcements['announcer'], 'say'> };
  readonly words: Words;
}

interface Ports {
  player: Player;
  media: MediaControls;
  nowMs: () => number;
}

const browser = (): Ports => ({
  player: new TonePlayer(),
  media: new BrowserMediaControls(),
  nowMs: () => performance.now(),
});

/** A workout that was begun has begun by then. */
const STARTS_WITHIN_MS = 10_000;

/** Draws something into a page's body; gives what takes it away again. */
export type Draw = (body: HTMLElement) => () => void;

/**
 * A workout that nobody looks at, or that must not be touched: the tone and the lock screen, the touch lock, the whole
 * screen, the small window. One for the visit, made when a workout first needs it; nothing of it outlives a reload.
 */
export class Pocket {
  readonly keepGoing: KeepGoing;
  readonly canFillScreen = canFillScreen();
  readonly canOpenSmall = canOpenSmallWindow();
  /** That the screen may go off has been said in this visit. */
  awakeSaid = $state.raw(false);
  readonly #app: Parts;
  readonly #say: PocketWords;
  readonly #media: MediaControls;
  readonly #nowMs: () => number;
  readonly #pacer = new CardPacer();
  #lock = $state.raw<TouchLock>(UNLOCKED);
  #fillsScreen = $state.raw(fillsScreen());
  #small = $state.raw<Window | undefined>();
  /** The person let the tone rest while the workout waits for a strap. */
  #rests = $state.raw(false);

  constructor(app: Parts, say: PocketWords, { player, media, nowMs } = browser()) {
    this.#app = app;
    this.#say = say;
    this.#media = media;
    this.#nowMs = nowMs;
    this.keepGoing = new KeepGoing(player);
    watchFullScreen(() => (this.#fillsScreen = fillsScreen()));
    onTouch(() => this.keepGoing.touched());
    $effect.root(() => this.#follow());
  }

  get lock(): TouchLock {
    return this.#lock;
  }

  get locked(): boolean {
    return this.#lock.state !== 'unlocked';
  }

  get fillsScreen(): boolean {
    return this.#fillsScreen;
  }

  get smallIsOpen(): boolean {
    return this.#small !== undefined;
  }

  /** In the tap that starts a workout. */
  begin(): void {
    if (!this.#app.settings.keepGoing) return;
    this.keepGoing.begin();
    setTimeout(() => {
      if (!this.#app.live.busy) this.keepGoing.want('off'); // a start that was refused
    }, STARTS_WITHIN_MS);
  }

  turnLock(type: TouchLockEvent['type']): void {
    const before = this.#lock.state;
    if (type === 'lock' && !this.#app.live.busy) return;
    this.#lock = touchLockAfter(this.#lock, { type, atMs: this.#nowMs() });
    const now = this.#lock.state;
    if (now === before || type === 'end') return;
    const { locked, unlocked, confirm } = this.#say.lock;
    const { announcer } = this.#app.announcements;
    if (before === 'unlocked') announcer.say(locked);
    else if (now === 'unlocked') announcer.say(unlocked);
    else if (now === 'confirming') announcer.say(confirm);
  }

  toggleFullScreen(): void {
    void fillScreen(!fillsScreen());
  }

  /** In answer to a tap. Opened again, the window that is there is closed. */
  async toggleSmall(draw: Draw): Promise<void> {
    if (this.#small) return this.#small.close();
    const opened = await openSmallWindow(this.#say.small.title).catch(() => undefined);
    if (!opened) return;
    if (!this.#app.live.busy) return opened.close(); // it ended while the window came
    const remove = draw(opened.document.body);
    this.#small = opened;
    opened.addEventListener('pagehide', () => {
      remove();
      if (this.#small === opened) this.#small = undefined;
    });
  }

  #follow(): void {
    $effect(() => {
      const wish = this.#wish();
      untrack(() => this.keepGoing.want(wish));
    });
    $effect(() => {
      if (this.#app.live.status !== 'paused') this.#rests = false;
    });
    const shows = $derived(this.keepGoing.state !== 'off' && this.keepGoing.state !== 'failed');
    const offered = $derived(this.#app.live.snapshot ? offeredActions(this.#app.live.snapshot).join() : '');
    $effect(() => {
      if (!shows) return;
      this.#media.offer(offered.split(',') as MediaAction[], (action) => this.#act(action));
      return () => this.#media.offer([], () => undefined);
    });
    $effect(() => {
      if (shows) this.#show();
    });
    $effect(() => {
      if (!shows) return;
      return () => {
        this.#pacer.forget();
        this.#media.clear();
      };
    });
    $effect(() => {
      if (this.#app.live.busy) return;
      untrack(() => {
        this.turnLock('end');
        void fillScreen(false);
      });
    });
    $effect(() => {
      const { status, snapshot } = this.#app.live;
      // one that came to its end by itself is seen there until the person has seen it here
      const over = status === 'idle' || (status === 'completed' && snapshot?.workout?.ending === 'stopped');
      if (over) untrack(() => this.#small?.close());
    });
    $effect(() => {
      const { appearance } = this.#app.settings;
      if (this.#small) this.#small.document.documentElement.dataset['appearance'] = appearance;
    });
  }

  #wish(): KeepGoingWish {
    const { live, settings } = this.#app;
    if (!settings.keepGoing || !live.busy || live.elsewhere) return 'off';
    return live.status === 'paused' && (this.#rests || live.snapshot?.workout?.pause === 'user') ? 'rest' : 'play';
  }

  /** From messages of the worker, which reach a hidden page at once; no timer is in it. */
  #show(): void {
    const { snapshot } = this.#app.live;
    const { state } = this.keepGoing;
    if (!snapshot) return;
    const card = nowPlaying(snapshot, this.#app.words, this.#say.lockScreen, state === 'rests');
    if (!card) return;
    const { heart, workout } = snapshot;
    const what = [
      snapshot.status,
      state,
      workout?.phaseIndex,
      heart.signal,
      heart.doubt?.reason,
      workout?.guidance.type,
    ];
    if (this.#pacer.isDue(card, what.join(), this.#nowMs())) this.#media.show(card);
  }

  #act(action: MediaAction): void {
    const { live } = this.#app;
    switch (mediaCommand(action, live.status)) {
      case 'pause':
        return live.pause();
      case 'resume':
        return live.resume();
      case 'skip':
        return live.skip();
      case 'back':
        return live.back();
      case 'rest':
        this.#rests = true;
        return;
      case 'again':
        return this.keepGoing.again();
      case undefined:
    }
  }
}
