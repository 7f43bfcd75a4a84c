// Each part in all its states: texts of one word and of eighty characters, numbers that are there and that are not.
import { createRawSnippet, mount, type Component, type ComponentProps, type Snippet } from 'svelte';
import './parts.css';
import BigNumber from '../../src/app/parts/live/BigNumber.svelte';
import Button from '../../src/app/parts/base/Button.svelte';
import Controls from '../../src/app/parts/live/Controls.svelte';
import Dial from '../../src/app/parts/live/Dial.svelte';
import EmptyState from '../../src/app/parts/base/EmptyState.svelte';
import FateMark from '../../src/app/parts/schedule/FateMark.svelte';
import Field from '../../src/app/parts/base/Field.svelte';
import FileButton from '../../src/app/parts/base/FileButton.svelte';
import Guidance from '../../src/app/parts/live/Guidance.svelte';
import Hero from '../../src/app/parts/live/Hero.svelte';
import Callout from '../../src/app/parts/base/Callout.svelte';
import PlanCard from '../../src/app/parts/plan/PlanCard.svelte';
import { drawingOf } from '../../src/app/screens/plans/editor/drawing.ts';
import EditorPicture from '../../src/app/screens/plans/editor/EditorPicture.svelte';
import { expectedOf } from '../../src/app/screens/plans/editor/expected.ts';
import StepList from '../../src/app/screens/plans/editor/StepList.svelte';
import type { PhaseVerbs } from '../../src/app/screens/plans/editor/verbs.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import HrvSection from '../../src/app/screens/hrv/HrvSection.svelte';
import { hrv } from '../../src/words/en/hrv.ts';
import { editor } from '../../src/words/en/editor.ts';
import PlanProfile from '../../src/app/parts/plan/PlanProfile.svelte';
import Segmented from '../../src/app/parts/base/Segmented.svelte';
import SessionRow from '../../src/app/parts/history/SessionRow.svelte';
import SimulatedLabel from '../../src/app/parts/live/SimulatedLabel.svelte';
import StrapPill from '../../src/app/parts/live/StrapPill.svelte';
import StrapsOf from '../../src/app/screens/history/session/StrapsOf.svelte';
import { SampleLog, type SampleChunk } from '../../src/core/samples/samples.ts';
import Switch from '../../src/app/parts/base/Switch.svelte';
import Timer from '../../src/app/parts/live/Timer.svelte';
import Toast from '../../src/app/parts/base/Toast.svelte';
import TroubleLine from '../../src/app/parts/live/TroubleLine.svelte';
import WeekStrip from '../../src/app/parts/schedule/WeekStrip.svelte';
import { weekOf } from '../../src/core/history/week.ts';
import ZoneBadge from '../../src/app/parts/live/ZoneBadge.svelte';
import ZoneBars from '../../src/app/parts/chart/ZoneBars.svelte';
import ZoneRanges from '../../src/app/parts/chart/ZoneRanges.svelte';
import type { Words } from '../../src/words/words.ts';
import { pages } from '../../src/words/en/pages.ts';
import { en } from '../../src/words/en/index.ts';
import { workout } from '../../src/words/en/workout.ts';
import { planOf, PROFILE, STATES } from './states.ts';

type Parts = Record<string, Record<string, [Component<Record<string, unknown>>, Record<string, unknown>]>>;

const LONG = 'Eighty characters are what a name may take before anyone would call it a story';
const WORD = 'Ready';
const words = { ...en, workout, pages } as Words;
const nothing = (): void => undefined;
const text = (said: string): Snippet => createRawSnippet(() => ({ render: () => `<span>${said}</span>` }));

/** A part with its props, checked against each other. */
function of<P extends Record<string, unknown>>(
  part: Component<P>,
  states: Record<string, ComponentProps<Component<P>>>,
): Parts[string] {
  return Object.fromEntries(Object.entries(states).map(([name, props]) => [name, [part as never, props]]));
}

const straps = {
  record: { strapName: 'Polar H10', secondStrapName: 'Armband OH1 4F2A' },
  clock: words.clock,
  words: pages.session,
};

/** So many seconds of each strap in turn. */
function strapsBy(...stretches: [seconds: number, strap: 0 | 1][]): readonly SampleChunk[] {
  const log = new SampleLog();
  for (const [seconds, strap] of stretches) {
    const sample = { bpm: 140, steadyBpm: 140, source: 'strap', strap, away: false, rrMs: [] } as const;
    for (let s = 0; s < seconds; s++) log.append(sample);
  }
  return log.chunks;
}

const threshold = planOf('threshold-4x4');
const running = STATES.rising();
const done = STATES.done().snapshot.workout!;
/** Intervals that no heart can follow. */
const short: Plan = {
  ...threshold,
  phases: [
    { name: 'Sprint', target: { type: 'zone', zone: 5 }, end: { type: 'time', durationS: 40 } },
    {
      name: 'Until it is down',
      target: { type: 'open' },
      end: { type: 'heartRate', from: 'above', percentMax: 40, holdS: 10, minS: 0, maxS: 90 },
    },
  ],
};
const editing = {
  profile: PROFILE,
  expected: undefined,
  selected: undefined,
  verbs: new Proxy({} as PhaseVerbs, { get: () => nothing }),
  words,
  say: editor,
  onselect: nothing,
};
const row = {
  id: 'a',
  name: threshold.name,
  href: '#/history/a',
  startedAt: { epochMs: Date.UTC(2026, 10, 22, 17, 30), timeZone: 'Europe/Berlin', offsetMin: 60 },
  summary: done.summary,
  sparkline: [100, 130, 150, 160, 140, 110],
  words,
};
const controls = {
  paused: false,
  byHand: false,
  muted: false,
  words: words.workout,
  onpause: nothing,
  onresume: nothing,
  onend: nothing,
  onskip: nothing,
  onback: nothing,
  onextend: nothing,
  onmute: nothing,
};
const dial = { profile: PROFILE, label: 'dial', band: { lowBpm: 140, highBpm: 152 }, bandZone: 3 as const };
const hero = {
  zones: 5,
  title: 'A good first workout',
  name: '60-second demo',
  zone: 2,
  children: text('Start'),
};

/** Of most minutes of a workout with intervals in it. */
const ALPHAS = Array.from({ length: 49 }, (_, i) => (i < 2 || (i > 20 && i < 24) ? null : 0.9 + 0.3 * Math.sin(i / 4)));

const PARTS: Parts = {
  StrapPill: of(StrapPill, {
    heard: { text: 'Polar H10 · 80 %', label: 'Strap', look: 'heard' },
    simulated: { text: 'Simulated strap', label: 'Strap', look: 'simulated' },
    onItsWay: { text: 'Reconnecting…', label: 'Strap', look: 'onItsWay' },
    two: { text: 'Polar H10 · 80 %', label: 'Strap', look: 'heard', more: true },
    twoLong: { text: LONG, label: 'Strap', look: 'onItsWay', more: true },
    nobody: { text: 'No strap yet', label: 'Strap', look: 'nobody' },
    long: { text: LONG, label: 'Strap', look: 'onItsWay' },
  }),
  BigNumber: of(BigNumber, { live: { bpm: 148 }, two: { bpm: 68 }, stale: { bpm: 148, stale: true }, none: {} }),
  Timer: of(Timer, {
    short: { text: '0:05', label: 'Left', seconds: 5 },
    long: { text: '1:02:03', label: 'Left', seconds: 3723 },
  }),
  ZoneBadge: of(ZoneBadge, {
    none: { zone: undefined, of: 5, words },
    below: { zone: 0, of: 5, words },
    ...Object.fromEntries(([1, 2, 3, 4, 5] as const).map((zone) => [`zone ${zone}`, { zone, of: 5, words }])),
    'last of three': { zone: 3, of: 3, words },
    'last of seven': { zone: 7, of: 7, words },
  }),
  Dial: of(Dial, {
    in: { ...dial, bpm: 146, zone: 3, projectedBpm: 148 },
    above: { ...dial, bpm: 171, zone: 4, projectedBpm: 176 },
    stale: { ...dial, bpm: 146, zone: 3, stale: true },
    none: dial,
    open: { profile: PROFILE, label: 'dial', bpm: 120, zone: 1, untilBpm: 110 },
  }),
  Guidance: of(Guidance, {
    noStrap: { guidance: { type: 'noStrap' }, words },
    noSignal: { guidance: { type: 'noSignal', forS: 12 }, words },
    open: { guidance: { type: 'open' }, words },
    in: { guidance: { type: 'in' }, words },
    rising: { guidance: { type: 'rising' }, words },
    push: { guidance: { type: 'push', by: 13 }, words },
    ease: { guidance: { type: 'ease', by: 8 }, words },
    long: { guidance: { type: 'open' }, text: LONG, sign: 'check', words },
  }),
  Controls: of(Controls, {
    running: controls,
    paused: { ...controls, paused: true },
    byHand: { ...controls, byHand: true },
    muted: { ...controls, muted: true },
  }),
  Button: of(Button, {
    plain: { children: text(WORD) },
    primary: { look: 'primary', children: text(WORD) },
    quiet: { look: 'quiet', children: text(WORD) },
    grave: { look: 'grave', children: text(WORD) },
    disabled: { disabled: true, children: text(WORD) },
    pressed: { pressed: true, children: text(WORD) },
    link: { href: '#/today', children: text(WORD) },
    long: { children: text(LONG) },
  }),
  FileButton: of(FileButton, {
    plain: { text: 'Choose a file', onfile: nothing },
    disabled: { text: 'Choose a file', disabled: true, onfile: nothing },
    long: { text: LONG, look: 'primary', onfile: nothing },
  }),
  Field: of(Field, {
    empty: { label: 'Maximum heart rate', value: '', unit: 'bpm', oninput: nothing },
    hint: { label: 'Maximum heart rate', value: '188', unit: 'bpm', hint: LONG, oninput: nothing },
    error: { label: 'Maximum heart rate', value: '288', unit: 'bpm', error: LONG, oninput: nothing },
    small: { label: 'Zone 3', value: '70', unit: '%', small: true, labelHidden: true, oninput: nothing },
  }),
  Segmented: of(Segmented as Component<Record<string, unknown>>, {
    none: { label: 'Strap', value: undefined, options: ['Bluetooth', 'None'].map(option), onchange: nothing },
    chosen: { label: 'Strap', value: 'None', options: ['Bluetooth', 'None'].map(option), onchange: nothing },
    many: { label: 'Days', value: '3', options: ['1', '2', '3', '4', '5', '6', '7'].map(option), onchange: nothing },
    inRow: {
      ...{ label: 'Formula', value: 'TRIMP', options: ['Zone minutes', 'HRSS', 'TRIMP'].map(option) },
      ...{ inRow: true, onchange: nothing },
    },
  }),
  Switch: of(Switch, {
    on: { label: 'Sound', on: true, onchange: nothing },
    off: { label: 'Sound', on: false, why: LONG, onchange: nothing },
    disabled: { label: 'Sound', on: false, disabled: true, onchange: nothing },
  }),
  Hero: of(Hero, {
    plain: hero,
    full: { ...hero, sub: 'Hill · 3 of 8', big: text('12:30'), picture: text('picture') },
    long: { ...hero, title: LONG, name: LONG, sub: LONG },
  }),
  PlanCard: of(PlanCard, {
    plain: { plan: threshold, profile: PROFILE, words },
    small: { plan: threshold, profile: PROFILE, words, small: true },
    long: { plan: { ...threshold, name: LONG }, profile: PROFILE, words },
  }),
  EditorPicture: of(EditorPicture, {
    plain: { ...editing, drawing: drawingOf(threshold.phases, PROFILE) },
    selected: { ...editing, drawing: drawingOf(threshold.phases, PROFILE), selected: [2, 0] },
    expected: {
      ...editing,
      drawing: drawingOf(short.phases, PROFILE),
      expected: expectedOf(short, drawingOf(short.phases, PROFILE), PROFILE),
    },
    many: { ...editing, drawing: drawingOf(planOf('many').phases, PROFILE), selected: [0, 1] },
    wordy: { ...editing, drawing: drawingOf(planOf('wordy').phases, PROFILE) },
  }),
  StepList: of(StepList, {
    closed: { ...editing, steps: threshold.phases },
    open: { ...editing, steps: short.phases, selected: [1] },
    wordy: { ...editing, steps: planOf('wordy').phases, selected: [1, 0] },
  }),
  PlanProfile: of(PlanProfile, {
    plan: { plan: threshold, profile: PROFILE, numbered: true },
    running: { plan: threshold, profile: PROFILE, elapsedS: 1652, trace: running.trace, numbered: true },
  }),
  SessionRow: of(SessionRow, {
    plain: row,
    removable: { ...row, onremove: nothing },
    simulated: { ...row, summary: { ...row.summary, provenance: 'simulated' } },
    noHeart: { ...row, summary: { ...row.summary, meanBpm: null, maxBpm: null, provenance: 'none' }, sparkline: [] },
    long: { ...row, name: LONG },
  }),
  StrapsOf: of(StrapsOf, {
    once: { ...straps, samples: strapsBy([2470, 0], [800, 1]) },
    often: { ...straps, samples: strapsBy([60, 0], [60, 1], [60, 0], [60, 1], [60, 0], [60, 1], [60, 0]) },
    unnamed: { ...straps, record: { strapName: null, secondStrapName: null }, samples: strapsBy([60, 1]) },
    long: { ...straps, record: { strapName: LONG, secondStrapName: LONG }, samples: strapsBy([9000, 0], [9000, 1]) },
  }),
  WeekStrip: of(WeekStrip, {
    empty: { days: weekOf(Date.UTC(2026, 10, 22, 12), 1, []), words },
    trained: {
      days: weekOf(Date.UTC(2026, 10, 22, 12), 1, [
        { startedAt: { epochMs: Date.UTC(2026, 10, 20, 9), timeZone: 'UTC', offsetMin: 0 }, summary: done.summary },
      ]),
      words,
    },
  }),
  ZoneBars: of(ZoneBars, {
    all: { zonesS: done.summary.timeInZoneS, noSignalS: 60, words },
    none: { zonesS: [0, 0, 0, 0, 0, 0], noSignalS: 600, words },
  }),
  ZoneRanges: of(ZoneRanges, { usual: { profile: PROFILE, words } }),
  FateMark: of(FateMark, {
    kept: { fate: 'kept' },
    tried: { fate: 'tried' },
    skipped: { fate: 'skipped' },
    missed: { fate: 'missed' },
    moved: { fate: 'moved' },
    cancelled: { fate: 'cancelled' },
  }),
  HrvSection: of(HrvSection, {
    whole: {
      hrv: { rmssdMs: 7.6, sdnnMs: 63.2, coveredS: 2_460, artefactPct: 0.42, dfaAlpha1: { stepS: 60, values: ALPHAS } },
      elapsedS: 2_940,
      isImported: false,
      words,
      say: hrv,
    },
    nothing: {
      hrv: { rmssdMs: null, sdnnMs: null, coveredS: 0, artefactPct: 0, dfaAlpha1: { stepS: 60, values: [null, null] } },
      elapsedS: 130,
      isImported: false,
      words,
      say: hrv,
    },
  }),
  Callout: of(Callout, { word: { title: WORD }, long: { title: LONG, text: `${LONG}. ${LONG}.` } }),
  EmptyState: of(EmptyState, { word: { title: WORD }, long: { title: LONG, text: `${LONG}. ${LONG}.` } }),
  TroubleLine: of(TroubleLine, { word: { title: WORD, body: WORD }, long: { title: LONG, body: LONG } }),
  SimulatedLabel: of(SimulatedLabel, { word: { text: WORD }, long: { text: LONG } }),
  Toast: of(Toast, {
    plain: { text: WORD, dismiss: 'Dismiss', ondismiss: nothing },
    undo: { text: LONG, action: 'Undo', dismiss: 'Dismiss', onaction: nothing, ondismiss: nothing },
  }),
};

/** All of them one below the other, each in a place of its own. */
export function mountParts(target: Element): void {
  const page = add(target, 'main', 'parts');
  add(page, 'h1', '').textContent = 'Parts';
  for (const [part, states] of Object.entries(PARTS)) {
    for (const [state, [component, props]] of Object.entries(states)) {
      add(page, 'h2', '').textContent = `${part}: ${state}`;
      mount(component, { target: add(page, 'div', part), props });
    }
  }
}

function add(to: Element, tag: string, className: string): Element {
  const element = document.createElement(tag);
  element.className = className;
  to.append(element);
  return element;
}

function option(value: string): { value: string; text: string } {
  return { value, text: value };
}
