// What the browser fetches together. A file costs several milliseconds to ask for and to start, so the first screens are
// few files: `page` and `shared` before there is anything to see, `today` with Today, `worker` beside them; and two sheets
// of styles, that of the first screens with the page, and that of all others (but of those that few go to) with the first of these.
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
    'today', // what is asked for right behind it: Today in its shell with what is planned, straps, offline use
    [
      'app/screens/today.ts',
      'app/state/planned.ts',
      'words/en/workout.ts',
      'words/en/pages.ts',
      'words/en/planned.ts',
      'app/device/bluetooth.ts',
      'app/device/serviceWorker.ts',
      'app/device/storage.ts',
    ],
  ],
  // what it needs once it runs
  [
    'workout',
    [
      'app/screens/workout.ts',
      'app/device/awake.ts',
      'app/state/coaching.ts',
      'words/en/speech.ts',
      'core/simulation/simulatedHeart.ts',
    ],
  ],
  // what the person says of a workout, and what is left of one that is trimmed: for Today's week, and for what comes here below
  ['annotations', ['app/state/annotations.svelte.ts', 'app/state/trimmedWeek.ts']],
  // what is shown after the last second, fetched while a workout runs
  ['done', ['app/screens/live/done/done.ts', 'words/en/done.ts']],
  // what reads schedules and occurrences, and ids of the earlier version: a first visit has none of them
  ['records', ['store/ledger/ledgerReaders.ts', 'store/library/identity.ts']],
  // a second strap, of those who have one
  ['second', ['app/state/secondStrap.svelte.ts', 'app/screens/live/ready/SecondNote.svelte']],
  ['recording', ['worker/recording.ts']], // what keeps raw frames and plays them again: most people want neither
  ['others', ['app/screens/others.ts']],
  // the list of workouts; then what takes workouts from files, with every format that is read
  ['history', ['app/screens/history/listing.ts', 'words/en/historyList.ts']],
  ['settings', ['app/screens/settings/settings.ts']],
  ['cues', ['app/screens/settings/cues.ts', 'words/en/cues.ts']],
  ['data', ['app/screens/settings/data.ts', 'words/en/data.ts']],
  [
    'schedule',
    ['app/screens/schedule/scheduling.ts', 'words/en/schedule.ts', 'words/en/cron.ts', 'words/en/calendar.ts'],
  ],
  // how the heart answers effort: of those who did a workout with a strap
  ['heart', ['app/state/heart.svelte.ts']],
  ['heartSettings', ['app/screens/heart/heart.ts', 'words/en/heart.ts']],
  // how the beats vary: for those who chose to see it, and of a workout whose strap sent them
  ['hrv', ['app/screens/hrv/hrv.ts', 'words/en/hrv.ts']],
  // load and trends, for whoever goes there
  ['trends', ['app/screens/trends/trends.ts', 'app/state/openTrends.ts', 'words/en/trends.ts']],
  // the page of one workout, and several of them over each other
  ['workoutPage', ['app/screens/history/session/workoutPage.ts', 'words/en/workoutPage.ts']],
  // a workout in a pocket or beside a video: screen off, touch lock, keys, small window
  ['pocket', ['app/screens/live/pocket/pocket.ts', 'words/en/pocket.ts']],
  ['share', ['app/screens/share/share.ts', 'words/en/share.ts']], // a workout as a picture, for whoever asks for one
  ['frames', ['app/screens/settings/frames/frames.ts', 'words/en/frames.ts']], // what straps send, for whoever looks for a fault
  ['editor', ['app/screens/plans/editor/editing.ts', 'words/en/editor.ts']],
  // plans that come in and go out: what is said of them and a link, then every format that is written (of workouts too), then
  // every one that is read
  ['exchange', ['app/screens/plans/exchange/exchange.ts', 'words/en/exchange.ts']],
  ['exporters', ['formats/plan/exporters.ts', 'formats/activity/exporters.ts']],
  ['importers', ['app/state/planReading.ts']],
  ['workoutFiles', ['app/screens/history/files/workoutFiles.ts', 'app/state/workoutFiles.svelte.ts']],
  ['cron', ['app/screens/schedule/cron.ts', '../node_modules/cronstrue/dist/cronstrue.js']],
];

/** What no workout needs, or none before the settings were opened (a second strap is chosen there), and is kept only once the app is there: see `when` in src/sw/builtFile.ts. */
export const LATER =
  /^assets\/(settings|second|cues|data|editor|exchange|exporters|importers|workoutFiles|schedule|cron|heartSettings|hrv|workoutPage|frames|share|trends|recording|recordingFiles|strapDiary)-/;

/** What only the worker takes, and not at its start: reminders, and what follows another tab's workout. */
const WORKER_LATER = 'worker-later';
/** The sheet of all screens but Today, and Live before a start: the styles of these come with the page. */
const STYLES_LATER = 'screens';
/** What page and worker both take, and not at their start. */
const RECORDS = 'records';
/** What page and worker both take at their start. */
const SHARED = 'shared';

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
    if (id.endsWith('.css'))
      return name === 'page' || name === 'today' ? 'page' : name === 'trends' ? name : STYLES_LATER;
    // The worker has no document: what it takes is kept apart from what may ask for one.
    if (worker.has(id)) return name && SHARED;
    if (!workerLater.has(id)) return name;
    if (name === 'recording') return name;
    if (name === null) return WORKER_LATER;
    return name === 'page' || name === 'today' ? SHARED : RECORDS;
  };
}

/**
 * What is preloaded with a chunk. What the worker imports later is here already, and there is no document to put a
 * preload into. What comes later finds all here already but itself, and perhaps the sheet of the other screens.
 */
export function preloaded(filename: string, dependencies: string[]): string[] {
  if (/shared-|records-|recording-|worker-later-/.test(filename)) return [];
  return LATER.test(filename) ? dependencies.filter((file) => file.endsWith('.css')) : dependencies;
}
