// What a person says of a workout, as they say it.
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { AnnotationDraft } from '../../../src/app/state/annotationDraft.svelte.ts';
import { AnnotationsState } from '../../../src/app/state/annotations.svelte.ts';
import { following } from './following.svelte.ts';
import { disk, keepWorkout } from './stored.ts';

async function page() {
  const { db } = disk();
  await keepWorkout(db, { id: 'a' });
  const annotations = new AnnotationsState(db);
  await annotations.load();
  /** What another visit would read. */
  const stored = async () => {
    const other = new AnnotationsState(db);
    await other.load();
    return other.of('a');
  };
  return { annotations, draft: AnnotationDraft.open(annotations, 'a'), stored };
}

test('what is typed is shown at once and stored when the person has stopped typing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { draft, stored } = await page();
  draft.type({ title: 'Tr' });
  draft.type({ title: 'Track' });
  expect(draft.value.title).toBe('Track');
  expect(draft.status).toBe('pending');
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  await draft.flush();
  expect((await stored()).title).toBe('Track');
  expect(draft.status).toBe('saved');
});

test('two things that are said one after the other are both kept', async () => {
  const { draft, stored } = await page();
  await Promise.all([draft.choose({ effort: 7 }), draft.choose({ tags: ['track'] })]);
  expect(await stored()).toMatchObject({ effort: 7, tags: ['track'] });
});

test('a disk that refuses is said; what was said stays, and is stored when it is tried again', async () => {
  const { annotations, draft, stored } = await page();
  const refusing = vi.spyOn(annotations, 'annotate').mockRejectedValueOnce(new Error('full'));
  await draft.choose({ effort: 3 });
  expect(draft).toMatchObject({ status: 'failed', failed: 'full' });
  expect(draft.value.effort).toBe(3);
  refusing.mockRestore();
  await draft.flush();
  expect(draft.status).toBe('saved');
  expect((await stored()).effort).toBe(3);
});

test('what was not stored is there again when one comes back to the page', async () => {
  const { annotations, draft, stored } = await page();
  vi.spyOn(annotations, 'annotate').mockRejectedValueOnce(new Error('full'));
  await draft.choose({ notes: 'Windy' });
  const again = AnnotationDraft.open(annotations, 'a');
  expect(again.value.notes).toBe('Windy');
  await again.flush();
  expect((await stored()).notes).toBe('Windy');
});

test('all that was said since the page was opened can be taken back, and had again', async () => {
  const { annotations, draft, stored } = await page();
  await draft.choose({ effort: 5, tags: ['hills'] });
  const second = AnnotationDraft.open(annotations, 'a');
  expect(second.changed).toBe(false);
  await second.choose({ title: 'Hills', effort: 8, tags: [] });
  expect(second.changed).toBe(true);
  const again = await second.takeBack();
  expect(await stored()).toEqual({ id: 'a', effort: 5, tags: ['hills'] });
  expect(second).toMatchObject({ changed: false, revision: 1 });
  await again();
  expect(await stored()).toEqual({ id: 'a', title: 'Hills', effort: 8, tags: [] });
});

test('what is said as the page is left is known after the page is gone', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { annotations } = await page();
  let draft: AnnotationDraft | undefined;
  const leave = following(() => {
    draft ??= AnnotationDraft.open(annotations, 'a');
    void [draft.value, draft.changed, draft.status];
  });
  flushSync();
  leave();
  await draft!.choose({ title: 'Hills' });
  expect(draft).toMatchObject({ value: { title: 'Hills' }, changed: true, status: 'saved' });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
