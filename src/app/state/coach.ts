import { isOfPhase, precedence, type CueGroup } from '../../core/cues/cueGroups.ts';
import { cueKindOf } from '../../core/cues/cueKinds.ts';
import { notesLengthS, type CueKind } from '../../core/cues/cueKind.ts';
import type { Notice, NoticeBody } from '../../core/cues/notice.ts';
import { toldKindOf } from '../../core/cues/told.ts';
import { zoneCount } from '../../core/athlete/hrZones.ts';
import { endBpm } from '../../core/plan/plan.ts';
import { judgedBand } from '../../core/plan/reach.ts';
import { shiftOf } from '../../core/session/shift.ts';
import type { WorkoutNow } from '../../core/session/snapshot.ts';
import type { SpeechWords, WorkoutWords } from '../../words/language.ts';
import { renderEarcon } from '../device/earcon.ts';
import { showNotice } from '../device/notices.ts';
import { vibrate, type Sound } from '../device/sound.ts';
import { browserSpeech, type SpeechPort } from '../device/voice.ts';
import type { Announcer } from './announcer.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';
import { Voice } from './voice.svelte.ts';

/** What is seen, and not said: the colour on the screen, and a number that is grey for a moment. */
const UNSAID: ReadonlySet<NoticeBody['type']> = new Set([
  'phaseEnded',
  'deviation',
  'signalStale',
  'inZone',
  'countdown',
]);

/** An alarm is heard, however low the cues were set. */
const ALARM_VOLUME_MIN = 0.6;
/** From now until the first tone on the clock of the sound: what is due at once begins late, with a click. */
const LEAD_S = 0.015;
/** Between the last tone and the voice. */
const BREATH_MS = 120;

export interface CoachParts {
  sound: Sound;
  announcer: Announcer;
  settings: SettingsState;
  words: { language: string; workout: WorkoutWords; speech: SpeechWords };
  /** The workout under way, as far as it is known: a first notice comes before it. */
  workout: () => Pick<WorkoutNow, 'plan' | 'profile' | 'shifts'> | undefined;
  muted: () => boolean;
  speech?: SpeechPort | undefined;
}

/**
 * How a moment of the workout reaches the person. One notice, one decision: whether it is wanted; then tone, vibration,
 * voice, notification and screen reader say the same.
 */
export class Coach {
  readonly voice: Voice;
  readonly #parts: CoachParts;
  /** Somebody was told to push or to ease off, and may hear that it was enough. */
  #corrected = false;

  constructor(parts: CoachParts) {
    this.#parts = parts;
    const { settings, words, speech = browserSpeech() } = parts;
    this.voice = new Voice(settings, speech, { language: words.language, spoken: navigator.languages });
  }

  tell(notice: Notice): void {
    const kind = toldKindOf(notice, this.#parts.settings);
    if (notice.type === 'phaseStarted') this.#corrected = false;
    if (notice.type === 'cue') this.#corrected = true;
    if (notice.type === 'paused') this.voice.stop((group) => isOfPhase(group) || group === 'phases');
    if (notice.type === 'inZone') {
      if (!this.#corrected) return;
      this.#corrected = false;
    }
    if (!kind) return cueKindOf(notice) ? undefined : this.#read(notice, 'phases');
    const silent = this.#parts.muted() && !kind.alarm;
    if (!silent) this.play(kind);
    if (!silent && this.voice.wanted) this.#say(notice, kind);
    else this.#read(notice, kind.group);
    this.#notify(notice, kind);
  }

  /** Its tone and its vibration, as the settings want them. A tone stands in for a voice that is not heard. */
  play(kind: CueKind): void {
    const { settings } = this.#parts;
    const isHeard = settings.sound || kind.alarm === true || (this.voice.wanted && this.voice.trouble !== undefined);
    if (isHeard) this.sound(kind, kind.alarm ? Math.max(settings.volume, ALARM_VOLUME_MIN) : settings.volume);
    if (settings.vibration || kind.alarm) this.feel(kind);
  }

  /** The tone alone, to try it. */
  sound(kind: Pick<CueKind, 'notes' | 'timbre'>, volume = this.#parts.settings.volume): void {
    const context = this.#parts.sound.running;
    if (context) renderEarcon(context, kind, { atS: context.currentTime + LEAD_S, volume });
  }

  /** Tone and voice as they would be, to try them. */
  tryOut(kind: CueKind, notice: NoticeBody): void {
    const { settings, words } = this.#parts;
    if (settings.sound) this.sound(kind);
    this.voice.stop();
    if (!this.voice.wanted) return;
    const afterMs = settings.sound ? notesLengthS(kind.notes) * 1000 + BREATH_MS : 0;
    this.voice.say({ group: kind.group, afterMs, lines: () => words.speech.speech(notice) });
  }

  /** What is said to hear the voice. */
  get sample(): string {
    return this.#parts.words.speech.sample;
  }

  /** The vibration alone. */
  feel({ vibrationMs }: Pick<CueKind, 'vibrationMs'>): void {
    if (vibrationMs !== 'none') vibrate(vibrationMs);
  }

  #say(notice: Notice, { group, notes }: CueKind): void {
    const { settings, words } = this.#parts;
    const readToo = settings.readerToo || !this.voice.works;
    if (readToo) this.#read(notice, group);
    this.voice.say({
      group,
      lines: () => words.speech.speech(notice, this.#known(notice)),
      ...(settings.sound && notes !== 'none' && { afterMs: notesLengthS(notes) * 1000 + BREATH_MS }),
      ...(!readToo && { onUnsaid: () => this.#read(notice, group) }),
    });
  }

  /** What the voice knows beside the notice. */
  #known(notice: Notice): Parameters<SpeechWords['speech']>[1] {
    const workout = this.#parts.workout();
    if (!workout) return {};
    const { plan, profile, shifts = [] } = workout;
    const zones = zoneCount(profile);
    if (notice.type !== 'phaseStarted') return { zones };
    const { phase, index } = notice;
    return {
      zones,
      band: judgedBand(phase, plan, profile, shiftOf(shifts, index)),
      endBpm: phase.end.type === 'heartRate' ? endBpm(phase.end, profile) : undefined,
    };
  }

  #written(notice: Notice): { title: string; body: string } {
    const workout = this.#parts.workout();
    return this.#parts.words.workout.notice(notice, workout && zoneCount(workout.profile));
  }

  /** To a screen reader. */
  #read(notice: Notice, group: CueGroup): void {
    if (UNSAID.has(notice.type) && !(notice.type === 'inZone' && this.#parts.settings.told.inZone)) return;
    const { title, body } = this.#written(notice);
    this.#parts.announcer.say(`${title}. ${body}`, precedence(group));
  }

  #notify(notice: Notice, { notification: kind, alarm }: CueKind): void {
    if (kind === 'none' || document.visibilityState !== 'hidden') return;
    if (this.#parts.settings.notices === 'unwanted' && !alarm) return;
    const planId = this.#parts.workout()?.plan.id;
    void showNotice({ kind, ...this.#written(notice), data: planId === undefined ? {} : { planId } });
  }
}
