// What the person says of workouts, as the screens show it.
import { set } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { AnnotationsState } from '../../../src/app/state/annotations.svelte.ts';
import { disk } from './stored.ts';

function page() {
  const { db } = disk();
  const tellOthers = vi.fn();
  return { db, tellOthers, annotations: new AnnotationsState(db, tellOthers) };
}

test('a workout of which nothing was said has a blank annotation', async () => {
  const { annotations } = page();
  expect(annotations.loaded).toBe(false);
  await annotations.load();
  expect(annotations).toMatchObject({ loaded: true, failed: undefined, unread: 0 });
  expect(annotations.of('a')).toEqual({ id: 'a', tags: [] });
});

test('tags are given to several at once, others hear of it, and one undo takes them back', async () => {
  const { db, annotations, tellOthers } = page();
  await annotations.annotate(['a'], { tags: ['hills'], title: 'Up' });
  const undo = await annotations.annotate(['a', 'b'], { addTags: ['Forest'], removeTags: ['hills'] });
  expect(annotations.of('a')).toEqual({ id: 'a', tags: ['Forest'], title: 'Up' });
  expect(annotations.of('b').tags).toEqual(['Forest']);
  expect(tellOthers).toHaveBeenCalledTimes(2);
  await undo();
  const next = new AnnotationsState(db);
  await next.load();
  expect(next.of('a').tags).toEqual(['hills']);
  expect(next.of('b').tags).toEqual([]);
});

test('one that cannot be read is counted; a change that would write over it fails, and changes nothing', async () => {
  const { db, annotations, tellOthers } = page();
  await set('a', { v: 99 }, db.store('annotations'));
  await expect(annotations.annotate(['b', 'a'], { effort: 5 })).rejects.toThrow('annotation a');
  await annotations.load();
  expect(annotations.unread).toBe(1);
  expect(annotations.of('b').effort).toBeUndefined();
  expect(tellOthers).not.toHaveBeenCalled();
});
