import { parsePlan } from '../../src/formats/plan/importers.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { Trial } from './script.ts';

/** Short phases, so that faults fall on their changes too; then a last one, to run out by itself. */
const PARTS = [
  {
    repeat: 8,
    phases: [5, 7, 4, 6].map((durationS, i) => ({
      name: `Part ${i + 1}`,
      target: { type: 'zone', zone: i + 1 },
      durationS,
    })),
  },
  { name: 'Last', target: { type: 'open' }, durationS: 3 },
];
const PHASES = 33;

/** A plan of torture. A change of phase is written down at once, and so is a part of the workout that is full by then. */
function planWith(firstS: Trial['partAtS']): { plan: Plan; phases: number } {
  const first = firstS === 0 ? [] : [{ name: 'First', target: { type: 'open' }, durationS: firstS }];
  const parsed = parsePlan({ id: `torture-${firstS}`, name: 'Torture', sport: 'run', phases: [...first, ...PARTS] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { plan: parsed.value, phases: PHASES + first.length };
}

/** By the second at which the first phase ends. */
export const PLANS = { 0: planWith(0), 300: planWith(300), 600: planWith(600) };
