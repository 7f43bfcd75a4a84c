import type { Provenance } from '../session/summary.ts';
import { localOf } from './localTime.ts';
import type { Schedule } from './schedule.ts';

/**
 * One planned workout. The ledger has a record of every one, and each ends as exactly one of started, skipped, missed,
 * moved and cancelled. It says by itself what it was for, so that neither schedule nor plan need outlive it.
 */
export interface Occurrence {
  id: string;
  scheduleId: string;
  revision: number;
  planId: string;
  planName: string;
  /** As a clock on the wall of `timeZone` says it: 2026-11-23T06:30:00, and minutes east of UTC. */
  localTime: string;
  offsetMin: number;
  timeZone: string;
  fireAtEpochMs: number;
  /** The one that was moved here. */
  movedFrom: string | null;
  /** When *Workout ready* was told, by a notification or on Today. */
  readyAtEpochMs: number | null;
  end: OccurrenceEnd | null;
  /** It was tried with a simulated heart, and is open all the same: none but a real workout takes it. */
  tried?: Tried | undefined;
  /** Of a schedule that fires very often one record stands for so many occurrences: see `often.ts`. */
  times?: number | undefined;
}

export interface Tried {
  sessionId: string;
  /** When that workout began. */
  atEpochMs: number;
}

export type OccurrenceEnd = { atEpochMs: number } & (
  | { status: 'started'; sessionId: string; /** Known when the workout is over. */ provenance: Provenance | null }
  /** By the person, or by letting its ten minutes go by. */
  | { status: 'skipped'; by: (typeof SKIPPED_BY)[number] }
  /** `leapt`: the device's clock never showed this time of day, since it was set ahead on a journey. */
  | { status: 'missed'; leapt?: true | undefined }
  | { status: 'moved'; to: string }
  | { status: 'cancelled'; why: CancelReason }
);

export const SKIPPED_BY = ['person', 'time'] as const;

export const CANCEL_REASONS = ['edited', 'deleted', 'off', 'planGone'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export type OccurrenceStatus = 'pending' | OccurrenceEnd['status'];

/** Everything that can move an occurrence. Times are of the wall clock. */
export type OccurrenceEvent =
  /** Its time has come, as far as a clock knows. */
  | { type: 'due'; atMs: number }
  | { type: 'announced'; atMs: number }
  /** A workout of its plan began. */
  | { type: 'started'; atMs: number; sessionId: string }
  | { type: 'finished'; atMs: number; sessionId: string; provenance: Provenance }
  | { type: 'skipped'; atMs: number }
  /** Somebody compared it with the clock. */
  | { type: 'checked'; atMs: number }
  /** The clock of the device was set past it on a journey. */
  | { type: 'leapt'; atMs: number }
  | { type: 'moved'; atMs: number; to: string }
  | { type: 'cancelled'; atMs: number; why: CancelReason };

/** A workout that begins this early is the one that was planned. */
export const EARLY_MS = 1_800_000;
/** A workout that begins this late still is; then it is skipped, or missed if nobody was told. Inclusive. */
export const READY_MS = 600_000;
/** Snoozed, it comes again after this. */
export const SNOOZE_MS = 600_000;
/** A start is heard of sooner after a fire time than this. */
export const CLAIM_MS = 3_600_000;
/** Missed ones are written down for as long as this, after however long an absence. */
export const LOOK_BACK_MS = 92 * 86_400_000;

/** The ledger's one rule. An event that means nothing to this occurrence gives the same one back. */
export function advanceOccurrence(occurrence: Occurrence, event: OccurrenceEvent): Occurrence {
  const { end } = occurrence;
  const ended = (end: OccurrenceEnd): Occurrence => ({ ...occurrence, end });
  switch (event.type) {
    case 'due':
      return endedAhead(occurrence, event.atMs) || (isLeapt(occurrence) && isReadyAt(occurrence, event.atMs))
        ? { ...occurrence, readyAtEpochMs: null, end: null }
        : occurrence;
    case 'announced':
      return end === null && occurrence.readyAtEpochMs === null && isReadyAt(occurrence, event.atMs)
        ? { ...occurrence, readyAtEpochMs: event.atMs }
        : occurrence;
    case 'started': {
      const { atMs, sessionId } = event;
      // Who looked at the clock first does not matter: what counts is when it began.
      const open = end === null || hasLapsed(occurrence);
      const again = isTried(occurrence) && isLaterThatDay(occurrence, atMs);
      if (!again && !(open && isInTime(occurrence, atMs))) return occurrence;
      const { tried: _, ...untried } = occurrence;
      return { ...untried, end: { status: 'started', atEpochMs: atMs, sessionId, provenance: null } };
    }
    case 'finished': {
      const { sessionId, provenance } = event;
      if (end?.status !== 'started' || end.sessionId !== sessionId || end.provenance === provenance) return occurrence;
      const isOpen = provenance === 'simulated' && event.atMs <= occurrence.fireAtEpochMs + READY_MS;
      return isOpen
        ? { ...occurrence, end: null, tried: { sessionId, atEpochMs: end.atEpochMs } }
        : ended({ ...end, provenance });
    }
    case 'checked':
      if (end !== null || event.atMs <= occurrence.fireAtEpochMs + READY_MS) return occurrence;
      if (occurrence.tried) return ended(triedEnd(occurrence.tried));
      return occurrence.readyAtEpochMs === null
        ? ended({ status: 'missed', atEpochMs: event.atMs })
        : ended({ status: 'skipped', atEpochMs: event.atMs, by: 'time' });
    case 'leapt':
      if (end !== null || occurrence.readyAtEpochMs !== null) return occurrence;
      if (occurrence.tried) return ended(triedEnd(occurrence.tried));
      return ended({ status: 'missed', atEpochMs: event.atMs, leapt: true });
    case 'skipped':
      return end === null ? ended({ status: 'skipped', atEpochMs: event.atMs, by: 'person' }) : occurrence;
    case 'moved':
      return end === null ? ended({ status: 'moved', atEpochMs: event.atMs, to: event.to }) : occurrence;
    case 'cancelled':
      return end === null ? ended({ status: 'cancelled', atEpochMs: event.atMs, why: event.why }) : occurrence;
    default:
      return event satisfies never;
  }
}

export function statusOf({ end }: Pick<Occurrence, 'end'>): OccurrenceStatus {
  return end?.status ?? 'pending';
}

/** Nobody ended it but the clock. */
export function hasLapsed({ end }: Pick<Occurrence, 'end'>): boolean {
  return end?.status === 'missed' || (end?.status === 'skipped' && end.by === 'time');
}

const triedEnd = ({ sessionId, atEpochMs }: Tried): OccurrenceEnd => ({
  status: 'started',
  atEpochMs,
  sessionId,
  provenance: 'simulated',
});

/** What was tried and is in no schedule's care any more: nobody would end it. */
export function closed(occurrence: Occurrence): Occurrence {
  return occurrence.end === null && occurrence.tried ? { ...occurrence, end: triedEnd(occurrence.tried) } : occurrence;
}

/** All that was done of it was with a simulated heart, and its time has gone by. */
export function isTried({ end }: Pick<Occurrence, 'end'>): boolean {
  return end?.status === 'started' && end.provenance === 'simulated';
}

/** Tried in time, it may be done for real later on the same day. */
function isLaterThatDay({ fireAtEpochMs, localTime, offsetMin }: Occurrence, atMs: number): boolean {
  if (atMs < fireAtEpochMs - EARLY_MS) return false;
  return new Date(atMs + offsetMin * 60_000).toISOString().slice(0, 10) === localTime.slice(0, 10);
}

/** The clock ended it in what is still the future: it ran ahead and was set right, and forgives when its time comes. */
export function endedAhead(occurrence: Pick<Occurrence, 'end'>, nowMs: number): boolean {
  return hasLapsed(occurrence) && occurrence.end!.atEpochMs > nowMs;
}

/** The clock was set past it on a journey. It begins anew if the clock shows that time after all. */
export function isLeapt({ end }: Pick<Occurrence, 'end'>): boolean {
  return end?.status === 'missed' && end.leapt === true;
}

/** A workout that begins then is this one. */
export function isInTime({ fireAtEpochMs }: Pick<Occurrence, 'fireAtEpochMs'>, atMs: number): boolean {
  return atMs >= fireAtEpochMs - EARLY_MS && atMs <= fireAtEpochMs + READY_MS;
}

/** It is time, and not too late. */
export function isReadyAt({ fireAtEpochMs }: Pick<Occurrence, 'fireAtEpochMs'>, atMs: number): boolean {
  return atMs >= fireAtEpochMs && atMs <= fireAtEpochMs + READY_MS;
}

/** Schedule, revision, local date-time and offset: the same wherever and whenever it is computed. */
export function occurrenceId(at: Pick<Occurrence, 'scheduleId' | 'revision' | 'localTime' | 'offsetMin'>): string {
  return `${timeKey(at)}${offsetText(at.offsetMin)}`;
}

/** What the ids of all occurrences at one local time begin with, whatever the offset was. */
export function timeKey({
  scheduleId,
  revision,
  localTime,
}: Pick<Occurrence, 'scheduleId' | 'revision' | 'localTime'>): string {
  return `${scheduleId}/${String(revision)}/${localTime}`;
}

/** Minutes east of UTC as ISO 8601 writes them: +05:30. */
export function offsetText(offsetMin: number): string {
  const minutes = Math.abs(Math.round(offsetMin));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${offsetMin < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What this schedule plans for this instant, as a clock in this zone shows it. */
export function occurrenceOf(schedule: Schedule, fireAtEpochMs: number, timeZone: string): Occurrence {
  const { id: scheduleId, revision, planId, planName } = schedule;
  const time = { scheduleId, revision, ...localOf(fireAtEpochMs, timeZone) };
  return {
    id: occurrenceId(time),
    ...time,
    planId,
    planName,
    timeZone,
    fireAtEpochMs,
    movedFrom: null,
    readyAtEpochMs: null,
    end: null,
  };
}
