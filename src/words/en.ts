import { live } from './en.live.ts';
import * as moments from './en.moments.ts';
import { pages } from './en.pages.ts';
import { enPlans } from './en.plans.ts';
import * as problems from './en.problems.ts';
import { formatsOf } from './formats.ts';

/** Everything the app says, in English. The shape of this object is the shape of every language (`Words`). */
export const en = {
  language: 'en',
  ...formatsOf('en'),
  ...problems,
  ...moments,
  live,
  pages,
  plans: enPlans,
};
