// The voice of the browser: which voices there are, and one line said by one of them.

export interface VoiceInfo {
  /** How it is found again. */
  uri: string;
  name: string;
  /** As `en-GB`. */
  lang: string;
  /** What it says stays on the device; else it goes to a server. */
  local: boolean;
  isDefault: boolean;
}

export interface LineEvents {
  started: () => void;
  ended: () => void;
  /** `code`: as the browser calls it (`not-allowed`, `synthesis-failed` …). */
  failed: (code: string) => void;
}

export interface VoiceHow {
  uri: string;
  lang: string;
  /** 1 is as the voice speaks of itself. */
  rate: number;
  /** 0 to 1. */
  volume: number;
}

export interface SpeechPort {
  voices: () => readonly VoiceInfo[];
  /** Most browsers know their voices only a while after the page has asked for them. */
  onVoices: (changed: () => void) => void;
  speak: (text: string, how: VoiceHow, events: LineEvents) => void;
  /** Silence, and nothing waits. */
  cancel: () => void;
}

/** `undefined` where the browser has no voice at all. */
export function browserSpeech(): SpeechPort | undefined {
  if (!('speechSynthesis' in globalThis) || !('SpeechSynthesisUtterance' in globalThis)) return undefined;
  const synthesis = globalThis.speechSynthesis;
  let kept: SpeechSynthesisUtterance | undefined; // Chromium forgets the events of one that nobody holds
  return {
    voices: () => synthesis.getVoices().map(infoOf),
    onVoices: (changed) => (synthesis.onvoiceschanged = changed), // WebKit has no addEventListener here
    speak(text, { uri, lang, rate, volume }, { started, ended, failed }) {
      const utterance = (kept = new SpeechSynthesisUtterance(text));
      utterance.voice = synthesis.getVoices().find(({ voiceURI }) => voiceURI === uri) ?? null;
      Object.assign(utterance, { lang, rate, volume, onstart: started, onend: ended });
      utterance.onerror = ({ error }) => failed(error);
      if (synthesis.paused) synthesis.resume(); // left so by another page, or by the system
      synthesis.speak(kept);
    },
    cancel: () => synthesis.cancel(),
  };
}

function infoOf({ voiceURI, name, lang, localService, default: isDefault }: SpeechSynthesisVoice): VoiceInfo {
  return { uri: voiceURI, name, lang: lang.replace('_', '-'), local: localService, isDefault };
}

/**
 * The voices that are offered for a language, best first. Those that send what they say to a server are left out: a heart
 * rate would go with it, and nothing leaves the device. `spoken`: the languages of the browser, which say whose accent.
 */
export function voicesFor(voices: readonly VoiceInfo[], language: string, spoken: readonly string[]): VoiceInfo[] {
  const accent = spoken.find((tag) => tag.includes('-') && baseOf(tag) === language)?.toLowerCase();
  const rank = ({ lang, isDefault }: VoiceInfo): number =>
    (lang.toLowerCase() === accent ? 0 : 2) + (isDefault ? 0 : 1);
  return isOf(voices, language)
    .filter(({ local }) => local)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** How many are left out, since they send what they say to a server. */
export const remoteVoices = (voices: readonly VoiceInfo[], language: string): number =>
  isOf(voices, language).filter(({ local }) => !local).length;

const isOf = (voices: readonly VoiceInfo[], language: string): VoiceInfo[] =>
  voices.filter(({ lang }) => baseOf(lang) === language);

const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();
