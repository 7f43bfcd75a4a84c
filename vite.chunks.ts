// What the browser fetches together. A file costs several milliseconds to ask for and to start, so the first screens are
// few files: `page` and `shared` before there is anything to see, `next` with Today, `worker` beside them; and one sheet
// of styles for all (`cssCodeSplit` in vite.config.ts).
import { resolve } from 'node:path';
import { normalizePath } from 'vite';
import { languageChunk } from './vite.languages.ts';

/**
 * By where it begins; a module goes with the first that reaches it. A file for each screen and one for each part that
 * two of them share weighed a tenth more.
 */
const TOGETHER: [name: string, begins: string[]][] = [
  ['page', ['app/main.ts', 'words/en/index.ts']], // a first visit, up to “Start workout”, in English
  [
    'next', // what is asked for right behind it: a running workout, Today in its shell with what is planned, offline use
    [
      'app/screens/next.ts',
      'app/state/planned.ts',
      'core/simulation/simulatedHeart.ts',
      'words/en/workout.ts',
      'words/en/pages.ts',
      'words/en/planned.ts',
      'app/device/bluetooth.ts',
      'app/device/serviceWorker.ts',
      'app/device/storage.ts',
    ],
  ],
  ['others', ['app/screens/others.ts']],
  ['settings', ['app/screens/settings/settings.ts']],
  ['data', ['app/screens/settings/data.ts', 'words/en/data.ts']],
  [
    'schedule',
    ['app/screens/schedule/scheduling.ts', 'words/en/schedule.ts', 'words/en/cron.ts', 'words/en/calendar.ts'],
  ],
  ['importers', ['formats/plan/importers.ts']],
  ['cron', ['app/screens/schedule/cron.ts', '../node_modules/cronstrue/dist/cronstrue.js']],
];

/** What no workout needs, and is kept only once the app is there: see `when` in src/sw/builtFile.ts. */
export const LATER = /^assets\/(settings|data|importers|schedule|cron)-/;

/** What only the worker takes, and not at its start: reminders, and what follows another tab's workout. */
const WORKER_LATER = 'worker-later';

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: string[]; dynamicallyImportedIds: string[] } | null;
}

/** The name of the file that a module goes into. */
export function chunks(): (id: string, graph: ModuleGraph) => string | null {
  let page: { name: string; ids: Set<string> }[] | undefined;
  let worker = new Set<string>();
  let workerLater = new Set<string>();

  const reach = (begins: string[], graph: ModuleGraph, { later = false } = {}): Set<string> => {
    const ids = new Set(begins.map((path) => normalizePath(resolve(import.meta.dirname, 'src', path))));
    for (const id of ids) {
      const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {};
      for (const other of later ? [...importedIds, ...dynamicallyImportedIds] : importedIds) ids.add(other);
    }
    return ids;
  };

  return (id, graph) => {
    if (!page) {
      page = TOGETHER.map(([name, begins]) => ({ name, ids: reach(begins, graph) }));
      worker = reach(['worker/main.ts'], graph);
      workerLater = reach(['worker/main.ts'], graph, { later: true });
    }
    const language = languageChunk(id);
    if (language !== undefined) return language;
    const name = page.find(({ ids }) => ids.has(id))?.name ?? null;
    // The worker has no document: what it takes is kept apart from what may ask for one.
    if (name === null) return workerLater.has(id) && !worker.has(id) ? WORKER_LATER : null;
    return workerLater.has(id) ? 'shared' : name;
  };
}

/**
 * What is preloaded with a chunk. What the worker imports later is here already, and there is no document to put a
 * preload into. What comes later finds all here already but itself.
 */
export function preloaded(filename: string, dependencies: string[]): string[] {
  return /shared-|worker-later-/.test(filename) || LATER.test(filename) ? [] : dependencies;
}
