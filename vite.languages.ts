// The words of every language but English, which comes with the page: a file for each part, fetched by those who read it.

const FILE = /\/src\/words\/(?!en\/)([a-z]+)\/(\w+)/;

/** The parts of a language by the files that they begin with; all else goes with what comes first. */
const PARTS: Record<string, string> = {
  language: 'list',
  workout: 'workout',
  notices: 'workout',
  troubles: 'workout',
  strapProblems: 'workout',
  data: 'data',
  done: 'done',
  effort: 'done',
  editor: 'editor',
  historyList: 'historyList',
  hrv: 'hrv',
  pocket: 'pocket',
  workoutPage: 'workoutPage',
  frames: 'frames',
  share: 'share',
  trends: 'trends',
  planned: 'planned',
  schedule: 'schedule',
  cron: 'schedule',
  calendar: 'schedule',
  pages: 'pages',
  today: 'pages',
  welcome: 'pages',
  planScreens: 'pages',
  history: 'pages',
  session: 'pages',
  settings: 'pages',
  problems: 'pages',
};

/** The chunk of a module of words in another language; none of any other module, or of the list that the page begins with. */
export function languageChunk(id: string): string | undefined {
  const [, tag, file] = FILE.exec(id) ?? [];
  if (tag === undefined || file === undefined) return undefined;
  const part = PARTS[file] ?? 'first';
  return part === 'list' ? undefined : `words-${tag}-${part}`;
}

/** Kept when they are first used: who reads English needs none of them without network. */
export const LANGUAGE_FILES = /^assets\/words-/;
