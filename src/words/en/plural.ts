import { pluralsOf } from '../plurals.ts';

/** The categories of English beside `other`. A phrase that lacks one does not compile. */
export const CATEGORIES = ['one'] as const;

/** `plural(2, { one: '# workout', other: '# workouts' })` is “2 workouts”. */
export const plural = pluralsOf<(typeof CATEGORIES)[number]>('en');
