import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phasesOf, type Plan } from '../../../src/core/plan/plan.ts';
import { exportSession } from '../../../src/formats/activity/exporters.ts';
import { idInMark, OWN_NAMESPACE } from '../../../src/formats/activity/ownMark.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import { elements, schemaProblems, textIn } from './tcxSchema.ts';
import { ID, soups, START, walked, walks, type Act } from './walks.ts';

const run = (seconds: number, bpm = 120): Act => ({ does: 'run', seconds, bpm, rrMs: [] });
const PLAN: Plan = { ...planOf(phase(time(60)), phase(time(60))), name: 'Intervals' };
const tcx = (workout: Parameters<typeof exportSession>[0]): string =>
  new TextDecoder().decode(exportSession(workout, 'tcx').bytes);
const rootOf = (text: string): XmlElement => parseXml(text).root!;
const value = (element: XmlElement, name: string): string | undefined => {
  const [found] = elements(element, name);
  return found && textIn(found).trim();
};

test('TCX: valid by the schema, whatever happened', () => {
  fc.assert(
    fc.property(fc.oneof(walks, soups), (workout) => {
      expect(schemaProblems(tcx(workout))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('TCX: each second is a point at its time to the millisecond, with a heart rate where one is known', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const points = elements(rootOf(tcx(workout)), 'Trackpoint').map((point) => [
        value(point, 'Time'),
        value(point, 'Value'),
      ]);
      expect(points).toEqual(
        workout.seconds.map(({ beganEpochMs, sample: { bpm } }) => [
          new Date(beganEpochMs).toISOString(),
          bpm === 0 ? undefined : String(bpm),
        ]),
      );
    }),
    { numRuns: 40 },
  );
});

test('TCX: each phase is a lap of its name, its length and its heart rates', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const { timeline, plan } = workout.session;
      const laps = elements(rootOf(tcx(workout)), 'Lap');
      expect(laps.map((lap) => [value(lap, 'TotalTimeSeconds'), value(lap, 'Notes')])).toEqual(
        timeline.map(({ phase: index, fromS, toS }) => [
          String(toS - fromS),
          // what XML has no character for is left out
          phasesOf(plan)[index]?.name.replace('\u0007', ''),
        ]),
      );
      for (const [i, lap] of laps.entries()) {
        const { fromS = 0, toS = 0 } = timeline[i] ?? {};
        const bpms = workout.seconds
          .filter(({ second }) => second >= fromS && second < toS)
          .flatMap(({ sample: { bpm } }) => bpm || []);
        const max = elements(lap, 'MaximumHeartRateBpm').map((each) => value(each, 'Value'));
        expect(max).toEqual(bpms.length > 0 ? [String(Math.max(...bpms))] : []);
      }
    }),
    { numRuns: 40 },
  );
});

test('TCX: a pause begins a new track, and Id is the start', () => {
  const acts: Act[] = [run(10), { does: 'pause', partMs: 0, forMs: 60_000 }, run(10)];
  const root = rootOf(tcx(walked({ plan: PLAN, acts })));
  expect(elements(root, 'Track').map((track) => elements(track, 'Trackpoint').length)).toEqual([10, 10]);
  expect(value(root, 'Id')).toBe(new Date(START.epochMs).toISOString());
});

test('TCX: a workout of ours is known again by its mark, whatever its plan is called', () => {
  const name = `<"&'>\u0000\uD800 🫀`;
  const root = rootOf(tcx(walked({ plan: { ...PLAN, name }, acts: [run(10)] })));
  const [own] = elements(root, 'Workout');
  expect(own?.attributes).toMatchObject({ xmlns: OWN_NAMESPACE, plan: `<"&'>\uFFFD 🫀` });
  expect(idInMark(own!.attributes['id']!)).toBe(ID);
});

test('TCX: a simulated heart is in the notes and in the name of the device', () => {
  const root = rootOf(tcx(walked({ plan: PLAN, acts: [run(10)], source: 'simulated' })));
  expect(value(elements(root, 'Creator')[0]!, 'Name')).toBe('Beatkeeper (simulated heart)');
  expect(textIn(elements(root, 'Notes').at(-1)!)).toContain('simulated heart');
});

test('TCX: beats have no place there, and that is a loss', () => {
  const beating = walked({ plan: PLAN, acts: [{ does: 'run', seconds: 10, bpm: 120, rrMs: [500, 500] }] });
  expect(exportSession(beating, 'tcx').losses).toContainEqual({
    code: 'loss.workoutBeats',
    path: '',
    params: { count: 20 },
  });
  expect(exportSession(walked({ plan: PLAN, acts: [run(10)] }), 'tcx').losses.map(({ code }) => code)).not.toContain(
    'loss.workoutBeats',
  );
});

test.each([Date.UTC(1900, 0, 2), Date.UTC(1989, 5, 1), Date.UTC(2199, 11, 1)])(
  'TCX: valid for a start at %d',
  (epochMs) => {
    const acts: Act[] = [run(10)];
    expect(schemaProblems(tcx(walked({ plan: PLAN, acts, startedAt: { ...START, epochMs } })))).toEqual([]);
  },
);

test('the schema of this test finds what is wrong', () => {
  const good = tcx(walked({ plan: PLAN, acts: [run(10)] }));
  for (const [from, to] of [
    ['<DistanceMeters>0</DistanceMeters>\n', ''],
    ['<Calories>0</Calories>', '<Calories>-1</Calories>'],
    ['<Value>120</Value>', '<Value>0</Value>'],
    ['<Intensity>Active</Intensity>', '<Intensity>Rest</Intensity>'],
    ['StartTime=', 'Start='],
    ['<Id>', '<Notes/><Id>'],
    [' xsi:type="Device_t"', ''],
    ['Sport="Other"', 'Sport="Rowing"'],
  ] as const) {
    expect(good).toContain(from);
    expect(schemaProblems(good.replace(from, to))).not.toEqual([]);
  }
});
