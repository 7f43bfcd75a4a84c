import type { ZoneCount } from '../../../core/athlete/hrZones.ts';

/** The dark theme of app.css, whatever the page wears: a picture looks the same wherever it is sent. Held to it by a test. */
export const LOOK = {
  ink: '#090d15',
  text: '#f3f5f9',
  soft: '#c7cbd3',
  line: '#333843',
  zones: ['#868c99', '#7eacdc', '#4edbc4', '#fad543', '#ff8d39', '#f9356f', '#8650c8', '#e7d5ff'],
} as const;

/** The steps that zones take where there are few of them, as app.css has it. */
const STEPS: Partial<Record<ZoneCount, readonly number[]>> = { 3: [0, 1, 3, 5], 4: [0, 1, 3, 4, 5] };

export const colourOf = (zone: number, count: ZoneCount): string =>
  LOOK.zones[STEPS[count]?.[zone] ?? zone] ?? LOOK.zones[0];
