// What the browser fetches together. A file costs several milliseconds to ask for and to start, so the first screens are
// few files: `page` and `shared` before there is anything to see, `next` with Today, `worker` beside them.
import { resolve } from 'node:path';
import { normalizePath } from 'vite';

/**
 * By where it begins; a module goes with the first that reaches it. A file for each screen and one for each part that
 * two of them share weighed a tenth more.
 */
const TOGETHER: [name: string, begins: string[]][] = [
  ['page', ['app/main.ts', 'words/en/index.ts']], // a first visit, up to “Start workout”, in the one language there is
  [
    'next', // what is asked for right behind it: a running workout, Today in its shell with what is planned, offline use
    [
      'app/screens/next.ts',
      'app/screens/schedule/planned.ts',
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
  ['cron', ['app/screens/schedule/cron.ts']],
];

/** What no workout needs, and is kept only once the app is there: see `when` in src/sw/builtFile.ts. */
export const LATER = /^assets\/(settings|data|schedule|cron|cronstrue|calendar)-/;

/** The page asks for a simulated heart now and then, the worker knows it from the start: no file of its own. */
const SIMULATED = 'core/simulation/simulatedHeart.ts';

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: string[]; dynamicallyImportedIds: string[] } | null;
}

/** The name of the file that a module goes into. */
export function chunks(): (id: string, graph: ModuleGraph) => string | null {
  let page: { name: string; ids: Set<string> }[] | undefined;
  let worker = new Set<string>();
  let workerLater = new Set<string>();
  let readers = new Set<string>();

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
      readers = reach(['store/database/readers.ts', 'worker/follower.ts'], graph);
    }
    const name = page.find(({ ids }) => ids.has(id))?.name ?? null;
    // The worker has no document: what it takes is kept apart from what may ask for one.
    if (worker.has(id)) return name !== null || readers.has(id) || id.endsWith(SIMULATED) ? 'shared' : null;
    if (workerLater.has(id)) return name === 'page' ? 'shared' : 'readers';
    return name;
  };
}

/**
 * What is preloaded with a chunk. What the worker fetches later it fetches plainly: there is no document to put a
 * preload into. What comes later finds all here already but itself and its styles.
 */
export function preloaded(filename: string, dependencies: string[]): string[] {
  if (filename.includes('readers-')) return [];
  if (!LATER.test(filename)) return dependencies;
  return dependencies.filter((file) => file.endsWith('.css') && LATER.test(file));
}
