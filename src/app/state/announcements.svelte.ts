import type { Notice } from '../../core/cues/notice.ts';
import type { WorkoutNow } from '../../core/session/snapshot.ts';
import type { Catalogue, Words } from '../../words/words.ts';
import { clearNotices } from '../device/notices.ts';
import { unlockVoice, type Sound } from '../device/sound.ts';
import { Announcer } from './announcer.svelte.ts';
import type { Coach } from './coach.ts';
import type { SettingsState } from './settings.svelte.ts';

/**
 * The moments of a workout on their way to the person. What tells them (tones, voice, words) comes with the workout; here is
 * what a tap on Start needs at once.
 */
export class Announcements {
  readonly sound: Sound;
  readonly announcer = new Announcer();
  readonly #settings: SettingsState;
  readonly #words: Words;
  readonly #loadWorkout: () => Promise<void>;
  readonly #workout: () => WorkoutNow | undefined;
  #muted = $state.raw(false);
  #coach = $state.raw<Coach | undefined>();
  #loading: Promise<Coach> | undefined;

  constructor(
    sound: Sound,
    settings: SettingsState,
    { words, loadWorkout }: Pick<Catalogue, 'words' | 'loadWorkout'>,
    workout: () => WorkoutNow | undefined,
  ) {
    this.sound = sound;
    this.#settings = settings;
    this.#words = words;
    this.#loadWorkout = loadWorkout;
    this.#workout = workout;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      void clearNotices();
      if (sound.state === 'interrupted') void sound.unlock(); // some browsers want no touch for what sounded before
    });
  }

  /** Quiet for this workout, whatever the settings say. A ceiling is told all the same. */
  get muted(): boolean {
    return this.#muted;
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    if (muted) this.#coach?.voice.stop((group) => group !== 'ceiling');
  }

  /** In a touch: lets the page sound, and speak where that is wanted. */
  unlock(): void {
    void this.sound.unlock();
    if (this.#settings.voice === 'on') unlockVoice();
  }

  /** What tells, once it is here. */
  get coach(): Coach | undefined {
    return this.#coach;
  }

  load(): Promise<Coach> {
    return (this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined; // without network, before it was kept
      throw error;
    }));
  }

  tell(notice: Notice): void {
    void this.load().then(
      (coach) => coach.tell(notice),
      () => undefined, // the screen still shows it
    );
  }

  async #load(): Promise<Coach> {
    const [{ Coach, loadSpeechWords }] = await Promise.all([import('./coaching.ts'), this.#loadWorkout()]);
    const speech = await loadSpeechWords(this.#words.language);
    const { language, workout } = this.#words;
    return (this.#coach = new Coach({
      sound: this.sound,
      announcer: this.announcer,
      settings: this.#settings,
      words: { language, workout, speech },
      workout: this.#workout,
      muted: () => this.#muted,
    }));
  }
}
