import type { FinishedSession } from '../../core/records/finished.ts';
import { localMsOf } from '../../core/schedule/localTime.ts';
import { fileNameOf } from '../exporter.ts';

/**
 * `2026-11-22-0730-threshold-4-4`: what files of a workout are called, without their endings. By the clock where it was run, so
 * that they sort by time and two of a day are two.
 */
export function workoutStem({ plan, startedAt }: Pick<FinishedSession, 'plan' | 'startedAt'>): string {
  const [day = '', time = ''] = new Date(localMsOf(startedAt)).toISOString().split('T');
  return [day, time.slice(0, 5).replace(':', ''), fileNameOf(plan.name)].filter(Boolean).join('-');
}
