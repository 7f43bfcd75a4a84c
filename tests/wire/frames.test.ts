import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { FRAME_BYTES_MAX, FRAMES_MAX, type FrameReader, type FrameWriter } from '../../src/wire/frames.ts';
import { PostReader, PostWriter } from '../../src/wire/post.ts';
import { createRing, RingReader, RingWriter } from '../../src/wire/ring.ts';
import { startCountsAt, TURNOVERS } from './threads/counts.ts';

/** Both roads, end to end in one thread. */
interface Road {
  writer: FrameWriter;
  reader: FrameReader;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const ROADS: Record<string, () => Road> = { ring: () => ringRoad(), post: postRoad };

function ringRoad(ring = createRing()): Road {
  return { writer: new RingWriter(ring), reader: new RingReader(ring, nextTurn) };
}

function postRoad(): Road {
  const reader = new PostReader();
  return { writer: new PostWriter((message) => reader.accept(structuredClone(message))), reader };
}

describe.each(Object.keys(ROADS))('by %s', (road) => {
  test.each([
    ['<9', '', 'nothing comes of nothing'],
    ['1 2 3 <9', '1 2 3', 'frames come out in the order they went in'],
    ['1 2 3 <3', '1 2', 'a frame received at the moment asked about is left for later'],
    ['1 2 3 <2 <3 <4', '1 | 2 | 3', 'a late second is played with what had arrived by then'],
    ['5 <2 6 <9', '| 5 6', 'what was left comes first the next time'],
    ['5 3 4 <5 <6', '| 5 3 4', 'an earlier stamp waits for the one ahead of it, and comes right behind it'],
    ['5 3 6 4 <6 <7', '5 3 | 6 4', 'which second a frame belongs to follows from the stamps alone'],
    ['NaN 1 Infinity 2 <9', '1 2 lost 2', 'a stamp that is never past is lost, and holds up nothing'],
    ['1 1 1 <2', '1 1 1', 'frames of one moment are all kept'],
  ])('%s → %s: %s', (script, outcome) => {
    expect(play(ROADS[road]!(), script)).toBe(outcome);
  });

  test('the bytes arrive as sent, also none at all and as many as fit', () => {
    const { writer, reader } = ROADS[road]!();
    const sent = [[], [0], [22, 68, 125, 3], Array.from({ length: FRAME_BYTES_MAX }, (_, i) => i)];
    for (const bytes of sent) expect(writer.push(0, Uint8Array.from(bytes))).toBe(true);
    const received: number[][] = [];
    reader.drain(1, (_, bytes) => received.push([...bytes]));
    expect(received).toEqual(sent);
  });

  test('two straps share the road: one order, and each frame says which it came from', () => {
    const { writer, reader } = ROADS[road]!();
    writer.push(1, Uint8Array.of(60));
    writer.push(1, Uint8Array.of(61), 1);
    writer.push(2, Uint8Array.of(62), 1);
    writer.push(2, Uint8Array.of(63), 0);
    for (let i = 4; i < FRAMES_MAX; i++) writer.push(3, Uint8Array.of(0), 1);
    const drained: number[][] = [];
    reader.drain(3, (atMs, [bpm], strap) => drained.push([atMs, bpm!, strap]));
    expect(drained).toEqual([
      [1, 60, 0],
      [1, 61, 1],
      [2, 62, 1],
      [2, 63, 0],
    ]);

    // a slot that was the second strap's is the first one's again
    for (const _ of drained) writer.push(4, Uint8Array.of(64));
    const straps: number[] = [];
    reader.drain(9, (_, __, strap) => straps.push(strap));
    expect(straps).toEqual([...Array<number>(FRAMES_MAX - 4).fill(1), 0, 0, 0, 0]);
  });

  test('a frame too long is lost whole, never cut', () => {
    const { writer, reader } = ROADS[road]!();
    expect(writer.push(0, new Uint8Array(FRAME_BYTES_MAX + 1))).toBe(false);
    expect(reader.nextAtMs()).toBeUndefined();
    expect(reader.dropped).toBe(1);
  });

  test('with no room left the new frames are lost, and room made is room again', () => {
    const { writer, reader } = ROADS[road]!();
    for (let i = 0; i < FRAMES_MAX + 3; i++) writer.push(i, Uint8Array.of());
    expect(reader.dropped).toBe(3);

    const drained: number[] = [];
    reader.drain(2, (atMs) => drained.push(atMs));
    for (const atMs of [1001, 1002, 1003]) writer.push(atMs, Uint8Array.of());
    reader.drain(Infinity, (atMs) => drained.push(atMs));
    expect(drained).toEqual([...Array(FRAMES_MAX).keys(), 1001, 1002]);
    expect(reader.dropped).toBe(4);
  });

  test('bytes are the sender’s again after the push, and the receiver’s own after the drain', () => {
    const { writer, reader } = ROADS[road]!();
    const held: Uint8Array[] = [];
    const sent = Uint8Array.of(1, 2);
    writer.push(0, sent);
    sent.fill(9);
    reader.drain(1, (_, bytes) => held.push(bytes));
    for (let i = 0; i < FRAMES_MAX; i++) writer.push(1, Uint8Array.of(7, 7));

    expect(held).toEqual([Uint8Array.of(1, 2)]);
    expect(structuredClone(held)).toEqual(held); // shared memory would be refused
  });

  test('a view into a larger buffer sends its own bytes alone', () => {
    const { writer, reader } = ROADS[road]!();
    writer.push(0, new Uint8Array(10_000).fill(3).subarray(5000, 5002));
    reader.drain(1, (_, bytes) => expect([...new Uint8Array(bytes.buffer)]).toEqual([3, 3]));
    expect.assertions(1);
  });

  test('a taker that throws has had its frame, and the next drain goes on behind it', () => {
    const { writer, reader } = ROADS[road]!();
    for (const atMs of [1, 2, 3]) writer.push(atMs, Uint8Array.of());
    const taker = (): void => {
      throw new Error('not this one');
    };
    expect(() => reader.drain(9, taker)).toThrow('not this one');
    expect(drain(reader, 9)).toEqual([2, 3]);
  });

  test('a taker that drains takes each frame once', () => {
    const { writer, reader } = ROADS[road]!();
    for (const atMs of [1, 2, 3, 4]) writer.push(atMs, Uint8Array.of());
    const drained: number[] = [];
    reader.drain(9, (atMs) => {
      drained.push(atMs);
      if (atMs === 2) reader.drain(9, (laterMs) => drained.push(laterMs));
    });
    expect(drained).toEqual([1, 2, 3, 4]);
  });

  test('a producer that never rests cannot keep the reader', () => {
    const { writer, reader } = ROADS[road]!();
    writer.push(1, Uint8Array.of());
    let taken = 0;
    reader.drain(Infinity, () => {
      if (++taken < 100) writer.push(1, Uint8Array.of());
    });
    expect(taken).toBe(1);
  });

  test('the next stamp is that of the head of the line', () => {
    const { writer, reader } = ROADS[road]!();
    expect(reader.nextAtMs()).toBeUndefined();
    writer.push(5, Uint8Array.of());
    writer.push(3, Uint8Array.of());
    expect(reader.nextAtMs()).toBe(5);
    reader.drain(9, () => {});
    expect(reader.nextAtMs()).toBeUndefined();
  });
});

type Op = { push: number; bytes: number } | { before: number };

test('whatever is pushed and drained, both roads are a queue: in order, each frame once, pushed = drained + lost', () => {
  const stamp = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 50 }) },
    { weight: 1, arbitrary: fc.double() },
  );
  const op: fc.Arbitrary<Op[]> = fc.oneof(
    fc.record({ push: stamp, bytes: fc.integer({ min: 0, max: FRAME_BYTES_MAX + 5 }) }).map((push) => [push]),
    fc.record({ before: stamp }).map((drain) => [drain]),
    fc.integer({ min: 1, max: FRAMES_MAX + 5 }).map((times) => Array<Op>(times).fill({ push: 25, bytes: 2 })),
  );
  const start = fc
    .tuple(fc.constantFrom(0, ...TURNOVERS), fc.nat(FRAMES_MAX))
    .map(([at, back]) => Math.max(0, at - back));

  fc.assert(
    fc.property(fc.array(op, { maxLength: 40 }), start, (nested, count) => {
      const ops: Op[] = [...nested.flat(), { before: Infinity }];
      const expected = run(modelRoad(), ops);
      expect(run(ringRoad(startCountsAt(createRing(), count)), ops)).toEqual(expected);
      expect(run(postRoad(), ops)).toEqual(expected);

      const pushes = ops.filter((each) => 'push' in each).length;
      expect(expected.drained.length + expected.dropped).toBe(pushes);
    }),
    { numRuns: 60 },
  );
});

const WAITING: Record<string, () => Road> = { 'ring, woken': ringRoad, 'ring, looking': ringRoad, post: postRoad };

describe.each(Object.keys(WAITING))('waiting, by %s', (road) => {
  const { waitAsync } = Atomics;
  beforeEach(() => {
    if (road === 'ring, looking') Reflect.deleteProperty(Atomics, 'waitAsync');
  });
  afterEach(() => {
    Object.defineProperty(Atomics, 'waitAsync', { configurable: true, writable: true, value: waitAsync });
  });

  test('a wait ends with the first frame', async () => {
    const { writer, reader } = WAITING[road]!();
    const wait = reader.wait();
    expect(await hasEnded(wait)).toBe(false);
    writer.push(1, Uint8Array.of());
    expect(await wait).toBe(true);
  });

  test('a frame already in line is no wait at all', async () => {
    const { writer, reader } = WAITING[road]!();
    writer.push(1, Uint8Array.of());
    expect(await reader.wait()).toBe(true);
  });

  test.each([
    ['a frame that was drained is not waited for', 9],
    ['a frame that a drain left in line is not announced again', 0],
  ])('%s', async (_, beforeMs) => {
    const { writer, reader } = WAITING[road]!();
    writer.push(1, Uint8Array.of());
    reader.drain(beforeMs, () => {});
    const wait = reader.wait();
    expect(await hasEnded(wait)).toBe(false);
    writer.push(2, Uint8Array.of());
    expect(await wait).toBe(true);
  });

  test('a frame is announced once: one who waits and never drains does not spin', async () => {
    const { writer, reader } = WAITING[road]!();
    writer.push(1, Uint8Array.of());
    await reader.wait();
    const again = reader.wait();
    expect(await hasEnded(again)).toBe(false);
    reader.close();
    expect(await again).toBe(false);
  });

  test('a lost frame wakes nobody', async () => {
    const { writer, reader } = WAITING[road]!();
    const wait = reader.wait();
    writer.push(1, new Uint8Array(FRAME_BYTES_MAX + 1));
    expect(await hasEnded(wait)).toBe(false);
    reader.close();
    await wait;
  });

  test('closing ends every wait, and what is in line can still be drained', async () => {
    const { writer, reader } = WAITING[road]!();
    const waits = [reader.wait(), reader.wait()];
    reader.close();
    writer.push(1, Uint8Array.of());
    expect(await Promise.all([...waits, reader.wait()])).toEqual([false, false, false]);
    expect(drain(reader, 9)).toEqual([1]);
  });

  test('a wait and a drain in turn take a burst, a rest and another burst', async () => {
    const { writer, reader } = WAITING[road]!();
    const drained: number[] = [];
    const taking = (async () => {
      while (await reader.wait()) {
        drained.push(...drain(reader, Infinity));
        if (drained.length >= 30) reader.close();
      }
    })();
    for (let i = 0; i < 30; i++) {
      writer.push(i, Uint8Array.of());
      if (i % 10 === 9) await nextTurn();
    }
    await taking;
    expect(drained).toEqual([...Array(30).keys()]);
  });
});

test('either reader is what the executor drains', () => {
  interface FrameSource {
    drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array) => void): void;
    readonly dropped: number;
  }
  expectTypeOf<RingReader>().toExtend<FrameSource>();
  expectTypeOf<PostReader>().toExtend<FrameSource>();
});

/** A number is a frame stamped so; `<9` drains before 9. The outcome has a `|` between drains. */
function play({ writer, reader }: Road, script: string): string {
  const drains: string[] = [];
  for (const word of script.split(' ')) {
    if (word.startsWith('<')) drains.push(drain(reader, Number(word.slice(1))).join(' '));
    else writer.push(Number(word), Uint8Array.of());
  }
  return drains.join(' | ').trim() + (reader.dropped > 0 ? ` lost ${reader.dropped}` : '');
}

function drain(reader: FrameReader, beforeMs: number): number[] {
  const drained: number[] = [];
  reader.drain(beforeMs, (atMs) => drained.push(atMs));
  return drained;
}

interface Outcome {
  drained: [atMs: number, bytes: number[]][];
  drains: number[];
  dropped: number;
}

/** Play the ops; frames carry their number, so that none can be taken for another. */
function run({ writer, reader }: Road, ops: Op[]): Outcome {
  const drained: Outcome['drained'] = [];
  const drains: number[] = [];
  ops.forEach((op, number) => {
    if ('push' in op) writer.push(op.push, new Uint8Array(op.bytes).fill(number));
    else {
      reader.drain(op.before, (atMs, bytes) => drained.push([atMs, [...bytes]]));
      drains.push(drained.length);
    }
  });
  return { drained, drains, dropped: reader.dropped };
}

/** What both roads promise, as simply as it can be said. */
function modelRoad(): Road {
  let line: { atMs: number; bytes: Uint8Array }[] = [];
  let dropped = 0;
  return {
    writer: {
      push(atMs, bytes) {
        const taken = line.length < FRAMES_MAX && bytes.length <= FRAME_BYTES_MAX && Number.isFinite(atMs);
        if (taken) line.push({ atMs, bytes });
        else dropped++;
        return taken;
      },
    },
    reader: {
      drain(beforeMs, each) {
        const stop = line.findIndex(({ atMs }) => atMs >= beforeMs);
        const taken = stop === -1 ? line : line.slice(0, stop);
        line = line.slice(taken.length);
        for (const { atMs, bytes } of taken) each(atMs, bytes, 0);
      },
      get dropped() {
        return dropped;
      },
      nextAtMs: () => line[0]?.atMs,
      wait: () => Promise.resolve(false),
      close: () => {},
    },
  };
}

/** Whether a wait is over after the event loop has gone round a few times. */
async function hasEnded(wait: Promise<boolean>): Promise<boolean> {
  let ended = false;
  void wait.then(() => (ended = true));
  for (let turn = 0; turn < 3; turn++) await nextTurn();
  return ended;
}
