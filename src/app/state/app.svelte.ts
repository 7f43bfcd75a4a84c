import { responseFor, type Coaching, type KnownResponse } from '../../core/cues/coaching.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { StrapDiary } from '../../core/records/strapDiary.ts';
import type { KnownStrap } from '../../store/database/records.ts';
import type { Recording } from '../../core/records/recording.ts';
import type { Recordings } from '../../store/recordings/recordings.ts';
import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { Library, type LibraryPart } from '../../store/library/library.ts';
import { newId } from '../../store/database/newId.ts';
import { openChannel } from '../../wire/channel.ts';
import type { ScheduleWords } from '../../words/language.ts';
import type { Catalogue, Words } from '../../words/words.ts';
import { beforeLeaving, onTouch } from '../device/leaving.ts';
import { Sound } from '../device/sound.ts';
import type * as Storage from '../device/storage.ts';
import type { AgendaState } from './agenda.svelte.ts';
import type { AnnotationsState } from './annotations.svelte.ts';
import { followState } from './consequences.svelte.ts';
import type { DataState } from './data.svelte.ts';
import { HistoryState } from './history.svelte.ts';
import { Live } from './live.svelte.ts';
import { Capabilities } from './capabilities.svelte.ts';
import { Announcements } from './announcements.svelte.ts';
import type { Pocket } from './pocket.svelte.ts';
import { PlansState } from './plans.svelte.ts';
import { QuickStart } from './quick.svelte.ts';
import { Route } from './route.svelte.ts';
import { SettingsState } from './settings.svelte.ts';
import type { HeartState } from './heart.svelte.ts';
import type { SecondStrap } from './secondStrap.svelte.ts';
import { StrapState } from './strap.svelte.ts';
import type { Planned } from './planned.ts';
import { PlannedLoader } from './plannedLoader.svelte.ts';
import type { RefusedSwitch, Switches } from './switches.ts';
import { UpdateState } from './update.svelte.ts';

const storage = (): Promise<typeof Storage> => import('../device/storage.ts');

/** A database that has not opened by then is not waited for: a workout can start without. */
const OPEN_MS = 4_000;

/** Everything the screens see, put together once. What follows from what between the parts is written here and in `followState`, and nowhere else. */
export class AppState {
  readonly words: Words;
  /** The words of every screen but Live, for whoever goes to one. */
  readonly loadWorkout: () => Promise<void>;
  readonly loadPages: () => Promise<void>;
  readonly route = new Route();
  readonly settings: SettingsState;
  readonly history: HistoryState;
  readonly plans: PlansState;
  readonly quick: QuickStart;
  readonly live: Live;
  readonly strap: StrapState;
  readonly capabilities: Capabilities;
  readonly announcements: Announcements;
  readonly update: UpdateState;
  /** Of what is stored as a whole: made by the settings when they are first opened, and one for the whole visit. */
  data: DataState | undefined;
  /** Screen off, touch lock, small window: made when a workout first needs it, and one for the whole visit. */
  pocket: Pocket | undefined;
  readonly #db: Database;
  readonly #planned: PlannedLoader;
  /** The pages of other tabs: what one changes, all show. What is said is the name of what to read anew. */
  readonly #others = openChannel(() => new BroadcastChannel('beatkeeper-library'));
  readonly #switches: Switches;
  #refused = $state.raw<readonly RefusedSwitch[]>([]);
  #second = $state.raw<SecondStrap | undefined>();
  #secondLoaded: Promise<SecondStrap> | undefined;
  #heart = $state.raw<HeartState | undefined>();
  #heartLoaded: Promise<HeartState> | undefined;
  readonly #library: Library;
  #annotations: Promise<AnnotationsState> | undefined;
  /** A workout was begun in this visit, though the worker may not have answered yet. */
  #begun = false;
  /** The worker knows what it begins with: from then on, changes are told. */
  #greeted = $state.raw(false);

  constructor({ words, loadWorkout, loadPages }: Catalogue, switches: Switches, worker: Worker) {
    this.#db = new Database(browserIndexedDb(), () => {
      this.planned?.agenda.noteLoss();
      void this.#storeGone(library);
    });
    const library = new Library(this.#db, () => Date.now(), this.tellOthers);
    this.#library = library;
    // WebKitGTK calls a page isolated and has no memory to share all the same
    const shared = globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function' && !switches.noShared;
    const sound = new Sound();
    this.#planned = new PlannedLoader(this.#db, words.language);
    this.words = words;
    this.loadWorkout = loadWorkout;
    this.loadPages = loadPages;
    this.#switches = switches;
    this.#refused = switches.refused;
    this.settings = new SettingsState(library);
    this.history = new HistoryState(library);
    this.plans = new PlansState(library, this.history, words.plans, newId);
    this.quick = new QuickStart(this.route, words.plans.quick, () => this.settings.profileFor('other'));
    this.live = new Live(worker, { shared });
    this.capabilities = new Capabilities(sound, shared);
    this.announcements = new Announcements(sound, this.settings, { words, loadWorkout }, () => this.live.workout);
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
    this.#connect(worker, library);
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
    return this.#planned.current;
  }

  /** For the screen that comes behind `loadPlanned`. */
  get agenda(): AgendaState {
    return this.#planned.agenda;
  }

  /** For the screen that comes behind `loadSchedule`. */
  get scheduleWords(): ScheduleWords {
    return this.#planned.words;
  }

  /** Reads what is planned, and the words of its screen. */
  loadSchedule(): Promise<void> {
    return this.#planned.loadWithWords();
  }

  /** Reads what is planned, once in a visit. */
  loadPlanned(): Promise<Planned> {
    return this.#planned.load();
  }

  /** The second strap, once somebody has one or looks for one. */
  get second(): SecondStrap | undefined {
    return this.#second;
  }

  loadSecond(): Promise<SecondStrap> {
    return (this.#secondLoaded ??= this.#makeSecond().catch((error: unknown) => {
      this.#secondLoaded = undefined; // without network, perhaps
      throw error;
    }));
  }

  async #makeSecond(): Promise<SecondStrap> {
    const { SecondStrap } = await import('./secondStrap.svelte.ts');
    const strap = 1;
    const second = new SecondStrap(this.settings, {
      frame: (bytes) => this.live.frame(bytes, strap),
      battery: (pct) => this.live.tell({ type: 'battery', pct, strap }),
      strapName: (name) => this.live.tell({ type: 'strapName', name, strap }),
      workoutRuns: () => this.live.busy && !this.live.elsewhere,
    });
    await second.load(); // before anybody taps
    return (this.#second = second);
  }

  /** What the workouts say of this heart, once that was looked at. */
  get heart(): HeartState | undefined {
    return this.#heart;
  }

  /** How this heart answers effort, for a workout that starts now. None where nothing is known, or it was not loaded. */
  get heartResponse(): KnownResponse | undefined {
    return this.#heart?.response;
  }

  /** How the person is coached. */
  get coaching(): Coaching {
    return { strictness: this.settings.strictness, response: responseFor(this.heartResponse) };
  }

  /** Looks at the workouts, and goes on doing so whenever there are others. */
  loadHeart(): Promise<HeartState> {
    return (this.#heartLoaded ??= this.#makeHeart().catch((error: unknown) => {
      this.#heartLoaded = undefined; // without network, perhaps
      throw error;
    }));
  }

  async #makeHeart(): Promise<HeartState> {
    const { HeartState } = await import('./heart.svelte.ts');
    return (this.#heart ??= new HeartState(this.#library, this.history, this.settings));
  }

  /** What the person says of workouts, read; one for the whole visit. */
  loadAnnotations(): Promise<AnnotationsState> {
    return (this.#annotations ??= this.#makeAnnotations().catch((error: unknown) => {
      this.#annotations = undefined; // without network, perhaps
      throw error;
    }));
  }

  async #makeAnnotations(): Promise<AnnotationsState> {
    const { AnnotationsState } = await import('./annotations.svelte.ts');
    const annotations = new AnnotationsState(this.#db, () => this.tellOthers('annotations'));
    await annotations.load();
    return annotations;
  }

  readonly tellOthers = (part: LibraryPart): void => this.#others.postMessage(part);

  /** Look at what was left by the last visit. Done when what the first screen shows of it has been read. */
  async begin(): Promise<void> {
    const read = Promise.all([this.plans.load(), this.history.load(), this.#plannedForToday()]);
    const loaded = this.settings.load();
    await Promise.race([loaded, new Promise((late) => setTimeout(late, OPEN_MS))]);
    const { athlete: profile, onLoss, keepFrames } = this.settings;
    const { heard } = this.strap;
    this.live.hello({ heard, speed: this.#switches.speed, profile, onLoss, keepFrames, coaching: this.coaching });
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
    if (this.history.failed !== undefined) this.capabilities.storageRefused();
    void this.history.sweep();
    if (this.history.items.length > 0) void this.loadHeart().catch(() => undefined); // a workout starts without as well
    if (await (await storage()).looksPrivate()) this.capabilities.storagePrivate();
  }

  /**
   * The database was deleted, evicted or changed under the page. In the middle of a workout nobody has asked for their
   * profile, plans and schedules to go; else what is shown is what is there now, as after a reload.
   */
  async #storeGone(library: Library): Promise<void> {
    const idle = this.live.status === 'idle';
    if (idle) await Promise.all([this.settings.load(), this.plans.load()]);
    else await library.keepAgain(this.settings.values, this.plans.own).catch(() => undefined);
    const agenda = this.planned?.agenda;
    await (idle ? agenda?.forgetLost() : agenda?.keepAgain().catch(() => undefined));
    await this.history.load();
  }

  /** Start a workout. Called from a tap, which lets the page sound; an address may do it too, and is silent where that is not allowed. */
  start(plan: Plan): void {
    if (this.live.busy) return;
    this.announcements.unlock();
    this.pocket?.begin();
    this.#begun = true;
    this.live.start(plan);
    this.route.replace('#/live');
  }

  /** A workout that was recorded, once more: simulated, whosever heart it was. */
  playAgain(recording: Recording): void {
    if (this.live.busy) return;
    this.announcements.unlock();
    this.#begun = true;
    this.strap.replayBegins();
    this.live.listenTo(this.strap.heard);
    this.live.playAgain(recording);
    this.route.go('#/live');
  }

  /** What is kept of the frames of workouts. */
  async recordings(): Promise<Recordings> {
    const { Recordings } = await import('../../store/recordings/recordings.ts');
    return new Recordings(this.#db);
  }

  /** The finished workout, into the diary of its strap. */
  async #noteStrap(library: Library): Promise<void> {
    const { worn } = this.strap;
    const { stored } = this.live;
    if (!worn || stored === undefined) return;
    try {
      const { noteWorkout } = await import('./strapDiary.ts');
      await noteWorkout(this.#db, library, stored, worn);
    } catch {
      // the workout itself is kept
    }
  }

  /** What is remembered of each strap, by its id. */
  async strapDiaries(): Promise<ReadonlyMap<string, StrapDiary>> {
    const { diariesOf } = await import('./strapDiary.ts');
    return diariesOf(this.#db).all();
  }

  /** Out of the list, with all that is remembered of it. Gives the way back. */
  forgetStrap(strap: KnownStrap): () => void {
    const undo = this.strap.forget(strap);
    const forgotten = import('./strapDiary.ts').then(
      ({ forgetDiary }) => forgetDiary(this.#db, strap.id),
      () => undefined, // without network, before it was kept: the diary stays, and is of no strap in the list
    );
    return () => {
      undo();
      void forgotten.then((bringBack) => bringBack?.());
    };
  }

  #connect(worker: Worker, library: Library): void {
    this.live.onNotice = (notice) => this.announcements.tell(notice);
    this.#others.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'plans' || data === 'history') void this[data].load();
      if (data === 'annotations') void this.#annotations?.then((annotations) => annotations.load());
      if (data === 'settings')
        void this.settings.load().then(() => {
          if (this.strap.choice !== 'bluetooth') this.strap.disconnect(); // another source was chosen there
        });
    };
    this.live.onStored = async () => {
      void this.#noteStrap(library);
      this.tellOthers('history');
      void this.update.wake(); // its occurrence says by now whose heart it was
      await this.history.load();
      void this.loadHeart().catch(() => undefined);
      await (await storage()).keepForGoodAfter(this.history.items.length);
    };
    this.live.onDue = () => this.update.wake();
    this.live.onReady = (restored) => {
      if (restored) {
        this.route.go('#/live');
        this.announcements.unlock(); // as it sounded before, where the browser lets it
      }
      if (restored?.present) void this.strap.begin(); // the strap was the other tab's
      void this.update.begin({
        begun: () => this.#begun || this.live.busy || this.strap.begun,
        open: (hash) => this.route.go(this.live.busy ? '#/live' : hash), // what asks to start would start when it is over
      });
    };

    // A workout that came back, or began by address, may sound from the first touch on.
    onTouch(() => {
      this.announcements.unlock();
      this.capabilities.lookForBluetooth();
    });
    beforeLeaving(
      () => this.live.tell({ type: 'keep' }),
      () => worker.terminate(),
    );
    followState(this, () => this.#greeted);
  }
}
