import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canRedo,
  canUndo,
  done,
  draftOf,
  historyOf,
  parseEditHistory,
  redone,
  storedHistory,
  undone,
} from '../../../src/core/plan/editHistory.ts';
import { edited, EDITS, replacement, selectionAfter, snappedS, type Edit } from '../../../src/core/plan/edits.ts';
import { phasesOf, type Plan, type Step } from '../../../src/core/plan/plan.ts';
import { parseNewPlan } from '../../../src/core/plan/planFile.ts';
import { stepAt, type Path } from '../../../src/core/plan/stepTree.ts';
import { phase, planOf, time } from '../arbitrary.ts';
import { oddCues, oddEnds, oddLevels, oddNames, oddPhases, oddPlans, oddTargets } from './oddPlans.ts';

const named = (name: string): Step => ({ ...phase(time(60)), name });
const block = (repeat: number, ...phases: Step[]): Step => ({ repeat, phases });
/** A B 2×(C D) E */
const PLAN = planOf(named('A'), named('B'), block(2, named('C'), named('D')), named('E'));

/** A plan in short: `A B 2(C D) E`. */
const short = (steps: readonly Step[]): string =>
  steps.map((step) => ('repeat' in step ? `${step.repeat}(${short(step.phases)})` : step.name)).join(' ');

test.each<[Edit, string, Path[]]>([
  [{ type: 'insert', path: [1], steps: [named('X'), named('Y')] }, 'A X Y B 2(C D) E', [[1], [2]]],
  [{ type: 'insert', path: [2, 2], steps: [named('X')] }, 'A B 2(C D X) E', [[2, 2]]],
  [{ type: 'insert', path: [4], steps: [named('X')] }, 'A B 2(C D) E X', [[4]]],
  [{ type: 'insertBlock', path: [0], steps: [block(3, named('X'))] }, '3(X) A B 2(C D) E', [[0]]],
  [{ type: 'remove', path: [1] }, 'A 2(C D) E', [[1]]],
  [{ type: 'remove', path: [3] }, 'A B 2(C D)', [[2]]],
  [{ type: 'remove', path: [2, 1] }, 'A B 2(C) E', [[2, 0]]],
  [{ type: 'remove', path: [2, 0], count: 2 }, 'A B E', [[2]]],
  [{ type: 'remove', path: [0], count: 4 }, '', []],
  [{ type: 'move', path: [0], to: [2] }, 'B A 2(C D) E', [[1]]],
  [{ type: 'move', path: [3], to: [0] }, 'E A B 2(C D)', [[0]]],
  [{ type: 'move', path: [0], to: [0] }, 'A B 2(C D) E', [[0]]],
  [{ type: 'move', path: [0], to: [2, 1] }, 'B 2(C A D) E', [[1, 1]]],
  [{ type: 'move', path: [2, 1], to: [0] }, 'D A B 2(C) E', [[0]]],
  [{ type: 'move', path: [2, 0], to: [4] }, 'A B 2(D) E C', [[4]]],
  [{ type: 'move', path: [2], to: [1] }, 'A 2(C D) B E', [[1]]],
  [{ type: 'duplicate', path: [2, 0] }, 'A B 2(C C D) E', [[2, 1]]],
  [{ type: 'duplicate', path: [2] }, 'A B 2(C D) 2(C D) E', [[3]]],
  [{ type: 'wrap', path: [1], count: 2, repeat: 3 }, 'A 3(B 2(C D)) E', [[1]]],
  [{ type: 'unwrap', path: [2] }, 'A B C D E', [[2], [3]]],
  [{ type: 'setRepeat', path: [2], repeat: 5 }, 'A B 5(C D) E', [[2]]],
  [{ type: 'setPhaseName', path: [2, 1], name: ' Down ' }, 'A B 2(C Down) E', [[2, 1]]],
  [{ type: 'replace', index: 1, count: 2, steps: [named('X')] }, 'A X E', [[1]]],
])('%o', (edit, after, selection) => {
  const result = edited(PLAN, edit);
  expect(result.ok && short(result.value.plan.phases)).toBe(after);
  expect(selectionAfter(PLAN, edit)).toEqual(selection);
  expect(short(PLAN.phases)).toBe('A B 2(C D) E');
});

test('the last step of a block takes the block with it', () => {
  const plan = planOf(named('A'), block(2, block(3, named('B'))), named('C'));
  const after = (edit: Edit): unknown => {
    const result = edited(plan, edit);
    return result.ok && [short(result.value.plan.phases), result.value.selection];
  };
  expect(after({ type: 'remove', path: [1, 0, 0] })).toEqual(['A C', [[1]]]);
  expect(after({ type: 'move', path: [1, 0, 0], to: [3] })).toEqual(['A C B', [[2]]]);
  expect(after({ type: 'move', path: [1, 0, 0], to: [0] })).toEqual(['B A C', [[0]]]);
});

test('what a phase is told to be is what it is', () => {
  const target = { type: 'bpm', low: 120, high: 130 } as const;
  const until = { type: 'heartRate', from: 'above', bpm: 120, holdS: 0, minS: 30, maxS: 240 } as const;
  const steps: Edit[] = [
    { type: 'setTarget', path: [0], target },
    { type: 'setEnd', path: [0], end: until },
    { type: 'setDuration', path: [0], durationS: 90 },
    { type: 'setCue', path: [0], cue: 'Go' },
    { type: 'setDuration', path: [1], durationS: 90 },
    { type: 'setName', name: 'Mine' },
    { type: 'setDescription', description: 'Long' },
    { type: 'setSport', sport: 'row' },
    { type: 'setCeiling', ceiling: { percentMax: 85 } },
  ];
  const after = steps.reduce((plan, edit) => {
    const result = edited(plan, edit);
    return result.ok ? result.value.plan : plan;
  }, PLAN);
  expect(after).toMatchObject({ name: 'Mine', description: 'Long', sport: 'row', ceiling: { percentMax: 85 } });
  expect(after.phases[0]).toEqual({ name: 'A', target, end: { ...until, maxS: 90 }, cue: 'Go' });
  expect(after.phases[1]).toEqual({ ...named('B'), end: time(90) });
  expect(after.phases[2]).toBe(PLAN.phases[2]);
  const bare = edited(after, { type: 'setCue', path: [0], cue: ' ' });
  expect(bare.ok && bare.value.plan.phases[0]).not.toHaveProperty('cue');
  const free = edited(after, { type: 'setCeiling', ceiling: null });
  expect(free.ok && free.value.plan).not.toHaveProperty('ceiling');
});

test.each<[Edit, string]>([
  [{ type: 'setName', name: ' ' }, 'value.tooShort'],
  [{ type: 'setName', name: 'x'.repeat(81) }, 'value.tooLong'],
  [{ type: 'setPhaseName', path: [2], name: 'x' }, 'edit.noStep'],
  [{ type: 'setPhaseName', path: [9], name: 'x' }, 'edit.noStep'],
  [{ type: 'setDuration', path: [0], durationS: 0 }, 'value.tooSmall'],
  [{ type: 'setDuration', path: [0], durationS: 86_400 }, 'plan.tooLong'],
  [{ type: 'setTarget', path: [0], target: { type: 'bpm', low: 150, high: 140 } }, 'plan.rangeReversed'],
  [{ type: 'setCeiling', ceiling: { percentMax: 120 } }, 'value.tooLarge'],
  [{ type: 'setRepeat', path: [2], repeat: 0 }, 'value.tooSmall'],
  [{ type: 'setRepeat', path: [2], repeat: 600 }, 'plan.tooManyPhases'],
  [{ type: 'wrap', path: [0], count: 9, repeat: 2 }, 'edit.noStep'],
  [{ type: 'wrap', path: [0], count: 0, repeat: 2 }, 'edit.noStep'],
  [{ type: 'move', path: [2], to: [2, 0] }, 'edit.intoItself'],
  [{ type: 'insert', path: [5], steps: [named('X')] }, 'edit.noStep'],
  [{ type: 'insert', path: [], steps: [named('X')] }, 'edit.noStep'],
  [{ type: 'insert', path: [0], steps: [block(2)] }, 'value.tooShort'],
])('%o is refused: %s', (edit, code) => {
  const result = edited(PLAN, edit);
  expect(result.ok ? [] : result.problems.map((problem) => problem.code)).toContain(code);
  expect(selectionAfter(PLAN, edit)).toEqual([]);
});

test('blocks are not nested deeper than a plan in a file', () => {
  let plan = PLAN;
  for (let i = 0; i < 40; i++) {
    const result = edited(plan, { type: 'wrap', path: [0], count: plan.phases.length, repeat: 1 });
    if (result.ok) plan = result.value.plan;
    else expect(result.problems[0]?.code).toBe('input.tooDeep');
  }
  expect(parseNewPlan(plan).ok).toBe(true);
});

test.each([
  [3, 5],
  [12, 10],
  [118, 120],
  [128, 135],
  [590, 585],
  [629, 600],
  [90_000, 86_400],
])('%i s is taken as %i s', (seconds, snapped) => {
  expect(snappedS(seconds)).toBe(snapped);
});

// ── History ───────────────────────────────────────────────────────────────────────────────────────────────────────

test('typing is one change to undo, until a pause or another place', () => {
  let history = historyOf(PLAN);
  const type = (edit: Edit, atMs: number, run?: string): void => {
    const result = done(history, edit, { atMs, run });
    if (result.ok) history = result.value.history;
  };
  type({ type: 'setName', name: 'M' }, 0);
  type({ type: 'setName', name: 'My' }, 900);
  type({ type: 'setName', name: 'My plan' }, 1_800);
  type({ type: 'setPhaseName', path: [0], name: 'W' }, 1_900);
  type({ type: 'setPhaseName', path: [1], name: 'V' }, 2_000);
  type({ type: 'setPhaseName', path: [1], name: 'Vv' }, 9_000);
  // a drag is one change, however long the finger rests
  for (let i = 1; i < 9; i++) type({ type: 'setDuration', path: [0], durationS: 60 + i }, 10_000 * i, 'drag 1');
  expect(history.entries.map(({ edit }) => edit.type)).toEqual([
    ...['setName', 'setPhaseName', 'setPhaseName', 'setPhaseName', 'setDuration'],
  ]);
  const names = [];
  for (; canUndo(history); history = undone(history)) names.push(short(draftOf(history).phases.slice(0, 2)));
  expect(names).toEqual(['W Vv', 'W Vv', 'W V', 'W B', 'A B']);
  expect(draftOf(history)).toEqual(PLAN);
  expect(undone(history)).toBe(history);
  while (canRedo(history)) history = redone(history);
  expect(draftOf(history).name).toBe('My plan');
});

test('a run that ends where it began, and an edit that changes nothing, are no change', () => {
  const first = done(historyOf(PLAN), { type: 'setName', name: 'Q' }, { atMs: 0 });
  const second = first.ok && done(first.value.history, { type: 'setName', name: 'P' }, { atMs: 10 });
  expect(second && second.ok && second.value.history.entries).toEqual([]);
  const same = done(historyOf(PLAN), { type: 'move', path: [0], to: [0] }, { atMs: 0 });
  expect(same.ok && same.value.history.entries).toEqual([]);
});

const CHANGES = fc.record({
  what: fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...EDITS) },
    { weight: 12, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
    { weight: 1, arbitrary: fc.constant('reload' as const) },
  ),
  at: fc.nat(),
  to: fc.nat(),
  number: fc.integer({ min: 0, max: 5 }),
  durationS: fc.integer({ min: 0, max: 700 }),
  name: oddNames,
  cue: oddCues,
  target: oddTargets,
  end: oddEnds,
  level: fc.option(oddLevels, { nil: undefined }),
  step: oddPhases,
});
type Change = typeof CHANGES extends fc.Arbitrary<infer T> ? T : never;

const pathsOf = (steps: readonly Step[], at: Path = []): Path[] =>
  steps.flatMap((step, i) => [[...at, i], ...('repeat' in step ? pathsOf(step.phases, [...at, i]) : [])]);

/** An edit of this draft, legal or not. */
function editOf(draft: Plan, type: Edit['type'], change: Change): Edit {
  const paths = [...pathsOf(draft.phases), [draft.phases.length]];
  const path = paths[change.at % paths.length]!;
  const to = paths[change.to % paths.length]!;
  const { number, name, cue, target, end, durationS, level, step } = change;
  const text = { phases: [...draft.phases.slice(0, number), step], ceiling: level };
  const edits: { [T in Edit['type']]: Extract<Edit, { type: T }> } = {
    setName: { type: 'setName', name },
    setDescription: { type: 'setDescription', description: cue },
    setSport: { type: 'setSport', sport: number > 2 ? 'run' : 'ride' },
    setCeiling: { type: 'setCeiling', ceiling: level ?? null },
    insert: { type: 'insert', path, steps: [step] },
    insertBlock: { type: 'insertBlock', path, steps: [{ repeat: number, phases: [step] }] },
    remove: { type: 'remove', path, count: number },
    move: { type: 'move', path, to },
    duplicate: { type: 'duplicate', path },
    wrap: { type: 'wrap', path, count: number, repeat: 2 },
    unwrap: { type: 'unwrap', path },
    setRepeat: { type: 'setRepeat', path, repeat: number },
    setPhaseName: { type: 'setPhaseName', path, name },
    setTarget: { type: 'setTarget', path, target },
    setEnd: { type: 'setEnd', path, end },
    setCue: { type: 'setCue', path, cue },
    setDuration: { type: 'setDuration', path, durationS },
    replace: replacement(draft, text) as Extract<Edit, { type: 'replace' }>,
  };
  return edits[type];
}

test('500 edits, undos, redos and reloads end in the plan that a list of copies predicts, and never in an invalid one', () => {
  fc.assert(
    fc.property(oddPlans, fc.array(CHANGES, { minLength: 500, maxLength: 500 }), (plan, changes) => {
      // without the generator's own prototypes
      let history = historyOf(structuredClone(plan));
      let copies = [structuredClone(plan)];
      let at = 0;
      for (const [i, change] of changes.entries()) {
        if (change.what === 'undo') {
          history = undone(history);
          at = Math.max(0, at - 1);
        } else if (change.what === 'redo') {
          history = redone(history);
          at = Math.min(copies.length - 1, at + 1);
        } else if (change.what === 'reload') {
          const back = parseEditHistory(JSON.parse(JSON.stringify(storedHistory(history))), draftOf(history));
          expect(back.notes).toBeUndefined();
          history = back.value;
        } else {
          const result = done(history, editOf(draftOf(history), change.what, change), { atMs: i * 5_000 });
          if (!result.ok) continue;
          history = result.value.history;
          const after = structuredClone(result.value.plan);
          if (isDeepStrictEqual(after, copies[at])) continue;
          copies = [...copies.slice(0, at + 1), after];
          at++;
          for (const path of result.value.selection) expect(stepAt(draftOf(history).phases, path)).toBeDefined();
          if (result.value.plan.phases.length > 0) expect(parseNewPlan(result.value.plan).ok).toBe(true);
        }
        expect(isDeepStrictEqual(draftOf(history), copies[at]), `after ${change.what} ${i}`).toBe(true);
      }
      while (history.cursor > 0) history = undone(history);
      expect(draftOf(history)).toEqual(plan);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test('500 edits of 300 phases are stored in less than four copies of the plan', () => {
  const plan = planOf(...Array.from({ length: 300 }, (_, i) => named(`Phase ${i}`)));
  let history = historyOf(plan);
  for (let i = 0; i < 500; i++) {
    const edit: Edit =
      i % 2 ? { type: 'move', path: [i % 300], to: [0] } : { type: 'setDuration', path: [i % 300], durationS: 61 + i };
    const result = done(history, edit, { atMs: i * 5_000 });
    if (result.ok) history = result.value.history;
  }
  expect(history.entries).toHaveLength(500);
  expect(JSON.stringify(storedHistory(history)).length).toBeLessThan(4 * JSON.stringify(plan).length);
  // what an edit does not touch is shared with the plan before
  const [a, b] = history.entries.slice(-2).map((entry) => entry.plan.phases);
  expect(b!.filter((step) => a!.includes(step)).length).toBeGreaterThanOrEqual(299);
});

test.each([
  ['nothing', undefined],
  ['a text', 'history'],
  ['an edit of another kind', { base: PLAN, edits: [{ edit: { type: 'levitate' }, atMs: 0 }], cursor: 1 }],
  ['an edit that cannot be', { base: PLAN, edits: [{ edit: { type: 'remove', path: [9] }, atMs: 0 }], cursor: 1 }],
  [
    'a value that cannot be',
    { base: PLAN, edits: [{ edit: { type: 'setTarget', path: [0], target: 5 }, atMs: 0 }], cursor: 0 },
  ],
  [
    'steps that cannot be',
    { base: PLAN, edits: [{ edit: { type: 'insert', path: [0], steps: [null] }, atMs: 0 }], cursor: 0 },
  ],
  ['a cursor beyond its edits', { base: PLAN, edits: [], cursor: 1 }],
  ['another plan', { base: planOf(named('Z')), edits: [], cursor: 0 }],
])('of a history with %s the draft is kept, and it is said', (_, stored) => {
  const back = parseEditHistory(stored, PLAN);
  expect(back.value).toEqual(historyOf(PLAN));
  expect(back.notes?.map(({ code }) => code)).toEqual(['edit.historyLost']);
});

test('a plan that is begun from nothing has a history too', () => {
  const empty = planOf();
  const first = done(historyOf(empty), { type: 'insert', path: [0], steps: [named('A')] }, { atMs: 0 });
  const history = first.ok ? first.value.history : historyOf(empty);
  expect(phasesOf(draftOf(history))).toHaveLength(1);
  const back = parseEditHistory(JSON.parse(JSON.stringify(storedHistory(history))), draftOf(history));
  expect(draftOf(undone(back.value))).toEqual(empty);
  expect(parseNewPlan(empty).ok).toBe(false);
});
