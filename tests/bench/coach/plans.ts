import type { End, Phase, Plan, Step } from '../../../src/core/plan/plan.ts';
import type { Zone } from '../../../src/core/athlete/hrZones.ts';

const min = (minutes: number): End => ({ type: 'time', durationS: 60 * minutes });
const zone = (name: string, zone: Zone, end: End): Phase => ({ name, target: { type: 'zone', zone }, end });

function planOf(id: string, phases: Step[]): Plan {
  return { id, name: id, description: '', sport: 'run', phases };
}

/** What the athletes are asked to do: 40 minutes or more of each. */
export const PLANS: readonly Plan[] = [
  planOf('4x4', [
    zone('Warm-up', 2, min(10)),
    { repeat: 4, phases: [zone('Hard', 4, min(4)), zone('Easy', 2, min(3))] },
    zone('Cool-down', 1, min(5)),
  ]),
  planOf('steady', [zone('Warm-up', 2, min(8)), zone('Steady', 3, min(32)), zone('Cool-down', 1, min(5))]),
  planOf('pyramid', [
    zone('Warm-up', 1, min(5)),
    zone('Up', 2, min(5)),
    zone('Up', 3, min(5)),
    zone('Top', 4, min(4)),
    zone('Down', 3, min(5)),
    zone('Up', 4, min(4)),
    zone('Down', 3, min(4)),
    zone('Down', 2, min(5)),
    zone('Cool-down', 1, min(5)),
  ]),
  planOf('by heart rate', [
    zone('Warm-up', 2, min(8)),
    {
      repeat: 8,
      phases: [
        zone('Hard', 4, {
          type: 'heartRate',
          percentMax: 83,
          from: 'below',
          holdS: 5,
          minS: 60,
          maxS: 240,
        }),
        zone('Recover', 1, {
          type: 'heartRate',
          percentMax: 64,
          from: 'above',
          holdS: 5,
          minS: 45,
          maxS: 180,
        }),
      ],
    },
    zone('Cool-down', 1, min(5)),
  ]),
];
