import { beforeEach, expect, test, vi } from 'vitest';
import { Storage } from './storage.ts';
import { draftAt, draftsBelow, dropDrafts, like } from '../../../src/app/state/drafts.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

beforeEach(() => {
  dropDrafts();
  vi.stubGlobal('localStorage', new Storage());
  vi.useFakeTimers();
});

test('what was typed is there again, also for whoever comes later, until it is dropped', () => {
  const draft = draftAt('form', text);
  expect(draft.read()).toBeUndefined();
  draft.keep('half a sen');
  expect(draftAt('form', text).read()).toBe('half a sen');
  draft.drop();
  expect(draftAt('form', text).read()).toBeUndefined();
});

test('the latest of several comes first', () => {
  for (const name of ['schedule/new/', 'schedule/id/a', 'schedule/id/b', 'plans/pasted']) {
    vi.advanceTimersByTime(1000);
    draftAt(name, text).keep('x');
  }
  expect(draftsBelow('schedule/')).toEqual(['schedule/id/b', 'schedule/id/a', 'schedule/new/']);
  dropDrafts();
  expect(draftsBelow('')).toEqual([]);
});

test('what somebody else has put there is none of ours', () => {
  for (const stored of [
    '',
    'null',
    '7',
    '{}',
    '{"value":"x"}',
    '{"atEpochMs":"then","value":"x"}',
    '{"atEpochMs":1,"value":7}',
  ]) {
    localStorage.setItem('beatkeeper-draft/form', stored);
    expect(draftAt('form', text).read(), stored).toBeUndefined();
  }
});

test('a browser that refuses to store keeps it as long as the page is there', () => {
  vi.stubGlobal('localStorage', undefined);
  draftAt('form', text).keep('half a sen');
  expect(draftAt('form', text).read()).toBe('half a sen');
  expect(draftsBelow('f')).toEqual(['form']);
});

test('a full disk keeps the latest words as long as the page is there, and no older ones', () => {
  const draft = draftAt('form', text);
  draft.keep('half');
  const { setItem } = Storage.prototype;
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  draft.keep('half a sen');
  expect(draft.read()).toBe('half a sen');
  expect(draftsBelow('f')).toEqual(['form']);
  draft.drop();
  expect(draft.read()).toBeUndefined();
  vi.mocked(Storage.prototype.setItem).mockImplementation(setItem);
  draft.keep('a sentence');
  vi.restoreAllMocks();
  localStorage.removeItem('beatkeeper-draft/form'); // in another tab
  expect(draft.read()).toBeUndefined();
});

test('what is too long to keep leaves nothing older behind', () => {
  const draft = draftAt('form', text);
  draft.keep('short');
  draft.keep('x'.repeat(2_000_000));
  expect(draft.read()).toBeUndefined();
});

test('a draft is read where it has the fields of another, each of its type', () => {
  const read = like({ age: '', byAge: true, floors: ['', ''] });
  expect(read({ age: '4', byAge: false, floors: ['5', ''] })).toBeDefined();
  for (const bad of [null, [], {}, { age: 4, byAge: true, floors: ['', ''] }, { age: '', byAge: true, floors: [''] }]) {
    expect(read(bad)).toBeUndefined();
  }
});
