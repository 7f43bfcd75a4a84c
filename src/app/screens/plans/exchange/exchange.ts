// Fetched when somebody imports plans, opens one in a link, or shares one.
export { default as ImportPlans } from './ImportPlans.svelte';
export { default as SharePlan } from './SharePlan.svelte';
export { default as SharedPlan } from './SharedPlan.svelte';
export { loadExchangeWords } from '../../../../words/words.ts';
