// Beatkeeper without a host: what core, engine and formats offer. Loads in Node, in a worker and in a page; looks at
// no global until it is asked for something. Every parser takes what is foreign and answers with a value or with
// problems, each with its place; none throws.

export type { Parsed, Problem, ProblemCode } from './core/parse/parsed.ts';

// What a strap says
export { encodeFrame, parseFrame, parseHex } from './core/signal/heartRateMeasurement.ts';
export type { Contact, HeartRate } from './core/signal/heartRateMeasurement.ts';
export { filtered, plausible } from './core/signal/filter.ts';
export type { Filter } from './core/signal/filter.ts';

// How the heart varies from beat to beat
export { hrvOf } from './core/hrv/hrv.ts';
export type { Hrv } from './core/hrv/hrv.ts';
export { hrvOfWorkout, withHrv } from './core/records/withHrv.ts';
export type { HrvSummary } from './core/samples/hrvSummary.ts';
export { readRrFile } from './formats/activity/rrList.ts';

// What a workout costs
export { loadOf } from './core/load/loadOf.ts';
export type { Load } from './core/load/loadOf.ts';
export { SEXES } from './core/load/loadProfile.ts';
export type { LoadProfile, Sex } from './core/load/loadProfile.ts';
export type { HeartSamples, Reading } from './core/load/readings.ts';
export { readHeartRates } from './formats/activity/heartRates.ts';
export { workoutFiguresOf } from './core/load/workoutFigures.ts';
export type { SteadyWork, WorkoutFigures } from './core/load/workoutFigures.ts';
export { parseFigures } from './core/load/workoutFiguresRecord.ts';
export { LOAD_MEASURES, workoutLoad } from './core/load/workoutLoad.ts';
export type { LoadMeasure, ProfileOf } from './core/load/workoutLoad.ts';
export { workoutAnalysis } from './core/load/workoutAnalysis.ts';
export type { HeartRateReached, PhaseAnalysis } from './core/load/workoutAnalysis.ts';

// What many of them come to
export { fitnessAhead, fitnessOf, loadsByDay } from './core/load/fitness.ts';
export type { DayLoad, FitnessDay } from './core/load/fitness.ts';
export { EXPECTED_FROM, expectedLoad, plannedLoads } from './core/load/expectedLoad.ts';
export type { ExpectedLoad, Expecting } from './core/load/expectedLoad.ts';
export { RAMP_CODES, rampNow, rampWarnings } from './core/load/rampWarnings.ts';
export type { RampCode, RampWarning } from './core/load/rampWarnings.ts';
export { maximumSeen, restingSeen } from './core/load/seenRates.ts';
export type { SeenRate } from './core/load/seenRates.ts';
export { recoveryTrend } from './core/load/recoveryTrend.ts';
export type { RecoveryPoint } from './core/load/recoveryTrend.ts';
export { repeatedPlans } from './core/load/repeatedPlans.ts';
export type { PlanRun, RepeatedPlan } from './core/load/repeatedPlans.ts';
export { heatMap, SPANS, totalsBy } from './core/load/totals.ts';
export type { HeatDay, Span, Totals, TotalsFor } from './core/load/totals.ts';
export { BESTS, bestsOf } from './core/load/bests.ts';
export type { Best, BestCode } from './core/load/bests.ts';

// How the heart answers effort
export { PRIOR_RESPONSE } from './core/athlete/heartResponse.ts';
export type { HeartResponse } from './core/athlete/heartResponse.ts';
export type { FittedHeart } from './core/athlete/heartFit.ts';
export { fitHeart } from './core/records/heartLearnt.ts';
export type { LearntHeart } from './core/records/heartLearnt.ts';
export { readSessionFile } from './formats/activity/readSessionJson.ts';
export { importSession } from './formats/activity/importers.ts';
export type { ReadSessions } from './formats/activity/importers.ts';
export type { ImportedWorkout, SessionImportContext, SessionWords } from './formats/activity/read/importing.ts';
export type { FileFigures } from './formats/activity/read/figures.ts';

// The person
export { bpmMaxForAge, profileOf, zoneOf, ZONES } from './core/athlete/hrZones.ts';
export { parseProfile } from './core/athlete/profile.ts';
export type { Profile, Zone, ZoneBasis } from './core/athlete/hrZones.ts';

// The plan
export { bandOf, phasesOf, sideOf, totalMaxS } from './core/plan/plan.ts';
export { parseStoredPlan } from './core/plan/planFile.ts';
export { lossesOfPlan } from './formats/plan/lossesOfPlan.ts';
export { importPlan, importPlanFiles, parsePlan, parsePlanText, readPlanFile } from './formats/plan/importers.ts';
export { POWER_CHOICES } from './formats/importer.ts';
export type { ImportContext, PowerChoice } from './formats/importer.ts';
export { exportPlan, PLAN_FORMATS } from './formats/plan/exporters.ts';
export type { PlanFormat } from './formats/plan/exporters.ts';
export { planLink, readPlanLink } from './formats/plan/link.ts';
export { exportSession, formatsFor, SESSION_FORMATS } from './formats/activity/exporters.ts';
export type { SessionFormat, SessionToExport } from './formats/activity/exporters.ts';
export { isOwnExport } from './formats/activity/ownExport.ts';
export { exportSessions } from './formats/activity/exportSessions.ts';
export type { ExportProgress, ManyOptions } from './formats/activity/exportSessions.ts';
export { isUuid } from './core/plan/planId.ts';
export { gonePlanId, isSameContent, migratedPlanId } from './core/plan/planIdentity.ts';
export type { PlanContent } from './core/plan/planIdentity.ts';
export type { Band, End, Phase, Plan, Repeat, RunPhase, Sport, Step, Target } from './core/plan/plan.ts';
export type { Side } from './core/signal/side.ts';
export { BUILT_IN_IDS, builtInPlans } from './core/plan/builtins.ts';
export { phaseUnderWay } from './core/plan/laps.ts';
export type { BuiltInId, BuiltInWords } from './core/plan/builtins.ts';

// When it is due
export { DAYS_WORTH, isOften, paceOf } from './core/schedule/pace.ts';
export { dueBetween, nextFireTimes, parseCron } from './core/schedule/fireTimes.ts';
export type { Cron } from './core/schedule/fireTimes.ts';
export { calendarOf, calendarOfOccurrence } from './formats/calendar/ics.ts';
export type { CalendarFile } from './formats/calendar/ics.ts';
export type { CalendarItem, CalendarWords } from './formats/calendar/event.ts';
export { instantOf, isZone, localOf } from './core/schedule/timeZone.ts';

// What became of it
export { offsetText, statusOf } from './core/schedule/occurrence.ts';
export type { CancelReason, Occurrence, OccurrenceEnd, OccurrenceStatus } from './core/schedule/occurrence.ts';
export type { Schedule, ScheduleChoice } from './core/schedule/schedule.ts';
export type { LastCheck, OpenOccurrence, ScheduleCursor } from './core/schedule/scheduleCursor.ts';
export { parseCursor, parseLastCheck, parseOccurrence, parseSchedule } from './core/schedule/ledgerRecord.ts';
export { Scheduler } from './engine/scheduler.ts';
export type { ReminderPort, SchedulerPorts, Settled } from './engine/scheduler.ts';
export type { Finish, Start } from './engine/linkOccurrence.ts';
export type { Ledger, LedgerTransaction, StoredSchedule } from './engine/ledger.ts';
export { MemoryLedger } from './engine/memoryLedger.ts';

// The session
export type { Command } from './core/session/command.ts';
export { advance } from './core/session/advance.ts';
export { currentPhase, IDLE } from './core/session/session.ts';
export type {
  Recoverable,
  Ending,
  Gap,
  Moment,
  Pause,
  Session,
  TimelineEntry,
  Workout,
  WorkoutStart,
} from './core/session/session.ts';
export type { Effect, Sample, SessionEvent } from './core/session/events.ts';
export type { CueWhy, EndedBy, Notice, NoticeBody, PauseReason } from './core/cues/notice.ts';
export { STRICTNESSES, type Strictness } from './core/cues/strictness.ts';
export type { Coaching, KnownResponse } from './core/cues/coaching.ts';
export type { Guidance } from './core/cues/guidance.ts';
export type { Signal, SignalStatus, Source } from './core/signal/signal.ts';
export { snapshotOf } from './core/session/snapshot.ts';
export type { Heart, Snapshot, WorkoutNow } from './core/session/snapshot.ts';
export { endingOf, summaryOf } from './core/session/summary.ts';
export type { Provenance, Summary } from './core/session/summary.ts';
export { samplesOf } from './core/samples/samples.ts';
export { packed } from './core/samples/packed.ts';
export { unpacked } from './core/samples/unpacked.ts';
export type { SampleChunk, Trace } from './core/samples/samples.ts';
export type { Checkpoint, JournalEntry } from './core/records/checkpoint.ts';
export { parseCheckpoint } from './core/records/checkpointRecord.ts';
export { parseEntry, replayed } from './core/records/journalRecord.ts';
export type { Finished, FinishedSession, SessionDigest } from './core/records/finished.ts';
export type { ImportedFrom, ImportFormat } from './core/records/importedFrom.ts';

// A heart to try it with
export {
  targetBpmOf,
  stepHeart,
  simulatedHeartOf,
  parseStrapSpec,
  STRAP_FORMS,
} from './core/simulation/simulatedHeart.ts';
export type { SimulatedHeart, StrapSpec } from './core/simulation/simulatedHeart.ts';
export { isRecording, parseRecording } from './formats/activity/recording.ts';
export type { RecordedItem, Recording, RecordingHead } from './core/records/recording.ts';
export { parseReplay, readReplayFile } from './formats/activity/replay.ts';
export type { TimedFrame } from './formats/activity/replay.ts';

// The executor and its ports
export { SessionExecutor } from './engine/executor.ts';
export type { RestoredWorkout } from './engine/resume.ts';
export type {
  BeatsPort,
  CheckpointStore,
  Clock,
  ExecutorSettings,
  ExecutorTrouble,
  FrameSource,
  NoticePort,
  Ports,
  ScreenPort,
} from './engine/ports.ts';
export { Metronome } from './engine/metronome.ts';
export type { Timer } from './engine/metronome.ts';
export { SimulatedStrap } from './engine/simulated.ts';
export { Replay } from './engine/replay.ts';
