// The screens that one goes to now and then, fetched together: apart they weigh a tenth more.
import type Schedule from './Schedule.svelte';

export { default as History } from './History.svelte';
export { default as Plan } from './Plan.svelte';
export { default as Plans } from './Plans.svelte';
export { default as Session } from './Session.svelte';

/** That of schedules comes with its words. */
export async function scheduleScreen(language: string): Promise<typeof Schedule> {
  const { prepareWords, Schedule } = await import('./scheduling.ts');
  await prepareWords(language);
  return Schedule;
}
