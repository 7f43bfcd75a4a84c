import type { Notice, NoticeBody } from '../../core/cues/notice.ts';
import type { Catalogue, Words } from '../../words/words.ts';
import { clearNotices, showNotice, type NoticeKind } from '../device/notices.ts';
import { vibrate, type Sound, type Tone } from '../device/sound.ts';
import { Announcer } from './announcer.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** What each moment sounds like. A cue's tone follows from its side. */
const TONES: Partial<Record<NoticeBody['type'], Tone>> = {
  phaseStarted: 'phase',
  signalLost: 'lost',
  signalRestored: 'restored',
  completed: 'finish',
};

const KINDS: Partial<Record<NoticeBody['type'], NoticeKind>> = {
  phaseStarted: 'phase',
  cue: 'deviation',
  signalLost: 'signal',
  signalRestored: 'signal',
  completed: 'finish',
};

/** What is seen, and not said: the colour on the screen, and a number that is grey for a moment. */
const UNSAID: ReadonlySet<NoticeBody['type']> = new Set(['phaseEnded', 'deviation', 'inZone', 'signalStale']);

/**
 * How a moment of the workout reaches the person: with the page in view by sound, vibration and words, with the page
 * hidden by system notifications. What is said is a cue, which knows how hearts lag; a mere deviation is only shown.
 */
export class Moments {
  readonly sound: Sound;
  readonly announcer = new Announcer();
  readonly #settings: SettingsState;
  readonly #words: Words;
  readonly #loadWorkout: () => Promise<void>;
  readonly #planId: () => string | undefined;
  #muted = $state.raw(false);

  constructor(
    sound: Sound,
    settings: SettingsState,
    { words, loadWorkout }: Pick<Catalogue, 'words' | 'loadWorkout'>,
    planId: () => string | undefined,
  ) {
    this.sound = sound;
    this.#settings = settings;
    this.#words = words;
    this.#loadWorkout = loadWorkout;
    this.#planId = planId;
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
    const tone = notice.type === 'cue' ? notice.side : TONES[notice.type];
    if (tone && !this.#muted) this.play(tone);
    void this.#loadWorkout().then(() => this.#say(notice)); // they are there already, but for a first second
  }

  #say(notice: Notice): void {
    const { title, body } = this.#words.workout.notice(notice);
    if (!UNSAID.has(notice.type)) this.announcer.say(`${title}. ${body}`);
    const kind = KINDS[notice.type];
    if (!kind || document.visibilityState !== 'hidden' || this.#settings.notices === 'unwanted') return;
    const planId = this.#planId();
    void showNotice({
      kind,
      title,
      body,
      data: planId === undefined ? {} : { planId },
    });
  }

  /** A tone and its vibration, as the settings want them. */
  play(tone: Tone): void {
    if (this.#settings.sound) this.sound.play(tone, this.#settings.volume);
    if (this.#settings.vibration) vibrate(tone);
  }
}
