import { languageBy, languageOf } from './languages.ts';
import type {
  CueWords,
  DataWords,
  DoneWords,
  EditorWords,
  ExchangeWords,
  FrameWords,
  HeartWords,
  HistoryListWords,
  HrvWords,
  Language,
  PlannedWords,
  PocketWords,
  ScheduleWords,
  ShareWords,
  SpeechWords,
  TrendsWords,
  WorkoutPageWords,
  Words,
} from './language.ts';

export { isLanguage, languageOf } from './languages.ts';
export type {
  CueWords,
  DoneWords,
  EditorWords,
  EffortWords,
  ExchangeWords,
  FrameWords,
  HeartWords,
  HistoryListWords,
  HrvWords,
  PocketWords,
  ShareWords,
  Words,
  WorkoutPageWords,
} from './language.ts';

export interface Catalogue {
  words: Words;
  /** What the page says of itself: `lang` and `dir` of its root. */
  lang: string;
  dir: Language['dir'];
  /** Loads what a workout says. */
  loadWorkout: () => Promise<void>;
  /** Loads the words of the pages, and those of a workout, which they mention. They can be read as soon as it is done. */
  loadPages: () => Promise<void>;
}

/** The catalogue for what `?lang=`, the settings and the browser ask for, most wanted first; dates are written as for those that are spoken here. */
export async function catalogueFor(wanted: readonly string[], spoken: readonly string[]): Promise<Catalogue> {
  const lang = languageOf(wanted);
  const language = languageBy(lang);
  let workout: Words['workout'] | undefined;
  let pages: Words['pages'] | undefined;
  const words: Words = {
    ...(await language.first()),
    language: lang,
    get workout() {
      if (!workout) throw new Error('the words of a workout were read before they were loaded');
      return workout;
    },
    get pages() {
      if (!pages) throw new Error('the words of the pages were read before they were loaded');
      return pages;
    },
  };
  return {
    words,
    lang,
    dir: language.dir,
    loadWorkout: async () => {
      workout ??= await language.workout();
    },
    loadPages: async () => {
      const [{ takeRegion }, ...loaded] = await Promise.all([
        import('./dates.ts'),
        workout ?? language.workout(),
        pages ?? language.pages(),
      ]);
      takeRegion(spoken);
      [workout, pages] = loaded;
    },
  };
}

/** What the voice says. */
export const loadSpeechWords = (lang: string): Promise<SpeechWords> => languageBy(lang).speech();

export const loadCueWords = (lang: string): Promise<CueWords> => languageBy(lang).cues();

export const loadDataWords = (lang: string): Promise<DataWords> => languageBy(lang).data();

export const loadDoneWords = (lang: string): Promise<DoneWords> => languageBy(lang).done();

export const loadEditorWords = (lang: string): Promise<EditorWords> => languageBy(lang).editor();

export const loadExchangeWords = (lang: string): Promise<ExchangeWords> => languageBy(lang).exchange();

export const loadHeartWords = (lang: string): Promise<HeartWords> => languageBy(lang).heart();
export const loadFrameWords = (lang: string): Promise<FrameWords> => languageBy(lang).frames();

export const loadHistoryListWords = (lang: string): Promise<HistoryListWords> => languageBy(lang).historyList();

export const loadHrvWords = (lang: string): Promise<HrvWords> => languageBy(lang).hrv();

export const loadWorkoutPageWords = (lang: string): Promise<WorkoutPageWords> => languageBy(lang).workoutPage();

export const loadPocketWords = (lang: string): Promise<PocketWords> => languageBy(lang).pocket();

export const loadShareWords = (lang: string): Promise<ShareWords> => languageBy(lang).share();
export const loadTrendsWords = (lang: string): Promise<TrendsWords> => languageBy(lang).trends();

export const loadPlannedWords = (lang: string): Promise<PlannedWords> => languageBy(lang).planned();

export async function loadScheduleWords(lang: string): Promise<ScheduleWords> {
  const language = languageBy(lang);
  const [planned, schedule] = await Promise.all([language.planned(), language.schedule()]);
  return { ...planned, ...schedule };
}
