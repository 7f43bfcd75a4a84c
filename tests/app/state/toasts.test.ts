// One word at the bottom of the screen.
import { expect, test, vi } from 'vitest';
import { Toasts } from '../../../src/app/state/toasts.svelte.ts';

test('the newest toast replaces the one before', () => {
  const toasts = new Toasts();
  expect(toasts.current).toBeUndefined();
  toasts.show('Removed');
  toasts.show('Saved');
  expect(toasts.current).toEqual({ text: 'Saved', undo: undefined });
  toasts.dismiss();
  expect(toasts.current).toBeUndefined();
});

test('the way back is taken once', () => {
  const toasts = new Toasts();
  const undo = vi.fn();
  toasts.show('Removed', undo);
  toasts.undo();
  toasts.undo();
  expect(undo).toHaveBeenCalledOnce();
  expect(toasts.current).toBeUndefined();
});

test('a toast that is replaced or dismissed takes its way back along', () => {
  const toasts = new Toasts();
  const undo = vi.fn();
  toasts.show('Removed', undo);
  toasts.show('Saved');
  toasts.undo();
  toasts.show('Removed', undo);
  toasts.dismiss();
  toasts.undo();
  expect(undo).not.toHaveBeenCalled();
});

test('on the way to another screen a way back goes along, and a mere word does not', () => {
  const toasts = new Toasts();
  toasts.show('Removed', () => undefined);
  toasts.leave();
  expect(toasts.current?.text).toBe('Removed');
  toasts.show('Saved');
  toasts.leave();
  expect(toasts.current).toBeUndefined();
});
