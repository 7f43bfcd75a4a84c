import type { calendarWords } from './en/calendar.ts';
import type { cronInWords } from './en/cron.ts';
import type { planned } from './en/planned.ts';
import type { schedule } from './en/schedule.ts';

/** What is said of planned workouts on Today; loaded with what shows them. */
export type PlannedWords = typeof planned;
/** What the screen of schedules says; loaded with it. */
export type ScheduleWords = PlannedWords &
  typeof schedule & { cronInWords: typeof cronInWords; calendar: typeof calendarWords };

interface Language {
  planned: () => Promise<PlannedWords>;
  schedule: () => Promise<Omit<ScheduleWords, keyof PlannedWords>>;
}

/** By the language of the other words. */
const LANGUAGES: Record<string, Language> = {
  en: {
    planned: async () => (await import('./en/planned.ts')).planned,
    schedule: async () => {
      const [{ schedule }, { cronInWords }, { calendarWords }] = await Promise.all([
        import('./en/schedule.ts'),
        import('./en/cron.ts'),
        import('./en/calendar.ts'),
      ]);
      return { ...schedule, cronInWords, calendar: calendarWords };
    },
  },
};

export function loadPlannedWords(language: string): Promise<PlannedWords> {
  return languageOf(language).planned();
}

export async function loadScheduleWords(language: string): Promise<ScheduleWords> {
  const { planned, schedule } = languageOf(language);
  return { ...(await planned()), ...(await schedule()) };
}

function languageOf(language: string): Language {
  const found = LANGUAGES[language];
  if (!found) throw new Error(`no words of what is planned in ${language}`);
  return found;
}
