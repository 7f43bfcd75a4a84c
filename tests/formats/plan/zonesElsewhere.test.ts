// Zones of three to seven in the files of other programs, which have five: what cannot be said is a heart rate, and a loss.
import { expect, test } from 'vitest';
import { profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import type { Plan, Target } from '../../../src/core/plan/plan.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import { read } from './imported.ts';

const SEVEN: Profile = { ...profileOf(200, 50), zoneFloorsPct: ZONE_PRESETS.max[7] };
const plan: Plan = planOf(
  phase(time(60), { type: 'zone', zone: 2 }),
  phase(time(60), { type: 'zone', zone: 3, of: 7 }),
  phase({ type: 'heartRate', from: 'above', zone: 1, of: 3, holdS: 0, minS: 0, maxS: 60 }, { type: 'open' }),
);

const targets = (bytes: Uint8Array): Target[] =>
  read(bytes).plan.phases.flatMap((step) => ('repeat' in step ? [] : step.target));
const resolved = (format: 'fit' | 'garmin' | 'intervals' | 'zwo') => {
  const { bytes, losses } = exportPlan(plan, format, { profile: SEVEN });
  const said = losses.flatMap(({ code, path, params }) =>
    code.startsWith('loss.resolved')
      ? `${path} ${String(params['text'])} → ${String(params['bpm'] ?? params['percent'])}`
      : [],
  );
  return { bytes, said };
};

test.each(['fit', 'garmin'] as const)('%s: zones of five stay, others are bpm', (format) => {
  const { bytes, said } = resolved(format);
  expect(targets(bytes).slice(0, 2)).toEqual([
    { type: 'zone', zone: 2 },
    { type: 'bpm', low: 158, high: 165 },
  ]);
  expect(said).toEqual(['phases[1].target Z3/7 → 158–165', 'phases[2].end Z1/3 → 163']);
});

test('intervals.icu: zones of five stay, others are a share of the maximum', () => {
  const { bytes, said } = resolved('intervals');
  expect(targets(bytes).slice(0, 2)).toEqual([
    { type: 'zone', zone: 2 },
    { type: 'percentMax', low: 79, high: 82.5 },
  ]);
  expect(said).toEqual(['phases[1].target zone 3 of 7 → 79–82.5', 'phases[2].end zone 1 of 3 → 163']);
});

test('ZWO: of how many a zone is, is said in the message', () => {
  const { bytes, said } = resolved('zwo');
  expect(new TextDecoder().decode(bytes)).toContain('zone 3 of 7 (158–165 bpm)');
  expect(said).toContain('phases[1].target zone 3 of 7 → 158–165');
});

test.each(['json', 'link'] as const)('our own %s has every zone as it is', (format) => {
  expect(read(exportPlan(plan, format).bytes).plan.phases).toEqual(plan.phases);
});

test.each([
  [
    '- 10m Z2 HR\n- 10m Z5 HR',
    [
      { type: 'zone', zone: 2 },
      { type: 'zone', zone: 5 },
    ],
  ],
  [
    '- 10m Z2 HR\n- 1m Z7 HR',
    [
      { type: 'zone', zone: 2, of: 7 },
      { type: 'zone', zone: 7, of: 7 },
    ],
  ],
  ['- 10m Z2 HR\n- 1m Z7', [{ type: 'zone', zone: 2 }, { type: 'open' }]],
  [
    '- 10m Z2-Z3 HR\n- 1m Z5-Z6 HR',
    [
      { type: 'percentMax', low: 71, high: 83 },
      { type: 'percentMax', low: 88, high: 93 },
    ],
  ],
])('intervals.icu: of a file with a sixth or seventh heart-rate zone all are of seven: %j', (text, expected) => {
  expect(targets(new TextEncoder().encode(text))).toEqual(expected);
});

test('intervals.icu: so are those of its JSON', () => {
  const step = (value: number): object => ({ duration: 60, hr: { value, units: 'hr_zone' } });
  const doc = { steps: [step(2), { reps: 2, steps: [step(6)] }] };
  const [first, block] = read(JSON.stringify(doc)).plan.phases;
  expect([first, block]).toMatchObject([
    { target: { type: 'zone', zone: 2, of: 7 } },
    { repeat: 2, phases: [{ target: { type: 'zone', zone: 6, of: 7 } }] },
  ]);
});
