import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phasesOf, type Plan } from '../../../src/core/plan/plan.ts';
import { exportSession } from '../../../src/formats/activity/exporters.ts';
import { idInMark, ownMark } from '../../../src/formats/activity/ownMark.ts';
import { planOf, phase, time } from '../../core/arbitrary.ts';
import { fitSeconds, messages, number, parsedFit, records, string } from './readBack.ts';
import { ID, soups, START, walked, walks, type Act, type Walked } from './walks.ts';

const run = (seconds: number, bpm = 120, rrMs: number[] = []): Act => ({ does: 'run', seconds, bpm, rrMs });
const PLAN: Plan = { ...planOf(phase(time(60)), phase(time(60))), name: 'Intervals' };
const fit = (workout: Parameters<typeof exportSession>[0]): Uint8Array => exportSession(workout, 'fit').bytes;
const codes = (workout: Walked): string[] => exportSession(workout, 'fit').losses.map(({ code }) => code);

test('FIT: each second is a record at its time, with its heart rate where one is known, and its beats behind it', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      expect(records(fit(workout))).toEqual(
        workout.seconds.map(({ beganEpochMs, sample: { bpm, rrMs } }) => ({
          at: fitSeconds(beganEpochMs),
          bpm: bpm === 0 ? undefined : bpm,
          rrMs: [...rrMs],
        })),
      );
    }),
    { numRuns: 50 },
  );
});

test('FIT: each phase as it was done is a lap of its length, with its own heart rates and the name of its step', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const bytes = fit(workout);
      const names = messages(bytes, 27).map((step) => string(step, 0));
      const laps = messages(bytes, 19);
      const { timeline, plan } = workout.session;
      expect(laps.length).toBe(timeline.length);
      timeline.forEach(({ phase: index, fromS, toS }, i) => {
        const bpms = workout.seconds
          .filter(({ second }) => second >= fromS && second < toS)
          .flatMap(({ sample: { bpm } }) => bpm || []);
        const mean = bpms.length > 0 ? Math.round(bpms.reduce((sum, bpm) => sum + bpm, 0) / bpms.length) : undefined;
        const lap = laps[i]!;
        expect([number(lap, 8), number(lap, 15), number(lap, 16)]).toEqual([
          (toS - fromS) * 1000,
          mean,
          bpms.length > 0 ? Math.max(...bpms) : undefined,
        ]);
        expect(names[number(lap, 71)!]).toBe(phasesOf(plan)[index]?.name);
        // laps follow each other without a hole
        expect(number(lap, 2)).toBe(
          i === 0 ? fitSeconds(workout.session.startedAt.epochMs) : number(laps[i - 1]!, 253),
        );
      });
    }),
    { numRuns: 40 },
  );
});

test('FIT: the timer stands still in pauses and absences: its events alone come to the time that is said', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const bytes = fit(workout);
      const [session] = messages(bytes, 18);
      const events = messages(bytes, 21).map((event) => ({ at: number(event, 253)!, starts: number(event, 1) === 0 }));
      expect(events.map(({ starts }) => starts)).toEqual(events.map((_, i) => i % 2 === 0));
      const timerS = events.reduce((sum, { at, starts }) => sum + (starts ? -at : at), 0);
      // events are whole seconds, so each is off by less than one
      expect(Math.abs(timerS - workout.session.elapsedS)).toBeLessThan(events.length);
      expect(number(session!, 8)).toBe(workout.session.elapsedS * 1000);
      const { seconds } = workout;
      const last = seconds.at(-1);
      const lengthMs = last ? last.beganEpochMs + 1000 - workout.session.startedAt.epochMs : 0;
      expect(number(session!, 7)).toBe(lengthMs);
    }),
    { numRuns: 40 },
  );
});

test('FIT: a program that knows the whole profile reads the same seconds, laps, heart rates and beats', async () => {
  await fc.assert(
    fc.asyncProperty(walks, async (workout) => {
      const { session, seconds } = workout;
      const read = await parsedFit(fit(workout));
      expect(read.file_ids).toMatchObject([{ type: 'activity', manufacturer: 'development' }]);
      expect(read.records.map(({ timestamp, heart_rate }) => [fitSeconds(timestamp.getTime()), heart_rate])).toEqual(
        seconds.map(({ beganEpochMs, sample: { bpm } }) => [fitSeconds(beganEpochMs), bpm === 0 ? undefined : bpm]),
      );
      expect(read.hrv.flatMap(({ time: all }) => all.flatMap((s) => (s === null ? [] : Math.round(s * 1000))))).toEqual(
        seconds.flatMap(({ sample }) => sample.rrMs),
      );
      expect(read.laps.map(({ total_timer_time }) => total_timer_time)).toEqual(
        session.timeline.map(({ fromS, toS }) => toS - fromS),
      );
      const { meanBpm, maxBpm } = session.summary;
      expect(read.sessions).toMatchObject([
        {
          total_timer_time: session.elapsedS,
          num_laps: session.timeline.length,
          ...(meanBpm !== null && { avg_heart_rate: Math.round(meanBpm) }),
          ...(maxBpm !== null && { max_heart_rate: maxBpm }),
        },
      ]);
      expect(read.activity).toMatchObject({ total_timer_time: session.elapsedS, num_sessions: 1 });
    }),
    { numRuns: 20 },
  );
});

test('FIT: whatever happened to a workout, its file can be read, and its times go forward alone', async () => {
  await fc.assert(
    fc.asyncProperty(soups, async (workout) => {
      const bytes = fit(workout);
      const times = records(bytes).map(({ at }) => at);
      expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true);
      expect((await parsedFit(bytes)).laps).toHaveLength(workout.session.timeline.length);
    }),
    { numRuns: 30 },
  );
});

test('FIT: file_id is first, one activity is last, with one session before it', () => {
  const kinds = messages(fit(walked({ plan: PLAN, acts: [run(90)] }))).map((message) => message.globalMessageNumber);
  expect(kinds[0]).toBe(0);
  expect(kinds.slice(-2)).toEqual([18, 34]);
  expect(kinds.filter((kind) => kind === 34 || kind === 18 || kind === 0)).toHaveLength(3);
});

test('FIT: a workout of ours is known again by its id, its plan by its name', async () => {
  const workout = walked({ plan: PLAN, acts: [run(70)] });
  const { device_infos, workout: plan } = await parsedFit(fit(workout));
  const [creator] = device_infos;
  expect(creator).toMatchObject({
    device_index: 'creator',
    product_name: 'Beatkeeper',
    descriptor: ownMark(workout.session),
  });
  expect(idInMark(creator!.descriptor!)).toBe(ID);
  expect(plan.wkt_name).toBe('Intervals');
  expect(device_infos[1]).toMatchObject({ product_name: 'Polar H10' });
});

test('FIT: a simulated heart says so in every name that programs show, and in a loss', async () => {
  const workout = walked({ plan: PLAN, acts: [run(70)], source: 'simulated' });
  const { file_ids, device_infos, sessions } = await parsedFit(fit(workout));
  const name = 'Beatkeeper (simulated heart)';
  expect([file_ids[0]?.product_name, sessions[0]?.sport_profile_name]).toEqual([name, name]);
  expect(device_infos.map(({ product_name }) => product_name)).toEqual([name]);
  expect(codes(workout)).toContain('loss.workoutSimulated');
  expect(codes(walked({ plan: PLAN, acts: [run(70)] }))).not.toContain('loss.workoutSimulated');
});

test('FIT: without a heart rate no field of one is in the file', () => {
  const bytes = fit(walked({ plan: PLAN, acts: [{ does: 'runSilent', seconds: 80 }] }));
  expect(records(bytes).map(({ bpm }) => bpm)).toEqual(Array(80).fill(undefined));
  expect([
    ...messages(bytes, 18).map((each) => number(each, 16)),
    ...messages(bytes, 19).map((each) => number(each, 15)),
  ]).toEqual([undefined, undefined, undefined]);
});

test('FIT: a lost signal is a hole and not its last heart rate', () => {
  const acts: Act[] = [run(20), { does: 'runSilent', seconds: 30 }, run(10, 130)];
  const bpms = records(fit(walked({ plan: PLAN, acts }))).map(({ bpm }) => bpm);
  // a reading counts for five seconds
  expect(bpms.slice(26, 49)).toEqual(Array(23).fill(undefined));
  expect(bpms.slice(0, 20).every((bpm) => bpm === 120)).toBe(true);
});

test('FIT: a workout of no time at all has a lap and a session of none', async () => {
  const read = await parsedFit(fit(walked({ plan: PLAN, acts: [] })));
  expect(read.records).toEqual([]);
  expect(read.laps).toMatchObject([{ total_timer_time: 0 }]);
  expect(read.sessions).toMatchObject([{ total_timer_time: 0, total_elapsed_time: 0 }]);
});

test.each([
  ['200 hearts', '🫀'.repeat(200)],
  ['200 letters', 'é'.repeat(200)],
  ['a NUL in it', 'A\0B'],
])('FIT: a name of %s is cut between characters, and that is a loss', (_, name) => {
  const workout = walked({
    plan: { ...PLAN, name, phases: [{ ...PLAN.phases[0]!, name }] },
    acts: [run(70)],
  });
  const { bytes, losses } = exportSession(workout, 'fit');
  for (const read of [string(messages(bytes, 26)[0], 8), string(messages(bytes, 27)[0], 0)]) {
    expect(new TextEncoder().encode(read).length).toBeLessThanOrEqual(254);
    expect(name.replace('\0', ' ').startsWith(read!)).toBe(true);
    expect(read!.length).toBeGreaterThan(name.includes('\0') ? 2 : 60);
  }
  expect(losses.map(({ code }) => code).includes('loss.textCut')).toBe(name.length > 10);
});

test.each([
  ['a clock that was never set', Date.UTC(1970, 0, 1), true],
  ['the first day of FIT', Date.UTC(1989, 11, 31), true],
  ['1997, when a number means something else', Date.UTC(1997, 0, 1), true],
  ['1999', Date.UTC(1999, 0, 1), false],
  ['2125', Date.UTC(2125, 0, 1), false],
  ['2199', Date.UTC(2199, 11, 31), true],
])('FIT: a start in %s has seconds in order, and a date that cannot be said is a loss', (_, epochMs, isMoved) => {
  const workout = walked({
    plan: PLAN,
    acts: [run(30), { does: 'pause', partMs: 0, forMs: 5000 }, run(30)],
    startedAt: { ...START, epochMs },
  });
  const times = records(fit(workout)).map(({ at }) => at);
  const first = times[0]!;
  expect(times).toEqual(Array.from({ length: 60 }, (__, i) => first + i + (i >= 30 ? 5 : 0)));
  if (!isMoved) expect(first).toBe(fitSeconds(epochMs));
  expect(first).toBeGreaterThanOrEqual(0x10000000);
  expect(codes(workout).includes('loss.workoutDate')).toBe(isMoved);
});

test('FIT: the local time is that of the place, also on the day when clocks change', () => {
  const startedAt = { epochMs: Date.UTC(2026, 9, 25, 0, 59, 30), timeZone: 'Europe/Zurich', offsetMin: 120 };
  const bytes = fit(walked({ plan: PLAN, acts: [run(90)], startedAt }));
  const times = records(bytes).map(({ at }) => at);
  expect(times.at(-1)! - times[0]!).toBe(89);
  const [activity] = messages(bytes, 34);
  expect(number(activity!, 5)! - number(activity!, 253)!).toBe(7200);
});

test('FIT: roles of phases are intensities: by name, else by the targets around', () => {
  const zone = (n: 1 | 2 | 4, name: string): Plan['phases'][0] => ({
    name,
    end: time(10),
    target: { type: 'zone', zone: n },
  });
  const plan = {
    ...PLAN,
    phases: [zone(1, 'Los'), zone(4, 'Hart'), zone(2, 'Locker'), zone(4, 'Hart'), zone(1, 'Aus'), zone(4, 'Cool-down')],
  };
  const laps = messages(fit(walked({ plan, acts: [run(60)] })), 19);
  expect(laps.map((lap) => number(lap, 23))).toEqual([2, 0, 1, 0, 1, 3]);
});

test('FIT: 24 hours are exact to the last second, and no larger than they need be', () => {
  const {
    session,
    chunks: [first],
  } = walked({ plan: { ...PLAN, phases: [phase(time(300))] }, acts: [run(300, 110, [545])] });
  const day = Array.from({ length: 288 }, (_, i) => ({ ...first!, fromS: i * 300 }));
  const bytes = fit({ session: { ...session, elapsedS: 86_400 }, chunks: day });
  const read = records(bytes);
  expect(read).toHaveLength(86_400);
  expect(read.at(-1)).toEqual({ at: read[0]!.at + 86_399, bpm: 110, rrMs: [545] });
  expect(bytes.length).toBeLessThan(1_600_000);
}, 60_000);

test('FIT: a month away that is no part of the samples costs no records', () => {
  const { session, chunks } = walked({ plan: PLAN, acts: [run(10)] });
  const elapsedS = 30 * 86_400;
  const bytes = fit({ session: { ...session, elapsedS }, chunks });
  expect(records(bytes)).toHaveLength(10);
  expect(number(messages(bytes, 18)[0]!, 8)).toBe(elapsedS * 1000);
});
