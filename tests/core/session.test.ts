import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeartRate } from '../../src/core/frame.ts';
import type { NoticeBody } from '../../src/core/notice.ts';
import { phasesOf, totalMaxS, type End, type Plan } from '../../src/core/plan.ts';
import {
  advance,
  IDLE,
  type Effect,
  type Session,
  type SessionEvent,
  type WorkoutStart,
} from '../../src/core/session.ts';
import { summaryOf } from '../../src/core/summary.ts';
import { events, phase, planOf, plans, time, workout } from './arbitrary.ts';

const beats = (bpm: number): HeartRate => ({ bpm, contact: 'present', energyKJ: null, rrMs: [60_000 / bpm] });

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
    return this.do({ type: 'heartRate', atMs: this.session.tickedAtMs, heartRate: beats(bpm), source: 'strap' });
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
    ['a return is told at once', [...many(6, 130), ...many(30, 150)], ['5 deviation low', '9 inZone']],
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
  test('a heart on its way up is not scolded; one that stays away is, after the grace, and not twice in 30 s', () => {
    const cues = (run: Run): string[] => run.told.filter((line) => line.includes('cue'));
    const rising = Array.from({ length: 60 }, (_, s) => Math.round(160 - 50 * Math.exp(-s / 58)));
    expect(cues(new Run(planOf(phase(time(600)))).seconds(...rising))).toEqual([]);
    expect(cues(new Run(planOf(phase(time(600)))).for(95, 120))).toEqual(['30 cue', '60 cue', '90 cue']);
  });

  test('a cue can say what it saw', () => {
    const run = new Run(planOf(phase(time(600)))).for(40, 120);
    expect(run.session).toMatchObject({
      cues: [
        {
          atS: 30,
          side: 'low',
          why: { bpm: 120, slopeBpmPerS: 0, projectedBpm: 120, tauS: 58, band: { lowBpm: 140, highBpm: 159 } },
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
        [40, 110],
      ],
      ['13 phaseEnded heartRate'],
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
    const run = new Run(planOf(phase(waits({ holdS: 5 })), after)).for(4, 110).for(4, 190).for(30, 110);
    expect(ended(run)[0]).toMatch(/^(1\d|2\d) phaseEnded heartRate$/);
  });

  test('the hold stands still while the signal is stale, and while paused; the maximum runs on in elapsed time alone', () => {
    const run = new Run(planOf(phase(waits({ holdS: 10, maxS: 300 })), after)).for(5, 110).for(20, 0);
    expect(run.session).toMatchObject({ heldS: 7 }); // 5 heard, 2 until it was stale
    run.do({ type: 'pause', atMs: run.session.tickedAtMs }).for(100, 110);
    expect(run.session).toMatchObject({ heldS: 7, phaseS: 25 });
    run.do({ type: 'resume', atMs: run.session.tickedAtMs }).for(3, 110);
    expect(ended(run)).toEqual(['28 phaseEnded heartRate']);
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

  test('who resumes without a strap is given another 30 s', () => {
    const run = new Run(planOf(phase(time(600)))).for(10, 150).for(31, 0);
    run.do({ type: 'resume', atMs: run.session.tickedAtMs }).for(30, 0);
    expect(run.session.status).toBe('inProgress');
    run.for(1, 0);
    expect(run.session).toMatchObject({ status: 'paused', reason: 'signalLost' });
  });

  test('a workout without a strap misses nothing', () => {
    const run = new Run(planOf(phase(time(300)))).for(300, 0);
    expect(run.session.status).toBe('completed');
    expect(run.told).toEqual(['0 phaseStarted 0', '300 phaseEnded time', '300 completed']);
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

  test('one simulated second makes a workout simulated', () => {
    const run = new Run(planOf(phase(time(10)))).for(4, 150);
    run.do({ type: 'heartRate', atMs: 4_000, heartRate: beats(150), source: 'simulated' });
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
            samples += effects.filter(({ type }) => type === 'sample').length;
            if (next.status === 'idle') continue;

            if (sameWorkout) expect(next.elapsedS).toBeGreaterThanOrEqual(before.elapsedS);
            expect(next.phaseIndex).toBeLessThan(phasesOf(plan).length);
            expect(samples).toBe(next.elapsedS);
            const { zonesS, noSignalS, validS, sumBpm } = next.tally;
            expect(zonesS.reduce((sum, s) => sum + s, 0)).toBe(validS);
            expect(validS + noSignalS).toBe(next.elapsedS);
            if (validS > 0) expect(sumBpm / validS).toBeGreaterThanOrEqual(30);
            let toS = 0;
            for (const stretch of next.timeline) {
              expect(stretch.fromS).toBe(toS);
              expect(stretch.toS).toBeGreaterThanOrEqual(stretch.fromS);
              toS = stretch.toS;
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
