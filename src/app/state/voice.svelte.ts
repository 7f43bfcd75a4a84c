import type { CueGroup } from '../../core/cues/cueGroups.ts';
import { remoteVoices, voicesFor, type SpeechPort, type VoiceHow, type VoiceInfo } from '../device/voice.ts';
import type { SettingsState } from './settings.svelte.ts';
import { SpeechQueue, type Speech, type SpeechTrouble } from './speechQueue.ts';

/** Why there is no voice. `noVoices`: none on this device for the language of the app. */
export type VoiceTrouble = SpeechTrouble | 'unsupported' | 'noVoices';

/** Browsers tell of their voices late, or never. */
const VOICES_WITHIN_MS = 3_000;

type VoiceSettings = Pick<SettingsState, 'voice' | 'voiceUri' | 'voiceRate' | 'voiceVolume'>;

/** The voice of the workout: which one it is, whether it is heard, and what it says. */
export class Voice {
  readonly #settings: VoiceSettings;
  readonly #language: string;
  readonly #spoken: readonly string[];
  readonly #queue: SpeechQueue | undefined;
  #voices = $state.raw<readonly VoiceInfo[]>([]);
  #waited = $state.raw(false);
  #trouble = $state.raw<SpeechTrouble | undefined>();

  /** The voices to choose from, best first; `$derived` is of whoever reads. */
  readonly offered = $derived.by(() => voicesFor(this.#voices, this.#language, this.#spoken));
  /** How many are not offered, since they send what they say to a server. */
  readonly leftOut = $derived.by(() => remoteVoices(this.#voices, this.#language));
  readonly chosen = $derived.by(
    () => this.offered.find(({ uri }) => uri === this.#settings.voiceUri) ?? this.offered[0],
  );
  readonly trouble = $derived.by((): VoiceTrouble | undefined => {
    if (!this.#queue) return 'unsupported';
    return this.chosen ? this.#trouble : this.#waited ? 'noVoices' : undefined;
  });

  /** `language`: of the app, which is what is said. `spoken`: the languages of the browser. */
  constructor(
    settings: VoiceSettings,
    port: SpeechPort | undefined,
    { language, spoken }: { language: string; spoken: readonly string[] },
  ) {
    this.#settings = settings;
    this.#language = language;
    this.#spoken = spoken;
    if (!port) return;
    this.#queue = new SpeechQueue(
      port,
      () => this.#how(),
      (trouble) => (this.#trouble = trouble),
    );
    const look = (): void => void (this.#voices = port.voices());
    port.onVoices(look);
    look();
    setTimeout(() => {
      look(); // not every browser tells
      this.#waited = true;
    }, VOICES_WITHIN_MS);
  }

  get wanted(): boolean {
    return this.#settings.voice === 'on';
  }

  /** It is wanted, and as far as is known it is heard. */
  get works(): boolean {
    return this.wanted && this.trouble === undefined;
  }

  /** Says it when its turn comes, or not at all. */
  say(speech: Speech): void {
    if (this.#queue) this.#queue.say(speech);
    else speech.onUnsaid?.();
  }

  stop(isIt?: (group: CueGroup) => boolean): void {
    this.#queue?.stop(isIt);
  }

  /** To hear it before a workout. */
  tryOut(text: string): void {
    this.stop();
    this.say({ group: 'phases', lines: () => [text] });
  }

  #how(): VoiceHow | undefined {
    const { chosen } = this;
    if (!chosen) return undefined;
    const { voiceRate: rate, voiceVolume: volume } = this.#settings;
    return { uri: chosen.uri, lang: chosen.lang, rate, volume };
  }
}
