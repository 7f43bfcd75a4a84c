import type { Session } from '../../src/core/session/session.ts';
import type { OwnPage } from '../support/browser.ts';

/** What the page shows, by its test ids. */
export interface Shown {
  atEpochMs: number;
  status: string;
  elapsedS: number;
  /** Counted from 1, as it is shown. */
  phase: number;
  bpm: string;
  signal: string;
  banner: boolean;
  /** It says that another tab runs the workout. */
  elsewhere: boolean;
  /** The titles of what the world would not do. */
  troubles: string[];
}

/** What the worker told the page: a second of the workout, or that there is none. */
export interface Told {
  atEpochMs: number;
  status: Session['status'];
  id?: string;
  elapsedS: number;
  /** Counted from 0. */
  phaseIndex: number;
  /** Seconds whose samples the worker holds, as far as the trace shows each on its own or `stepS` of them as one. */
  samples: number;
  stepS: number;
  signal: string;
  /** It is another tab's worker that runs it. */
  elsewhere: boolean;
}

type Message =
  | { type: 'document' }
  | ({ type: 'shown' } & Shown)
  | ({ type: 'told' } & Told)
  | { type: 'stored'; id: string };

/** Looks over the shoulder of one tab, across reloads and crashes. The lists are of the document that is there now. */
export class Watch {
  shown: Shown[] = [];
  told: Told[] = [];
  /** Workouts that the worker has put into the history. */
  stored: string[] = [];
  #waiting = new Set<() => void>();

  /** Before the tab goes to the app. */
  static async over(page: OwnPage): Promise<Watch> {
    const watch = new Watch();
    page.cdp.on('Runtime.bindingCalled', ({ payload }) => watch.#take(JSON.parse(payload) as Message));
    await page.cdp.send('Runtime.enable');
    await page.cdp.send('Runtime.addBinding', { name: 'overShoulder' });
    await page.cdp.send('Page.enable');
    await page.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: IN_PAGE });
    return watch;
  }

  get last(): Told | undefined {
    return this.told.at(-1);
  }

  /** Waits until there is something to find, looking again whenever anything was heard. */
  async until<T>(what: string, find: () => T | undefined | false, timeoutMs = 15_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = find();
        if (found === undefined || found === false) return false;
        clearTimeout(limit);
        this.#waiting.delete(look);
        resolve(found);
        return true;
      };
      const limit = setTimeout(() => {
        this.#waiting.delete(look);
        const last = JSON.stringify(this.shown.at(-1) ?? null);
        reject(new Error(`not within ${timeoutMs} ms: ${what}; shown last: ${last}`));
      }, timeoutMs);
      if (!look()) this.#waiting.add(look);
    });
  }

  /** Waits for the next so many seconds of the workout. */
  async seconds(count: number): Promise<Told> {
    const fromS = this.last?.elapsedS ?? 0;
    return this.until(`${count} more seconds of the workout`, () =>
      this.told.find(({ elapsedS }) => elapsedS >= fromS + count),
    );
  }

  #take(message: Message): void {
    if (message.type === 'document') [this.shown, this.told, this.stored] = [[], [], []];
    else if (message.type === 'shown') this.shown.push(message);
    else if (message.type === 'told') this.told.push(message);
    else this.stored.push(message.id);
    for (const look of [...this.#waiting]) look();
  }
}

/** Runs in the page before the app does. */
const IN_PAGE = `
{
  const tell = (message) => overShoulder(JSON.stringify(message));
  const nowMs = () => performance.timeOrigin + performance.now(); // Date may be set to something else
  tell({ type: 'document' });

  const Before = globalThis.Worker;
  globalThis.Worker = class extends Before {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (data?.type === 'stored') tell({ type: 'stored', id: data.sessionId });
        if (data?.type !== 'now') return;
        const { status, workout, heart } = data.snapshot;
        tell({
          type: 'told', atEpochMs: nowMs(), status, id: workout?.id,
          elapsedS: workout?.elapsedS ?? 0, phaseIndex: workout?.phaseIndex ?? 0,
          samples: data.trace.bpm.length * data.trace.stepS, stepS: data.trace.stepS, signal: heart.signal, elsewhere: data.elsewhere,
        });
      });
    }
  };

  const the = (id) => document.querySelector('[data-testid="' + id + '"]');
  const text = (id) => the(id)?.textContent.trim() ?? '';
  let before = '';
  const look = () => {
    if (!the('state')) return;
    const shown = {
      status: text('state'), elapsedS: Number(the('elapsed')?.dataset.seconds ?? 0), phase: Number(text('phase-index')),
      bpm: text('bpm'), signal: text('signal'), banner: the('resume-banner') !== null, elsewhere: the('elsewhere') !== null,
      troubles: [...document.querySelectorAll('details > summary')].map((line) => line.textContent.trim()),
    };
    const now = JSON.stringify(shown);
    if (now !== before) tell({ type: 'shown', atEpochMs: nowMs(), ...shown });
    before = now;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
`;
