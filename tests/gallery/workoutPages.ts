// The page of one workout, and runs of a plan over each other.
import { mount } from 'svelte';
import Compare from '../../src/app/screens/history/compare/Compare.svelte';
import Session from '../../src/app/screens/history/Session.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { PRIOR_RESPONSE } from '../../src/core/athlete/heartResponse.ts';
import type { Annotation } from '../../src/core/records/annotation.ts';
import { withHrv } from '../../src/core/records/withHrv.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { CueRecord } from '../../src/core/session/session.ts';
import { finishedWorkout, planFrom, type FinishedWorkout, type Made } from '../support/finishedWorkout.ts';
import { annotated } from './annotated.svelte.ts';
import { planOf, PROFILE } from './states.ts';
import type { WorkoutPageName } from './workoutNames.ts';
import './parts.css';

const threshold = planOf('threshold-4x4');
const WORDY_NAME = 'The day on which everybody in the club went up all of the hills twice, and then once more';

const phases = (count: number, durationS: number): Plan =>
  planFrom({
    name: `${String(count)} phases`,
    sport: 'run',
    phases: Array.from({ length: count }, (_, i) => ({
      name: i % 2 === 0 ? `Work ${String(i / 2 + 1)}` : 'Recover',
      target: { type: 'zone', zone: i % 2 === 0 ? 4 : 1 },
      durationS,
    })),
  });
const LAPS: Plan = planFrom({
  name: 'No plan',
  sport: 'run',
  endless: true,
  phases: [{ name: 'Lap', target: { type: 'open' }, end: { type: 'hand' } }],
});
const DAY: Plan = planFrom({
  name: 'A whole day out',
  sport: 'walk',
  phases: [
    { name: 'Morning', target: { type: 'zone', zone: 1 }, durationS: 40_000 },
    { name: 'Evening', target: { type: 'open' }, durationS: 46_400 },
  ],
});
const OPEN: Plan = planFrom({
  name: '7 km easy',
  sport: 'run',
  phases: [{ name: 'Workout', target: { type: 'open' }, durationS: 2_520 }],
});

/** A heart that follows 4 × 4 minutes, with a lag, noise and a hole. */
function following(offset = 0): (s: number) => number {
  let heart = 92;
  const rates: number[] = [];
  for (let s = 0; s < 3_600; s++) {
    const minute = s / 60;
    const aim =
      minute < 12 ? 118 : minute < 48 && Math.floor((minute - 12) / 7) < 4 && (minute - 12) % 7 < 4 ? 171 : 122;
    heart += (aim + offset - heart) / (aim > heart ? 55 : 68);
    rates.push(heart + 1.6 * Math.sin(s / 5) + ((s * 7919) % 5) / 3);
  }
  return (s) => (s > 1500 && s < 1540 ? 0 : (rates[s] ?? 120));
}

const why = (bpm: number, low: number, high: number): CueRecord['why'] => ({
  bpm,
  slopeBpmPerS: -0.1,
  projectedBpm: bpm - 4,
  tauS: 52,
  band: { lowBpm: low, highBpm: high },
});
const CUES: readonly CueRecord[] = [
  { atS: 800, side: 'low', why: why(148, 161, 176) },
  { atS: 845, side: 'low', why: why(150, 161, 176) },
  { atS: 1270, side: 'high', why: why(181, 161, 176) },
  { atS: 1300, side: 'high', why: why(182, 161, 176), of: 'ceiling' },
  { atS: 2300, side: 'low', why: why(150, 161, 176) },
];
const FULL: Made = {
  plan: threshold,
  profile: PROFILE,
  bpmAt: following(),
  own: {
    cues: CUES,
    pauses: [
      { reason: 'user', atS: 1700, fromMs: 0, forMs: 65_000 },
      { reason: 'signalLost', atS: 1540, fromMs: 0, forMs: 12_000 },
    ],
    gaps: [{ kind: 'slept', atS: 2000, awayMs: 84_000, counted: false }],
  },
};

const IMPORTED = { format: 'fit', source: 'Garmin Forerunner 265', fileName: '2026-11-22-17-30-00.fit' } as const;
const SAID: Annotation = {
  id: 'workout',
  title: 'Track with Ada',
  notes: 'Slept badly, then it was the best of the season. Wind from the west on the back straight.',
  effort: 7,
  tags: ['track', 'with Ada', 'forty characters is the longest tag here'],
  trim: undefined,
};

const MADE: Record<WorkoutPageName, Made> = {
  workoutFull: FULL,
  workoutSaid: FULL,
  workoutDay: { plan: DAY, profile: PROFILE, bpmAt: (s) => 84 + 22 * Math.sin(s / 3000) + 6 * Math.sin(s / 97) },
  workoutPhases: { plan: phases(300, 45), profile: PROFILE },
  workoutNoHeart: { plan: threshold, profile: PROFILE, bpmAt: () => 0 },
  workoutShort: { plan: threshold, profile: PROFILE, elapsedS: 3, own: { ending: 'stopped' } },
  workoutLimit: { ...FULL, plan: { ...threshold, ceiling: { bpm: 165 } } },
  workoutNoBeats: { ...FULL, beats: false },
  workoutLaps: { plan: LAPS, profile: PROFILE, elapsedS: 40 * 93, lapS: 93 },
  workoutSimulated: { ...FULL, source: 'simulated' },
  workoutImported: { plan: OPEN, profile: PROFILE, own: { imported: IMPORTED, strapName: null } },
  workoutTrimmed: FULL,
  workoutTrimming: FULL,
  workoutWordy: { ...FULL, plan: { ...threshold, name: WORDY_NAME } },
  workoutFailing: FULL,
  workoutChanged: FULL,
  workoutZoomed: FULL,
  workoutCue: FULL,
  workoutTables: FULL,
  compareTwo: FULL,
  compareFour: FULL,
  compareOne: FULL,
};

const ANNOTATED: Partial<Record<WorkoutPageName, readonly Annotation[]>> = {
  workoutSaid: [SAID, { id: 'earlier-0', tags: ['track', 'hills', 'treadmill'] }, { id: 'earlier-1', tags: ['hills'] }],
  workoutTrimmed: [{ id: 'workout', tags: [], trim: { fromS: 300, toS: 2_100 } }],
  workoutWordy: [{ id: 'workout', title: WORDY_NAME, tags: [] }],
};

const DAY_MS = 86_400_000;

function withBeats({ record, samples, digest }: FinishedWorkout): FinishedWorkout {
  if (record.elapsedS > 20_000) return { record, samples, digest }; // a second of work for eight hours
  return { record: withHrv({ session: record, chunks: samples, digest }).session, samples, digest };
}

export function mountWorkoutPage(target: Element, app: AppState, name: WorkoutPageName): Record<string, unknown> {
  const made = MADE[name];
  const workout = withBeats(finishedWorkout({ ...made, id: 'workout' }));
  const runs = Array.from({ length: 4 }, (_, i) =>
    finishedWorkout({
      ...made,
      id: `earlier-${String(i)}`,
      bpmAt: following(4 + 3 * i),
      elapsedS: workout.record.elapsedS > 3_600 ? 600 : Math.max(2, workout.record.elapsedS - 60 * i),
      startedAtMs: workout.record.startedAt.epochMs - (i + 1) * 7 * DAY_MS,
    }),
  );
  const withOthers = name === 'workoutFull' || name.startsWith('compare');
  const all = [workout, ...(withOthers ? runs : [])];
  const { plan } = workout.record;
  const own = {
    history: {
      items: all.map(({ digest }) => digest),
      loaded: true,
      session: (id: string) => {
        const found = all.find(({ record }) => record.id === id);
        return Promise.resolve(found && { ok: true, value: { record: found.record, samples: found.samples } });
      },
      load: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      undoRemove: () => Promise.resolve(),
    },
    loadAnnotations: () => Promise.resolve(annotated(ANNOTATED[name] ?? [], { refuses: name === 'workoutFailing' })),
    heartResponse: name === 'workoutNoBeats' ? undefined : { ...PRIOR_RESPONSE, tauOnS: 52, relSd: 0.12 },
    recordings: () => Promise.resolve({ has: () => Promise.resolve(false) }),
    plans: {
      byId: () => (name === 'workoutChanged' ? { ...plan, name: `${plan.name}, harder` } : plan),
    },
  };
  const main = document.createElement('main');
  main.className = 'exchange';
  target.append(main);
  const shownApp = Object.create(app, Object.getOwnPropertyDescriptors(own)) as AppState;
  const props = { app: shownApp, toasts: new Toasts() };
  if (name.startsWith('compare')) {
    const ids = { compareTwo: 2, compareFour: 4 }[name as string] ?? 1;
    const id = all
      .slice(0, ids)
      .map(({ record }) => record.id)
      .join(',');
    return mount(Compare, { target: main, props: { ...props, id } });
  }
  const shown = mount(Session, { target: main, props: { ...props, id: 'workout' } });
  void prepared(main, name, workout.record.hrv !== undefined && name !== 'workoutTrimmed');
  return shown;
}

/** What is pressed in a state, once it is there. */
async function prepared(main: Element, name: WorkoutPageName, hasHrv: boolean): Promise<void> {
  const PRESSED: Partial<Record<WorkoutPageName, string>> = {
    workoutTrimming: '#trim ~ .ways button',
    workoutZoomed: '.phases li:nth-child(2) button',
    workoutCue: '.lane button',
    workoutFailing: '.scale input[value="6"]',
  };
  const selector = PRESSED[name];
  // the last section, and what is fetched for itself
  const sections = ['#about', ...(hasHrv ? ['#variability'] : [])];
  const isThere = (): boolean => sections.every((each) => main.querySelector(each));
  for (let i = 0; i < 400 && !isThere(); i++) await new Promise((done) => setTimeout(done, 10));
  if (selector !== undefined) main.querySelector<HTMLElement>(selector)?.click();
  if (name === 'workoutTables') {
    await new Promise((done) => setTimeout(done, 300)); // the figures are worked out
    main.querySelectorAll('details').forEach((each) => (each.open = true));
    main.querySelector<HTMLElement>('.acts .more')?.click();
  }
  main.setAttribute('data-prepared', name);
}
