// The screens that one goes to now and then, fetched together: apart they weigh a tenth more.
import type { AppState } from '../state/app.svelte.ts';
import type Schedule from './schedule/Schedule.svelte';

export { default as Plan } from './plans/Plan.svelte';
export { default as Plans } from './plans/Plans.svelte';
export { default as Session } from './history/Session.svelte';

/** That of schedules comes with its words, and with what is planned. */
export async function scheduleScreen(app: AppState): Promise<typeof Schedule> {
  const [{ Schedule }] = await Promise.all([import('./schedule/scheduling.ts'), app.loadSchedule()]);
  return Schedule;
}
