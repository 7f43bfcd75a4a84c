import type { Plan } from '../../core/plan/plan.ts';
import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { Library, type LibraryPart } from '../../store/library/library.ts';
import { newId } from '../../store/database/newId.ts';
import { openChannel } from '../../wire/channel.ts';
import { areSeveral } from '../../words/languages.ts';
import type { Catalogue, Words } from '../../words/words.ts';
import { Awake } from '../device/awake.ts';
import { rememberLanguage } from '../device/language.ts';
import { Sound } from '../device/sound.ts';
import type * as Storage from '../device/storage.ts';
import type { AgendaState } from './agenda.svelte.ts';
import type { DataState } from './data.svelte.ts';
import { HistoryState } from './history.svelte.ts';
import { Live } from './live.svelte.ts';
import { Machine } from './machine.svelte.ts';
import { Moments } from './moments.svelte.ts';
import { PlansState } from './plans.svelte.ts';
import { Route } from './route.svelte.ts';
import { SettingsState } from './settings.svelte.ts';
import { StrapState } from './strap.svelte.ts';
import type { Planned } from './planned.ts';
import type { RefusedSwitch, Switches } from './switches.ts';
import { UpdateState } from './update.svelte.ts';

/** The one plan that brings a simulated heart along. */
const DEMO_ID = 'demo-60s';

const storage = (): Promise<typeof Storage> => import('../device/storage.ts');

/** A database that has not opened by then is not waited for: a workout can start without. */
const OPEN_MS = 4_000;

/** Everything the screens see, put together once. What follows from what between the parts is written here and nowhere else. */
export class AppState {
  readonly words: Words;
  /** The words of every screen but Live, for whoever goes to one. */
  readonly loadWorkout: () => Promise<void>;
  readonly loadPages: () => Promise<void>;
  readonly route = new Route();
  readonly settings: SettingsState;
  readonly history: HistoryState;
  readonly plans: PlansState;
  readonly live: Live;
  readonly strap: StrapState;
  readonly machine: Machine;
  readonly moments: Moments;
  readonly update: UpdateState;
  /** Of what is stored as a whole: made by the settings when they are first opened, and one for the whole visit. */
  data: DataState | undefined;
  readonly #db: Database;
  #planned = $state.raw<Planned | null | undefined>();
  #openingPlanned: Promise<Planned> | undefined;
  /** The pages of other tabs: what one changes, all show. What is said is the name of what to read anew. */
  readonly #others = openChannel(() => new BroadcastChannel('beatkeeper-library'));
  readonly #awake = new Awake();
  readonly #switches: Switches;
  #refused = $state.raw<readonly RefusedSwitch[]>([]);
  /** A workout was begun in this visit, though the worker may not have answered yet. */
  #begun = false;
  /** The worker knows what it begins with: from then on, changes are told. */
  #greeted = $state.raw(false);

  constructor({ words, loadWorkout, loadPages }: Catalogue, switches: Switches, worker: Worker) {
    this.#db = new Database(browserIndexedDb(), () => {
      this.#planned?.agenda.noteLoss();
      void this.#storeGone(library);
    });
    const library = new Library(this.#db, () => Date.now(), this.tellOthers);
    // WebKitGTK calls a page isolated and has no memory to share all the same
    const shared = globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function' && !switches.noShared;
    const sound = new Sound();
    this.words = words;
    this.loadWorkout = loadWorkout;
    this.loadPages = loadPages;
    this.#switches = switches;
    this.#refused = switches.refused;
    this.settings = new SettingsState(library);
    this.history = new HistoryState(library);
    this.plans = new PlansState(library, this.history, words.plans, newId);
    this.live = new Live(worker, { shared });
    this.machine = new Machine(sound, shared);
    this.moments = new Moments(sound, this.settings, { words, loadWorkout }, () => this.live.workout?.plan.id);
    this.strap = new StrapState(
      this.settings,
      {
        frame: (bytes) => this.live.frame(bytes),
        battery: (pct) => this.live.tell({ type: 'battery', pct }),
        strapName: (name) => this.live.tell({ type: 'strapName', name }),
        workoutRuns: () => this.live.busy && !this.live.elsewhere,
      },
      switches.simulated,
    );
    this.update = new UpdateState(() => this.live.busy);
    // the page's own connection may not have been told, or have failed while the database was still being deleted
    this.live.onStoreLost = () => this.#storeGone(library);
    this.#connect(worker);
  }

  /** What the address asks for in vain, until that was read. */
  get refusedSwitches(): readonly RefusedSwitch[] {
    return this.#refused;
  }

  dismissSwitches(): void {
    this.#refused = [];
  }

  /** What is planned, once `loadPlanned` is done; `null` where what shows it could not be fetched. */
  get planned(): Planned | null | undefined {
    return this.#planned;
  }

  /** For the screen that comes behind `loadPlanned`. */
  get agenda(): AgendaState {
    if (!this.#planned) throw new Error('what is planned was read before it was loaded');
    return this.#planned.agenda;
  }

  /** Reads what is planned, once in a visit. */
  loadPlanned(): Promise<Planned> {
    return (this.#openingPlanned ??= this.#openPlanned().catch((error: unknown) => {
      this.#planned = null;
      this.#openingPlanned = undefined; // the next who asks tries again
      throw error;
    }));
  }

  async #openPlanned(): Promise<Planned> {
    const { openPlanned } = await import('./planned.ts');
    return (this.#planned = await openPlanned(this.#db, this.words.language));
  }

  readonly tellOthers = (part: LibraryPart): void => this.#others.postMessage(part);

  /** Look at what was left by the last visit. Done when what the first screen shows of it has been read. */
  async begin(): Promise<void> {
    const read = Promise.all([this.plans.load(), this.history.load(), this.#plannedForToday()]);
    const loaded = this.settings.load();
    await Promise.race([loaded, new Promise((late) => setTimeout(late, OPEN_MS))]);
    const { profile, onLoss } = this.settings;
    this.live.hello({ heard: this.strap.heard, speed: this.#switches.speed, profile, onLoss });
    this.#greeted = true;
    void this.strap.begin();
    await Promise.all([loaded, read]);
    void this.#tidyUp();
  }

  async #plannedForToday(): Promise<void> {
    if (this.route.name !== 'today') return;
    const planned = await this.loadPlanned().catch(() => undefined);
    await planned?.agenda.opened;
  }

  /** What nobody waits for. */
  async #tidyUp(): Promise<void> {
    if (this.history.failed !== undefined) this.machine.storageRefused();
    void this.history.sweep();
    if (await (await storage()).looksPrivate()) this.machine.storagePrivate();
  }

  /**
   * The database was deleted, evicted or changed under the page. In the middle of a workout nobody has asked for their
   * profile, plans and schedules to go; else what is shown is what is there now, as after a reload.
   */
  async #storeGone(library: Library): Promise<void> {
    const idle = this.live.status === 'idle';
    if (idle) await Promise.all([this.settings.load(), this.plans.load()]);
    else await library.keepAgain(this.settings.values, this.plans.own).catch(() => undefined);
    const agenda = this.#planned?.agenda;
    await (idle ? agenda?.forgetLost() : agenda?.keepAgain().catch(() => undefined));
    await this.history.load();
  }

  /** Start a workout. Called from a tap, which lets the page sound; an address may do it too, and is silent where that is not allowed. */
  start(plan: Plan): void {
    if (this.live.busy) return;
    void this.moments.sound.unlock();
    this.#begun = true;
    this.live.start(plan);
    this.route.replace('#/live');
  }

  #connect(worker: Worker): void {
    this.live.onNotice = (notice) => this.moments.tell(notice);
    this.#others.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'plans' || data === 'history') void this[data].load();
      if (data === 'settings')
        void this.settings.load().then(() => {
          if (this.strap.choice !== 'bluetooth') this.strap.disconnect(); // another source was chosen there
        });
    };
    this.live.onStored = async () => {
      this.tellOthers('history');
      void this.update.wake(); // its occurrence says by now whose heart it was
      await this.history.load();
      await (await storage()).keepForGoodAfter(this.history.items.length);
    };
    this.live.onDue = () => this.update.wake();
    this.live.onReady = (restored) => {
      if (restored) {
        this.route.go('#/live');
        void this.moments.sound.unlock(); // as it sounded before, where the browser lets it
      }
      if (restored?.present) void this.strap.begin(); // the strap was the other tab's
      void this.update.begin({
        begun: () => this.#begun || this.live.busy || this.strap.begun,
        open: (hash) => this.route.go(this.live.busy ? '#/live' : hash), // what asks to start would start when it is over
      });
    };

    // A workout that came back, or began by address, may sound from the first touch on. A finger has touched when it is lifted.
    for (const touch of ['pointerup', 'keydown'])
      addEventListener(touch, () => {
        void this.moments.sound.unlock();
        this.machine.lookForBluetooth();
      });

    // The page may be gone after any of these. Not at *freeze*: the journal has all but the last second, and a worker that
    // is frozen in the middle of a write keeps every other tab from the database. So does one in a page that is put by for
    // the way back (WebKit puts by pages that hold a lock, too): it ends, and the page begins anew when it is shown.
    const keep = (): void => this.live.tell({ type: 'keep' });
    addEventListener('pagehide', (event) => {
      if (!event.persisted) return keep();
      worker.terminate();
      addEventListener('pageshow', () => location.reload());
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') keep();
    });

    // What the world outside the page should look like, by what the state is.
    $effect.root(() => {
      $effect(() => this.#awake.want(this.live.status === 'inProgress'));
      $effect(() => {
        document.documentElement.dataset['appearance'] = this.settings.appearance;
      });
      $effect(() => {
        if (!areSeveral() || !this.settings.loaded || this.settings.unreadable) return;
        rememberLanguage(this.settings.language);
      });
      $effect(() => {
        if (this.live.elsewhere) this.route.go('#/live');
      });
      $effect(() => {
        const { name, query } = this.route;
        const ready = name === 'live' ? (query.get('plan') ?? this.plans.recent[0]?.id) : undefined;
        // one that is over and was left by another way than *Done* is still there, and brings nothing along
        this.strap.demo = (this.live.busy ? this.live.workout?.plan.id : ready) === DEMO_ID;
      });
      $effect(() => {
        const { heard } = this.strap;
        if (this.#greeted) this.live.listenTo(heard);
      });
      $effect(() => {
        if (this.machine.bluetooth === 'ok') this.strap.available();
      });
      $effect(() => {
        if (!this.settings.loaded) return;
        this.live.tell({ type: 'settings', profile: this.settings.profile, onLoss: this.settings.onLoss });
      });
      $effect(() => {
        const { name, query } = this.route;
        if (name !== 'live' || query.get('autostart') !== '1' || !this.live.ready || this.live.busy) return;
        const plan = this.plans.byId(query.get('plan') ?? '');
        if (plan) this.start(plan);
      });
    });
  }
}
