// Workouts of intervals.icu, as text and as JSON: heart rates, power, blocks and what is said; and our plans as its text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phasesOf, totalMaxS, type Phase, type Plan, type Target } from '../../../src/core/plan/plan.ts';
import { profileOf, type Zone } from '../../../src/core/athlete/hrZones.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { plans, planOf } from '../../core/arbitrary.ts';
import { absent, imported, lossLines, problemsIn, realTexts } from './importing.ts';
import { contentOf, plansOf, texts } from './roundTrip.ts';

const NAMED = { name: 'Test' };

test.skipIf(absent)(`texts of its documents are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(realTexts().length).toBe(3);
});

test.each(realTexts())('$text takes $totalSec s in $steps steps', ({ text, totalSec, steps }) => {
  const [plan] = imported(text, NAMED).plans;
  expect([totalMaxS(plan), phasesOf(plan).length]).toEqual([totalSec, steps]);
});

const bpm = (low: number, high: number): Target => ({ type: 'bpm', low, high });
const max = (low: number, high: number): Target => ({ type: 'percentMax', low, high });
const threshold = (low: number, high: number): Target => ({ type: 'percentThreshold', low, high });

test.each<[string, Target, string[]]>([
  ['10m 75-80% HR', max(75, 80), []],
  ['10m 75%-80% HR', max(75, 80), []],
  ['10m 80-75 % max HR', max(75, 80), []],
  ['10m 90-95% LTHR', threshold(90, 95), []],
  ['10m 95% lthr', threshold(93, 97), ['targetWidened']],
  ['10m 70% HR', max(68, 72), ['targetWidened']],
  ['10m 95-110% HR', max(95, 100), ['targetCut']],
  ['10m 120-130 bpm', bpm(120, 130), []],
  ['10m 120-130bpm HR', bpm(120, 130), []],
  ['10m Z2 HR', { type: 'zone', zone: 2 }, []],
  ['10m z6 hr', { type: 'zone', zone: 6, of: 7 }, []],
  ['10m Z2-Z3 HR', max(60, 80), ['zoneRange']],
  ['10m ramp 60-75% HR', max(60, 75), ['rampRange']],
  ['10m Ramp 75-60% HR', max(60, 75), ['rampRange']],
  // a bare percentage, a bare zone and watts are power
  ['10m 75%', { type: 'open' }, ['powerOpen']],
  ['10m 75-80%', { type: 'open' }, ['powerOpen']],
  ['10m Z2', { type: 'open' }, ['powerOpen']],
  ['10m 200-240w', { type: 'open' }, ['powerOpen']],
  ['10m 60% MMP 5m', { type: 'open' }, ['powerOpen']],
  ['10m ramp 50%-75%', { type: 'open' }, ['powerOpen']],
  ['10m Z2 Pace', { type: 'open' }, ['targetDropped']],
  ['10m 78-82% Pace', { type: 'open' }, ['targetDropped']],
  ['10m 5:00/km Pace', { type: 'open' }, ['targetDropped']],
  ['10m 7:15-7:00/km', { type: 'open' }, ['targetDropped']],
  ['10m 75-80% HR 90rpm', max(75, 80), ['targetDropped']],
  ['10m 200w 75-80% HR', max(75, 80), ['targetDropped']],
  ['10m freeride', { type: 'open' }, []],
  ['10m hidepower 75-80% HR', max(75, 80), ['keyDropped']],
])('- %s aims at %j, and loses %j', (step, target, codes) => {
  const { plans, losses } = imported(`- ${step}`, NAMED);
  expect(plans[0].phases).toEqual([{ name: 'Steady', target, end: { type: 'time', durationS: 600 } }]);
  expect(losses.slice(1).map(({ code }) => code.replace('loss.', ''))).toEqual(codes);
});

test.each<[string, number]>([
  ['30s', 30],
  ['90s', 90],
  ['1m30', 90],
  ['1m30s', 90],
  ['1h2m30s', 3750],
  ['1.5h', 5400],
  ["5'", 300],
  ['1\'30"', 90],
  ['30"', 30],
  ['10min', 600],
  ['10 min', 600],
])('%s is %d s', (duration, durationS) => {
  expect(phasesOf(imported(`- ${duration} Z2 HR`, NAMED).plans[0])[0]?.end).toEqual({ type: 'time', durationS });
});

test.each(['400mtr', '2km', '0.4km', '1mi', '400 meters'])(
  '%s is a distance: a hand ends it, and it is said',
  (step) => {
    const { plans, losses } = imported(`- ${step} Z2 HR`, NAMED);
    expect(phasesOf(plans[0])[0]?.end).toEqual({ type: 'hand' });
    expect(losses[1]).toMatchObject({ code: 'loss.endByHand', path: 'phases[0].end', params: { what: 'distance' } });
  },
);

test('a bare zone is estimated as one of the heart, where a person chooses so', () => {
  const { plans, losses } = imported('- 10m Z3\n- 60s Z7\n- 10m 200w', { ...NAMED, power: 'zones' });
  expect(phasesOf(plans[0]).map(({ target }) => target)).toEqual([
    { type: 'zone', zone: 3 },
    { type: 'zone', zone: 5 },
    { type: 'open' },
  ]);
  expect(lossLines(losses).slice(1)).toEqual([
    'phases[0].target powerEstimated',
    'phases[1].target powerEstimated',
    'phases[1].target powerShort',
    'phases[2].target powerOpen',
  ]);
});

const steps = (text: string): unknown[] =>
  phasesOf(imported(text, NAMED).plans[0]).map(({ name, cue, round }) =>
    [name, ...(cue ? [cue] : []), ...(round ? [`${String(round.n)}/${String(round.of)}`] : [])].join(' | '),
  );

test('headers, counts and lists in lists are blocks', () => {
  expect(steps('Main Set 2x\n- On 1m Z4 HR\n- 1m Z1 HR\n\n- 5m Z1 HR')).toEqual([
    'On | 1/2',
    'Main Set | 1/2',
    'On | 2/2',
    'Main Set | 2/2',
    'Steady',
  ]);
  expect(steps('2x\n\n- On 1m\n- Off 1m\n\nCooldown\n- 5m')).toEqual([
    'On | 1/2',
    'Off | 1/2',
    'On | 2/2',
    'Off | 2/2',
    'Cooldown',
  ]);
  expect(steps('- Warmup 10m\n- 2x\n  - On 1m\n  - Off 1m\n- Cooldown 5m')).toEqual([
    'Warmup',
    ...['On | 1/2', 'Off | 1/2', 'On | 2/2', 'Off | 2/2'],
    'Cooldown',
  ]);
});

test('text before the duration is the name and the cue; messages of later are joined, and it is said', () => {
  expect(steps('- Up: short steps 3m Z4 HR\n- 4m Z1 HR recovery\n- 5m intensity=warmup')).toEqual([
    'Up | short steps',
    'recovery',
    'Warm-up',
  ]);
  const { plans, losses } = imported('- Go now 33^ Half way <!> Last 5m Z4 HR', NAMED);
  expect(phasesOf(plans[0])[0]).toMatchObject({ name: 'Steady', cue: 'Go now · Half way · Last' });
  expect(losses[1]).toMatchObject({ code: 'loss.cueJoined', path: 'phases[0].cue', params: { count: 3 } });
});

test('a name stands alone at the top; other text is the description; a header that nobody bears is said', () => {
  const { plans, losses } = imported('Hills\n\nUp and\ndown.\n\nMain set 2x\n- On 1m\n\nWell done.');
  expect(plans[0]).toMatchObject({ name: 'Hills', description: 'Up and\ndown.\n\nWell done.', sport: 'other' });
  expect(losses).toEqual([{ code: 'loss.keyDropped', path: 'phases[0]', params: { key: 'Main set' } }]);
  expect(imported('- 10m\n\nThe end.', NAMED).plans[0]).toMatchObject({ name: 'Test', description: 'The end.' });
});

test('press lap waits for a hand; a line that is no step is left out, and said', () => {
  const { plans, losses } = imported('- 5m Z2 HR press lap\n- breathe', NAMED);
  expect(plans[0].phases).toEqual([{ name: 'Steady', target: { type: 'zone', zone: 2 }, end: { type: 'hand' } }]);
  expect(losses.slice(1).map(({ code, params }) => [code, ...Object.values(params)])).toEqual([
    ['loss.stepDropped', 'breathe'],
    ['loss.keyDropped', '300 s'],
  ]);
});

test.each([
  ['- 30h Z2 HR', 'line 1: value.tooLarge'],
  ['- 10m\n- 0m Z2 HR', 'line 2: value.tooSmall'],
  ['100000x\n- 1m', 'line 2: value.tooLarge'],
  ['0x\n- 1m', 'line 2: value.tooSmall'],
  ['600x\n- 1m\n- 1m', 'phases: plan.tooManyPhases'],
  ['- 20h\n- 20h', 'phases: plan.tooLong'],
])('%j is refused with its place: %s', (text, problems) => {
  expect(problemsIn(text, NAMED)).toBe(problems);
});

// ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────

test('the JSON of a workout has the same targets, with units', () => {
  const event = {
    name: 'Hills',
    type: 'TrailRun',
    description: '- 10m 60% HR',
    workout_doc: {
      description: 'Up and down.',
      duration: 3600,
      steps: [
        {
          text: 'Easy: slowly',
          duration: 600,
          warmup: true,
          hr: { units: '%hr', start: 60, end: 70 },
          _hr: { value: 1 },
        },
        {
          reps: 3,
          steps: [
            { duration: 180, hr: { units: '%lthr', value: 95 }, intensity: 'interval' },
            { duration: 90.4, hr: { units: 'hr_zone', value: 1 }, cadence: { value: 90, units: 'rpm' } },
          ],
        },
        { duration: 60, hr: { units: 'bpm', start: 120, end: 130 } },
        { duration: 300, power: { units: '%ftp', start: 50, end: 75 }, ramp: true, hidepower: true },
        { distance: 400, pace: { units: '%pace', value: 90 } },
        { duration: 30, until_lap_press: true, cooldown: true },
      ],
    },
  };
  const { plans, losses } = imported(JSON.stringify(event));
  expect(plans[0]).toMatchObject({ name: 'Hills', description: 'Up and down.', sport: 'run' });
  expect(plans[0].phases).toEqual([
    { name: 'Easy', cue: 'slowly', target: max(60, 70), end: { type: 'time', durationS: 600 } },
    {
      repeat: 3,
      phases: [
        { name: 'Interval', target: threshold(93, 97), end: { type: 'time', durationS: 180 } },
        { name: 'Steady', target: { type: 'zone', zone: 1 }, end: { type: 'time', durationS: 90 } },
      ],
    },
    { name: 'Steady', target: bpm(120, 130), end: { type: 'time', durationS: 60 } },
    { name: 'Ramp', target: { type: 'open' }, end: { type: 'time', durationS: 300 } },
    { name: 'Steady', target: { type: 'open' }, end: { type: 'hand' } },
    { name: 'Cool-down', target: { type: 'open' }, end: { type: 'hand' } },
  ]);
  expect(lossLines(losses)).toEqual([
    'phases[1].phases[0].target targetWidened',
    'phases[1].phases[1].end timeRounded',
    'phases[1].phases[1].target targetDropped',
    'phases[3].target powerOpen',
    'phases[3] keyDropped',
    'phases[4].end endByHand',
    'phases[4].target targetDropped',
  ]);
});

test.each<[object, string]>([
  [{ steps: [{ duration: -1 }] }, 'steps[0].duration: value.tooSmall'],
  [{ steps: [{ duration: 1e9 }] }, 'steps[0].duration: value.tooLarge'],
  [{ steps: [{ duration: 60 }, null] }, 'steps[1]: value.type'],
  [{ workout_doc: { steps: [{ reps: 1.5, steps: [{ duration: 60 }] }] } }, 'workout_doc.steps[0].reps: value.notWhole'],
  [{ workout_doc: { steps: [] } }, 'phases: plan.noPhases'],
])('%j is refused with its place: %s', (value, problems) => {
  expect(problemsIn(JSON.stringify(value), NAMED)).toBe(problems);
});

// ── Out ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const word = fc.stringMatching(/^[A-Za-zÄÖÜäöü]{2,9}$/);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((each) => each.join(' '));
const range = (type: 'percentMax' | 'percentThreshold'): fc.Arbitrary<Target> =>
  fc
    .tuple(fc.integer({ min: 140, max: 900 }), fc.integer({ min: 0, max: 100 }))
    .map(([low, more]): Target => ({ type, low: low / 10, high: (low + more) / 10 }));
const step: fc.Arbitrary<Phase> = fc
  .record({
    name: words,
    target: fc.oneof(
      fc.constant<Target>({ type: 'open' }),
      fc.constantFrom<Zone>(1, 2, 3, 4, 5).map((zone): Target => ({ type: 'zone', zone })),
      range('percentMax'),
      range('percentThreshold'),
    ),
    end: fc.oneof(
      fc.constant({ type: 'hand' as const }),
      fc.integer({ min: 1, max: 9000 }).map((durationS) => ({ type: 'time' as const, durationS })),
    ),
    cue: fc.option(words, { nil: undefined }),
  })
  .map(({ cue, ...phase }) => (cue === undefined ? phase : { ...phase, cue }));

test('a plan that the text can hold comes back as the same plan, with nothing lost', () => {
  fc.assert(
    fc.property(plansOf(step, ['other'], true), words, words, (plan, name, description) => {
      const written = { ...plan, name, description };
      const { bytes, losses } = exportPlan(written, 'intervals');
      expect(losses).toEqual([]);
      const read = imported(bytes);
      expect(read.losses).toEqual([]);
      expect(read.plans.map(contentOf)).toEqual([contentOf(written)]);
    }),
  );
});

test('of any plan, with any text in it, the times come back', () => {
  fc.assert(
    fc.property(plans, fc.string({ unit: 'grapheme', minLength: 1 }), texts(30), (plan, text, name) => {
      const named = (phases: Plan['phases']): Plan['phases'] =>
        phases.map((step) =>
          'repeat' in step ? { ...step, phases: named(step.phases) } : { ...step, name: `5m ${name}`, cue: text },
        );
      const written = { ...plan, name, description: text, phases: named(plan.phases) };
      const [read] = imported(exportPlan(written, 'intervals').bytes, NAMED).plans;
      expect(phasesOf(read).map(({ end }) => end.type === 'time' && end.durationS)).toEqual(
        phasesOf(plan).map(({ end }) => (end.type === 'time' ? end.durationS : end.type === 'heartRate' && end.maxS)),
      );
    }),
  );
});

test.each([
  ['!', '(!)'],
  ['*Hard*', '(*Hard*)'],
  ['{x}', '({x})'],
  ['&a', '(&a)'],
  ['Power: high', 'Power – high'],
])('a phase that is called %s is one, as %s', (name, as) => {
  const plan = planOf({ name, target: { type: 'open' }, end: { type: 'time', durationS: 60 } });
  const [read] = imported(exportPlan(plan, 'intervals').bytes, NAMED).plans;
  expect(phasesOf(read).map((phase) => [phase.name, phase.end])).toEqual([[as, { type: 'time', durationS: 60 }]]);
});

test.each(['steps:', '-!', '- {x}', '[COURSE DATA]', '- power: 1'])('a plan that is called %s is read back', (name) => {
  const plan = { ...planOf({ name: 'Go', target: { type: 'open' }, end: { type: 'time', durationS: 60 } }), name };
  const { bytes, losses } = exportPlan(plan, 'intervals');
  expect(imported(bytes, NAMED).plans.map((read) => read.name)).toEqual([`(${name})`]);
  expect(losses).toContainEqual(expect.objectContaining({ code: 'loss.textChanged', path: 'name' }));
});

test.each(['-!', '- !include', 'steps:', '[COURSE DATA]'])(
  'a description of %s is left out, and said',
  (description) => {
    const plan = {
      ...planOf({ name: 'Go', target: { type: 'open' }, end: { type: 'time', durationS: 60 } }),
      description,
    };
    const { bytes, losses } = exportPlan(plan, 'intervals');
    expect(losses.map(({ code }) => code)).toContain('loss.descriptionUnsaid');
    expect(imported(bytes, NAMED).plans).toHaveLength(1);
  },
);

test('what the text cannot hold is said, place by place', () => {
  const plan: Plan = {
    ...planOf(
      { name: 'Warm: up', target: { type: 'bpm', low: 100, high: 120 }, end: { type: 'time', durationS: 3750 } },
      {
        repeat: 2,
        phases: [
          {
            repeat: 3,
            phases: [{ name: '5m hard', target: { type: 'percentReserve', low: 50, high: 60 }, end: { type: 'hand' } }],
          },
          {
            name: 'Down',
            target: { type: 'open' },
            end: { type: 'heartRate', from: 'above', percentMax: 60, holdS: 10, minS: 30, maxS: 240 },
            cue: 'Slowly',
          },
        ],
      },
    ),
    sport: 'run',
    description: 'Fine.\n- 10m no step',
    ceiling: { bpm: 170 },
  };
  const { bytes, losses, name } = exportPlan(plan, 'intervals', { profile: profileOf(200, 50) });
  expect(name).toBe('p.txt');
  expect(new TextDecoder().decode(bytes)).toBe(
    [
      'P\n\nFine.\n\n- Warm – up 1h2m30s 50-60% HR',
      '\n3x\n- 5-m hard 10m 62.5-70% HR press lap',
      '\n- Down: until 120 bpm or below (60 % of max), Slowly 4m',
      '\n3x\n- 5-m hard 10m 62.5-70% HR press lap',
      '\n- Down: until 120 bpm or below (60 % of max), Slowly 4m\n',
    ].join('\n'),
  );
  expect(losses.map(({ path, code, params }) => [path, code.replace('loss.', ''), ...Object.values(params)])).toEqual([
    ['sport', 'sportUnsaid'],
    ['ceiling', 'ceilingUnsaid', 170],
    ['description', 'descriptionUnsaid'],
    ['phases[0].target', 'resolvedPercent', '100–120 bpm', '50–60'],
    ['phases[0].name', 'textChanged', 'Warm – up'],
    ['phases[1]', 'unrolled'],
    ['phases[1].phases[0].phases[0].target', 'resolvedPercent', '50–60 % of reserve', '62.5–70'],
    ['phases[1].phases[0].phases[0].name', 'textChanged', '5-m hard'],
    ['phases[1].phases[1].end', 'endUnsaid', 240],
    ['phases[1].phases[1]', 'asText', 'end'],
    ['phases[1].phases[1].end', 'resolvedBpm', '60 % of max', '120'],
  ]);
  expect(exportPlan(plan, 'intervals').losses.filter(({ code }) => code === 'loss.profileAssumed').length).toBe(1);
});
