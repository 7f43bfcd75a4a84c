// The page of the history, with few and with thousands of workouts, and in the middle of each thing that is done with them.
import { flushSync, mount } from 'svelte';
import History from '../../src/app/screens/history/History.svelte';
import ImportWorkouts from '../../src/app/screens/history/files/ImportWorkouts.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import type { ExportOutcome } from '../../src/app/state/exportMany.svelte.ts';
import type { HistoryPage } from '../../src/app/state/historyPage.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import type {
  FoundWorkout,
  ImportOutcome,
  RefusedFile,
  WorkoutFiles,
} from '../../src/app/state/workoutFiles.svelte.ts';
import type { Annotation } from '../../src/core/records/annotation.ts';
import type { SessionDigest } from '../../src/core/records/finished.ts';
import type { Problem } from '../../src/core/parse/parsed.ts';
import { historyList } from '../../src/words/en/historyList.ts';
import type { HistoryName } from './historyNames.ts';
import './parts.css';

const LONG = 'Progressive threshold intervals on rolling hills and a long easy way home again.';
const NAMES = ['Threshold 4 × 4 min', 'Easy recovery', 'One-minute demo', '5K intervals', LONG];
const TAGS = ['hills', 'easy', 'treadmill', 'winter', 'long', 'with Ada', 'race', 'thirty characters are a long tag'];
const NOW_MS = Date.UTC(2026, 10, 30, 9);

function digestOf(i: number): SessionDigest {
  const kind = i % 5;
  const elapsedS = [2940, 1800, 60, 1300, 21_600][kind]!;
  const meanBpm = kind === 3 ? null : 112 + ((i * 7) % 50);
  return {
    id: `w${String(i)}`,
    planId: `plan-${String(kind)}`,
    planName: NAMES[kind]!,
    sport: 'run',
    startedAt: { epochMs: NOW_MS - i * 26 * 3_600_000, timeZone: 'Europe/Zurich', offsetMin: 60 },
    summary: {
      elapsedS,
      timeInZoneS: [0, 60, kind * 300, 200, 0, 0],
      noSignalS: 0,
      meanBpm,
      maxBpm: meanBpm && meanBpm + 30,
      phasesCompleted: 3,
      phases: 3,
      provenance: kind === 2 ? 'simulated' : kind === 3 ? 'none' : 'strap',
      ending: kind === 3 ? 'stopped' : 'finished',
    },
    sparkline:
      kind === 3 ? [] : Array.from({ length: 60 }, (_, n) => 100 + Math.round(40 * Math.sin((n + i) / 6) ** 2)),
    ...(kind === 1 && { imported: { format: 'fit', source: 'Garmin Edge 530' } }),
  };
}

const some = (count: number): SessionDigest[] => Array.from({ length: count }, (_, i) => digestOf(i));

const SAID: Annotation[] = [
  { id: 'w0', title: LONG, effort: 7, tags: TAGS.slice(0, 6) },
  { id: 'w1', title: 'Sunday with Ada', tags: ['with Ada'] },
  { id: 'w4', effort: 10, tags: [TAGS[7]!] },
  ...Array.from({ length: 30 }, (_, i) => ({ id: `w${String(i + 5)}`, tags: [TAGS[i % TAGS.length]!] })),
];

const COUNTS: Partial<Record<HistoryName, number>> = { historyOne: 1, historyMixed: 12, historyThousands: 10_000 };
const WITHOUT: readonly HistoryName[] = ['historyEmpty', 'historyLoading', 'historyFailing'];
const ADDRESSES: Partial<Record<HistoryName, string>> = {
  historyNothing: 'q=nowhere&tag=hills',
  historyFiltered: 'origin=imported&length=medium&when=2026-01-01..2026-12-31&sport=run&plan=plan-1',
  historyLongest: 'sort=longest',
};
const CHOSEN: Partial<Record<HistoryName, number>> = {
  historySelectSome: 3,
  historySelectAll: Infinity,
  historyTags: 3,
  historyExport: 3,
};

const losses: Problem[] = [
  { code: 'loss.workoutBeats', path: '', params: { count: 123_456 } },
  { code: 'loss.workoutCues', path: '', params: { count: 312 } },
  { code: 'loss.workoutProfile', path: '', params: {} },
];
const OUTCOMES: Partial<Record<HistoryName, ExportOutcome>> = {
  historyExported: {
    type: 'saved',
    file: 'beatkeeper-300-workouts-fit-2026-11-30.zip',
    count: 298,
    leftOut: 2,
    losses,
  },
  historyExportCancelled: { type: 'cancelled' },
  historyExportFailed: { type: 'failed', reason: 'The disk is full.' },
};

type Recognised = FoundWorkout['recognition'];
function foundOf(i: number, recognition: Recognised, lost: readonly Problem[] = []): FoundWorkout {
  const digest = { ...digestOf(i), planName: i === 4 ? LONG : `Run ${String(i)} (recorded elsewhere)` };
  const workout = { digest, losses: lost } as unknown as FoundWorkout['workout'];
  return {
    file: `export/activities/${String(i)}-${i === 4 ? LONG.replaceAll(' ', '_') : 'ride'}.fit`,
    workout,
    recognition,
    wanted: recognition.type === 'new',
  };
}
const REFUSED: RefusedFile[] = [
  { file: 'course.gpx', problems: [{ code: 'activity.empty', path: '', params: {} }] },
  {
    file: `${LONG.replaceAll(' ', '_')}.pdf`,
    problems: [{ code: 'file.kind', path: '', params: { kind: 'pdf', use: 'activity', formats: '' } }],
  },
  { file: 'moved.fit', problems: [], reason: 'The file was moved.' },
];
const track: Problem = { code: 'loss.trackData', path: '', params: { what: 'position, altitude, cadence' } };
const MIXED = [
  foundOf(0, { type: 'new' }, [track]),
  foundOf(1, { type: 'similar', to: digestOf(1) }),
  foundOf(3, { type: 'here' }),
  foundOf(4, { type: 'new' }, [track, { code: 'loss.gapsAsPauses', path: '', params: { count: 3 } }]),
];

interface Import {
  found?: readonly FoundWorkout[];
  refused?: readonly RefusedFile[];
  progress?: WorkoutFiles['progress'];
  outcome?: ImportOutcome;
}
const IMPORTS: Partial<Record<HistoryName, Import>> = {
  historyImport: {},
  historyReading: { progress: { doing: 'look', done: 36, of: 60 } },
  historyFound: { found: MIXED, refused: REFUSED },
  historyAllHere: { found: [0, 1, 2].map((i) => foundOf(i, { type: 'here' })) },
  historyAllRefused: { refused: REFUSED },
  historySixty: { found: Array.from({ length: 60 }, (_, i) => foundOf(i, { type: 'new' }, [track])), refused: REFUSED },
  historyAdding: { found: MIXED, progress: { doing: 'keep', done: 36, of: 60 } },
  historyAdded: { outcome: { kept: ['w0', 'w1'], of: 2, cancelled: false } },
  historyAddCancelled: { outcome: { kept: ['w0', 'w1'], of: 60, cancelled: true }, refused: REFUSED },
};

const nothing = (): void => undefined;

export function mountHistory(target: Element, app: AppState, name: HistoryName): Record<string, unknown> {
  const items = WITHOUT.includes(name) ? [] : some(COUNTS[name] ?? 300);
  const said = name === 'historyOne' ? [] : SAID;
  const annotations = {
    all: new Map(said.map((each) => [each.id, each])),
    of: (id: string) => said.find((each) => each.id === id) ?? { id, tags: [] },
    failed: undefined,
    annotate: () => Promise.resolve(() => Promise.resolve()),
  };
  const progress = name === 'historyExporting' ? { done: 36, of: 312 } : undefined;
  const page = {
    say: historyList,
    annotations,
    trimmed: { all: new Map(), means: new Map(), load: () => Promise.resolve() },
    exporting: { progress, outcome: OUTCOMES[name], cancel: nothing, forget: nothing, save: () => Promise.resolve() },
  } as unknown as HistoryPage;
  Object.assign(app, {
    route: { name: 'history', query: new URLSearchParams(ADDRESSES[name] ?? ''), go: nothing, replace: nothing },
    history: {
      items,
      loaded: name !== 'historyLoading',
      failed: name === 'historyFailing' ? 'the disk is full' : undefined,
      unread: 0,
      load: () => Promise.resolve(),
    },
  });
  const main = document.createElement('main');
  main.className = 'parts';
  target.append(main);
  const toasts = new Toasts();
  const imports = IMPORTS[name];
  if (imports) {
    const files = {
      found: [],
      refused: [],
      ...imports,
      cancel: nothing,
      choose: nothing,
      clear: nothing,
    } as unknown as WorkoutFiles;
    const props = { app, toasts, page, files, dragging: false, onclose: nothing };
    return mount(ImportWorkouts, { target: main, props });
  }
  const shown = mount(History, { target: main, props: { app, toasts, page } });
  flushSync();
  const chosen = CHOSEN[name] ?? (name === 'historySelectNone' ? 0 : undefined);
  if (chosen === undefined) return shown;
  press(main, historyList.select);
  if (chosen === Infinity) press(main, historyList.selectAll(items.length));
  else for (let i = 0; i < chosen; i++) main.querySelectorAll<HTMLElement>('li input')[i]?.click();
  flushSync();
  if (name === 'historyTags') press(main, historyList.tag);
  if (name === 'historyExport') press(main, historyList.export);
  return shown;
}

function press(within: Element, text: string): void {
  const found = [...within.querySelectorAll('button')].find((each) => each.textContent.trim() === text);
  if (!found) throw new Error(`nothing to press is called ${text}`);
  found.click();
  flushSync();
}
