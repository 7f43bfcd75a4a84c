import type { KnownResponse } from '../../core/cues/coaching.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import {
  heartLesson,
  isEnough,
  learntHeart,
  type HeartLesson,
  type LearntHeart,
  type LearntThen,
} from '../../core/records/heartLearnt.ts';
import type { Library } from '../../store/library/library.ts';
import type { HistoryState } from './history.svelte.ts';
import { rememberedHeart, rememberHeart } from './rememberedHeart.ts';
import type { SettingsState } from './settings.svelte.ts';

/** Of so many workouts back, should they say little: nobody waits for years to be read. */
const WORKOUTS_MAX = 40;
/** And so many are looked at to show how it changed. */
const STORY_MAX = 16;

type Stored = Pick<Library, 'session' | 'samples'>;

/**
 * What the workouts that are stored say of how this heart answers effort. It is worked out anew whenever there are others:
 * one that is deleted takes with it what it said, and what a backup brings back counts.
 */
export class HeartState {
  readonly #library: Stored;
  readonly #history: Pick<HistoryState, 'items' | 'loaded'>;
  readonly #settings: Pick<SettingsState, 'heartSinceEpochMs' | 'set' | 'loaded'>;
  /** Of workouts that were read in this visit: what is stored of one that is over does not change. */
  readonly #lessons = new Map<string, HeartLesson>();
  readonly #remembered = rememberedHeart();
  #learnt = $state.raw<LearntHeart | undefined>();
  /** Counts what was asked for, so that an answer that comes late is dropped. */
  #asked = 0;

  /** None before the workouts were looked at. */
  readonly learnt = $derived(this.#learnt);
  /** Before that, what they said at the last visit; none where they say nothing. */
  readonly response = $derived<KnownResponse | undefined>(
    !this.#learnt ? this.#remembered : this.#learnt.workouts > 0 ? this.#learnt : undefined,
  );
  /** The workouts of a real heart that count, newest first. */
  readonly #counting = $derived.by((): readonly SessionDigest[] => {
    const { heartSinceEpochMs } = this.#settings;
    return this.#history.items.filter(
      ({ summary, startedAt }) => summary.provenance === 'strap' && startedAt.epochMs >= heartSinceEpochMs,
    );
  });

  constructor(
    library: Stored,
    history: Pick<HistoryState, 'items' | 'loaded'>,
    settings: Pick<SettingsState, 'heartSinceEpochMs' | 'set' | 'loaded'>,
  ) {
    this.#library = library;
    this.#history = history;
    this.#settings = settings;
    $effect.root(() => {
      $effect(() => {
        if (this.#history.loaded && this.#settings.loaded) void this.#learn(this.#counting);
      });
    });
  }

  /** How it changed, a workout at a time, oldest first: of those that said something, the latest. */
  async story(): Promise<LearntThen[]> {
    const lessons = (await this.#read(this.#counting.slice(0, STORY_MAX))).filter(
      ({ stretches }) => stretches.length > 0,
    );
    const story: LearntThen[] = [];
    for (const [i, { sessionId, startedAtEpochMs }] of lessons.entries()) {
      story.push({ sessionId, startedAtEpochMs, heart: learntHeart(lessons.slice(0, i + 1)) });
      await new Promise((later) => setTimeout(later)); // a fit takes milliseconds, and a slow phone four times as many
    }
    return story;
  }

  /** From now on only what is to come counts. Gives the way back. */
  forget(nowEpochMs: number): () => void {
    const before = this.#settings.heartSinceEpochMs;
    this.#settings.set({ heartSinceEpochMs: nowEpochMs });
    return () => this.#settings.set({ heartSinceEpochMs: before });
  }

  async #learn(counting: readonly SessionDigest[]): Promise<void> {
    const asked = ++this.#asked;
    const lessons = await this.#read(counting.slice(0, WORKOUTS_MAX), isEnough);
    if (asked !== this.#asked) return;
    this.#learnt = learntHeart(lessons, Date.now());
    rememberHeart(this.response);
  }

  /** Oldest first; of `newestFirst` as many as it takes until they are `enough`. */
  async #read(
    newestFirst: readonly SessionDigest[],
    enough: (lessons: readonly HeartLesson[]) => boolean = () => false,
  ): Promise<HeartLesson[]> {
    const lessons: HeartLesson[] = [];
    for (const { id } of newestFirst) {
      const lesson = this.#lessons.get(id) ?? (await this.#lessonOf(id));
      if (lesson) lessons.unshift(lesson);
      if (enough(lessons)) break;
    }
    return lessons;
  }

  /** None of a workout that cannot be read: another visit may. */
  async #lessonOf(id: string): Promise<HeartLesson | undefined> {
    try {
      const session = await this.#library.session(id);
      if (!session?.ok) return undefined;
      const lesson = heartLesson({ session: session.value, chunks: await this.#library.samples(id) });
      this.#lessons.set(id, lesson);
      return lesson;
    } catch {
      return undefined;
    }
  }
}
