// What the voice says when several things want to be said, with an engine that speaks, is silent, fails or stops.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CueGroup } from '../../../src/core/cues/cueGroups.ts';
import type { LineEvents, VoiceHow } from '../../../src/app/device/voice.ts';
import { SpeechQueue, type Speech, type SpeechTrouble } from '../../../src/app/state/speechQueue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOW: VoiceHow = { uri: 'a', lang: 'en-GB', rate: 1, volume: 1 };
const LINE_MS = 1_000;

/** An engine that begins after 100 ms, takes a second a line, and notes when it said what; it never may be asked to say two at once. */
class Engine {
  readonly log: [atMs: number, what: string][] = [];
  /** How it fails from now on. */
  fault: 'none' | 'silent' | 'stuck' | 'endsAtOnce' | { error: string } = 'none';
  speaking: { text: string; events: LineEvents } | undefined;
  #timers: ReturnType<typeof setTimeout>[] = [];

  readonly speak = (text: string, _: VoiceHow, events: LineEvents): void => {
    expect(this.speaking, 'two lines at once').toBeUndefined();
    const line = (this.speaking = { text, events });
    const later = (ms: number, then: () => void): void => void this.#timers.push(setTimeout(then, ms));
    const over = (): void => void (this.speaking === line && (this.speaking = undefined));
    const { fault } = this;
    if (fault === 'silent') return;
    if (fault === 'endsAtOnce') return later(10, () => (over(), events.ended()));
    if (typeof fault === 'object') return later(10, () => (over(), events.failed(fault.error)));
    later(100, () => {
      this.#note(text);
      events.started();
    });
    if (fault !== 'stuck') later(100 + LINE_MS, () => (over(), events.ended()));
  };

  readonly cancel = (): void => {
    for (const timer of this.#timers) clearTimeout(timer);
    const { speaking } = this;
    this.speaking = undefined;
    if (!speaking) return;
    this.#note(`cut: ${speaking.text}`);
    speaking.events.failed('interrupted'); // as browsers do, and late
  };

  #note(what: string): void {
    this.log.push([performance.now() - startMs, what]);
  }

  get said(): string[] {
    return this.log.map(([, what]) => what);
  }
}

let startMs = 0;
let engine: Engine;
let troubles: (SpeechTrouble | undefined)[];
let queue: SpeechQueue;
beforeEach(() => {
  startMs = performance.now();
  engine = new Engine();
  troubles = [];
  queue = new SpeechQueue(
    engine,
    () => HOW,
    (trouble) => void troubles.push(trouble),
  );
});

const say = (group: CueGroup, text: string | string[], more: Partial<Speech> = {}): void =>
  queue.say({ group, lines: () => [text].flat(), ...more });
const passes = (ms: number): void => void vi.advanceTimersByTime(ms);

test('speech: one line after the other, the more urgent first', () => {
  say('phases', 'phase');
  say('heartRate', 'bpm');
  say('target', 'push');
  say('signal', 'lost');
  passes(10_000);
  expect(engine.said).toEqual(['phase', 'lost', 'push', 'bpm']);
});

test('speech: of each group the latest waits', () => {
  say('phases', 'phase');
  say('signal', 'lost');
  say('signal', 'back');
  passes(10_000);
  expect(engine.said).toEqual(['phase', 'back']);
});

test('speech: what waited too long is not said, a countdown after half a second', () => {
  say('phases', ['one', 'two', 'three', 'four', 'five', 'six']);
  passes(500);
  say('countdown', '3');
  say('heartRate', 'bpm'); // 4 s
  say('signal', 'lost'); // goes between two lines
  passes(20_000);
  expect(engine.said).toEqual(['one', 'lost', 'two', 'three', 'four', 'five', 'six']);
});

test('speech: a ceiling ends what is said and all that waits, and is not ended by anything', () => {
  say('phases', 'phase');
  say('target', 'push');
  passes(300);
  say('ceiling', 'above');
  passes(300);
  say('phases', 'next phase');
  say('ceiling', 'still above');
  passes(10_000);
  expect(engine.said).toEqual(['phase', 'cut: phase', 'above', 'still above']);
  expect(engine.log[2]![0]).toBeLessThan(600); // 300 + 60 + 100
});

test('speech: a new phase ends what is about the last one, and lets the end of a countdown and a signal be', () => {
  say('target', 'push');
  passes(300);
  say('halfway', 'half');
  say('phases', 'second');
  passes(500);
  say('phases', 'third');
  passes(5_000);
  expect(engine.said).toEqual(['push', 'cut: push', 'second', 'cut: second', 'third']);
  engine.log.length = 0;
  say('countdown', '1');
  passes(400);
  say('phases', 'fourth');
  passes(5_000);
  expect(engine.said).toEqual(['1', 'fourth']);
  engine.log.length = 0;
  say('signal', 'lost');
  passes(400);
  say('phases', 'fifth');
  passes(5_000);
  expect(engine.said).toEqual(['lost', 'fifth']);
});

test('speech: a tone comes first', () => {
  say('phases', 'phase', { afterMs: 600 });
  passes(650);
  expect(engine.said).toEqual([]);
  passes(100);
  expect(engine.log).toEqual([[700, 'phase']]);
});

test('speech: stopped, nothing of these groups is said any more', () => {
  say('phases', 'phase');
  say('signal', 'lost');
  passes(300);
  queue.stop((group) => group !== 'signal');
  passes(5_000);
  expect(engine.said).toEqual(['phase', 'cut: phase', 'lost']);
});

test.each<[Engine['fault'], number, SpeechTrouble]>([
  ['silent', 3_000, 'silent'],
  ['endsAtOnce', 10, 'silent'],
  [{ error: 'not-allowed' }, 10, 'blocked'],
  [{ error: 'synthesis-failed' }, 10, 'failed'],
  [{ error: 'voice-unavailable' }, 10, 'failed'],
])(
  'speech: an engine with the fault %j is found out within %i ms, once, and somebody else is told',
  (fault, ms, code) => {
    const onUnsaid = vi.fn();
    engine.fault = fault;
    say('phases', 'phase', { onUnsaid });
    passes(ms + 1);
    expect(troubles).toEqual([code]);
    expect(onUnsaid).toHaveBeenCalledOnce();
    engine.fault = 'none';
    say('signal', 'lost');
    passes(5_000);
    expect(engine.said.at(-1)).toBe('lost');
    expect(troubles).toEqual([code, undefined]); // heard again
  },
);

test('speech: what another page cancels has not failed', () => {
  engine.fault = { error: 'canceled' };
  say('phases', 'phase');
  passes(100);
  expect(troubles).toEqual([]);
});

test('speech: an engine that stops in the middle is cut off, and the next line is said', () => {
  engine.fault = 'stuck';
  say('phases', 'phase');
  passes(200);
  engine.fault = 'none';
  say('signal', 'lost');
  passes(10_000);
  expect(engine.said).toEqual(['phase', 'cut: phase', 'lost']);
});

test('speech: without a voice nothing is asked of the engine, and somebody else is told', () => {
  const onUnsaid = vi.fn();
  queue = new SpeechQueue(
    engine,
    () => undefined,
    () => undefined,
  );
  say('phases', 'phase', { onUnsaid });
  passes(5_000);
  expect(engine.said).toEqual([]);
  expect(onUnsaid).toHaveBeenCalledOnce();
});

test('speech: a story of chance never has two lines at once, and the last thing is said in the end', () => {
  const groups: CueGroup[] = ['signal', 'phases', 'target', 'countdown', 'heartRate', 'ceiling', 'halfway'];
  let seed = 7;
  const chance = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let i = 0; i < 400; i++) {
    engine.fault = (['none', 'none', 'none', 'silent', 'stuck', { error: 'network' }] as const)[chance(6)]!;
    say(groups[chance(groups.length)]!, `line ${i}`, { afterMs: chance(700) });
    passes(chance(2_500));
  }
  engine.fault = 'none';
  passes(30_000);
  say('ceiling', 'last');
  passes(5_000);
  expect(engine.said.at(-1)).toBe('last');
});
