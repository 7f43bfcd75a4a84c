// Workouts of Zwift: times and messages come in, power is estimated or left out; a plan of ours goes out as free rides.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Phase, Plan } from '../../../src/core/plan/plan.ts';
import { phasesOf, totalMaxS } from '../../../src/core/plan/plan.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { importPlan } from '../../../src/formats/plan/importers.ts';
import { planOf } from '../../core/arbitrary.ts';
import { absent, imported, lossLines, problemsIn, realFile, realFiles } from './importing.ts';
import { contentOf, plansOf, texts } from './roundTrip.ts';

const file = (blocks: string, head = '<name>Test</name>'): string =>
  `<workout_file>${head}<workout>\n${blocks}\n</workout></workout_file>`;

test.skipIf(absent)(`Zwift's workouts are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(realFiles(/\.zwo$/).length).toBe(5);
});

test.each(realFiles(/\.zwo$/))('$file has its name, its time and its steps', ({ file, expected }) => {
  const { plans, losses } = imported(realFile(file));
  expect(plans[0].name).toBe(expected.name);
  expect(totalMaxS(plans[0])).toBe(expected.totalSec);
  expect(phasesOf(plans[0]).length).toBe(expected.expandedSteps);
  const messages = losses.filter(({ code }) => code === 'loss.cueJoined').map(({ params }) => Number(params['count']));
  expect(messages.reduce((sum, count) => sum + count, 0)).toBe(expected.textEvents);
});

test('blocks of every kind have names by what they are for, and what they lose is said one by one', () => {
  const { plans, losses } = imported(
    file(`
    <Warmup Duration = "600" PowerLow="0.3" PowerHigh="0.7"><textevent timeoffset="35" message="Spin"/></Warmup>
    <IntervalsT Repeat="2" OnDuration="30" OffDuration="60" PowerOnLow="1" PowerOnHigh="1.2" OffPower="0.5" Cadence="95"/>
    <SteadyState Duration="60" Power="0.75" Text="Hold" pace="2"/>
    <Freeride Duration="90"/>
    <MaxEffort Duration="20"/>
    <Cooldown Duration="300" PowerLow="0.6" PowerHigh="0.4"/>`),
  );
  expect(plans[0].phases).toEqual([
    { name: 'Warm-up', target: { type: 'open' }, end: { type: 'time', durationS: 600 }, cue: 'Spin' },
    {
      repeat: 2,
      phases: [
        { name: 'Interval', target: { type: 'open' }, end: { type: 'time', durationS: 30 } },
        { name: 'Recovery', target: { type: 'open' }, end: { type: 'time', durationS: 60 } },
      ],
    },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'time', durationS: 60 }, cue: 'Hold' },
    { name: 'Free ride', target: { type: 'open' }, end: { type: 'time', durationS: 90 } },
    { name: 'Interval', target: { type: 'open' }, end: { type: 'time', durationS: 20 } },
    { name: 'Cool-down', target: { type: 'open' }, end: { type: 'time', durationS: 300 } },
  ]);
  expect(losses.map(({ path, code, params }) => [path, code, ...Object.values(params)])).toEqual([
    ['phases[0].target', 'loss.powerOpen', '30 → 70 % FTP'],
    ['phases[0].cue', 'loss.cueJoined', 1],
    ['phases[1].phases[0].target', 'loss.powerOpen', '100–120 % FTP'],
    ['phases[1].phases[0].target', 'loss.targetDropped', 'cadence', '95'],
    ['phases[1].phases[1].target', 'loss.powerOpen', '50 % FTP'],
    ['phases[2].target', 'loss.powerOpen', '75 % FTP'],
    ['phases[2]', 'loss.keyDropped', 'pace'],
    ['phases[5].target', 'loss.powerOpen', '60 → 40 % FTP'],
  ]);
});

test('power is estimated where a person chooses so: a ramp by its middle, and it is said that one is', () => {
  const blocks = '<Ramp Duration="120" PowerLow="0.5" PowerHigh="0.9"/><SteadyState Duration="60" Power="1.3"/>';
  const { plans, losses } = imported(file(blocks), { power: 'zones' });
  expect(phasesOf(plans[0]).map(({ target }) => target)).toEqual([
    { type: 'zone', zone: 2 },
    { type: 'zone', zone: 5 },
  ]);
  expect(lossLines(losses)).toEqual([
    'phases[0].target powerEstimated',
    'phases[0].target rampRange',
    'phases[1].target powerEstimated',
    'phases[1].target powerShort',
  ]);
});

test('a workout by distance ends its phases by hand', () => {
  const { plans, losses } = imported(
    file('<SteadyState Duration="400" Power="1"/>', '<sportType>run</sportType><durationType>distance</durationType>'),
    { name: 'Track' },
  );
  expect(plans[0]).toMatchObject({ name: 'Track', sport: 'run', phases: [{ end: { type: 'hand' } }] });
  expect(losses.map(({ code, params }) => [code, ...Object.values(params)])).toEqual([
    ['loss.nameGiven', 'Track'],
    ['loss.endByHand', 'distance', '400 m'],
    ['loss.powerOpen', '100 % FTP'],
  ]);
});

test('messages that appear together are one sentence, later ones are set apart; times are whole seconds', () => {
  const { plans, losses } = imported(
    file(`<FreeRide Duration="60.4">
      <textevent timeoffset="10" y="240" message="Bring your power up"/><textevent timeoffset="10" message="to what you can hold"/>
      <textevent timeoffset="50" message="Done &amp; dusted"/></FreeRide>`),
  );
  expect(phasesOf(plans[0])[0]?.cue).toBe('Bring your power up to what you can hold · Done & dusted');
  expect(lossLines(losses)).toEqual(['phases[0].end timeRounded', 'phases[0].cue cueJoined', 'phases[0] keyDropped']);
  expect(losses[2]?.params).toEqual({ key: 'textevent y' });
});

test.each([
  ['<SteadyState Power="1"/>', 'line 2, Duration: value.missing'],
  ['<SteadyState Duration="long" Power="1"/>', 'line 2, Duration: value.type'],
  ['<SteadyState Duration="0x10" Power="1"/>', 'line 2, Duration: value.type'],
  ['<SteadyState Duration="0" Power="1"/>', 'line 2, Duration: value.tooSmall'],
  ['<SteadyState Duration="-60" Power="1"/>', 'line 2, Duration: value.tooSmall'],
  ['<SteadyState Duration="1e9" Power="1"/>', 'line 2, Duration: value.tooLarge'],
  ['<IntervalsT Repeat="1e9" OnDuration="60" OffDuration="60"/>', 'line 2, Repeat: value.tooLarge'],
  ['<IntervalsT Repeat="0" OnDuration="60" OffDuration="60"/>', 'line 2, Repeat: value.notWhole'],
  ['<IntervalsT Repeat="600" OnDuration="60" OffDuration="60"/>', 'phases: plan.tooManyPhases'],
  ['<FreeRide Duration="80000"/><FreeRide Duration="80000"/>', 'phases: plan.tooLong'],
  ['', 'phases: plan.noPhases'],
  ['<SteadyState Duration="60"', 'line 3, column 1: xml.syntax'],
])('%s is refused with its place: %s', (blocks, problems) => {
  expect(problemsIn(file(blocks))).toBe(problems);
});

test('a power that is none is left out, and said; a file without a workout is refused', () => {
  const { plans, losses } = imported(
    file('<SteadyState Duration="60" Power="-1"/><SteadyState Duration="60" Power="lots"/>'),
  );
  expect(phasesOf(plans[0]).map(({ target }) => target.type)).toEqual(['open', 'open']);
  expect(losses.map(({ params }) => params['key'])).toEqual(['power -1', 'power lots']);
  expect(problemsIn('<workout_file><name>x</name></workout_file>')).toBe('line 1: value.missing');
});

test('nesting and definitions without end are refused or left alone, and quickly', () => {
  expect(problemsIn(file('<a>'.repeat(300_000)))).toMatch(/input\.tooDeep|xml\.syntax/);
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${file('<FreeRide Duration="60" Text="&b;"/>')}`;
  expect(phasesOf(imported(bomb).plans[0])[0]?.cue).toBe('&b;');
});

// ── Out ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const free: fc.Arbitrary<Phase> = fc
  .record({
    name: fc.constant('Free ride'),
    target: fc.constant({ type: 'open' as const }),
    end: fc.record({ type: fc.constant('time' as const), durationS: fc.integer({ min: 1, max: 7200 }) }),
    cue: fc.option(texts(60), { nil: undefined }),
  })
  .map(({ cue, ...phase }) => (cue === undefined ? phase : { ...phase, cue }));

test('free rides with messages go out and come back as the same plan, with nothing lost', () => {
  fc.assert(
    fc.property(plansOf(free, ['ride', 'run']), (plan) => {
      const { bytes, losses } = exportPlan(plan, 'zwo');
      expect(losses).toEqual([]);
      const read = imported(bytes);
      expect(read.losses).toEqual([]);
      expect(read.plans.map(contentOf)).toEqual([contentOf(plan)]);
    }),
  );
});

const PLAN: Plan = {
  ...planOf(
    { name: 'Warm <up>', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 600 }, cue: 'Easy' },
    {
      repeat: 2,
      phases: [
        { name: 'Free ride', target: { type: 'bpm', low: 150, high: 160 }, end: { type: 'time', durationS: 60 } },
        {
          name: 'Down',
          target: { type: 'open' },
          end: { type: 'heartRate', from: 'above', percentMax: 60, holdS: 10, minS: 30, maxS: 240 },
        },
      ],
    },
    { name: 'End', target: { type: 'open' }, end: { type: 'hand' } },
  ),
  sport: 'row',
  ceiling: { bpm: 170 },
};

test('a target is a message, and no trainer holds a power that nobody chose', () => {
  const { bytes, name, losses } = exportPlan(PLAN, 'zwo', { profile: profileOf(200, 60) });
  expect(name).toBe('p.zwo');
  const text = new TextDecoder().decode(bytes);
  expect(text).not.toMatch(/Power|SteadyState/);
  expect(text).toContain('message="Warm &lt;up&gt;: zone 2 (120–139 bpm)"');
  expect(text).toContain('timeoffset="10" message="Easy"');
  expect(text).toContain('message="Free ride: 150–160 bpm"');
  expect(text).toContain('message="Down: until 120 bpm or below (60 % of max)"');
  expect(totalMaxS(imported(bytes).plans[0])).toBe(600 + 2 * (60 + 240) + 600);
  expect(losses.map(({ path, code, params }) => [path, code.replace('loss.', ''), ...Object.values(params)])).toEqual([
    ['sport', 'sportUnsaid'],
    ['ceiling', 'ceilingUnsaid', 170],
    ['phases[1]', 'unrolled'],
    ['phases[0]', 'asText', 'name, target'],
    ['phases[0].target', 'resolvedBpm', 'zone 2', '120–139'],
    ['phases[1].phases[0]', 'asText', 'target'],
    ['phases[1].phases[1]', 'asText', 'name, end'],
    ['phases[1].phases[1].end', 'resolvedBpm', '60 % of max', '120'],
    ['phases[1].phases[1].end', 'endUnsaid', 240],
    ['phases[2]', 'asText', 'name, end'],
    ['phases[2].end', 'endUnsaid', 600],
  ]);
});

test('without a person it is said whose heart rates are written, once', () => {
  const codes = exportPlan(PLAN, 'zwo').losses.map(({ code }) => code);
  expect(codes.filter((code) => code === 'loss.profileAssumed').length).toBe(1);
});

test('whatever is written is a workout that can be read', () => {
  const plan = { ...PLAN, name: '\u0000"<&>\ud800\n' };
  expect(importPlan(exportPlan(plan, 'zwo').bytes).ok).toBe(true);
});
