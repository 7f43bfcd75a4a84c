import { expect, test } from 'vitest';
import { parseStrapSpec } from '../../src/core/simulation/simulatedHeart.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { IDLE } from '../../src/core/session/session.ts';
import { PostReader, PostWriter } from '../../src/wire/post.ts';
import { VirtualClock } from '../../src/worker/clock.ts';
import { FrameInput, type Heart } from '../../src/worker/frameInput.ts';

const simulated = (text: string): Heart => {
  const spec = parseStrapSpec(text);
  if (!spec.ok) throw new Error(text);
  return spec.value;
};

function world() {
  const now = { ms: 10_000 };
  const reader = new PostReader();
  const writer = new PostWriter((message) => void reader.accept(message));
  const clock = new VirtualClock({ nowMs: () => now.ms, wallMs: () => now.ms + 1e12 });
  const input = new FrameInput(reader, { session: () => IDLE, realMs: () => now.ms, gainedMs: () => clock.gainedMs });
  const drained = (): number[][] => {
    const frames: number[][] = [];
    input.drain(clock.nowMs(), (atMs, bytes) => frames.push([atMs, bytes[1]!]));
    return frames;
  };
  const send = (bpm: number): unknown => writer.push(now.ms - 1, encodeFrame({ bpm, rrMs: [] }));
  return { now, clock, input, drained, send };
}

test('what a strap sent before another heart was chosen is not heard after it', () => {
  const { now, input, drained, send, clock } = world();
  for (const heart of ['none', simulated('steady:140'), 'strap'] as const) {
    input.listenTo('strap', clock.nowMs());
    send(99);
    input.listenTo(heart, clock.nowMs());
    expect(drained().filter(([, bpm]) => bpm === 99)).toEqual([]);
    now.ms += 1000;
  }
});

test('while nobody is listened to, a strap that still sends is not heard, later either', () => {
  const { now, input, drained, send, clock } = world();
  input.listenTo('none', clock.nowMs());
  send(99);
  expect(drained()).toEqual([]);
  send(98);
  now.ms += 1000;
  input.listenTo('strap', clock.nowMs());
  expect(drained()).toEqual([]);
  send(120);
  expect(drained()).toEqual([[10_999, 120]]);
  expect(input.source).toBe('strap');
});

test('a simulated heart that is given up is silent at once', () => {
  const { now, input, drained, clock } = world();
  input.listenTo(simulated('steady:140'), clock.nowMs());
  now.ms += 3_500;
  expect(drained()).toHaveLength(4);
  now.ms += 3_500;
  input.listenTo('none', clock.nowMs());
  expect(drained()).toEqual([]);
  expect(input.nextAtMs()).toBeUndefined();
});

test('a hurried demo is over with the simulated heart: clocks do not jump, and a strap is heard on time', () => {
  const { now, input, drained, send, clock } = world();
  clock.run(30);
  now.ms += 1_000;
  expect(clock.nowMs()).toBe(40_000);
  expect(clock.wallMs()).toBe(1e12 + 40_000);
  clock.run(1);
  expect(clock.nowMs()).toBe(40_000);
  now.ms += 1_000;
  expect([clock.nowMs(), clock.gainedMs]).toEqual([41_000, 29_000]);

  input.listenTo('strap', clock.nowMs());
  send(120);
  expect(input.nextAtMs()).toBe(40_999);
  expect(drained()).toEqual([[40_999, 120]]);
});
