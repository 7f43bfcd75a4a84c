import { expect, test } from 'vitest';
import { occurrenceOf, type Occurrence } from '../../src/core/schedule/occurrence.ts';
import { SystemReminders, type NoticeOptions } from '../../src/sw/systemReminders.ts';
import { reminders } from '../../src/words/en/reminders.ts';

const F = Date.UTC(2026, 10, 23, 5, 30);

function planned(planName: string, fireAtEpochMs = F): Occurrence {
  const schedule = {
    id: `of-${planName}`,
    planId: planName.toLowerCase(),
    planName,
    cron: '30 6 * * *',
    timeZone: null,
    on: true,
    revision: 1,
    sinceEpochMs: 0,
  };
  return occurrenceOf(schedule, fireAtEpochMs, 'Europe/Berlin');
}

/** What the system shows, by tag. */
class System {
  shown = new Map<string, { title: string } & NoticeOptions>();
  allowed = true;
  wanted = true;
  seen = false;
  badges: number[] = [];
  badgeAllowed = true;

  readonly reminders = new SystemReminders({
    registration: {
      getNotifications: () =>
        Promise.resolve(
          [...this.shown].map(([tag]) => ({ tag, close: () => this.shown.delete(tag) }) as unknown as Notification),
        ),
      showNotification: (title, options = {}) => {
        this.shown.set(options.tag!, { title, ...options });
        return Promise.resolve();
      },
    },
    isAllowed: () => this.allowed,
    isWanted: () => Promise.resolve(this.wanted),
    isSeen: () => Promise.resolve(this.seen),
    badge: (count) => {
      if (!this.badgeAllowed) return Promise.reject(new Error('not installed'));
      this.badges.push(count);
      return Promise.resolve();
    },
    urlOf: (path) => `https://a.example/${path}`,
    words: reminders,
  });

  get titles(): string[] {
    return [...this.shown.values()].map(({ title }) => title);
  }
}

test('a reminder names its plan and its time, and carries what a click needs', async () => {
  const system = new System();
  const occurrence = planned('Tempo');
  expect(await system.reminders.ready(occurrence)).toBe(true);
  const shown = system.shown.get(`ready-${occurrence.id}`)!;
  expect(shown.title).toBe('Workout ready: Tempo');
  expect(shown.body).toMatch(/06:30/); // by the clock where it was planned, wherever this test runs
  expect(shown.actions?.map(({ action }) => action)).toEqual(['snooze', 'skip']);
  expect(shown.data).toEqual({
    occurrenceId: occurrence.id,
    scheduleId: 'of-Tempo',
    planId: 'tempo',
    fireAt: '2026-11-23T05:30:00.000Z',
  });
});

test('told twice it is shown once; two plans at one time are two', async () => {
  const system = new System();
  await system.reminders.ready(planned('Tempo'));
  await system.reminders.ready(planned('Tempo'));
  await system.reminders.ready(planned('Pyramid'));
  expect(system.titles).toEqual(['Workout ready: Tempo', 'Workout ready: Pyramid']);
});

test('not allowed: not shown, and said so', async () => {
  const system = new System();
  system.allowed = false;
  expect(await system.reminders.ready(planned('Tempo'))).toBe(false);
  expect(system.titles).toEqual([]);
});

test('what does not wait any more goes, what is about a workout under way stays; the badge counts', async () => {
  const system = new System();
  system.shown.set('workout-phase', { title: 'Interval 3' });
  await system.reminders.ready(planned('Tempo'));
  await system.reminders.ready(planned('Pyramid'));
  await system.reminders.waiting([planned('Pyramid')]);
  expect(system.titles).toEqual(['Interval 3', 'Workout ready: Pyramid']);
  await system.reminders.waiting([]);
  expect(system.titles).toEqual(['Interval 3']);
  expect(system.badges).toEqual([1, 0]);
});

test('not allowed to notify: no badge either', async () => {
  const system = new System();
  system.allowed = false;
  await system.reminders.waiting([planned('Tempo')]);
  expect(system.badges).toEqual([]);
});

test('not wanted any more: what is shown goes, and so does the number', async () => {
  const system = new System();
  await system.reminders.ready(planned('Tempo'));
  await system.reminders.waiting([planned('Tempo')]);
  system.wanted = false;
  await system.reminders.waiting([planned('Tempo')]);
  expect(system.titles).toEqual([]);
  expect(system.badges).toEqual([1, 0]);
  expect(await system.reminders.ready(planned('Tempo'))).toBe(false);
});

test('what was missed and what comes is said by the app to whoever looks at it', async () => {
  const system = new System();
  system.reminders.missed([planned('Tempo')], false);
  await expect.poll(() => system.titles).toEqual(['A planned workout was missed']);
  await system.reminders.coming([planned('Pyramid')], F);
  await system.reminders.waiting([]);
  expect(system.titles).toHaveLength(2);
  system.seen = true;
  await system.reminders.waiting([]);
  expect(system.titles).toEqual([]);
});

test('where no badge is allowed all else works', async () => {
  const system = new System();
  system.badgeAllowed = false;
  await system.reminders.ready(planned('Tempo'));
  await system.reminders.waiting([]);
  expect(system.titles).toEqual([]);
});

test('what was missed is one silent line, and none for whoever looks at the app', async () => {
  const system = new System();
  system.reminders.missed([planned('Tempo'), planned('Pyramid')], false);
  await expect.poll(() => system.titles).toEqual(['2 planned workouts were missed']);
  expect(system.shown.get('missed')).toMatchObject({ silent: true, data: { planId: 'tempo', scheduleId: 'of-Tempo' } });
  system.shown.clear();
  system.seen = true;
  system.reminders.missed([planned('Tempo')], false);
  await new Promise((resolve) => setTimeout(resolve)); // after everything that was begun
  expect(system.titles).toEqual([]);
});

test('what comes is one silent notification that leads to the first', async () => {
  const system = new System();
  const tonightMs = new Date(F).setHours(23, 0, 0, 0);
  const coming = [planned('Tempo', tonightMs + 1_800_000), planned('Pyramid', tonightMs + 3_600_000)];
  expect(await system.reminders.coming(coming, tonightMs)).toBe(true);
  const [[, shown]] = [...system.shown] as [[string, { title: string } & NoticeOptions]];
  expect(shown).toMatchObject({ title: '2 workouts are coming up', silent: true, data: { planId: 'tempo' } });
  expect(shown.body?.split('\n')).toEqual(['23:30 Tempo', 'Tomorrow, 00:00 Pyramid']);
  expect(await new System().reminders.coming([], F)).toBe(false);

  const many = Array.from({ length: 8 }, (_, i) => planned('Tempo', F + i * 60_000));
  await system.reminders.coming(many, F);
  expect(system.titles).toEqual(['8 workouts are coming up']);
  expect(system.shown.get('coming')?.body?.split('\n')).toHaveLength(5);
});
