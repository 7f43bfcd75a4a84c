import type { Problem } from '../../core/parse/parsed.ts';
import { backupFileName, type BackupHead } from '../../formats/backup/backupFile.ts';
import { openBackup } from '../../formats/backup/readBackup.ts';
import { packBackup } from '../../formats/backup/writeBackup.ts';
import { BackupRefused, Backups, HOUR_BYTES, type Preview, type RestoreMode } from '../../store/backup/backup.ts';
import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { here } from '../device/moment.ts';
import { keepForGood, keepForGoodAfter, measureRoom, type Room } from '../device/storage.ts';
import type { LibraryPart } from '../../store/library/library.ts';
import { failureOf, type Doing, type Outcome } from './dataOutcome.ts';
import { dropDrafts } from './drafts.ts';
import { save } from './exported.ts';
import type { Live } from './live.svelte.ts';
import { paced } from './paced.ts';
import type { StrapState } from './strap.svelte.ts';

export type { Outcome, RestoreMode };

/** A file that was read to its end and is fine, and what it would do here. */
export interface Offer extends Preview {
  file: File;
  head: BackupHead;
}

/** What of the app shows what is stored, and follows when that is another. */
export interface DataHost {
  readonly settings: Loading;
  readonly plans: Loading;
  readonly history: Loading;
  readonly strap: Pick<StrapState, 'choice' | 'begun' | 'begin' | 'disconnect'>;
  readonly live: Pick<Live, 'busy' | 'elsewhere' | 'leave'>;
  readonly update: { wake(): Promise<void> };
  tellOthers(part: LibraryPart): void;
}

interface Loading {
  load(): Promise<void>;
}

/** What is stored, as a whole: how safe it is, into a file, back out of one, and gone. It goes on while other screens are shown. */
export class DataState {
  /** About what an hour of workout takes on the disk. */
  readonly hourBytes = HOUR_BYTES;
  readonly #app: DataHost;
  readonly #backups: Backups;
  readonly #save: (file: File) => void;
  #room = $state.raw<Room>({});
  #answer = $state.raw<boolean | undefined>();
  #doing = $state.raw<Doing | undefined>();
  #share = $state.raw(0);
  #offer = $state.raw<Offer | undefined>();
  #outcome = $state.raw<Outcome | undefined>();
  #workoutFile = $state.raw<File | undefined>();
  #stop = new AbortController();

  constructor(app: DataHost, db = new Database(browserIndexedDb()), saveFile: (file: File) => void = save) {
    this.#app = app;
    this.#backups = new Backups(db);
    this.#save = saveFile;
  }

  get room(): Room {
    return this.#room;
  }

  /** What the browser said when it was last asked by hand to keep things for good. */
  get answer(): boolean | undefined {
    return this.#answer;
  }

  get doing(): Doing | undefined {
    return this.#doing;
  }

  /** How much of it is done, 0 to 1. */
  get share(): number {
    return this.#share;
  }

  get offer(): Offer | undefined {
    return this.#offer;
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** What was looked at last is one workout, exported: refused as a backup, and one for `WorkoutFiles.look`. */
  get workoutFile(): File | undefined {
    return this.#workoutFile;
  }

  /** A workout, here or in another tab, from under which nothing may be taken. */
  get underWay(): 'here' | 'otherTab' | undefined {
    const { live } = this.#app;
    return live.elsewhere ? 'otherTab' : live.busy ? 'here' : undefined;
  }

  async measure(): Promise<void> {
    this.#room = await measureRoom();
  }

  async keepForGood(): Promise<void> {
    this.#answer = await keepForGood();
    await this.measure();
  }

  cancel(): void {
    this.#stop.abort();
  }

  decline(): void {
    this.#offer = undefined;
  }

  /** Into a file, which the browser saves where it saves files. */
  backUp(): Promise<void> {
    return this.#run('backUp', async (signal) => {
      const total = await this.#backups.count();
      const made = here();
      let done = 0;
      let leftOut = 0;
      const entries = paced(
        this.#backups.entries(() => leftOut++),
        signal,
        () => this.#tell(++done / total),
      );
      const head = { madeAt: new Date(made.epochMs).toISOString(), app: import.meta.env.VERSION };
      const packed = await new Response(packBackup(head, entries)).blob();
      signal.throwIfAborted();
      const file = new File([packed], backupFileName(made), { type: 'application/gzip' });
      this.#save(file);
      return { type: 'backedUp', file: file.name, bytes: file.size, leftOut };
    });
  }

  /** Reads a file to its end, and says what it would do. Changes nothing. */
  look(file: File): Promise<void> {
    this.#offer = undefined;
    this.#workoutFile = undefined;
    return this.#run('look', async (signal) => {
      const opened = await this.#open(file, signal);
      if (!opened.ok && isWorkout(opened.problems)) this.#workoutFile = file;
      if (!opened.ok) return { type: 'refused', file: file.name, problems: opened.problems };
      const preview = await this.#backups.preview(paced(opened.value.entries, signal));
      if (!preview.ok) return { type: 'refused', file: file.name, problems: preview.problems };
      this.#offer = { file, head: opened.value.head, ...preview.value };
      return undefined;
    });
  }

  /** Brings in what was offered. */
  restore(mode: RestoreMode): Promise<void> {
    return this.#run('restore', async (signal) => {
      const offer = this.#offer;
      if (!offer) return undefined;
      const opened = await this.#open(offer.file, signal);
      if (!opened.ok) throw new BackupRefused(opened.problems);
      // a frozen page would keep every other tab from the database
      document.addEventListener('freeze', () => this.cancel(), { once: true, signal });
      await this.#backups.restore(paced(opened.value.entries, signal), offer.stamps, mode, signal);
      this.#offer = undefined;
      await this.#refresh();
      await this.measure();
      void keepForGoodAfter(1).then(() => this.measure()); // Firefox asks the person, who may never answer
      return { type: 'restored', mode };
    });
  }

  /** Everything goes; the app is as on a first visit. No outcome means that it did. */
  erase(): Promise<void> {
    return this.#run('erase', async () => {
      await this.#backups.eraseAll();
      dropDrafts();
      this.#offer = undefined;
      this.#answer = undefined;
      await this.#refresh();
      this.#app.live.leave();
      return undefined;
    });
  }

  async #open(file: File, signal: AbortSignal): ReturnType<typeof openBackup> {
    const opened = await openBackup(file, (bytes) => this.#tell(bytes / file.size), signal);
    signal.throwIfAborted();
    return opened;
  }

  /** In whole percents: to show each record would take longer than to read it. */
  #tell(share: number): void {
    this.#share = Math.min(1, Math.floor(share * 100) / 100);
  }

  /** One at a time; what fails has changed nothing. */
  async #run(doing: Doing, work: (signal: AbortSignal) => Promise<Outcome | undefined>): Promise<void> {
    if (this.#doing) return;
    this.#doing = doing;
    this.#share = 0;
    this.#outcome = undefined;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      this.#outcome = await work(signal);
    } catch (error) {
      this.#outcome = signal.aborted ? { type: 'cancelled', doing } : failureOf(doing, error, this.#offer?.file.name);
    }
    this.#doing = undefined;
  }

  /** What the screens show is what is stored now. */
  async #refresh(): Promise<void> {
    const { settings, plans, history, strap, live, update } = this.#app;
    await Promise.all([settings.load(), plans.load(), history.load(), update.wake()]);
    (['settings', 'plans', 'history'] as const).forEach((part) => this.#app.tellOthers(part));
    if (live.busy) return; // its strap stays
    if (strap.choice !== 'bluetooth') strap.disconnect();
    else if (!strap.begun) void strap.begin();
  }
}

const isWorkout = ([problem]: readonly Problem[]): boolean =>
  problem?.code === 'file.kind' && problem.params['kind'] === 'workout';
