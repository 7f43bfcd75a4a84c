import * as common from './common.ts';
import { live } from './live.ts';
import { enPlans } from './plans.ts';
import { shell } from './shell.ts';
import { formatsOf } from '../formats.ts';

/**
 * What the app says from the first screen on, in English. The shape of this object, with that of `en.pages.ts`, is the
 * shape of every language (`Words`).
 */
export const en = {
  language: 'en',
  ...formatsOf('en'),
  ...common,
  shell,
  live,
  plans: enPlans,
};
