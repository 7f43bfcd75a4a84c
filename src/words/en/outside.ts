import type { OutsideWords } from '../language.ts';
import { enPlans } from './plans.ts';
import { reminders } from './reminders.ts';

/** What is read outside the app. */
export const outside: OutsideWords = { reminders, plans: enPlans };
