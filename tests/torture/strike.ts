import type { Chance } from './chance.ts';
import type { Stage } from './stage.ts';
import type { Shown } from './watch.ts';

/** A fault that has happened, and what came of it. */
export interface Struck {
  /** How it is known that it happened. */
  proof: string;
  /** What the page had shown before it. */
  before: Shown;
  /** What was there after it, in words. */
  back: string;
  lossS: number;
  /** Until the workout was shown to run again, where it was cut off. */
  tookMs?: number;
  /** The workout has come to its end. */
  over?: boolean;
}

/** Lets a fault fall on the workout at this very moment, and holds what follows to what must always be true. */
export type Strike = (stage: Stage, chance: Chance) => Promise<Struck>;

/** Whichever of them is opened after an interruption, it leads back to the workout. */
export const ROUTES = ['#/live', '#/today', '#/history', '#/settings'] as const;

/** `0:14 phase 3`. */
export function placeOf({ elapsedS, phase }: Pick<Shown, 'elapsedS' | 'phase'>): string {
  return `${Math.floor(elapsedS / 60)}:${String(elapsedS % 60).padStart(2, '0')} phase ${phase}`;
}
