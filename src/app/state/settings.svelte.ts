import { profileFor } from '../../core/athlete/athlete.ts';
import type { Profile } from '../../core/athlete/hrZones.ts';
import type { Sport } from '../../core/athlete/sport.ts';
import type { Library } from '../../store/library/library.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../store/database/records.ts';

export { VOICE_RATES } from '../../store/database/records.ts';

type StoredSettings = Pick<Library, 'settings' | 'saveSettings'>;

/** What the person has chosen. Shown at once, stored at once; a disk that refuses is said, and the choice holds for this visit. */
export class SettingsState {
  readonly #library: StoredSettings;
  #values = $state.raw<Settings>(DEFAULT_SETTINGS);
  #failed = $state.raw<string | undefined>();
  /** Settings that cannot be read are not written over until the person changes one. */
  #unreadable = $state.raw(false);

  /** The person, with zones for a sport where they have them. */
  readonly athlete = $derived(this.#values.profile);
  readonly appearance = $derived(this.#values.appearance);
  readonly language = $derived(this.#values.language);
  readonly source = $derived(this.#values.source);
  readonly knownStraps = $derived(this.#values.knownStraps);
  readonly strapId = $derived(this.#values.strapId);
  readonly secondStrapId = $derived(this.#values.secondStrapId);
  readonly onLoss = $derived(this.#values.onLoss);
  readonly keepFrames = $derived(this.#values.keepFrames);
  readonly hrvTile = $derived(this.#values.hrvTile);
  readonly sound = $derived(this.#values.sound);
  readonly volume = $derived(this.#values.volume);
  readonly vibration = $derived(this.#values.vibration);
  readonly voice = $derived(this.#values.voice);
  readonly voiceUri = $derived(this.#values.voiceUri);
  readonly voiceRate = $derived(this.#values.voiceRate);
  readonly voiceVolume = $derived(this.#values.voiceVolume);
  readonly readerToo = $derived(this.#values.readerToo);
  readonly told = $derived(this.#values.told);
  readonly strictness = $derived(this.#values.strictness);
  readonly heartRateEveryMin = $derived(this.#values.heartRateEveryMin);
  readonly keepGoing = $derived(this.#values.keepGoing);
  readonly shortcuts = $derived(this.#values.shortcuts);
  readonly notices = $derived(this.#values.notices);
  readonly welcomed = $derived(this.#values.welcomed);
  readonly safetySeen = $derived(this.#values.safetySeen);
  readonly favouritePlans = $derived(this.#values.favouritePlans);
  readonly hiddenPlans = $derived(this.#values.hiddenPlans);
  readonly heartSinceEpochMs = $derived(this.#values.heartSinceEpochMs);
  readonly missedSeenEpochMs = $derived(this.#values.missedSeenEpochMs);
  readonly loadFormula = $derived(this.#values.loadFormula);
  readonly loadConstants = $derived(this.#values.loadConstants);
  readonly rampQuiet = $derived(this.#values.rampQuiet);
  readonly notMine = $derived(this.#values.notMine);
  loaded = $state.raw(false);

  constructor(library: StoredSettings) {
    this.#library = library;
  }

  /** Why the last change could not be stored. */
  get failed(): string | undefined {
    return this.#failed;
  }

  get unreadable(): boolean {
    return this.#unreadable;
  }

  /** What a workout of a sport is run with, and every picture of a plan of that sport drawn with. */
  profileFor(sport: Sport): Profile {
    return profileFor(this.#values.profile, sport);
  }

  get values(): Settings {
    return this.#values;
  }

  async load(): Promise<void> {
    try {
      const settings = await this.#library.settings();
      if (settings.ok) this.#values = settings.value;
      this.#unreadable = !settings.ok;
    } catch (error) {
      this.#failed = reasonOf(error);
    }
    this.loaded = true;
  }

  /** Change some of them. Forms have checked what they pass (see `parseProfile`). */
  set(patch: Partial<Settings>): void {
    void this.store(patch);
  }

  /** The same, for whoever waits until they are stored or cannot be. */
  store(patch: Partial<Settings>): Promise<void> {
    this.#values = { ...this.#values, ...patch };
    const changed = this.#unreadable ? this.#values : patch;
    this.#unreadable = false;
    return this.#library.saveSettings(this.#values, changed).then(
      () => void (this.#failed = undefined),
      (error: unknown) => void (this.#failed = reasonOf(error)),
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
