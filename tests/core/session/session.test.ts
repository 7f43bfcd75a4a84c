import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeartRate } from '../../../src/core/signal/heartRateMeasurement.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import type { NoticeBody } from '../../../src/core/cues/notice.ts';
import { phasesOf, totalMaxS, type End, type Plan } from '../../../src/core/plan/plan.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session, type WorkoutStart } from '../../../src/core/session/session.ts';
import type { Effect, SessionEvent } from '../../../src/core/session/events.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import { summaryOf } from '../../../src/core/session/summary.ts';
import { events, phase, planOf, plans, rrOf, time, workout } from '../arbitrary.ts';

const beats = (bpm: number, second: number): HeartRate => ({
  bpm,
  contact: 'present',
  energyKJ: null,
  rrMs: rrOf(bpm, second),
});

/** A session in a test's hands: the one place that touches the API. */
class Run {
  session: Session = IDLE;
  effects: Effect[] = [];

  constructor(plan: Plan, onLoss?: WorkoutStart['onLoss']) {
    this.do({ type: 'start', atMs: 0, workout: workout(plan, onLoss) });
  }

  do(event: SessionEvent): this {
    const [session, ...effects] = advance(this.session, event);
    this.session = session;
    this.effects.push(...effects);
    return this;
  }

  /** Each number a second at that heart rate, 0 a second without a frame. */
  seconds(...bpms: number[]): this {
    for (const bpm of bpms) {
      if (bpm > 0) this.hear(bpm);
      this.do({ type: 'tick', listening: true });
    }
    return this;
  }

  for(seconds: number, bpm: number): this {
    return this.seconds(...Array.from({ length: seconds }, () => bpm));
  }

  hear(bpm: number): this {
    const atMs = this.session.tickedAtMs;
    return this.do({ type: 'heartRate', atMs, heartRate: beats(bpm, atMs / 1000), source: 'strap' });
  }

  get told(): string[] {
    return this.effects.flatMap((effect) => (effect.type === 'notice' ? [short(effect.notice)] : []));
  }

  get samples(): number[] {
    return this.effects.flatMap((effect) => (effect.type === 'sample' ? [effect.sample.bpm] : []));
  }

  get kept(): number {
    return this.effects.filter(({ type }) => type === 'keep').length;
  }
}

function short(notice: NoticeBody & { atS: number }): string {
  const at = `${String(notice.atS)} ${notice.type}`;
  switch (notice.type) {
    case 'phaseStarted':
      return `${at} ${String(notice.index)}`;
    case 'phaseEnded':
      return `${at} ${notice.endedBy}`;
    case 'deviation':
      return `${at} ${notice.side}`;
    case 'paused':
    case 'resumed':
      return `${at} ${notice.reason}`;
    default:
      return at;
  }
}

describe('the states', () => {
  const plan = planOf(phase(time(60)));
  const status = (script: string): string => {
    let session: Session = IDLE;
    let atMs = 0;
    for (const word of script.split(' ')) {
      atMs += 100;
      const event: SessionEvent =
        word === 'start'
          ? { type: 'start', atMs, workout: workout(plan) }
          : ({ type: word, atMs, byS: 60 } as SessionEvent);
      [session] = advance(session, event);
    }
    return session.status;
  };

  test.each([
    ['pause', 'idle'],
    ['stop', 'idle'],
    ['start', 'inProgress'],
    ['start start', 'inProgress'],
    ['start pause', 'paused'],
    ['start pause pause', 'paused'],
    ['start pause resume', 'inProgress'],
    ['start resume', 'inProgress'],
    ['start stop', 'completed'],
    ['start pause stop', 'completed'],
    ['start skip', 'completed'],
    ['start pause skip', 'paused'],
    ['start stop start', 'inProgress'],
    ['start stop resume', 'completed'],
    ['start discard', 'idle'],
    ['start pause discard start', 'inProgress'],
    ['start back extend', 'inProgress'],
    ['start abandoned', 'completed'],
  ])('%s → %s', (script, expected) => {
    expect(status(script)).toBe(expected);
  });
});

describe('time', () => {
  test('elapsed is time that passed, paused time excepted, to the part of a second', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 130);
    run.do({ type: 'pause', atMs: 10_700 });
    run.do({ type: 'tick', listening: true }).do({ type: 'tick', listening: true });
    run.do({ type: 'resume', atMs: 60_000 });
    expect(run.session).toMatchObject({ elapsedS: 10, tickedAtMs: 59_300 });
    run.do({ type: 'tick', listening: true });
    expect(run.session).toMatchObject({ elapsedS: 11, tickedAtMs: 60_300 });
  });

  test('a second workout after a completed one starts from nothing', () => {
    const run = new Run(planOf(phase(time(3)))).for(3, 130);
    expect(run.session.status).toBe('completed');
    run.do({ type: 'start', atMs: 9_000, workout: { ...workout(planOf(phase(time(5)))), id: 'second' } });
    expect(run.session).toMatchObject({ status: 'inProgress', id: 'second', elapsedS: 0, timeline: [] });
    run.for(5, 130);
    expect(run.session).toMatchObject({ status: 'completed', elapsedS: 5 });
  });
});

describe('zone deviation', () => {
  const told = (...bpms: number[]): string[] =>
    new Run(planOf(phase(time(600)))).seconds(...bpms).told.filter((line) => /deviation|inZone/.test(line));
  const many = (n: number, bpm: number): number[] => Array.from({ length: n }, () => bpm);

  test.each<[string, number[], string[]]>([
    ['four seconds below say nothing', many(4, 130), []],
    ['five seconds below are told once', many(20, 130), ['5 deviation low']],
    ['five seconds above are told once', many(20, 170), ['5 deviation high']],
    ['below zone 1 is too low as well', many(6, 60), ['5 deviation low']],
    ['in the target says nothing', many(20, 150), []],
    ['a return is told at once', [...many(6, 130), ...many(30, 141)], ['5 deviation low', '10 inZone']],
    ['without a heart rate there is nothing to deviate', many(20, 0), []],
  ])('%s', (_, bpms, expected) => {
    expect(told(...bpms)).toEqual(expected);
  });

  test('the counters start anew with each phase', () => {
    const run = new Run(planOf(phase(time(4)), phase(time(60)))).for(12, 130);
    expect(run.told.filter((line) => line.includes('deviation'))).toEqual(['9 deviation low']);
  });

  test('an open phase, a paused one and a stale signal are silent', () => {
    const open = new Run(planOf(phase(time(60), { type: 'open' }))).for(20, 60);
    expect(open.told.filter((line) => line.includes('deviation'))).toEqual([]);
    const stale = new Run(planOf(phase(time(60)))).for(2, 130).for(10, 0);
    expect(stale.told.filter((line) => line.includes('deviation'))).toEqual([]);
    const paused = new Run(planOf(phase(time(60)))).for(2, 130).do({ type: 'pause', atMs: 2_000 }).for(10, 130);
    expect(paused.told.filter((line) => line.includes('deviation'))).toEqual([]);
  });
});

describe('cues', () => {
  test('a heart on its way up is not scolded; one that stays away is, after the grace, and less and less often', () => {
    const cues = (run: Run): string[] => run.told.filter((line) => line.includes('cue'));
    const rising = Array.from({ length: 60 }, (_, s) => Math.round(160 - 50 * Math.exp(-s / 58)));
    expect(cues(new Run(planOf(phase(time(600)))).seconds(...rising))).toEqual([]);
    expect(cues(new Run(planOf(phase(time(600)))).for(125, 120))).toEqual(['60 cue', '120 cue']);
  });

  test('a cue can say what it saw', () => {
    const run = new Run(planOf(phase(time(600)))).for(70, 120);
    expect(run.session).toMatchObject({
      cues: [
        {
          atS: 60,
          side: 'low',
          why: { bpm: 120, slopeBpmPerS: 0, tauS: 58, band: { lowBpm: 140, highBpm: 159 }, level: 1 },
        },
      ],
    });
  });
});

describe('phase ends', () => {
  const waits = (part: Partial<End & { type: 'heartRate' }>): End => ({
    type: 'heartRate',
    from: 'above',
    bpm: 120,
    holdS: 3,
    minS: 0,
    maxS: 60,
    ...part,
  });
  const ended = (run: Run): string[] => run.told.filter((line) => line.includes('phaseEnded'));
  const after = phase(time(60));

  test.each<[string, End, [number, number][], string[]]>([
    ['by time', time(5), [[9, 150]], ['5 phaseEnded time']],
    [
      'down to a heart rate, held',
      waits({}),
      [
        [5, 150],
        [4, 142],
        [4, 134],
        [4, 126],
        [40, 118],
      ],
      ['21 phaseEnded heartRate'],
    ],
    [
      'up to a heart rate, held',
      waits({ from: 'below', bpm: 140 }),
      [
        [2, 100],
        [40, 160],
      ],
      ['7 phaseEnded heartRate'],
    ],
    ['reached at once, but not before its minimum', waits({ minS: 20 }), [[40, 110]], ['20 phaseEnded heartRate']],
    ['never reached: at its maximum', waits({}), [[80, 150]], ['60 phaseEnded maximum']],
    ['without a strap: at its maximum', waits({}), [[80, 0]], ['60 phaseEnded maximum']],
    ['by hand: not by itself', { type: 'hand' }, [[300, 150]], []],
  ])('%s', (_, end, heart, expected) => {
    const run = new Run(planOf(phase(end), after));
    for (const [seconds, bpm] of heart) run.for(seconds, bpm);
    expect(ended(run).slice(0, 1)).toEqual(expected);
  });

  test('a hold that is broken starts anew', () => {
    const run = new Run(planOf(phase(waits({ holdS: 15 })), after)).for(4, 114).for(14, 123).for(40, 114);
    expect(ended(run)[0]).toMatch(/^3\d phaseEnded heartRate$/);
  });

  test('the hold stands still while the signal is stale, and while paused; the maximum runs on in elapsed time alone', () => {
    const run = new Run(planOf(phase(waits({ holdS: 10, maxS: 300 })), after)).for(5, 110).for(20, 0);
    expect(run.session).toMatchObject({ heldS: 7 }); // 5 heard, 2 until it was stale
    run.do({ type: 'pause', atMs: run.session.tickedAtMs }).for(100, 110);
    expect(run.session).toMatchObject({ heldS: 7, phaseS: 25 });
    run.do({ type: 'resume', atMs: run.session.tickedAtMs }).for(3, 110);
    expect(ended(run)).toEqual(['28 phaseEnded heartRate']);
  });

  test.each([0, 1, 3])('no wild reading or two ends a phase, held %i s', (holdS) => {
    const up = waits({ from: 'below', bpm: 150, holdS, maxS: 300 });
    const down = waits({ from: 'above', bpm: 130, holdS, maxS: 300 });
    for (const [end, bpm, wild] of [
      [up, 120, 219],
      [down, 170, 60],
      [up, 138, 151],
    ] as const) {
      const run = (...bpms: number[]): string[] => ended(new Run(planOf(phase(end), after)).seconds(...bpms));
      const many = Array.from({ length: 30 }, () => bpm);
      expect(run(...many, wild, ...many), `${bpm} ${wild}`).toEqual([]);
      expect(run(...many, wild, wild, ...many), `${bpm} ${wild} ${wild}`).toEqual([]);
      expect(run(wild, wild, ...many)).toEqual([]);
      expect(run(...many, 0, 0, 0, 0, 0, 0, 0, wild, wild, ...many)).toEqual([]);
      // one that stays does, when it is not in doubt any more
      expect(run(...many, ...Array.from({ length: 80 }, () => wild))[0]).toMatch(/heartRate$/);
    }
  });

  test('in doubt nothing is cued, told or ended; what is on the screen says so, and the number stays', () => {
    // zone 3 is 140–159; the strap counts steps at 172
    const locked = (): Run => new Run(planOf(phase(time(600)))).for(70, 150).for(60, 172);
    expect(locked().told).toEqual(['0 phaseStarted 0', '60 heartRate']); // before the leap
    expect(snapshotOf(locked().session, profileOf(200, 60))).toMatchObject({
      heart: { signal: 'live', bpm: 172, zone: undefined, steadyBpm: undefined, doubt: { reason: 'leap', forS: 54 } },
      workout: { deviation: 'none', guidance: { type: 'doubt' } },
    });
    const up = new Run(planOf(phase(waits({ from: 'below', bpm: 170, maxS: 300 })), after)).for(70, 150).for(60, 172);
    expect(ended(up)).toEqual([]);
    expect(ended(up.for(10, 172))).toHaveLength(1); // a minute later it is believed
  });

  test('a burst of wild frames in one second ends nothing and tells nothing', () => {
    const run = new Run(planOf(phase(waits({ from: 'below', bpm: 150, holdS: 1, maxS: 300 })), after)).for(30, 120);
    for (let i = 0; i < 20; i++) run.hear(219);
    run.do({ type: 'tick', listening: true }).for(10, 120);
    expect(ended(run)).toEqual([]);
    expect(run.told.filter((line) => line.includes('high'))).toEqual([]);
  });

  test('a lap button ends a phase by hand, the same button skips any other', () => {
    expect(ended(new Run(planOf(phase({ type: 'hand' }), after)).for(3, 150).do({ type: 'skip' }))).toEqual([
      '3 phaseEnded hand',
    ]);
    expect(ended(new Run(planOf(phase(time(60)), after)).for(3, 150).do({ type: 'skip' }))).toEqual([
      '3 phaseEnded skip',
    ]);
  });

  test('back goes to the phase before, the first one starts over', () => {
    const run = new Run(planOf(phase(time(5)), phase(time(60)))).for(8, 150).do({ type: 'back' });
    expect(run.session).toMatchObject({ phaseIndex: 0, phaseS: 0, elapsedS: 8 });
    run.for(2, 150).do({ type: 'back' });
    expect(run.session).toMatchObject({ phaseIndex: 0, phaseS: 0, elapsedS: 10 });
  });

  test('extending lengthens this phase alone', () => {
    const run = new Run(planOf(phase(time(5)), phase(time(5)))).do({ type: 'extend', byS: 60 }).for(70, 150);
    expect(ended(run)).toEqual(['65 phaseEnded time', '70 phaseEnded time']);
  });
});

describe('the signal', () => {
  test('quiet is stale, longer is lost and pauses, back resumes by itself', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150).for(60, 0);
    expect(run.told.slice(1)).toEqual(['13 signalStale', '40 signalLost', '40 paused signalLost']);
    expect(run.session).toMatchObject({ status: 'paused', reason: 'signalLost', elapsedS: 40 });
    run.hear(120);
    expect(run.session.status).toBe('inProgress');
    expect(run.told.slice(-2)).toEqual(['40 signalRestored', '40 resumed signalLost']);
    expect(run.session.signal.filter?.bpm).toBe(120); // seeded anew
  });

  test('keep going, for those who want it', () => {
    const run = new Run(planOf(phase(time(100))), 'continue').for(10, 150).for(90, 0);
    expect(run.session.status).toBe('completed');
    expect(run.told).toContain('40 signalLost');
  });

  test('seconds in which the app could not listen are not silence', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150);
    for (let s = 0; s < 60; s++) run.do({ type: 'tick', listening: false });
    expect(run.session).toMatchObject({ status: 'inProgress', elapsedS: 70 });
    expect(run.told).toHaveLength(1);
    expect(run.samples.filter((bpm) => bpm > 0)).toHaveLength(14); // its last reading counts for five seconds
  });

  test('who resumes without a signal goes on as a timer until it has come back once', () => {
    const run = new Run(planOf(phase(time(6000)))).for(10, 150).for(31, 0);
    run.do({ type: 'resume', atMs: run.session.tickedAtMs }).for(300, 0);
    expect(run.session).toMatchObject({ status: 'inProgress', asTimer: true, signal: { status: 'lost' } });
    expect(run.told.filter((line) => / signalLost|paused/.test(line))).toEqual([
      '40 signalLost',
      '40 paused signalLost',
      '40 resumed signalLost',
    ]);
    run.for(3, 150);
    expect(run.session).toMatchObject({ status: 'inProgress', asTimer: false, signal: { status: 'live' } });
    expect(run.told.at(-1)).toBe('340 signalRestored');
    run.for(60, 0);
    expect(run.session).toMatchObject({ status: 'paused', reason: 'signalLost' });
  });

  test('so it is when the strap died in a pause, or as Resume was pressed, or before the start', () => {
    const inPause = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'pause', atMs: 10_000 }).for(60, 0);
    inPause.do({ type: 'resume', atMs: 70_000 }).for(100, 0);
    expect(inPause.session).toMatchObject({ status: 'inProgress', elapsedS: 110 });
    const stale = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'pause', atMs: 10_000 }).for(6, 0);
    stale.do({ type: 'resume', atMs: 16_000 }).for(100, 0);
    expect(stale.session).toMatchObject({ status: 'inProgress', elapsedS: 110 });
    expect(stale.told.filter((line) => line.includes('signalLost'))).toHaveLength(1);
    const before = new Run(planOf(phase(time(10)))).for(10, 150).for(60, 0);
    before.do({ type: 'start', atMs: 70_000, workout: workout(planOf(phase(time(600)))) }).for(100, 0);
    expect(before.session).toMatchObject({ status: 'inProgress', elapsedS: 100 });
  });

  test('*keep going* reaches the workout under way, the one that is paused for its strap included', () => {
    const running = new Run(planOf(phase(time(600)))).for(10, 150);
    running.do({ type: 'onLoss', atMs: 10_000, onLoss: 'continue' }).for(100, 0);
    expect(running.session).toMatchObject({ status: 'inProgress', elapsedS: 110 });
    const paused = new Run(planOf(phase(time(600)))).for(10, 150).for(60, 0);
    paused.do({ type: 'onLoss', atMs: 70_000, onLoss: 'continue' }).for(100, 0);
    expect(paused.session).toMatchObject({ status: 'inProgress', elapsedS: 140 });
    const byHand = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'pause', atMs: 10_000 });
    expect(byHand.do({ type: 'onLoss', atMs: 11_000, onLoss: 'continue' }).session.status).toBe('paused');
  });

  test.each([3, 4, 5])('a strap that speaks every %i s is heard, coached, and never told to be back', (everyS) => {
    const run = new Run(planOf(phase(time(600))));
    for (let s = 0; s < 120; s += everyS) run.seconds(120, ...Array.from({ length: everyS - 1 }, () => 0));
    expect(run.told.filter((line) => line.includes('signal'))).toEqual([]);
    expect(run.told.some((line) => line.includes('deviation low'))).toBe(true);
    expect(run.told.some((line) => line.includes('cue'))).toBe(true);
  });

  test('what was only stale is not told to be back', () => {
    const run = new Run(planOf(phase(time(600))));
    for (let i = 0; i < 10; i++) run.for(10, 150).for(8, 0);
    expect(run.told.filter((line) => line.includes('signalRestored'))).toEqual([]);
    run.for(10, 150).for(20, 0).do({ type: 'pause', atMs: run.session.tickedAtMs }).for(60, 0).for(5, 150);
    expect(run.told.filter((line) => line.includes('signalRestored'))).toEqual([]); // it was lost, and nobody was told
  });

  test('a workout without a strap misses nothing', () => {
    const run = new Run(planOf(phase(time(300)))).for(300, 0);
    expect(run.session.status).toBe('completed');
    expect(run.told).toEqual([
      '0 phaseStarted 0',
      '150 halfway',
      ...['297 countdown', '298 countdown', '299 countdown'],
      '300 phaseEnded time',
      '300 completed',
    ]);
  });

  test('a low battery is said once', () => {
    const run = new Run(planOf(phase(time(300))));
    for (const pct of [80, 15, 14, 13, 90, 5]) run.do({ type: 'battery', pct });
    expect(run.told.filter((line) => line.includes('battery'))).toEqual(['0 batteryLow']);
  });
});

describe('absence', () => {
  test('a short sleep is counted, second by second', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'slept', atMs: 10_000, awayMs: 40_000 });
    expect(run.session.tickedAtMs).toBe(-30_000); // forty ticks are due at once
    for (let s = 0; s < 40; s++) run.do({ type: 'tick', listening: false });
    expect(run.session).toMatchObject({ status: 'inProgress', elapsedS: 50, gaps: [{ kind: 'slept', counted: true }] });
  });

  test('after a long one the person is asked; counting it resumes', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'slept', atMs: 10_000, awayMs: 100_000 });
    expect(run.session).toMatchObject({ status: 'paused', reason: 'interrupted', elapsedS: 10 });
    run.do({ type: 'countAway', atMs: 12_000 });
    expect(run.session).toMatchObject({ status: 'inProgress', elapsedS: 110 });
  });

  test('time away is not elapsed until it is counted, and then only once', () => {
    const run = new Run(planOf(phase(time(60)), phase(time(600)))).for(50, 150);
    run.do({ type: 'restored', atMs: 5_000_000, awayMs: 30_500, present: false });
    expect(run.session).toMatchObject({
      status: 'inProgress',
      elapsedS: 50,
      tickedAtMs: 5_000_000,
      signal: { status: 'none' },
    });
    run.for(5, 150).do({ type: 'countAway', atMs: 0 }).do({ type: 'countAway', atMs: 0 });
    expect(run.session).toMatchObject({ status: 'inProgress', elapsedS: 85, phaseIndex: 1, phaseS: 25 });
    expect(run.told.at(-1)).toBe('85 phaseStarted 1');
  });

  test('a month away costs no more than a minute: one effect, and the sums add up', () => {
    const run = new Run(planOf(phase({ type: 'hand' }))).for(50, 150);
    run.do({ type: 'slept', atMs: 50_000, awayMs: 30 * 86_400_000 });
    const before = run.effects.length;
    run.do({ type: 'countAway', atMs: 60_000 });
    expect(run.effects.slice(before).filter(({ type }) => type === 'away')).toEqual([
      { type: 'away', seconds: 2_592_000 },
    ]);
    expect(run.effects.slice(before).filter(({ type }) => type === 'sample')).toEqual([]);
    expect(run.session).toMatchObject({ elapsedS: 2_592_050, phaseS: 2_592_050, tally: { noSignalS: 2_592_000 } });
  });

  test('phases that end in the time away end where they would have second by second', () => {
    const end: End = { type: 'heartRate', from: 'above', bpm: 120, holdS: 3, minS: 0, maxS: 40 };
    const plan = planOf(phase(time(60)), phase(end), phase(time(30)), phase(time(600)));
    const away = new Run(plan).for(50, 150).do({ type: 'restored', atMs: 0, awayMs: 95_000, present: false });
    away.do({ type: 'countAway', atMs: 0 });
    const deaf = new Run(plan, 'continue').for(50, 150);
    for (let s = 0; s < 95; s++) deaf.do({ type: 'tick', listening: false });
    const course = ({ session }: Run): unknown =>
      'timeline' in session && [
        session.elapsedS,
        session.phaseIndex,
        session.phaseS,
        session.timeline.map(({ toS }) => toS),
      ];
    expect(course(away)).toEqual(course(deaf));
  });

  test('what was taken for a sleep and was none is withdrawn, unless it was counted', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150).do({ type: 'slept', atMs: 10_000, awayMs: 3_600_000 });
    expect(run.do({ type: 'neverSlept', atMs: 20_000 }).session).toMatchObject({ status: 'inProgress', gaps: [] });
    run.do({ type: 'slept', atMs: 20_000, awayMs: 3_600_000 }).do({ type: 'countAway', atMs: 21_000 });
    expect(run.do({ type: 'neverSlept', atMs: 22_000 }).session).toMatchObject({ gaps: [{ counted: true }] });
  });

  test('a plan may end in the time away', () => {
    const run = new Run(planOf(phase(time(60))))
      .for(50, 150)
      .do({ type: 'restored', atMs: 0, awayMs: 900_000, present: false });
    run.do({ type: 'countAway', atMs: 0 });
    expect(run.session).toMatchObject({ status: 'completed', elapsedS: 60 });
    expect(run.effects.filter(({ type }) => type === 'finished')).toHaveLength(1);
  });
});

describe('the sums', () => {
  test('true time in zone, mean and maximum, of raw valid seconds; silence is a bucket of its own', () => {
    const run = new Run(planOf(phase(time(60))), 'continue')
      .for(10, 90)
      .for(10, 110)
      .for(10, 150)
      .for(10, 190)
      .for(20, 0);
    if (run.session.status !== 'completed') throw new Error('not completed');
    expect(summaryOf(run.session, 'finished')).toMatchObject({
      elapsedS: 60,
      timeInZoneS: [10, 10, 0, 10, 0, 14],
      noSignalS: 16,
      meanBpm: (10 * 90 + 10 * 110 + 10 * 150 + 14 * 190) / 44,
      maxBpm: 190,
      phasesCompleted: 1,
      provenance: 'strap',
    });
  });

  test.each([
    ['back over a phase that was done', 'run back run run', 2],
    ['back twice', 'run back run back run run', 2],
    ['done, then skipped', 'run back skip run', 2],
    ['skipped', 'skip run', 1],
    ['lengthened', 'run extend back extend run extend run', 2],
  ])('a phase is completed once: %s', (_, script, completed) => {
    const run = new Run(planOf(phase(time(5)), phase(time(5))));
    for (const word of script.split(' ')) {
      const { phaseIndex } = run.session as { phaseIndex: number };
      const inPhase = ({ session }: Run): boolean =>
        session.status === 'inProgress' && session.phaseIndex === phaseIndex;
      if (word !== 'run') run.do({ type: word, byS: 60 } as SessionEvent);
      else for (let s = 0; s < 200 && inPhase(run); s++) run.for(1, 150);
    }
    if (run.session.status !== 'completed') throw new Error(`not completed after ${script}`);
    expect(summaryOf(run.session, 'finished')).toMatchObject({ phasesCompleted: completed, phases: 2 });
  });

  test('a block that is repeated has as many phases as rounds, each completed once', () => {
    const run = new Run(planOf({ repeat: 2, phases: [phase(time(5)), phase(time(5))] }));
    run.for(8, 150).do({ type: 'back' }).for(20, 150);
    if (run.session.status !== 'completed') throw new Error('not completed');
    expect(summaryOf(run.session, 'finished')).toMatchObject({ phasesCompleted: 4, phases: 4 });
  });

  test('one simulated second makes a workout simulated', () => {
    const run = new Run(planOf(phase(time(10)))).for(4, 150);
    run.do({ type: 'heartRate', atMs: 4_000, heartRate: beats(150, 4), source: 'simulated' });
    run.do({ type: 'tick', listening: true }).for(5, 150);
    if (run.session.status !== 'completed') throw new Error('not completed');
    expect(summaryOf(run.session, 'finished').provenance).toBe('simulated');
  });

  test('a checkpoint is asked for at least every ten seconds and at every change', () => {
    const run = new Run(planOf(phase(time(100)))).for(35, 150);
    const keeps = run.effects.flatMap((effect, i) => (effect.type === 'keep' ? [i] : []));
    const seconds = run.effects.flatMap((effect, i) => (effect.type === 'sample' ? [i] : []));
    for (let s = 10; s < seconds.length; s++) {
      const [from = 0, to = 0] = [seconds[s - 10], seconds[s]];
      expect(keeps.some((i) => i >= from && i <= to + 1)).toBe(true);
    }
    const before = run.kept;
    run
      .do({ type: 'pause', atMs: 0 })
      .do({ type: 'resume', atMs: 0 })
      .do({ type: 'extend', byS: 60 })
      .do({ type: 'back' });
    expect(run.kept - before).toBe(4);
  });
});

// ── What always holds ─────────────────────────────────────────────────────────────────────────────────────────────

describe('whatever happens', () => {
  test('the state is valid, elapsed never runs backwards, and the sums add up', () => {
    fc.assert(
      fc.property(
        plans.chain((plan) => fc.tuple(fc.constant(plan), events(plan))),
        ([plan, script]) => {
          let session: Session = IDLE;
          let samples = 0;
          for (const event of script) {
            const before = session;
            const [next, ...effects] = advance(session, event);
            session = next;
            const sameWorkout = before.status !== 'idle' && next.status !== 'idle' && event.type !== 'start';
            if (!sameWorkout && next.status !== before.status) samples = 0;
            if (event.type === 'start' && before.status !== 'inProgress' && before.status !== 'paused') samples = 0;
            for (const effect of effects)
              samples += effect.type === 'sample' ? 1 : effect.type === 'away' ? effect.seconds : 0;
            if (next.status === 'idle') continue;

            if (sameWorkout) expect(next.elapsedS).toBeGreaterThanOrEqual(before.elapsedS);
            expect(next.phaseIndex).toBeLessThan(phasesOf(plan).length);
            expect(samples).toBe(next.elapsedS);
            const { zonesS, noSignalS, validS, sumBpm } = next.tally;
            expect(zonesS.reduce((sum, s) => sum + s, 0)).toBe(validS);
            expect(validS + noSignalS).toBe(next.elapsedS);
            if (validS > 0) expect(sumBpm / validS).toBeGreaterThanOrEqual(30);
            let toS = 0;
            for (const entry of next.timeline) {
              expect(entry.fromS).toBe(toS);
              expect(entry.toS).toBeGreaterThanOrEqual(entry.fromS);
              toS = entry.toS;
            }
            if (next.status === 'completed') expect(toS).toBe(next.elapsedS);
            else expect(toS).toBe(next.elapsedS - next.phaseS);
            if (next.status === 'paused') expect(next.partMs >= 0 && next.partMs < 1000).toBe(true);
          }
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  test('every plan that no hand ends terminates, in its longest time at most, with or without a heart', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 1000 }), fc.boolean(), (plan, seed, strap) => {
        const run = new Run(plan, 'continue');
        const maxS = totalMaxS(plan) ?? 0;
        let chance = seed;
        for (let s = 0; s < maxS; s++) {
          chance = (chance * 48_271) % 2_147_483_647;
          run.seconds(strap ? 40 + (chance % 170) : 0);
        }
        expect(run.session.status).toBe('completed');
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
