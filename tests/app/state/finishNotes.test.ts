// What the person says of a workout that has just ended.
import { afterEach, expect, test, vi } from 'vitest';
import { FinishNotes } from '../../../src/app/state/finishNotes.svelte.ts';
import { AnnotationsState } from '../../../src/app/state/annotations.svelte.ts';
import { disk } from './stored.ts';

afterEach(() => {
  vi.useRealTimers();
});

function page() {
  const { db } = disk();
  const annotations = new AnnotationsState(db);
  const draft = new FinishNotes('a', () => Promise.resolve(annotations));
  /** After a reload. */
  const kept = async () => {
    const next = new AnnotationsState(db);
    await next.load();
    return next.of('a');
  };
  return { annotations, draft, kept };
}

test('effort is shown at once and kept, though the workout itself is not stored', async () => {
  const { draft, kept } = page();
  draft.say({ effort: 7 });
  expect(draft.now.effort).toBe(7);
  await vi.waitFor(() => expect(draft.saved).toBe(true));
  expect(await kept()).toEqual({ id: 'a', effort: 7, tags: [] });
});

test('what is said while one word is written is kept too, the last of each', async () => {
  const { draft, kept } = page();
  draft.say({ effort: 7 });
  draft.say({ effort: 8 });
  draft.say({ tags: ['hot'] });
  draft.say({ effort: null });
  expect(draft.now).toEqual({ id: 'a', tags: ['hot'] });
  await vi.waitFor(() => expect(draft.saved).toBe(true));
  expect(await kept()).toEqual({ id: 'a', tags: ['hot'] });
});

test('what is typed is shown at once, and written in the first pause', async () => {
  const { annotations, draft, kept } = page();
  const annotate = vi.spyOn(annotations, 'annotate');
  for (const notes of ['w', 'wi', 'wind']) draft.type(notes);
  expect(draft.now.notes).toBe('wind');
  await vi.waitFor(() => expect(draft.saved).toBe(true));
  expect(annotate).toHaveBeenCalledTimes(1);
  expect((await kept()).notes).toBe('wind');
});

test('what the disk refuses stays on the screen, is said, and is tried again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { annotations, draft } = page();
  const annotate = vi.spyOn(annotations, 'annotate').mockRejectedValue(new Error('full'));
  draft.say({ effort: 5 });
  await vi.waitFor(() => expect(draft.failing).toBe(true));
  expect(draft.now.effort).toBe(5);
  expect(draft.saved).toBe(false);
  annotate.mockResolvedValue(() => Promise.resolve());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(annotate).toHaveBeenLastCalledWith(['a'], { effort: 5 });
  expect(draft).toMatchObject({ failing: false, saved: true });
});

test('what was said before is read, and where it cannot be, the first word tries again', async () => {
  const { annotations, draft: before } = page();
  before.say({ effort: 3 });
  await vi.waitFor(() => expect(before.saved).toBe(true));
  const load = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue(annotations);
  const draft = new FinishNotes('a', load);
  await draft.open();
  expect(draft.now.effort).toBeUndefined();
  draft.say({ tags: ['hot'] });
  await vi.waitFor(() => expect(draft.saved).toBe(true));
  expect(draft.now).toEqual({ id: 'a', effort: 3, tags: ['hot'] });
});
