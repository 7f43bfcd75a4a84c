// A plan in the editor: every verb, what is kept at once, what is stored, and what becomes of it after a reload.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EditorState, NEW_PLAN, type EditorApp } from '../../../../src/app/screens/plans/editor/editorState.svelte.ts';
import { DEFAULT_PROFILE } from '../../../../src/core/athlete/hrZones.ts';
import { shiftedTo } from '../../../../src/app/screens/plans/editor/places.ts';
import { sentenceOf } from '../../../../src/app/screens/plans/editor/told.ts';
import { AnnotationsState } from '../../../../src/app/state/annotations.svelte.ts';
import type { ImportedFrom } from '../../../../src/core/records/importedFrom.ts';
import { HistoryState } from '../../../../src/app/state/history.svelte.ts';
import { PlansState } from '../../../../src/app/state/plans.svelte.ts';
import type { Plan, Step } from '../../../../src/core/plan/plan.ts';
import { writePlanNotation } from '../../../../src/core/plan/text/writeNotation.ts';
import { en } from '../../../../src/words/en/index.ts';
import { enPlans } from '../../../../src/words/en/plans.ts';
import { disk, keepWorkout } from '../../state/stored.ts';
import { Storage } from '../../state/storage.ts';

const FIT: ImportedFrom = { format: 'fit', source: null };
const idOf = (n: number): string => `5ad00000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;

let device: ReturnType<typeof disk>;
let ids = 0;

beforeEach(() => {
  ids = 0;
  device = disk();
  vi.stubGlobal('localStorage', new Storage());
});

/** What is still to be stored is, before the next test has a device of its own. */
const editors: EditorState[] = [];
/** Who makes the plans. */
const athlete = { profile: DEFAULT_PROFILE };

afterEach(async () => {
  await Promise.all(editors.splice(0).map((editor) => editor.flush()));
  vi.unstubAllGlobals();
  athlete.profile = DEFAULT_PROFILE;
});

interface World {
  app: EditorApp;
  plans: PlansState;
  /** Addresses that the editor was given. */
  renamed: string[];
}

/** A page of this device. `query`: of the address. */
function page(query = '', schedules: { planId: string; on: boolean }[] = []): World {
  const history = new HistoryState(device.library);
  const plans = new PlansState(device.library, history, enPlans, () => idOf(++ids));
  const renamed: string[] = [];
  const route = { name: 'editor', query: new URLSearchParams(query), rename: (hash: string) => renamed.push(hash) };
  const loadPlanned = (): Promise<unknown> => Promise.resolve({ agenda: { load: () => Promise.resolve(), schedules } });
  const settings = { profileFor: () => athlete.profile };
  const loadAnnotations = async (): Promise<AnnotationsState> => {
    const annotations = new AnnotationsState(device.db);
    await annotations.load();
    return annotations;
  };
  const app = { plans, history, words: en, route, loadPlanned, loadAnnotations, settings };
  return { app: app as unknown as EditorApp, plans, renamed };
}

async function opened({ app }: World, id: string): Promise<EditorState> {
  let atMs = 0;
  const editor = new EditorState(app, id, () => (atMs += 60_000)); // nothing is typed in one go
  editors.push(editor);
  await vi.waitFor(() => expect(editor.loaded).toBe(true));
  return editor;
}

const textOf = ({ draft }: EditorState): string => writePlanNotation(draft).trim();
const storedPlans = (): Promise<Plan[]> => device.library.plans();

test('a new plan is not stored before it has a phase, and has an address of its own then', async () => {
  const world = page();
  const editor = await opened(world, NEW_PLAN);
  expect([editor.status, editor.isStored, editor.draft.phases]).toEqual(['notSavedYet', false, []]);
  expect(editor.setName('Hills')).toBe(true);
  await editor.flush();
  expect(await storedPlans()).toEqual([]);
  editor.add(undefined);
  expect(editor.status).toBe('saving');
  await editor.flush();
  expect([editor.status, editor.isStored]).toEqual(['saved', true]);
  expect(world.renamed).toEqual([`#/plans/${idOf(1)}/edit`]);
  expect(await storedPlans()).toMatchObject([{ id: idOf(1), name: 'Hills' }]);
  expect(world.plans.own).toHaveLength(1);
});

test('a new plan that was left without a phase is offered by its name after a reload, and gone on with', async () => {
  const first = await opened(page(), NEW_PLAN);
  first.setName('Hills');
  first.setCeiling({ bpm: 140 });
  const editor = await opened(page(), NEW_PLAN);
  expect(editor.begun?.name).toBe('Hills');
  expect(editor.draft).toMatchObject({ name: 'My plan', phases: [] });
  expect(editor.draft).not.toHaveProperty('ceiling');
  editor.goOn();
  expect([editor.begun, editor.draft.name, editor.draft.ceiling]).toEqual([undefined, 'Hills', { bpm: 140 }]);
  editor.undo();
  editor.undo();
  expect(editor.draft.name).toBe('My plan');
});

test('a new plan that was left is offered until it is gone on with or discarded, and has no part in the next', async () => {
  (await opened(page(), NEW_PLAN)).setCeiling({ bpm: 130 });
  const next = await opened(page(), NEW_PLAN);
  next.add(undefined);
  await next.flush();
  expect((await storedPlans())[0]).not.toHaveProperty('ceiling');
  const third = await opened(page(), NEW_PLAN);
  expect(third.begun?.ceiling).toEqual({ bpm: 130 });
  third.letGo();
  expect((await opened(page(), NEW_PLAN)).begun).toBeUndefined();
});

test('a new plan in which nothing was done is offered to nobody', async () => {
  await opened(page(), NEW_PLAN);
  expect((await opened(page(), NEW_PLAN)).begun).toBeUndefined();
});

test('a new plan that is undone down to nothing is stored no longer, also after a reload, and can be redone', async () => {
  const world = page();
  const editor = await opened(world, NEW_PLAN);
  editor.add(undefined);
  await editor.flush();
  editor.undo();
  await editor.flush();
  expect([editor.status, editor.isStored, await storedPlans()]).toEqual(['notSavedYet', false, []]);
  expect(world.plans.own).toEqual([]);
  const again = await opened(page(), idOf(1));
  expect([again.missing, again.draft.phases]).toEqual([false, []]);
  again.redo();
  await again.flush();
  expect([again.isStored, await storedPlans()]).toMatchObject([true, [{ id: idOf(1), phases: [{ name: 'Warm-up' }] }]]);
});

test('a new plan that is scheduled stays stored as it was when it is undone down to nothing', async () => {
  const first = await opened(page(), NEW_PLAN);
  first.add(undefined);
  await first.flush();
  const editor = await opened(page('', [{ planId: idOf(1), on: true }]), idOf(1));
  editor.undo();
  await editor.flush();
  expect([editor.isStored, await storedPlans()]).toMatchObject([true, [{ phases: [{ name: 'Warm-up' }] }]]);
});

test('plans that nobody named have names of their own', async () => {
  for (const name of ['My plan', 'My plan 2', 'My plan 3']) {
    const editor = await opened(page(), NEW_PLAN);
    expect(editor.draft.name).toBe(name);
    editor.add(undefined);
    await editor.flush();
  }
});

test('a text that cannot be read is kept as it was typed, over a reload and while the plan changes', async () => {
  const { editor, id } = await withText(TEXT);
  editor.setUnread({ text: `${TEXT}\n5m`, line: 7 });
  editor.rename([0], 'First');
  await editor.flush();
  const again = await opened(page(), id);
  expect([again.unread, again.view]).toEqual([{ text: `${TEXT}\n5m`, line: 7 }, 'text']);
  expect(again.draft.phases[0]).toMatchObject({ name: 'First' });
  again.setUnread(undefined);
  expect((await opened(page(), id)).unread).toBeUndefined();
});

test('a new plan of which only a text was typed that cannot be read is offered, too', async () => {
  (await opened(page(), NEW_PLAN)).setUnread({ text: 'Warm-up: 10', line: 1 });
  const editor = await opened(page(), NEW_PLAN);
  expect([editor.begun?.name, editor.unread]).toEqual(['My plan', undefined]);
  editor.goOn();
  expect([editor.unread?.text, editor.view]).toEqual(['Warm-up: 10', 'text']);
});

test('phases that are added one after another are called what they are likely for', async () => {
  const editor = await opened(page(), NEW_PLAN);
  editor.add(undefined);
  editor.add(undefined);
  expect(editor.told).toEqual({ type: 'added', name: 'Interval', n: 2, of: 2 });
  expect(editor.asked).toEqual({ path: [1], at: 'field' });
  editor.wrap([1]);
  editor.add([1, 0]);
  expect(editor.told).toEqual({ type: 'added', name: 'Recovery', n: 3, of: 3 });
  editor.add([1, 1]);
  editor.add(undefined);
  expect(textOf(editor)).toBe(
    'Warm-up: 10m Z2\n2x (\n  Interval: 5m Z3\n  Recovery: 3m open\n  Interval: 5m Z3\n)\nCool-down: 5m Z1',
  );
  editor.remove([1, 2]);
  expect(editor.told).toEqual({ type: 'removed', name: 'Interval', left: 4 });
});

test('what is done in the picture does not take the focus from it, and what stands there then is selected', async () => {
  const { editor } = await withText('A: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1');
  editor.shift([0], 1, 'picture');
  expect([editor.selected, editor.asked]).toEqual([[0, 0], undefined]);
  editor.duplicate([0, 0], 'picture');
  expect([editor.selected, editor.asked]).toEqual([[0, 1], undefined]);
  // the phase behind it, which may be in its place, in a block or behind that, or the last
  for (const [path, next, left] of [
    [[0, 1], [0, 1], 4],
    [[0, 2], [1], 3],
    [[1], [0, 1], 2],
  ]) {
    editor.remove(path as number[], 'picture');
    expect([editor.selected, editor.asked]).toEqual([next, undefined]);
    expect(editor.told).toMatchObject({ type: 'removed', left });
  }
  editor.remove([0], 'picture');
  expect([editor.selected, editor.told]).toEqual([undefined, { type: 'removed', name: '2 × A, B', left: 0 }]);
  expect(sentenceOf(editor.told!, editor.say)).toBe('Removed: 2 × A, B. No phases left');
});

test('the same in the list gives the focus to the row of the next phase, whose fields stay closed', async () => {
  const { editor } = await withText('A: 10m Z1\nB: 5m Z1');
  editor.select([0]);
  editor.remove([0]);
  expect([editor.selected, editor.asked]).toEqual([undefined, { path: [0], at: 'row' }]);
});

test('what is undone, and redone, is told with the step that it was done to', async () => {
  const { editor } = await withText('A: 10m Z1\nB: 5m Z1');
  editor.setEnd([0], { type: 'time', durationS: 300 });
  editor.setEnd([1], { type: 'hand' });
  editor.move([1], [0]);
  editor.remove([1]);
  editor.add([0]);
  editor.setName('Hills');
  const told: string[] = [];
  for (let i = 0; i < 6; i++) {
    editor.undo();
    told.push(sentenceOf(editor.told!, editor.say));
  }
  expect(told).toEqual([
    'Undone: plan name',
    'Undone: new phase “Interval”',
    'Undone: removed phase “A”',
    'Undone: moved phase “B”',
    'Undone: end of B',
    'Undone: length of A',
  ]);
  editor.redo();
  expect(sentenceOf(editor.told!, editor.say)).toBe('Redone: length of A');
});

test('the next new plan begins with nothing', async () => {
  const first = await opened(page(), NEW_PLAN);
  first.setName('Hills');
  first.add(undefined);
  await first.flush();
  expect((await opened(page(), NEW_PLAN)).draft).toMatchObject({ name: 'My plan', phases: [] });
});

test('a plan of the app is changed as a copy, which is stored with the first change', async () => {
  const world = page();
  const editor = await opened(world, 'tempo');
  expect([editor.note, editor.isStored, editor.draft.name]).toEqual(['builtIn', false, 'Tempo (copy)']);
  expect(await storedPlans()).toEqual([]);
  editor.setCue([0], 'Slowly');
  await editor.flush();
  expect(await storedPlans()).toMatchObject([{ id: idOf(1), name: 'Tempo (copy)' }]);
  expect(world.plans.byId('tempo')?.name).toBe('Tempo');
});

test('a copy that is asked for is stored at once', async () => {
  const editor = await opened(page('from=tempo'), NEW_PLAN);
  await editor.flush();
  expect(await storedPlans()).toMatchObject([{ name: 'Tempo (copy)' }]);
});

test('a finished workout becomes a plan of what was done', async () => {
  await keepWorkout(device.db, { id: 'w' });
  const editor = await opened(page('workout=w'), NEW_PLAN);
  await editor.flush();
  const [plan] = await storedPlans();
  expect(plan?.name).toMatch(/ \(as done\)$/);
  expect(plan?.phases).toMatchObject([{ end: { type: 'time', durationS: 10 } }]);
  expect((await opened(page('workout=nowhere'), NEW_PLAN)).missing).toBe(true);
});

test('a plan made of a workout leads back to it, and its name says what it is however long that was', async () => {
  await keepWorkout(device.db, { id: 'w', planName: 'L'.repeat(79) });
  const editor = await opened(page('workout=w'), NEW_PLAN);
  expect(editor.workout).toBe('w');
  expect(editor.draft.name).toBe(`${'L'.repeat(69)}… (as done)`);
  expect((await opened(page(), 'tempo')).workout).toBeUndefined();
});

test.each<[string, { imported?: ImportedFrom; bpmCeiling?: number; counts?: false }, Step]>([
  ['recorded elsewhere', { imported: FIT }, { target: { type: 'bpm', low: 145, high: 155 } } as Step],
  ['recorded elsewhere, above the limit', { imported: FIT, bpmCeiling: 150 }, { target: { type: 'open' } } as Step],
  ['recorded elsewhere, of another heart', { imported: FIT, counts: false }, { target: { type: 'open' } } as Step],
  ['done here', {}, { target: { type: 'open' } } as Step],
])(
  'laps without a target are given what was done where they were %s',
  async (_, { imported, bpmCeiling, counts }, step) => {
    const phases: Step[] = [{ name: 'Lap', target: { type: 'open' }, end: { type: 'hand' } }];
    await keepWorkout(device.db, { id: 'w', seconds: 90, phases, ...(imported && { imported }) });
    if (counts !== undefined) await new AnnotationsState(device.db).annotate(['w'], { counts });
    athlete.profile = { ...DEFAULT_PROFILE, bpmCeiling };
    const editor = await opened(page('workout=w'), NEW_PLAN);
    expect(editor.draft.phases).toMatchObject([step]);
  },
);

test('a plan that is nowhere is missing', async () => {
  expect((await opened(page(), 'nowhere')).missing).toBe(true);
});

async function withText(text: string): Promise<{ world: World; editor: EditorState; id: string }> {
  const { readPlanNotation } = await import('../../../../src/core/plan/text/readNotation.ts');
  const read = readPlanNotation(text, enPlans.phases);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const world = page();
  const plan = await world.plans.keep({ name: 'Mine', description: '', sport: 'run', ...read.value });
  return { world, editor: await opened(world, plan.id), id: plan.id };
}

const TEXT = 'A: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1';

test.each<[string, (editor: EditorState) => void, string]>([
  ['renames', (e) => e.rename([1, 0], 'Hard'), 'A: 10m Z1\n2x (\n  Hard: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  [
    'sets a target',
    (e) => e.setTarget([0], { type: 'open' }),
    'A: 10m open\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1',
  ],
  ['sets an end', (e) => e.setEnd([2], { type: 'hand' }), 'A: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: lap Z1'],
  ['sets a cue', (e) => e.setCue([0], 'Hi'), 'A: 10m Z1 "Hi"\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['sets a count', (e) => e.setRepeat([1], 5), 'A: 10m Z1\n5x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['moves', (e) => e.move([2], [0]), 'D: 5m Z1\nA: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)'],
  ['moves into a block', (e) => e.shift([0], 1), '2x (\n  A: 10m Z1\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['moves out of a block', (e) => e.shift([1, 1], 1), 'A: 10m Z1\n2x (\n  B: 3m Z4\n)\nC: 2m Z2\nD: 5m Z1'],
  ['duplicates', (e) => e.duplicate([0]), 'A: 10m Z1\nA: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['removes', (e) => e.remove([1]), 'A: 10m Z1\nD: 5m Z1'],
  ['repeats', (e) => e.wrap([0]), '2x (\n  A: 10m Z1\n)\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['ungroups', (e) => e.unwrap([1]), 'A: 10m Z1\nB: 3m Z4\nC: 2m Z2\nD: 5m Z1'],
  ['adds behind a phase', (e) => e.add([0]), 'A: 10m Z1\nInterval: 5m Z3\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1'],
  ['adds at the end', (e) => e.add(undefined), `${TEXT}\nInterval: 5m Z3`],
  ['sets a limit', (e) => e.setCeiling({ bpm: 150 }), `limit 150 bpm\n${TEXT}`],
])('%s, and undo brings back what was, redo what became', async (_, act, text) => {
  const { editor, id } = await withText(TEXT);
  act(editor);
  expect(textOf(editor)).toBe(text);
  await editor.flush();
  expect(writePlanNotation((await storedPlans()).find((plan) => plan.id === id)!).trim()).toBe(text);
  editor.undo();
  expect(textOf(editor)).toBe(TEXT);
  expect(editor.canUndo).toBe(false);
  editor.redo();
  expect(textOf(editor)).toBe(text);
  await editor.flush();
  expect(writePlanNotation((await storedPlans()).find((plan) => plan.id === id)!).trim()).toBe(text);
});

test('what a text says becomes the plan, as one edit of what differs', async () => {
  const { editor } = await withText(TEXT);
  const phases: Step[] = [{ name: 'Only', target: { type: 'open' }, end: { type: 'time', durationS: 60 } }];
  editor.replace({ phases });
  expect(textOf(editor)).toBe('Only: 1m open');
  editor.undo();
  expect(textOf(editor)).toBe(TEXT);
});

test('an edit that no plan can have is refused with its reason, and changes nothing', async () => {
  const { editor } = await withText(TEXT);
  editor.rename([0], '');
  expect(editor.problem).toMatchObject({ code: 'value.tooShort' });
  expect(textOf(editor)).toBe(TEXT);
  expect(editor.setName('')).toBe(false);
  editor.setEnd([0], { type: 'time', durationS: 100_000 });
  expect(editor.problem).toMatchObject({ code: 'value.tooLarge' });
  editor.setCue([0], 'Go');
  expect(editor.problem).toBeUndefined();
});

test('undo and redo are there after a reload, whether or not the plan had been stored', async () => {
  const { editor, id } = await withText(TEXT);
  editor.remove([2]);
  await editor.flush();
  editor.remove([0]); // and the page is gone before this is stored
  const again = await opened(page(), id);
  expect(textOf(again)).toBe('2x (\n  B: 3m Z4\n  C: 2m Z2\n)');
  await again.flush();
  expect((await storedPlans())[0]?.phases).toHaveLength(1);
  again.undo();
  again.undo();
  expect(textOf(again)).toBe(TEXT);
});

test('while a hand pulls, what is shown of the plan waits until it rests; what it holds, and what is kept, do not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const world = page();
    const editor = await opened(world, NEW_PLAN);
    editor.add(undefined);
    const before = editor.draft;
    const pull = (durationS: number): void => editor.setEnd([0], { type: 'time', durationS }, 'length 1');
    pull(700);
    pull(710);
    expect(editor.shown).toBe(before);
    expect(editor.held).toMatchObject({ path: [0], phase: { end: { durationS: 710 } } });
    vi.advanceTimersByTime(200);
    expect([editor.shown === editor.draft, editor.held, editor.pulling]).toEqual([true, undefined, true]);
    vi.advanceTimersByTime(1); // the list has a task of its own
    expect(editor.listed).toBe(editor.draft);
    pull(720);
    editor.rest();
    expect([editor.shown === editor.draft, editor.held, editor.pulling]).toEqual([true, undefined, false]);
    pull(730);
    editor.close(); // the page goes in the middle of it
    expect(Object.values(localStorage).join('')).toContain('"durationS":730');
    editor.undo(); // all of it is one step
    expect(editor.draft).toEqual(before);
    expect(editor.shown).toEqual(before);
  } finally {
    vi.useRealTimers();
  }
});

test('keys that push rest a moment after the last, and what is selected or undone meanwhile is shown at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const editor = await opened(page(), NEW_PLAN);
    editor.add(undefined);
    const push = (durationS: number): void => {
      editor.setEnd([0], { type: 'time', durationS }, 'keys 0');
      editor.restSoon();
    };
    push(700);
    expect([editor.pulling, editor.shown === editor.draft]).toEqual([true, false]);
    vi.advanceTimersByTime(200);
    expect([editor.pulling, editor.shown === editor.draft]).toEqual([false, true]);
    push(710);
    editor.select(undefined);
    expect(editor.shown).toBe(editor.draft);
    push(720);
    editor.undo();
    expect(editor.shown).toBe(editor.draft);
  } finally {
    vi.useRealTimers();
  }
});

test('a plan that another window changed is the newer one, and undo brings back what was here', async () => {
  const { world, editor, id } = await withText(TEXT);
  editor.remove([0]);
  await editor.flush();
  const before = textOf(editor);
  const plan = world.plans.byId(id)!;
  await device.library.savePlan({ ...plan, name: 'Theirs', phases: plan.phases.slice(0, 1) });
  const again = await opened(page(), id);
  expect([again.note, again.draft.name]).toEqual(['changedElsewhere', 'Theirs']);
  expect(textOf(again)).toBe('2x (\n  B: 3m Z4\n  C: 2m Z2\n)');
  while (again.draft.name !== 'Mine') again.undo();
  expect(textOf(again)).toBe(before);
});

test('a history that cannot be read costs the undo, not the plan', async () => {
  const { editor, id } = await withText(TEXT);
  editor.remove([0]);
  await editor.flush();
  const key = `beatkeeper-draft/plan-edit/${id}`;
  localStorage.setItem(key, localStorage.getItem(key)!.replace('"remove"', '"vanish"'));
  const again = await opened(page(), id);
  expect([again.note, again.canUndo]).toEqual(['historyLost', false]);
  expect(textOf(again)).toBe('2x (\n  B: 3m Z4\n  C: 2m Z2\n)\nD: 5m Z1');
});

test('a disk that refuses is said, and the plan is stored once it takes it', async () => {
  const { editor, world } = await withText(TEXT);
  const store = vi.spyOn(world.plans, 'store').mockRejectedValueOnce(new Error('full'));
  editor.remove([0]);
  await editor.flush();
  expect(editor.status).toBe('notSaved');
  await editor.flush();
  expect(editor.status).toBe('saved');
  expect(store).toHaveBeenCalledTimes(2);
});

test('the last phase that is removed leaves the plan as it was stored', async () => {
  const { editor } = await withText('A: 10m Z1');
  editor.remove([0]);
  await editor.flush();
  expect(editor.status).toBe('notSavedYet');
  expect(await storedPlans()).toMatchObject([{ phases: [{ name: 'A' }] }]);
});

test('a block is kept for other plans, is none itself, and goes in behind what is selected', async () => {
  const { world, editor } = await withText(TEXT);
  editor.select([1]);
  expect(await editor.saveBlock()).toBe('2 × B, C');
  expect(world.plans.own.map(({ name }) => name)).toEqual(['Mine']);
  expect(world.plans.blocks.map(({ name }) => name)).toEqual(['2 × B, C']);
  editor.select([0]);
  editor.insertBlock(world.plans.blocks[0]!);
  expect(textOf(editor)).toBe(`A: 10m Z1\n2x (\n  B: 3m Z4\n  C: 2m Z2\n)${TEXT.slice('A: 10m Z1'.length)}`);
});

test('how many schedules use a plan is told', async () => {
  const { id } = await withText(TEXT);
  const schedules = [
    { planId: id, on: true },
    { planId: id, on: false },
    { planId: 'tempo', on: true },
  ];
  expect((await opened(page('', schedules), id)).schedules).toBe(1);
});

test.each<[string, number[], 1 | -1, number[] | undefined]>([
  ['past its neighbour', [0], 1, [1, 0]],
  ['back past a block, into its end', [2], -1, [1, 2]],
  ['out at the top', [1, 0], -1, [1]],
  ['no further than the end', [2], 1, undefined],
  ['no further than the beginning', [0], -1, undefined],
  ['a block past a phase', [1], 1, [3]],
])('a step that is moved by one goes %s', (_, path, direction, to) => {
  const phase = (name: string): Step => ({ name, target: { type: 'open' }, end: { type: 'hand' } });
  const phases: Step[] = [phase('A'), { repeat: 2, phases: [phase('B'), phase('C')] }, phase('D')];
  expect(shiftedTo(phases, path, direction)).toEqual(to);
});
