// Beatkeeper without a host: what core, engine and formats offer. Loads in Node, in a worker and in a page; looks at
// no global until it is asked for something. Every parser takes what is foreign and answers with a value or with
// problems, each with its place; none throws.

export type { Parsed, Problem, ProblemCode } from './core/parsed.ts';

// What a strap says
export { encodeFrame, parseFrame, parseHex } from './core/frame.ts';
export type { Contact, HeartRate } from './core/frame.ts';
export { filtered, plausible } from './core/filter.ts';
export type { Filter } from './core/filter.ts';

// The person
export { bpmMaxForAge, profileOf, zoneOf, ZONES } from './core/zones.ts';
export { parseProfile } from './core/profile.ts';
export type { Profile, Zone, ZoneBasis } from './core/zones.ts';

// The plan
export { bandOf, phasesOf, sideOf, totalMaxS } from './core/plan.ts';
export { parsePlan, parsePlanText, parseStoredPlan } from './core/planFile.ts';
export { readPlanFile } from './formats/planBytes.ts';
export { isUuid } from './core/planId.ts';
export { gonePlanId, isSameContent, migratedPlanId } from './core/planIdentity.ts';
export type { PlanContent } from './core/planIdentity.ts';
export type { Band, End, Phase, Plan, Repeat, RunPhase, Side, Sport, Step, Target } from './core/plan.ts';
export { BUILT_IN_IDS, builtInPlans } from './core/builtins.ts';
export type { BuiltInId, BuiltInWords } from './core/builtins.ts';

// When it is due
export { DAYS_WORTH, isOften, paceOf } from './core/pace.ts';
export { dueBetween, nextFireTimes, parseCron } from './core/schedule.ts';
export type { Cron } from './core/schedule.ts';
export { calendarOf, calendarOfOccurrence } from './formats/ics.ts';
export type { CalendarFile, CalendarItem, CalendarWords } from './formats/ics.ts';
export { instantOf, isZone, localOf } from './core/zone.ts';

// What became of it
export { offsetText, statusOf } from './core/ledger.ts';
export type {
  CancelReason,
  LastLook,
  Occurrence,
  OccurrenceEnd,
  OccurrenceStatus,
  OpenOccurrence,
  Schedule,
  ScheduleChoice,
  Standing,
} from './core/ledger.ts';
export { parseLastLook, parseOccurrence, parseSchedule, parseStanding } from './core/ledgerRecord.ts';
export { Scheduler } from './engine/scheduler.ts';
export type { ReminderPort, SchedulerPorts, Settled } from './engine/scheduler.ts';
export type { Finish, Start } from './engine/tie.ts';
export type { Book, Ledger, StoredSchedule } from './engine/book.ts';
export { MemoryLedger } from './engine/memoryLedger.ts';

// The session
export { advance, currentPhase, IDLE } from './core/session.ts';
export type {
  Cut,
  Effect,
  Ending,
  Gap,
  Moment,
  Pause,
  Sample,
  Session,
  SessionEvent,
  Stretch,
  Workout,
  WorkoutStart,
} from './core/session.ts';
export type { CueWhy, EndedBy, Notice, NoticeBody, PauseReason } from './core/notice.ts';
export type { Guidance } from './core/guide.ts';
export type { Signal, SignalStatus, Source } from './core/signal.ts';
export { snapshotOf } from './core/snapshot.ts';
export type { Heart, Snapshot, WorkoutNow } from './core/snapshot.ts';
export { endingOf, summaryOf } from './core/summary.ts';
export type { Provenance, Summary } from './core/summary.ts';
export { samplesOf } from './core/samples.ts';
export { packed } from './core/packed.ts';
export { unpacked } from './core/unpacked.ts';
export type { SampleChunk, Trace } from './core/samples.ts';
export type { Checkpoint, JournalEntry } from './core/checkpoint.ts';
export { parseCheckpoint, parseEntry, replayed } from './core/checkpointRecord.ts';
export type { Finished, FinishedSession, SessionDigest } from './core/finished.ts';

// A heart to try it with
export { aimOf, beat, bodyOf, parseStrapSpec, STRAP_FORMS } from './core/body.ts';
export type { Body, StrapSpec } from './core/body.ts';
export { parseReplay, readReplayFile } from './formats/replay.ts';
export type { TimedFrame } from './formats/replay.ts';

// The executor and its ports
export { SessionExecutor } from './engine/executor.ts';
export type {
  CheckpointStore,
  Clock,
  ExecutorSettings,
  ExecutorTrouble,
  FrameSource,
  NoticePort,
  Ports,
  RestoredWorkout,
  ScreenPort,
} from './engine/executor.ts';
export { Metronome } from './engine/metronome.ts';
export type { Timer } from './engine/metronome.ts';
export { SimulatedStrap } from './engine/simulated.ts';
