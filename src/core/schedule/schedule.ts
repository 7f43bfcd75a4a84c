/** When to do a plan. */
export interface Schedule {
  id: string;
  planId: string;
  /** As it was called when this was saved: for when the plan is gone. */
  planName: string;
  cron: string;
  /** Pinned to this IANA zone; `null` floats: 06:30 stays 06:30 wherever the device is. */
  timeZone: string | null;
  on: boolean;
  /** Counts every change of when it fires or what it is for. */
  revision: number;
  /** This revision fires after this moment. */
  sinceEpochMs: number;
  /** What it was before, oldest first: for a look at the clock that comes after several changes. */
  earlier?: readonly Schedule[] | undefined;
}

/** What a person decides about a schedule. */
export type ScheduleChoice = Pick<Schedule, 'planId' | 'planName' | 'cron' | 'timeZone' | 'on'>;

/** The schedule after this choice. A new revision when it changes when it fires or what for; the past keeps its own. */
export function revised(before: Schedule, choice: Partial<ScheduleChoice>, nowMs: number): Schedule {
  const after = { ...before, ...choice };
  const same =
    after.planId === before.planId &&
    after.cron === before.cron &&
    after.timeZone === before.timeZone &&
    after.on === before.on;
  if (same) return after;
  const { earlier = [], ...was } = before;
  return {
    ...after,
    revision: before.revision + 1,
    sinceEpochMs: nowMs,
    earlier: [...earlier, was].slice(-EARLIER_MAX),
  };
}

/** Nobody changes a schedule more often than this before somebody looks at the clock. */
const EARLIER_MAX = 16;
