import { CLAIM_MS } from '../core/schedule/occurrence.ts';
import type { Session } from '../core/session/session.ts';
import { summaryOf } from '../core/session/summary.ts';
import type { SessionExecutor } from '../engine/executor.ts';
import { openChannel } from '../wire/channel.ts';
import { LEDGER_CHANNEL } from '../wire/ledger-news.ts';
import type { Alarm } from './alarm.ts';
import { timer, type Post } from './realm.ts';

/** The page has drawn its first screen by then: what is loaded any sooner is in its way. */
const ALARM_AFTER_MS = 3_000;
/** An alarm that could not be loaded is tried again this much later. */
const ALARM_AGAIN_MS = 30_000;

/**
 * The planned workout that the one of this tab is, and the alarm that has the next one told. What both need is loaded
 * behind the first screen, and neither the workout nor its history depends on it.
 */
export class PlannedWorkout {
  readonly #executor: SessionExecutor;
  readonly #post: Post;
  #alarm: Alarm | undefined;
  /** What was said last of what is planned, for an alarm that comes right behind the first screen. */
  #news: unknown;
  readonly #settled: Promise<void>;
  #alarmed: Promise<void> | undefined;

  /** `settled`: the first screen is there. */
  constructor(executor: SessionExecutor, post: Post, settled: Promise<void>) {
    this.#executor = executor;
    this.#post = post;
    openChannel(() => new BroadcastChannel(LEDGER_CHANNEL)).onmessage = ({ data }) => {
      this.#news = data;
      this.#alarm?.hear(data);
    };
    this.#settled = settled;
    void settled.then(() => timer.after(ALARM_AFTER_MS, () => void this.#loadAlarm()));
  }

  #loadAlarm(): Promise<void> {
    return (this.#alarmed ??= this.#settled
      .then(() => import('./alarm.ts'))
      .then(({ alarmOf }) => {
        this.#alarm = alarmOf({ askPage: () => this.#post({ type: 'wakeServiceWorker' }), after: timer.after });
        this.#alarm.hear(this.#news);
      })
      .catch(() => {
        this.#alarmed = undefined; // without network, before it was kept: asked for again
        timer.after(ALARM_AGAIN_MS, () => void this.#loadAlarm());
      }));
  }

  /** A workout was begun. */
  begun(): void {
    void this.#link(Infinity);
  }

  /** A workout was taken up again, before it was known whether it is a planned one. */
  restored(): void {
    void this.#link(CLAIM_MS);
  }

  /** A workout was given up: whose heart it was is known all the same. */
  givenUp(session: Session): void {
    if (session.status === 'idle' || session.status === 'completed') return;
    const { id, occurrenceId } = session;
    if (occurrenceId === undefined) return;
    const { provenance } = summaryOf(session, 'stopped');
    void import('./linkWorkout.ts')
      .then(({ giveUp }) => giveUp(occurrenceId, id, provenance))
      .then(() => this.#alarm?.wake())
      .catch(() => undefined);
  }

  /** Finds out whether this workout is a planned one. What was due is in the ledger first, and its reminder goes after. */
  async #link(withinMs: number): Promise<void> {
    const { session } = this.#executor;
    if (session.status === 'idle' || session.occurrenceId !== undefined) return;
    const { id: sessionId, plan, startedAt } = session;
    if (Date.now() - startedAt.epochMs > withinMs) return;
    await this.#loadAlarm();
    await this.#alarm?.wake();
    try {
      const { linkWorkout } = await import('./linkWorkout.ts');
      const occurrenceId = await linkWorkout({ sessionId, planId: plan.id, startedAtEpochMs: startedAt.epochMs });
      if (occurrenceId === undefined) return;
      this.#executor.linked(sessionId, occurrenceId);
    } catch {
      return; // neither the workout nor its history depends on it
    }
    await this.#alarm?.wake();
  }
}
