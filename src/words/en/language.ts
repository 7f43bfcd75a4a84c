import type { Language } from '../language.ts';

export const english: Language = {
  dir: 'ltr',
  choice: { name: 'English', label: 'Language', asDevice: 'Same as this device' },
  first: async () => (await import('./index.ts')).en,
  workout: async () => (await import('./workout.ts')).workout,
  speech: async () => (await import('./speech.ts')).speechWords,
  pages: async () => (await import('./pages.ts')).pages,
  cues: async () => (await import('./cues.ts')).cues,
  data: async () => (await import('./data.ts')).data,
  done: async () => (await import('./done.ts')).done,
  editor: async () => (await import('./editor.ts')).editor,
  exchange: async () => (await import('./exchange.ts')).exchange,
  heart: async () => (await import('./heart.ts')).heart,
  historyList: async () => (await import('./historyList.ts')).historyList,
  hrv: async () => (await import('./hrv.ts')).hrv,
  workoutPage: async () => (await import('./workoutPage.ts')).workoutPage,
  pocket: async () => (await import('./pocket.ts')).pocket,
  share: async () => (await import('./share.ts')).share,
  frames: async () => (await import('./frames.ts')).frames,
  trends: async () => (await import('./trends.ts')).trends,
  planned: async () => (await import('./planned.ts')).planned,
  schedule: async () => {
    const [{ schedule }, { cronInWords }, { calendarWords }] = await Promise.all([
      import('./schedule.ts'),
      import('./cron.ts'),
      import('./calendar.ts'),
    ]);
    return { ...schedule, cronInWords, calendar: calendarWords };
  },
};
