// A workout that is recorded as it runs, and played again: by the real executor both times.
import { parseRecording } from '../../src/formats/activity/recording.ts';
import type { RecordingHead } from '../../src/core/records/recording.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import type { Notice } from '../../src/core/cues/notice.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import type { StrapIndex } from '../../src/core/signal/straps.ts';
import type { Source } from '../../src/core/signal/signal.ts';
import { SessionExecutor } from '../../src/engine/executor.ts';
import type { FrameSource } from '../../src/engine/ports.ts';
import { Recorder, type OpenRecording, type RecordingStore } from '../../src/engine/recorder.ts';
import { Replay } from '../../src/engine/replay.ts';
import { MemoryCheckpoints } from './world.ts';

/** Recordings in memory, which a test can break. */
export class MemoryRecordings implements RecordingStore {
  readonly heads = new Map<string, RecordingHead>();
  readonly parts = new Map<string, string[]>();
  full = false;

  begin(sessionId: string, head: RecordingHead): Promise<void> {
    if (this.full) return Promise.reject(new Error('full'));
    this.heads.set(sessionId, structuredClone(head));
    this.parts.set(sessionId, []);
    return Promise.resolve();
  }

  append(sessionId: string, index: number, lines: string): Promise<void> {
    const parts = this.parts.get(sessionId);
    if (this.full || !parts || parts.length !== index - 1) return Promise.reject(new Error('full'));
    parts.push(lines);
    return Promise.resolve();
  }

  open(sessionId: string): Promise<OpenRecording | undefined> {
    const parts = this.parts.get(sessionId);
    const { clockMs } = this.heads.get(sessionId) ?? { clockMs: 0 };
    return Promise.resolve(parts && { clockMs, next: parts.length + 1, bytes: parts.join('').length });
  }

  remove(sessionId: string): Promise<void> {
    this.heads.delete(sessionId);
    this.parts.delete(sessionId);
    return Promise.resolve();
  }

  /** The file of a workout. */
  textOf(sessionId: string): string {
    return `${JSON.stringify(this.heads.get(sessionId))}\n${this.parts.get(sessionId)?.join('') ?? ''}`;
  }
}

const noScreen = {
  publish: () => undefined,
  beat: () => undefined,
  stored: () => undefined,
  trouble: () => undefined,
  troubleOver: () => undefined,
};

/** An executor that is recorded, in a test's hands. */
export class Recorded {
  nowMs: number;
  wallMs: number;
  source: Source = 'strap';
  deaf = false;
  readonly line: { atMs: number; bytes: Uint8Array; strap: StrapIndex }[] = [];
  readonly notices: Notice[] = [];
  readonly failures: string[] = [];
  readonly recordings: MemoryRecordings;
  readonly checkpoints: MemoryCheckpoints;
  readonly recorder: Recorder;
  readonly executor: SessionExecutor;

  constructor({
    nowMs = 1_700_000_000_000.125,
    wallMs = 1_700_000_000_000,
    recordings = new MemoryRecordings(),
    checkpoints = new MemoryCheckpoints(),
  } = {}) {
    this.nowMs = nowMs;
    this.wallMs = wallMs;
    this.recordings = recordings;
    this.checkpoints = checkpoints;
    const clock = { nowMs: () => this.nowMs, wallMs: () => this.wallMs };
    const { line } = this;
    const sourceNow = (): Source => this.source;
    const frames: FrameSource = {
      get source() {
        return sourceNow();
      },
      dropped: 0,
      drain: (beforeMs, each) => {
        for (let next = line[0]; next && next.atMs < beforeMs; next = line[0]) {
          line.shift();
          each(next.atMs, next.bytes, next.strap);
        }
      },
      listening: () => !this.deaf,
    };
    this.recorder = new Recorder({ store: recordings, frames, failed: (reason) => this.failures.push(reason) });
    this.recorder.wanted = true;
    this.executor = new SessionExecutor(
      {
        clock,
        frames,
        checkpoints,
        recorder: this.recorder,
        notices: { tell: (notice) => this.notices.push(notice) },
        screen: noScreen,
        newId: () => 'recorded',
      },
      { profile: profileOf(190, 60), onLoss: 'pause' },
    );
  }

  start(plan: Plan): void {
    this.executor.startSession(plan, { epochMs: this.wallMs, timeZone: 'UTC', offsetMin: 0 });
  }

  hear(bytes: Uint8Array, agoMs = 0, strap: StrapIndex = 0): void {
    this.line.push({ atMs: this.nowMs - agoMs, bytes, strap });
  }

  pass(ms: number): void {
    this.nowMs += ms;
    this.wallMs += ms;
  }

  async done(): Promise<{ finished: Finished; text: string }> {
    this.recorder.flush();
    await this.executor.settled();
    await this.recorder.settled;
    return { finished: this.checkpoints.history.get('recorded')!, text: this.recordings.textOf('recorded') };
  }
}

/** Plays a file again, looked at every `lookMs`. */
export async function playAgain(
  text: string,
  { as = 'recorded', lookMs = 1000 }: { as?: 'recorded' | 'simulated'; lookMs?: number } = {},
) {
  const parsed = parseRecording(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = parsed.value;
  const checkpoints = new MemoryCheckpoints();
  const notices: Notice[] = [];
  let nowMs = 1_750_000_000_000;
  let replay: Replay | undefined;
  const executor = new SessionExecutor(
    {
      clock: { nowMs: () => nowMs, wallMs: () => nowMs },
      frames: {
        get source() {
          return replay?.source ?? 'strap';
        },
        dropped: 0,
        drain: (beforeMs, each) => replay?.drain(beforeMs, each),
        listening: (endMs) => replay?.listening(endMs) ?? true,
        get replay() {
          return replay;
        },
      },
      checkpoints,
      notices: { tell: (notice) => notices.push(notice) },
      screen: noScreen,
      newId: () => 'again',
    },
    { profile: profileOf(150, 40), onLoss: 'continue' },
  );
  executor.startReplay(recording.head, recording.head.startedAt, (startMs) => {
    replay = new Replay(recording, startMs, as);
    return replay.heart;
  });
  const endMs = nowMs + 86_400_000;
  while (executor.session.status !== 'completed' && nowMs < endMs) {
    nowMs += lookMs;
    executor.catchUp();
  }
  await executor.settled();
  return { finished: checkpoints.history.get('again')!, notices };
}

/** What of a finished workout is the same when it is played again: all but its name, its date, and where its clock began. */
export function comparable({ session, digest, chunks }: Finished) {
  const { id: _id, endedAtEpochMs: _ended, strapName: _strap, pauses, ...rest } = session;
  const { id: _also, ...list } = digest;
  const first = pauses[0]?.fromMs ?? 0;
  return { ...rest, pauses: pauses.map((each) => ({ ...each, fromMs: each.fromMs - first })), list, chunks };
}
