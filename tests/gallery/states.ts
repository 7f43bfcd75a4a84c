// The live screen in all its states, each played by the real session with a simulated heart up to where it is to be seen.
import type { HeartRate } from '../../src/core/signal/heartRateMeasurement.ts';
import { targetBpmOf, stepHeart, simulatedHeartOf, parseStrapSpec } from '../../src/core/simulation/simulatedHeart.ts';
import { USUAL_COACHING } from '../../src/core/cues/coaching.ts';
import type { Strictness } from '../../src/core/cues/strictness.ts';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { quickPlan } from '../../src/core/plan/quick.ts';
import { parsePlan } from '../../src/formats/plan/importers.ts';
import type { HrvNow } from '../../src/core/samples/hrvShown.ts';
import { liveHrvAfter, NO_LIVE_HRV } from '../../src/core/samples/liveHrv.ts';
import { SampleLog, type Trace } from '../../src/core/samples/samples.ts';
import { finishedOf } from '../../src/core/records/finished.ts';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import { strapDue } from '../../src/core/session/straps.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import type { Source } from '../../src/core/signal/signal.ts';
import { snapshotOf, type Snapshot } from '../../src/core/session/snapshot.ts';
import { profileOf, type Profile } from '../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../src/core/athlete/zonePresets.ts';
import type { StoredSession } from '../../src/app/state/history.svelte.ts';
import { enPlans } from '../../src/words/en/plans.ts';

export const PROFILE = profileOf(188, 54);
export const BUILT_IN = builtInPlans(enPlans);

export interface Played {
  snapshot: Snapshot;
  trace: Trace;
  hrv: HrvNow;
  /** Of a workout that is over. */
  stored?: StoredSession;
}

const LONG_NAME = 'Progressive threshold intervals on rolling hills and a long easy way home again.';
const LONG_CUE =
  'Shoulders low, hands loose, short quick steps: lean from the ankles, look at the crest and not at your feet, breathe out for as long as you breathe in, and let it come up to 160–174 bpm by itself.';

const WORDY = plan({
  name: LONG_NAME,
  sport: 'run',
  phases: [
    { name: 'Warm-up', target: { type: 'percentMax', low: 60, high: 72 }, durationS: 300, cue: LONG_CUE },
    {
      repeat: 12,
      phases: [
        { name: LONG_NAME, target: { type: 'bpm', low: 160, high: 174 }, durationS: 180, cue: LONG_CUE },
        { name: 'Recover', target: { type: 'percentReserve', low: 50, high: 60 }, durationS: 60 },
      ],
    },
  ],
});

const MANY = plan({
  name: 'Three hundred short ones',
  sport: 'ride',
  phases: [
    {
      repeat: 150,
      phases: [
        { name: 'On', target: { type: 'zone', zone: 4 }, durationS: 40 },
        { name: 'Off', target: { type: 'zone', zone: 1 }, durationS: 20 },
      ],
    },
  ],
});

const THREE: Profile = { ...PROFILE, zoneFloorsPct: ZONE_PRESETS.max[3] };
const SEVEN: Profile = { ...PROFILE, zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[7] };

interface Script {
  plan: Plan;
  profile?: Profile;
  strap?: string;
  source?: Source | 'none';
  untilS: number;
  onLoss?: 'pause' | 'continue';
  strictness?: Strictness;
  /** Seconds at which the strap goes quiet. */
  quietFromS?: number;
  /** What the strap makes of a heart: what it sends in place of it. */
  fault?: (heartRate: HeartRate, s: number) => Partial<HeartRate>;
  /** What a second strap makes of it; nothing in a second in which it is silent. Without, there is none. */
  second?: (heartRate: HeartRate, s: number) => Partial<HeartRate> | undefined;
  at?: Record<number, SessionEvent>;
  /** What happens after the last second. */
  then?: SessionEvent[];
}

export function planOf(id: string): Plan {
  const plan = id === 'wordy' ? WORDY : id === 'many' ? MANY : [...BUILT_IN, BEYOND].find((each) => each.id === id);
  if (!plan) throw new Error(`no plan ${id}`);
  return plan;
}

function plan(value: unknown): Plan {
  const parsed = parsePlan(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const HILLS = plan({
  name: 'Recover until you have',
  sport: 'run',
  phases: [
    { name: 'Warm-up', target: { type: 'percentMax', low: 60, high: 72 }, durationS: 300, cue: 'Start gently.' },
    {
      repeat: 4,
      phases: [
        { name: 'Hill', target: { type: 'bpm', low: 160, high: 174 }, durationS: 180 },
        {
          name: 'Recover',
          target: { type: 'open' },
          end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, maxS: 300 },
        },
      ],
    },
    { name: 'As long as it is fun', target: { type: 'zone', zone: 2 }, end: { type: 'hand' } },
    { name: 'Cool-down', target: { type: 'zone', zone: 1 }, durationS: 300 },
  ],
});

/** With the limit of a clinic, which one of its phases goes beyond. */
const LIMITED = plan({
  name: 'Heart group',
  sport: 'walk',
  ceiling: { bpm: 130 },
  phases: [
    { name: 'Warm-up', target: { type: 'percentMax', low: 60, high: 72 }, durationS: 600 },
    { name: 'Interval', target: { type: 'percentMax', low: 78, high: 84 }, durationS: 240 },
    { name: 'Recovery', end: { type: 'heartRate', from: 'above', bpm: 110, holdS: 10, maxS: 180 } },
    { name: 'Cool-down', target: { type: 'zone', zone: 1 }, durationS: 300 },
  ],
});

/** More than this heart can do, and for longer than anybody should. */
const BEYOND = plan({
  id: 'beyond',
  name: 'Beyond me',
  sport: 'run',
  phases: [
    { name: 'Warm-up', target: { type: 'zone', zone: 1 }, durationS: 300 },
    { name: 'Hard', target: { type: 'percentMax', low: 94, high: 98 }, durationS: 360 },
    { name: 'All out', target: { type: 'bpm', low: 195, high: 205 }, durationS: 240 },
    { name: 'Climb', end: { type: 'heartRate', from: 'below', bpm: 200, holdS: 10, maxS: 300 } },
    { name: 'Cool-down', target: { type: 'zone', zone: 1 }, durationS: 300 },
  ],
});

function play({
  plan,
  profile = PROFILE,
  strap = 'follow',
  source = 'strap',
  untilS,
  onLoss = 'pause',
  strictness = 'standard',
  quietFromS = Infinity,
  fault = () => ({}),
  second = () => undefined,
  at = {},
  then = [],
}: Script): Played {
  const spec = parseStrapSpec(strap);
  if (!spec.ok) throw new Error(strap);
  const log = new SampleLog();
  let heart = simulatedHeartOf(spec.value);
  let session: Session = IDLE;
  let [live, withoutRrS] = [NO_LIVE_HRV, 0];
  const step = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) {
      if (effect.type !== 'sample') continue;
      log.append(effect.sample);
      live = liveHrvAfter(live, effect.sample);
      withoutRrS = effect.sample.rrMs.length > 0 ? 0 : withoutRrS + 1;
    }
  };
  const startedAt = { epochMs: Date.UTC(2026, 10, 22, 17, 30), timeZone: 'Europe/Berlin', offsetMin: 60 };
  const coaching = { ...USUAL_COACHING, strictness };
  step({ type: 'start', atMs: 0, workout: { id: 'gallery', plan, profile, startedAt, onLoss, coaching } });
  for (let s = 0; s < untilS; s++) {
    const [next, simulated] = stepHeart(heart, targetBpmOf(session, spec.value));
    heart = next;
    if (simulated && source !== 'none' && s < quietFromS) {
      // the intervals of a living heart are never all alike
      const alive = { ...simulated, rrMs: simulated.rrMs.map((ms, i) => ms + 5 * (((s + i) % 3) - 1)) };
      const heartRate = { ...alive, ...fault(alive, s) };
      step({ type: 'heartRate', atMs: s * 1000 + 500, heartRate, source });
    }
    const other = simulated && second(simulated, s);
    if (other && source !== 'none') {
      const heartRate = { ...simulated, ...other };
      step({ type: 'heartRate', atMs: s * 1000 + 600, heartRate, source, strap: 1 });
    }
    const event = at[s];
    if (event) step(event);
    step({ type: 'tick', listening: true });
    const due = strapDue(session);
    if (due !== undefined) step({ type: 'strap', atMs: (s + 1) * 1000, strap: due });
  }
  for (const event of then) step(event);
  const hrv = { forS: live.window.forS, withoutRrS, figures: live.figures };
  return { snapshot: snapshotOf(session, PROFILE), trace: log.trace, hrv, ...storedOf(session, log) };
}

function storedOf(session: Session, log: SampleLog): Pick<Played, 'stored'> {
  if (session.status !== 'completed') return {};
  const endedAtEpochMs = session.startedAt.epochMs + session.elapsedS * 1000;
  const finished = finishedOf(session, log.chunks, { endedAtEpochMs, strapName: 'Polar H10' });
  return { stored: { record: finished.session, samples: finished.chunks } };
}

const threshold = planOf('threshold-4x4');

/** Over, as often as it is shown. */
let whole: Played | undefined;
const wholeThreshold = (): Played => (whole ??= play({ plan: threshold, untilS: 2940 }));

/** One beat in twelve came early, and the next late. */
const EARLY: Script['fault'] = ({ rrMs }, s) => ({
  rrMs: s % 5 === 0 && rrMs.length > 1 ? [rrMs[0]! - 130, rrMs[1]! + 130, ...rrMs.slice(2)] : rrMs,
});

/** Two laps, and the third under way. */
const LAPS: Script['at'] = { 240: { type: 'skip' }, 520: { type: 'skip' } };

/** A state by its name. What the page around the workout says of it is in main.ts. */
export const STATES = {
  ready: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readySimulated: () => play({ plan: threshold, source: 'simulated', untilS: 5, then: [{ type: 'discard' }] }),
  readyNoBluetooth: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readySafety: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyBeyond: () => play({ plan: BEYOND, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  beyond: () => play({ plan: BEYOND, strap: 'steady:168', untilS: 760 }),
  beyondEnd: () => play({ plan: BEYOND, strap: 'steady:168', untilS: 960 }),
  short: () => play({ plan: threshold, untilS: 11, then: [{ type: 'stop', atMs: 11_000 }] }),
  /** Stored, asked about, and then lost with the database, on a disk that is full by now. */
  shortUnsaved: () => play({ plan: threshold, untilS: 11, then: [{ type: 'stop', atMs: 11_000 }] }),
  falling: () => play({ plan: threshold, untilS: 1486 }),
  rising: () => play({ plan: threshold, untilS: 1652 }),
  in: () => play({ plan: threshold, untilS: 1600 }),
  simulated: () => play({ plan: planOf('vo2max-5x3'), source: 'simulated', untilS: 1290 }),
  below: () => play({ plan: threshold, strap: 'steady:138', untilS: 1600 }),
  above: () => play({ plan: planOf('base-endurance'), strap: 'steady:156', untilS: 1300 }),
  early: () => play({ plan: planOf('easy-recovery'), strap: 'steady:81', untilS: 8 }),
  stale: () => play({ plan: threshold, untilS: 1600, quietFromS: 1588 }),
  doubtContact: () => play({ plan: threshold, untilS: 1600, fault: (_, s) => (s > 1596 ? { contact: 'absent' } : {}) }),
  doubtLeap: () => play({ plan: threshold, untilS: 1600, fault: (_, s) => (s > 1570 ? { bpm: 184, rrMs: [] } : {}) }),
  doubtRise: () =>
    play({
      plan: threshold,
      untilS: 1600,
      fault: ({ bpm }, s) => (s > 1594 ? { bpm: Math.round(bpm + 5.4 * (s - 1594)), rrMs: [] } : {}),
    }),
  doubtRr: () => play({ plan: threshold, untilS: 1600, fault: ({ bpm }) => ({ rrMs: [43_000 / bpm, 43_300 / bpm] }) }),
  doubtFlat: () => play({ plan: threshold, untilS: 1600, fault: (_, s) => (s > 1550 ? { bpm: 124, rrMs: [] } : {}) }),
  doubtSpikes: () =>
    play({ plan: threshold, untilS: 1600, fault: (_, s) => (s > 1580 && s % 5 === 0 ? { bpm: 215, rrMs: [] } : {}) }),
  twoSwitched: () => play({ plan: threshold, untilS: 1600, quietFromS: 1590, second: () => ({}) }),
  twoSwitchedLong: () => play({ plan: threshold, untilS: 1600, quietFromS: 1590, second: () => ({}) }),
  /** Beats vouch for the one that is used. */
  twoApart: () =>
    play({ plan: threshold, untilS: 1600, second: ({ bpm }, s) => (s > 1500 ? { bpm: bpm + 26, rrMs: [] } : {}) }),
  twoContested: () =>
    play({
      plan: threshold,
      untilS: 1600,
      fault: () => ({ rrMs: [] }),
      second: ({ bpm }, s) => ({ bpm: bpm + (s > 1500 ? 26 : 0), rrMs: [] }),
    }),
  readyTwo: () => play({ plan: threshold, untilS: 5, second: () => ({}), then: [{ type: 'discard' }] }),
  readyTwoConnecting: () => play({ plan: threshold, untilS: 5, then: [{ type: 'discard' }] }),
  readyTwoNeedsTap: () => play({ plan: threshold, untilS: 5, then: [{ type: 'discard' }] }),
  doubtPaused: () =>
    play({
      plan: threshold,
      untilS: 1600,
      fault: (_, s) => (s > 1570 ? { bpm: 184, rrMs: [] } : {}),
      then: [{ type: 'pause', atMs: 1600_000 }],
    }),
  doubtHold: () =>
    play({ plan: HILLS, untilS: 500, fault: (_, s) => (s > 482 ? { bpm: 119, rrMs: [] } : { bpm: 165, rrMs: [] }) }),
  /** While a phase has a cue. */
  doubtCue: () => play({ plan: HILLS, untilS: 30, fault: (_, s) => (s > 10 ? { bpm: 184, rrMs: [] } : {}) }),
  paused: () => play({ plan: threshold, untilS: 1600, then: [{ type: 'pause', atMs: 1600_000 }] }),
  pausedStale: () =>
    play({ plan: threshold, untilS: 1600, quietFromS: 1592, then: [{ type: 'pause', atMs: 1600_000 }] }),
  lostGoesOn: () => play({ plan: threshold, untilS: 1640, quietFromS: 1600, onLoss: 'continue' }),
  reconnecting: () => play({ plan: threshold, untilS: 1606, quietFromS: 1600 }),
  elsewhere: () => play({ plan: threshold, untilS: 1600 }),
  silent: () => play({ plan: threshold, untilS: 1600 }),
  voiceBlocked: () => play({ plan: threshold, untilS: 1600 }),
  voiceGone: () => play({ plan: threshold, untilS: 1600 }),
  muted: () => play({ plan: threshold, untilS: 1600 }),
  ending: () => play({ plan: threshold, untilS: 1600 }),
  endingPaused: () => play({ plan: threshold, untilS: 1600, then: [{ type: 'pause', atMs: 1600_000 }] }),
  wordy: () => play({ plan: WORDY, untilS: 310 }),
  wordyPaused: () => play({ plan: WORDY, untilS: 310, then: [{ type: 'pause', atMs: 310_000 }] }),
  cue: () => play({ plan: HILLS, untilS: 4 }),
  many: () => play({ plan: MANY, untilS: 4_000 }),
  resumedShort: () =>
    play({
      plan: threshold,
      untilS: 1600,
      at: { 1595: { type: 'restored', atMs: 1595_500, awayMs: 4_000, present: false } },
    }),
  readyWordy: () => play({ plan: WORDY, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readyLost: () => play({ plan: threshold, untilS: 40, quietFromS: 5, then: [{ type: 'discard' }] }),
  readyDeleted: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  slept: () => play({ plan: threshold, untilS: 1600, then: [{ type: 'slept', atMs: 1600_000, awayMs: 420_000 }] }),
  lost: () => play({ plan: threshold, untilS: 1640, quietFromS: 1600 }),
  resumed: () =>
    play({
      plan: threshold,
      untilS: 1600,
      at: { 1400: { type: 'restored', atMs: 1400_500, awayMs: 252_000, present: false } },
    }),
  needsTap: () =>
    play({
      plan: threshold,
      untilS: 1402,
      quietFromS: 1399,
      at: { 1400: { type: 'restored', atMs: 1400_000, awayMs: 252_000, present: false } },
    }),
  readyVoice: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readyUnset: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyTimer: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyOff: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyConnecting: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyWaiting: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyReconnecting: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyNeedsTap: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyFailed: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyReleased: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyForgotten: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyChoosing: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyReconnectingWaits: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readySilent: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyRtlName: () => play({ plan: threshold, source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  readyBatteryLow: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readyLongName: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  reconnectingWaits: () => play({ plan: threshold, untilS: 1606, quietFromS: 1600 }),
  discovering: () => play({ plan: threshold, untilS: 1606, quietFromS: 1600 }),
  silentStrap: () => play({ plan: threshold, untilS: 1640, quietFromS: 1600 }),
  unset: () => play({ plan: planOf('5k-intervals'), source: 'none', untilS: 700 }),
  unsetPaused: () =>
    play({ plan: planOf('5k-intervals'), source: 'none', untilS: 700, then: [{ type: 'pause', atMs: 700_000 }] }),
  refused: () => play({ plan: planOf('5k-intervals'), source: 'none', untilS: 700 }),
  noStrap: () => play({ plan: planOf('5k-intervals'), source: 'none', untilS: 700 }),
  open: () => play({ plan: HILLS, strap: 'steady:127', untilS: 520 }),
  hold: () => play({ plan: HILLS, strap: 'steady:119', untilS: 488 }),
  byHand: () =>
    play({
      plan: HILLS,
      strap: 'steady:124',
      untilS: 800,
      at: Object.fromEntries([350, 400, 450, 500, 550, 600, 650, 700].map((s) => [s, { type: 'skip' } as const])),
    }),
  readyQuick: () => play({ plan: quickPlan(enPlans.quick), source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readyQuickZone: () =>
    play({ plan: quickPlan(enPlans.quick), source: 'none', untilS: 1, then: [{ type: 'discard' }] }),
  lap3: () => play({ plan: quickPlan(enPlans.quick), strap: 'steady:131', untilS: 700, at: LAPS }),
  lapZone: () => play({ plan: quickPlan(enPlans.quick, { zone: 2 }), strap: 'steady:131', untilS: 700, at: LAPS }),
  doneLaps: () =>
    play({
      plan: quickPlan(enPlans.quick),
      strap: 'ramp:100-150',
      untilS: 700,
      at: LAPS,
      then: [{ type: 'stop', atMs: 700_000 }],
    }),
  shifted: () => play({ plan: threshold, untilS: 1600, at: { 1500: { type: 'shift', byBpm: 3, scope: 'rest' } } }),
  shiftedWordy: () => play({ plan: WORDY, untilS: 310, at: { 305: { type: 'shift', byBpm: -10, scope: 'phase' } } }),
  limited: () => play({ plan: LIMITED, strap: 'steady:124', untilS: 700 }),
  limitedAbove: () => play({ plan: LIMITED, strap: 'steady:134', untilS: 700 }),
  limitedIn: () => play({ plan: LIMITED, strap: 'steady:121', untilS: 400 }),
  /** Passed a moment ago; confirmed; in a pause; with touches locked (pocket.ts); with a question beside it. */
  ceilingAlarm: () => play({ plan: LIMITED, strap: 'steady:138', untilS: 700 }),
  ceilingConfirmed: () => play({ plan: LIMITED, strap: 'steady:138', untilS: 700, then: [{ type: 'confirmCeiling' }] }),
  ceilingPaused: () =>
    play({ plan: LIMITED, strap: 'steady:138', untilS: 700, then: [{ type: 'pause', atMs: 700_000 }] }),
  ceilingLocked: () => play({ plan: LIMITED, strap: 'steady:138', untilS: 700 }),
  ceilingAway: () =>
    play({
      plan: LIMITED,
      strap: 'steady:138',
      untilS: 700,
      then: [{ type: 'slept', atMs: 700_000, awayMs: 420_000 }],
    }),
  pacing: () => play({ plan: LIMITED, strictness: 'pacing', strap: 'steady:121', untilS: 700 }),
  pacingAbove: () => play({ plan: LIMITED, strictness: 'pacing', strap: 'steady:138', untilS: 700 }),
  pacingNoLimit: () => play({ plan: threshold, strictness: 'pacing', strap: 'steady:138', untilS: 1600 }),
  corridor: () => play({ plan: threshold, untilS: 1240 }),
  corridorDown: () => play({ plan: threshold, untilS: 1466 }),
  lastCue: () => play({ plan: threshold, strap: 'steady:138', untilS: 1570 }),
  lastCueOpen: () => play({ plan: threshold, strap: 'steady:138', untilS: 1640 }),
  lastCueLong: () => play({ plan: WORDY, strap: 'steady:105', untilS: 450 }),
  moreOpen: () => play({ plan: threshold, untilS: 1600 }),
  shiftOpen: () => play({ plan: threshold, untilS: 1600, at: { 1500: { type: 'shift', byBpm: 3, scope: 'rest' } } }),
  locked: () => play({ plan: threshold, untilS: 600 }),
  unlocking: () => play({ plan: threshold, untilS: 600 }),
  lockedTouched: () => play({ plan: threshold, untilS: 600 }),
  lockedConfirm: () => play({ plan: threshold, untilS: 600 }),
  keysOpen: () => play({ plan: threshold, untilS: 600 }),
  pocketOn: () => play({ plan: threshold, untilS: 600 }),
  pocketRefused: () => play({ plan: threshold, untilS: 600 }),
  pocketStopped: () => play({ plan: threshold, untilS: 600 }),
  awakeRefused: () => play({ plan: threshold, untilS: 600 }),
  readyPocket: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  readyPocketOn: () => play({ plan: threshold, source: 'strap', untilS: 5, then: [{ type: 'discard' }] }),
  threeZones: () => play({ plan: threshold, profile: THREE, untilS: 1600 }),
  sevenZones: () => play({ plan: threshold, profile: SEVEN, untilS: 1600 }),
  doneSeven: () => play({ plan: threshold, profile: SEVEN, untilS: 2940 }),
  hrvAlpha: () => play({ plan: threshold, untilS: 1600 }),
  hrvRmssd: () => play({ plan: threshold, untilS: 1600 }),
  hrvFirst: () => play({ plan: threshold, untilS: 8 }),
  hrvWaiting: () => play({ plan: threshold, untilS: 70 }),
  hrvArtefacts: () => play({ plan: threshold, untilS: 1600, fault: EARLY }),
  hrvNoRr: () => play({ plan: threshold, untilS: 1600, fault: () => ({ rrMs: [] }) }),
  hrvSimulated: () => play({ plan: threshold, source: 'simulated', untilS: 1600 }),
  hrvNoStrap: () => play({ plan: threshold, source: 'none', untilS: 700 }),
  hrvStale: () => play({ plan: threshold, untilS: 1600, quietFromS: 1588 }),
  hrvDoubt: () => play({ plan: threshold, untilS: 1600, fault: (_, s) => (s > 1570 ? { bpm: 184, rrMs: [] } : {}) }),
  hrvPaused: () => play({ plan: threshold, untilS: 1600, then: [{ type: 'pause', atMs: 1600_000 }] }),
  hrvWordy: () => play({ plan: WORDY, untilS: 310, fault: EARLY }),
  hrvOpened: () => play({ plan: threshold, untilS: 1600 }),
  trouble: () => play({ plan: threshold, untilS: 1600 }),
  done: wholeThreshold,
  doneSimulated: () => play({ plan: planOf('demo-60s'), source: 'simulated', untilS: 60 }),
  doneLimit: () => play({ plan: LIMITED, strap: 'steady:134', untilS: 1500, then: [{ type: 'stop', atMs: 1500_000 }] }),
  doneLimitKept: () =>
    play({ plan: LIMITED, strap: 'steady:118', untilS: 1500, then: [{ type: 'stop', atMs: 1500_000 }] }),
  doneNoHeart: () => play({ plan: threshold, source: 'none', untilS: 2940 }),
  doneNoTarget: () => play({ plan: threshold, strictness: 'pacing', untilS: 2940 }),
  doneWordy: () => play({ plan: WORDY, untilS: 3180 }),
  doneStopped: () => play({ plan: threshold, untilS: 1700, then: [{ type: 'stop', atMs: 1700_000 }] }),
  doneEffort: wholeThreshold,
  doneNote: wholeThreshold,
  doneMore: wholeThreshold,
  doneExported: wholeThreshold,
  doneShare: wholeThreshold,
  doneShareWordy: () => play({ plan: WORDY, source: 'simulated', untilS: 3180 }),
  doneShareRefused: wholeThreshold,
  doneNotSaid: wholeThreshold,
  doneUnsaved: () => play({ plan: threshold, untilS: 1700, then: [{ type: 'stop', atMs: 1700_000 }] }),
} satisfies Record<string, () => Played>;

export type StateName = keyof typeof STATES;
