import type { CueKind } from '../../core/cues/cueKind.ts';
import { cueKindOf } from '../../core/cues/cueKinds.ts';
import type { Notice, NoticeBody } from '../../core/cues/notice.ts';
import { zoneCount } from '../../core/athlete/hrZones.ts';
import type { WorkoutNow } from '../../core/session/snapshot.ts';
import type { Catalogue, Words } from '../../words/words.ts';
import { clearNotices, showNotice } from '../device/notices.ts';
import { vibrate, type Sound } from '../device/sound.ts';
import { Announcer } from './announcer.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** What is seen, and not said: the colour on the screen, and a number that is grey for a moment. */
const UNSAID: ReadonlySet<NoticeBody['type']> = new Set(['phaseEnded', 'deviation', 'inZone', 'signalStale']);

/**
 * How a moment of the workout reaches the person: with the page in view by sound, vibration and words, with the page
 * hidden by system notifications. What is said is a cue, which knows how hearts lag; a mere deviation is only shown.
 */
export class Announcements {
  readonly sound: Sound;
  readonly announcer = new Announcer();
  readonly #settings: SettingsState;
  readonly #words: Words;
  readonly #loadWorkout: () => Promise<void>;
  readonly #workout: () => Pick<WorkoutNow, 'plan' | 'profile'> | undefined;
  #muted = $state.raw(false);

  constructor(
    sound: Sound,
    settings: SettingsState,
    { words, loadWorkout }: Pick<Catalogue, 'words' | 'loadWorkout'>,
    workout: () => Pick<WorkoutNow, 'plan' | 'profile'> | undefined,
  ) {
    this.sound = sound;
    this.#settings = settings;
    this.#words = words;
    this.#loadWorkout = loadWorkout;
    this.#workout = workout;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void clearNotices();
    });
  }

  /** Quiet for this workout, whatever the settings say. */
  get muted(): boolean {
    return this.#muted;
  }

  mute(muted: boolean): void {
    this.#muted = muted;
  }

  tell(notice: Notice): void {
    const kind = cueKindOf(notice);
    if (kind && !this.#muted) this.play(kind);
    void this.#loadWorkout().then(() => this.#say(notice)); // they are there already, but for a first second
  }

  #say(notice: Notice): void {
    const workout = this.#workout();
    const { title, body } = this.#words.workout.notice(notice, workout && zoneCount(workout.profile));
    if (!UNSAID.has(notice.type)) this.announcer.say(`${title}. ${body}`);
    const kind = cueKindOf(notice)?.notification;
    if (kind === undefined || document.visibilityState !== 'hidden' || this.#settings.notices === 'unwanted') return;
    const planId = workout?.plan.id;
    void showNotice({
      kind,
      title,
      body,
      data: planId === undefined ? {} : { planId },
    });
  }

  /** Its sound and its vibration, as the settings want them. */
  play({ notes, vibrationMs }: CueKind): void {
    if (this.#settings.sound) this.sound.play(notes, this.#settings.volume);
    if (this.#settings.vibration) vibrate(vibrationMs);
  }
}
