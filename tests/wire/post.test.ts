import { expect, test } from 'vitest';
import { FRAME_BYTES_MAX } from '../../src/wire/frames.ts';
import { PostReader, PostWriter, type FrameMessage } from '../../src/wire/post.ts';

const FRAME = { v: 1, type: 'frame', atMs: 5, bytes: Uint8Array.of(0, 60) };

test('a frame is one message, whole', () => {
  const posted: FrameMessage[] = [];
  new PostWriter((message) => posted.push(message)).push(5, Uint8Array.of(0, 60));
  expect(posted).toEqual([FRAME]);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a word', 'frame'],
  ['a message of another kind', { ...FRAME, type: 'command' }],
])('%s is left for someone else', (_, message) => {
  const reader = new PostReader();
  expect(reader.accept(message)).toBe(false);
  expect([reader.dropped, reader.nextAtMs()]).toEqual([0, undefined]);
});

test.each([
  ['of another version', { ...FRAME, v: 2 }],
  ['without a stamp', { ...FRAME, atMs: undefined }],
  ['with a stamp in words', { ...FRAME, atMs: '5' }],
  ['with a stamp that is no number', { ...FRAME, atMs: NaN }],
  ['with a stamp that is never past', { ...FRAME, atMs: Infinity }],
  ['without bytes', { ...FRAME, bytes: undefined }],
  ['with a list for bytes', { ...FRAME, bytes: [0, 60] }],
  ['too long', { ...FRAME, bytes: new Uint8Array(FRAME_BYTES_MAX + 1) }],
])('a frame %s is counted as lost', (_, message) => {
  const reader = new PostReader();
  expect(reader.accept(message)).toBe(true);
  expect([reader.dropped, reader.nextAtMs()]).toEqual([1, undefined]);
});

test('a frame that is sound is taken', () => {
  const reader = new PostReader();
  expect(reader.accept(FRAME)).toBe(true);
  expect([reader.dropped, reader.nextAtMs()]).toEqual([0, 5]);
});
