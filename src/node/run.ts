import { randomUUID } from 'node:crypto';
import {
  currentPhase,
  endingOf,
  isSameContent,
  phasesOf,
  Replay,
  SessionExecutor,
  summaryOf,
  withHrv,
} from '../index.ts';
import type {
  BeatsPort,
  Checkpoint,
  Coaching,
  ExecutorTrouble,
  HrvSummary,
  Moment,
  Plan,
  Profile,
  Recording,
  Session,
  TimelineEntry,
  Summary,
} from '../index.ts';
import { writeExports, type ExportTarget, type WrittenExport } from './exports.ts';
import { runEventOf, type RunEvent } from './runEvents.ts';
import { RunCheckpoints } from './runCheckpoints.ts';
import { LiveLine } from './liveline.ts';
import { deviceZone, realClock, simulatedClock } from './pacedClock.ts';
import type { Planner } from './planner.ts';
import { NO_STRAP, openStrap, type Strap, type OpenStrap } from './straps.ts';
import { plain, reasonOf, Refusal, type Terminal } from './terminal.ts';
import { cli as words, common as say, workout as said } from './words.ts';

export interface RunOptions {
  plan: Plan;
  profile: Profile;
  coaching: Coaching;
  strap: Strap;
  speed: number | 'max';
  /** Ends phases that wait for a hand. */
  lapAfterS?: number | undefined;
  /** Where the workout is kept. */
  folder?: string | undefined;
  /** Where it may be a planned one. */
  planner?: Planner | undefined;
  /** What it is written to, once it is over. */
  exports?: readonly ExportTarget[] | undefined;
}

/** What `run --json` prints. */
export interface RunResult extends Omit<Summary, 'ending'> {
  status: Session['status'];
  /** Where an earlier run was gone on with. */
  resumedAtS?: number;
  /** How the beats varied; left out where no strap sent them. */
  hrv?: HrvSummary;
  timeline: readonly TimelineEntry[];
  events: readonly RunEvent[];
  /** The files it was written to; left out where none were asked for. */
  exports?: WrittenExport[];
}

/**
 * Runs a plan to its end, or to the end of its recording. `interrupted`: until someone said stop; it is kept. Not `kept`:
 * it is over, and is not where, or not in all files that, it was to be kept.
 */
export async function runPlan(
  options: RunOptions,
  terminal: Terminal,
): Promise<{ result: RunResult; kept: boolean } | 'interrupted'> {
  const { plan, profile, speed, lapAfterS } = options;
  const byHand = speed !== 'max' && terminal.inIsTty;
  const recording = recordedOf(options);
  if (!recording) refuseEndless(options, byHand);

  const checkpoints = new RunCheckpoints(options.folder);
  const left = await checkpoints.open(plan);
  const startEpochMs = Math.max(Date.now(), speed === 1 ? 0 : (left?.atEpochMs ?? 0));
  const clock = speed === 'max' ? simulatedClock(startEpochMs) : realClock(startEpochMs, speed);

  const line = terminal.errIsTty && speed !== 'max' ? new LiveLine(terminal) : undefined;
  const tell = (text: string): void => (line ? line.tell(text) : terminal.err(`${plain(text)}\n`));
  let strap: OpenStrap = NO_STRAP;
  const executor = new SessionExecutor(
    {
      clock,
      frames: {
        get source() {
          return options.strap.type === 'simulated' ? 'simulated' : strap.source;
        },
        dropped: 0,
        drain: (beforeMs, each) => strap.drain(beforeMs, each),
        get listening() {
          return strap.replay ? (secondEndMs: number) => strap.listening?.(secondEndMs) ?? true : undefined;
        },
        get replay() {
          return strap.replay;
        },
      },
      checkpoints,
      notices: {
        tell: (notice) => {
          const event = runEventOf(notice);
          if (event) checkpoints.eventLog.push(event);
          if (event) line?.tell(`${say.clock(notice.atS)}  ${said.notice(notice).title}`);
        },
      },
      screen: {
        publish: (snapshot) => line?.show(snapshot),
        beat: () => undefined,
        stored: () => undefined,
        trouble: (trouble) => tell(troubleText(trouble)),
        troubleOver: () => undefined,
      },
      beats: BEATS,
      newId: randomUUID,
    },
    { profile, onLoss: 'pause', coaching: options.coaching },
  );

  const restored = await executor.restore({ strapStood: true });
  if (restored && left) tell(words.resumed(plan.name, left.session.elapsedS));
  const resumed = executor.session.status === 'idle' ? undefined : left;
  if (!resumed) {
    checkpoints.eventLog.length = 0;
    if (recording) {
      executor.startReplay(recording.head, recording.head.startedAt, (startMs) => {
        const replay = new Replay(recording, startMs, 'recorded');
        strap = replay;
        return replay.heart;
      });
    } else executor.startSession(plan, momentOf(clock.wallMs()));
  }
  if (!recording && options.strap.type === 'recording') tell(words.recordingOfOther(plan.name));
  await linkPlanned(executor, options.planner, tell);
  const { tickedAtMs } = executor.session;
  const startMs = tickedAtMs - (resumed ? positionMs(resumed) : 0);
  if (!strap.replay) {
    strap = openStrap(options.strap, {
      startMs,
      nowMs: tickedAtMs,
      session: () => executor.session,
      resumed: resumed?.session,
    });
  }

  const stop = new AbortController();
  const endings = [terminal.onInterrupt(() => stop.abort())];
  if (byHand) {
    tell(words.enterIsLap);
    endings.push(
      terminal.onEnter(() => executor.command({ type: executor.session.status === 'paused' ? 'resume' : 'skip' })),
    );
  }
  const progress = new Progress(tell, speed === 'max');
  while (!stop.signal.aborted && executor.session.status !== 'completed') {
    await clock.until(speed === 'max' ? wakeAtMs(executor, strap) : executor.dueMs, stop.signal);
    executor.catchUp();
    progress.show(executor.session);
    // Nobody to ask whether the time asleep counts: it does not.
    if (!strap.replay && isPausedFor(executor.session, 'interrupted')) executor.command({ type: 'resume' });
    // a person could go on for ever; a recording has said all
    if (
      strap.over &&
      (strap.replay ? executor.session.status === 'paused' : isPausedFor(executor.session, 'signalLost'))
    )
      break;
    if (lapAfterS !== undefined && waitsForHand(executor.session, lapAfterS)) executor.command({ type: 'skip' });
    await executor.settled();
  }
  endings.forEach((end) => end());
  line?.end();

  if (executor.session.status !== 'completed') await executor.keep();
  await executor.settled();
  if (stop.signal.aborted && executor.session.status !== 'completed') {
    tell(
      words.interrupted(executor.session.status === 'idle' ? 0 : executor.session.elapsedS, await checkpoints.folder()),
    );
    return 'interrupted';
  }
  if (strap.over && executor.session.status === 'paused') tell(words.strapEnded);
  const result = resultOf(executor.session, checkpoints, resumed?.session.elapsedS);
  await finish(executor, result, options.planner, tell);
  const kept = await isKept(checkpoints, tell);
  const { exports: targets = [] } = options;
  if (targets.length === 0) return { result, kept };
  const exports = writeExports(targets, checkpoints.finished, tell);
  return { result: { ...result, exports }, kept: kept && exports.length === targets.length };
}

/** Nobody looks at how the beats vary in between: it is worked out at the end. */
const BEATS: BeatsPort = {
  second: () => undefined,
  restart: () => undefined,
  summarised: (finished) => Promise.resolve(withHrv(finished)),
};

/** A recorded workout that is to be played again as it was: it is of this plan, and there is nothing to go on with. */
function recordedOf({ strap, plan }: RunOptions): Recording | undefined {
  return strap.type === 'recording' && isSameContent(strap.recording.head.plan, plan) ? strap.recording : undefined;
}

/** A full disk is no reason to lose what was done. */
async function isKept(checkpoints: RunCheckpoints, tell: (text: string) => void): Promise<boolean> {
  try {
    const elsewhere = await checkpoints.rescued();
    if (elsewhere === undefined) return true;
    tell(words.notKept(elsewhere));
  } catch (cause) {
    tell(words.keptNowhere(reasonOf(cause)));
  }
  return false;
}

/** What was planned is begun; a folder that refuses is told, and the workout goes on. */
async function linkPlanned(
  executor: SessionExecutor,
  planner: Planner | undefined,
  tell: (text: string) => void,
): Promise<void> {
  const { session } = executor;
  if (!planner || session.status === 'idle') return;
  const { id: sessionId, plan, startedAt } = session;
  try {
    const occurrence = await planner.started(plan, { sessionId, startedAtEpochMs: startedAt.epochMs });
    if (!occurrence) return;
    executor.linked(sessionId, occurrence.id);
    tell(words.linked(occurrence.localTime));
  } catch (cause) {
    tell(reasonOf(cause));
  }
}

/** And over: whose heart it was is known now. */
async function finish(
  { session }: SessionExecutor,
  { provenance }: RunResult,
  planner: Planner | undefined,
  tell: (text: string) => void,
): Promise<void> {
  if (session.status === 'idle' || session.occurrenceId === undefined) return;
  const told = (cause: unknown): void => tell(reasonOf(cause));
  await planner?.finished(session.occurrenceId, { sessionId: session.id, provenance }).catch(told);
}

/** In simulated time, nothing happens to a workout that waits for its strap until that speaks. */
function wakeAtMs({ session, dueMs }: SessionExecutor, strap: OpenStrap): number {
  return isPausedFor(session, 'signalLost') ? Math.max(dueMs, strap.nextAtMs() ?? dueMs) : dueMs;
}

/** How far a run is that takes its time, for whoever waits for it. */
class Progress {
  readonly #tell: (text: string) => void;
  #nextAtMs: number;

  constructor(tell: (text: string) => void, wanted: boolean) {
    this.#tell = tell;
    this.#nextAtMs = wanted ? performance.now() + PROGRESS_EVERY_MS : Infinity;
  }

  show(session: Session): void {
    const nowMs = performance.now();
    if (nowMs < this.#nextAtMs || session.status === 'idle') return;
    this.#nextAtMs = nowMs + PROGRESS_EVERY_MS;
    this.#tell(words.progress(session.elapsedS));
  }
}

const PROGRESS_EVERY_MS = 4_000;

/** A plan that only a hand can end needs one. */
export function refuseEndless({ plan, lapAfterS }: Pick<RunOptions, 'plan' | 'lapAfterS'>, byHand: boolean): void {
  const waiting = phasesOf(plan).find(({ end }) => end.type === 'hand');
  if (waiting && lapAfterS === undefined && !byHand) throw new Refusal(words.handEnded(waiting.name));
}

function waitsForHand(session: Session, afterS: number): boolean {
  return session.status === 'inProgress' && currentPhase(session).end.type === 'hand' && session.phaseS >= afterS;
}

function isPausedFor(session: Session, reason: 'interrupted' | 'signalLost'): boolean {
  return session.status === 'paused' && session.reason === reason;
}

/** How far into its strap's time a workout was when it was cut off: all the time since its start in which it ran. */
function positionMs({ session, atEpochMs }: Checkpoint): number {
  const elapsedMs = session.elapsedS * 1000;
  if (session.pauses.length === 0) return elapsedMs; // to the millisecond, which a wall clock is not
  const awayMs = session.gaps.reduce((sum, gap) => sum + gap.awayMs, 0);
  return Math.max(elapsedMs, atEpochMs - session.startedAt.epochMs - awayMs);
}

function momentOf(epochMs: number): Moment {
  return { epochMs, timeZone: deviceZone(), offsetMin: -new Date(epochMs).getTimezoneOffset() };
}

function troubleText(trouble: ExecutorTrouble): string {
  switch (trouble.code) {
    case 'checkpointFailing':
    case 'historyFailing':
      return words.keepFails(trouble.reason);
    case 'checkpointBroken':
      return words.broken(trouble.problems);
    case 'savedAsInterrupted':
      return words.savedAsInterrupted;
  }
}

function resultOf(session: Session, checkpoints: RunCheckpoints, resumedAtS: number | undefined): RunResult {
  if (session.status === 'idle') throw new Error('a run without a workout has no result');
  const { ending: _ending, meanBpm, ...summary } = summaryOf(session, endingOf(session));
  const hrv = checkpoints.hrvOf(summary.provenance);
  return {
    status: session.status,
    ...summary,
    meanBpm: meanBpm === null ? null : Math.round(meanBpm * 100) / 100,
    ...(resumedAtS !== undefined && { resumedAtS }),
    ...(hrv && { hrv }),
    timeline: session.timeline,
    events: checkpoints.eventLog,
  };
}
