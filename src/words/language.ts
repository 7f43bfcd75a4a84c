import type { calendarWords } from './en/calendar.ts';
import type { cli } from './en/cli.ts';
import type { cronInWords } from './en/cron.ts';
import type { cues } from './en/cues.ts';
import type { data } from './en/data.ts';
import type { done } from './en/done.ts';
import type { editor } from './en/editor.ts';
import type { effort } from './en/effort.ts';
import type { exchange } from './en/exchange.ts';
import type { heart } from './en/heart.ts';
import type { historyList } from './en/historyList.ts';
import type { frames } from './en/frames.ts';
import type { hrv } from './en/hrv.ts';
import type { en } from './en/index.ts';
import type { pages } from './en/pages.ts';
import type { pocket } from './en/pocket.ts';
import type { planned } from './en/planned.ts';
import type { enPlans } from './en/plans.ts';
import type { reminders } from './en/reminders.ts';
import type { schedule } from './en/schedule.ts';
import type { share } from './en/share.ts';
import type { speechWords } from './en/speech.ts';
import type { trends } from './en/trends.ts';
import type { workout } from './en/workout.ts';
import type { workoutPage } from './en/workoutPage.ts';

/**
 * A language: a folder with a `language.ts` of this type, and a line in `languages.ts`. English sets the shape of each
 * part, and the compiler holds the others to it: one that lacks a key does not compile. Each part is loaded when it is
 * needed. Two more files of the folder are read by name, and are not in what a page can load: `outside.ts` by the service
 * worker, which cannot import, and `cli.ts` by the command line.
 */
export interface Language {
  /** Which way its lines run. */
  readonly dir: 'ltr' | 'rtl';
  /** What the choice of languages says, in the language itself. */
  readonly choice: { readonly name: string; readonly label: string; readonly asDevice: string };
  /** From the first screen up to the start of a workout. */
  readonly first: () => Promise<FirstWords>;
  readonly workout: () => Promise<WorkoutWords>;
  /** What is said aloud in it. */
  readonly speech: () => Promise<SpeechWords>;
  readonly pages: () => Promise<PageWords>;
  /** Settings › Cues. */
  readonly cues: () => Promise<CueWords>;
  /** Settings › Data. */
  readonly data: () => Promise<DataWords>;
  /** Making and changing a plan. */
  readonly editor: () => Promise<EditorWords>;
  /** Plans that come in and go out. */
  readonly exchange: () => Promise<ExchangeWords>;
  /** How the heart answers effort. */
  readonly heart: () => Promise<HeartWords>;
  /** The list of workouts: finding, selecting, exporting, importing. */
  readonly historyList: () => Promise<HistoryListWords>;
  /** How the beats vary: in a workout, in the history, in the settings. */
  readonly hrv: () => Promise<HrvWords>;
  /** The page of one workout that is over. */
  readonly workoutPage: () => Promise<WorkoutPageWords>;
  /** Around a workout that runs: screen off, touch lock, keys, small window. */
  readonly pocket: () => Promise<PocketWords>;
  /** After the last second of a workout. */
  readonly done: () => Promise<DoneWords>;
  /** A workout as a picture. */
  readonly share: () => Promise<ShareWords>;
  /** Settings › Strap › frames. */
  readonly frames: () => Promise<FrameWords>;
  /** Load and trends, under History. */
  readonly trends: () => Promise<TrendsWords>;
  /** What Today says of planned workouts. */
  readonly planned: () => Promise<PlannedWords>;
  /** The screen of schedules, beside that. */
  readonly schedule: () => Promise<Omit<ScheduleWords, keyof PlannedWords>>;
}

/** All that a page says to a person, in one language. */
export type Words = FirstWords & {
  /** What a workout says once it runs. There once `loadWorkout` is done: the start button does not wait for it. */
  readonly workout: WorkoutWords;
  /** What every screen but Live says. There once `loadPages` is done: a workout does not wait for the words of the settings. */
  readonly pages: PageWords;
};

export type FirstWords = typeof en;
export type WorkoutWords = typeof workout;
export type SpeechWords = typeof speechWords;
export type PageWords = typeof pages;
export type CueWords = typeof cues;
export type DataWords = typeof data;
export type DoneWords = typeof done;
/** How hard a workout felt: a part of those of the screens that ask. */
export type EffortWords = typeof effort;
export type ShareWords = typeof share;
export type EditorWords = typeof editor;
export type ExchangeWords = typeof exchange;
export type HeartWords = typeof heart;
export type HistoryListWords = typeof historyList;
export type FrameWords = typeof frames;
export type HrvWords = typeof hrv;
export type PocketWords = typeof pocket;
export type TrendsWords = typeof trends;
export type WorkoutPageWords = typeof workoutPage;
export type PlannedWords = typeof planned;
export type ScheduleWords = PlannedWords &
  typeof schedule & { cronInWords: typeof cronInWords; calendar: typeof calendarWords };
/** `outside.ts`: what is read outside the app. */
export interface OutsideWords {
  readonly reminders: typeof reminders;
  readonly plans: typeof enPlans;
}
/** `cli.ts`: what the command line says, beyond what it shares with the page. */
export type CliWords = typeof cli;
