import { BPM_MAX, BPM_MIN } from '../signal/filter.ts';
import type { HeartRate } from '../signal/heartRateMeasurement.ts';
import { bad, good, type Parsed, type Problem } from '../parse/parsed.ts';
import { bandOf, ceilingBpm, endBpm, middleOf } from '../plan/plan.ts';
import { bandNow } from '../session/shift.ts';
import { currentPhase, type Session } from '../session/session.ts';

/**
 * The simulated heart: one second of it at a time, as plain data. It never asks chance: its noise follows from a seed,
 * so that a workout can be had again.
 */
export interface SimulatedHeart {
  spec: StrapSpec;
  /** Seconds so far. */
  ageS: number;
  /** The rate of the heart itself, before noise. */
  bpm: number;
  /** Its targets of the last seconds, oldest first, as many as its dead time has. */
  targetsBpm: readonly number[];
  /** How much of the next beat is done, 0 up to 1, and the time since the last. */
  beatPart: number;
  sinceBeatMs: number;
  chance: number;
}

/** What a simulated strap plays. */
export type StrapSpec =
  | { type: 'steady'; bpm: number }
  /** From one rate to the other in ten minutes, then held. */
  | { type: 'ramp'; fromBpm: number; toBpm: number }
  /** A minute at one effort, a minute at the other, in turn; the heart follows as hearts do. */
  | { type: 'interval'; fromBpm: number; toBpm: number }
  /** A good signal with holes: short ones, and some long enough to lose the strap. */
  | { type: 'dropout' }
  | Follow;

/** Someone who follows the plan: a first-order lag behind the middle of each target, after a dead time. */
export interface Follow {
  type: 'follow';
  tauS: number;
  deadS: number;
  /** Standard deviation of the noise. */
  noiseBpm: number;
  /** How much too hard (or, negative, too easy) they go, in percent of their maximum. */
  offsetPct: number;
  seed: number;
}

const RAMP_S = 600;
const EFFORT_S = 60;
/** Quicker than a real heart, so that each minute gets to the rate that was asked for. */
const INTERVAL_TAU_S = 15;
const DROPOUT_BPM = 135;
/** Seconds with a signal and without, in turn, over and over: stale and back, then lost and back. */
const DROPOUTS_S = [20, 10, 30, 45] as const;
/** Where a heart starts, and what it comes down to when nothing is asked of it. */
const EASY_BPM = 100;
/** How far beyond the rate that ends a phase the target of a simulated heart is, when the phase has no other. */
const BEYOND_BPM = 10;
/** And how far below a limit it stays, so that its noise does, too. */
const BELOW_LIMIT_BPM = 2;

export function simulatedHeartOf(spec: StrapSpec): SimulatedHeart {
  const seed = spec.type === 'follow' ? spec.seed : 1;
  return { spec, ageS: 0, bpm: startBpm(spec), targetsBpm: [], beatPart: 0, sinceBeatMs: 0, chance: seed >>> 0 };
}

/** The heart a second later, and what its strap sends at the start of that second, if anything. */
export function stepHeart(heart: SimulatedHeart, targetBpm: number | undefined): [SimulatedHeart, HeartRate?] {
  const { spec } = heart;
  const [noise, chance] = spec.type === 'follow' ? gaussian(heart.chance) : [0, heart.chance];
  const sentBpm = within(heart.bpm + noise * (spec.type === 'follow' ? spec.noiseBpm : 0));
  const { rrMs, ...beats } = beatsOf(heart, sentBpm);
  const targetsBpm = spec.type === 'follow' ? [...heart.targetsBpm, targetBpm ?? EASY_BPM].slice(-1 - spec.deadS) : [];
  const next: SimulatedHeart = {
    ...heart,
    ...beats,
    targetsBpm,
    chance,
    ageS: heart.ageS + 1,
    bpm: bpmAfter({ ...heart, targetsBpm }),
  };
  return silent(heart) ? [next] : [next, { bpm: Math.round(sentBpm), contact: 'present', energyKJ: null, rrMs }];
}

/** The target of a simulated heart in this session: the middle of the target, `offsetPct` of the maximum above it. */
export function targetBpmOf(session: Session, spec: StrapSpec): number | undefined {
  if (spec.type !== 'follow' || session.status !== 'inProgress') return undefined;
  const { plan, profile } = session;
  const { target, end } = currentPhase(session);
  const band = bandNow(session) ?? bandOf(target, profile);
  // who has a limit is asked to stay below it, and does
  const bpmMax = Math.min(profile.bpmMax, (ceilingBpm(plan, profile) ?? Infinity) - BELOW_LIMIT_BPM);
  if (band) return Math.min(bpmMax, middleOf(band, profile)) + (spec.offsetPct * profile.bpmMax) / 100;
  if (end.type !== 'heartRate') return undefined;
  const bpm = endBpm(end, profile);
  if (end.from === 'above') return bpm - BEYOND_BPM;
  return bpm > bpmMax ? bpmMax : bpm + BEYOND_BPM;
}

function startBpm(spec: StrapSpec): number {
  switch (spec.type) {
    case 'steady':
      return spec.bpm;
    case 'ramp':
    case 'interval':
      return spec.fromBpm;
    case 'dropout':
      return DROPOUT_BPM;
    case 'follow':
      return EASY_BPM;
  }
}

/** The heart's own rate a second later. */
function bpmAfter({ spec, bpm, ageS, targetsBpm }: SimulatedHeart): number {
  switch (spec.type) {
    case 'steady':
    case 'dropout':
      return bpm;
    case 'ramp':
      return spec.fromBpm + (spec.toBpm - spec.fromBpm) * Math.min(1, (ageS + 1) / RAMP_S);
    case 'interval':
      return lagged(bpm, Math.floor(ageS / EFFORT_S) % 2 === 0 ? spec.fromBpm : spec.toBpm, INTERVAL_TAU_S);
    case 'follow':
      // Within its dead time the heart has not heard of the first target yet.
      return targetsBpm.length <= spec.deadS ? bpm : lagged(bpm, targetsBpm[0] ?? bpm, spec.tauS);
  }
}

function lagged(bpm: number, targetBpm: number, tauS: number): number {
  return within(bpm + (targetBpm - bpm) * (1 - Math.exp(-1 / tauS)));
}

function silent({ spec, ageS }: SimulatedHeart): boolean {
  if (spec.type !== 'dropout') return false;
  let leftS = ageS % DROPOUTS_S.reduce((sum, spanS) => sum + spanS, 0);
  return DROPOUTS_S.findIndex((spanS) => (leftS -= spanS) < 0) % 2 === 1;
}

/** As many whole beats as fell in a second at this rate; what is left of it belongs to the next. */
function beatsOf(
  heart: SimulatedHeart,
  bpm: number,
): Pick<SimulatedHeart, 'beatPart' | 'sinceBeatMs'> & { rrMs: number[] } {
  const beatMs = 60_000 / bpm;
  const rrMs: number[] = [];
  let { sinceBeatMs } = heart;
  let atMs = 0;
  for (let nextMs = (1 - heart.beatPart) * beatMs; nextMs <= 1000; nextMs += beatMs) {
    rrMs.push(sinceBeatMs + nextMs - atMs);
    sinceBeatMs = 0;
    atMs = nextMs;
  }
  const restMs = 1000 - atMs;
  return {
    rrMs,
    beatPart: (rrMs.length > 0 ? 0 : heart.beatPart) + restMs / beatMs,
    sinceBeatMs: sinceBeatMs + restMs,
  };
}

function within(bpm: number): number {
  return Math.min(BPM_MAX, Math.max(BPM_MIN, bpm));
}

/** A number with mean 0 and deviation 1 (Box–Muller), and the chance that comes after it. */
function gaussian(chance: number): [number, number] {
  const [a, then] = uniform(chance);
  const [b, after] = uniform(then);
  return [Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b), after];
}

/** Mulberry32 (Tommy Ettinger, public domain): 0 up to 1, and the next state. */
function uniform(chance: number): [number, number] {
  const next = (chance + 0x6d2b79f5) >>> 0;
  let t = next;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return [((t ^ (t >>> 14)) >>> 0) / 2 ** 32, next];
}

// ── From the outside ──────────────────────────────────────────────────────────────────────────────────────────────

/** How each simulated strap is written, for whoever wrote another. */
export const STRAP_FORMS = {
  steady: 'steady:140',
  ramp: 'ramp:100-170',
  interval: 'interval:120-165',
  dropout: 'dropout',
  follow: 'follow:tau=58,dead=0,noise=1,offsetPct=0,seed=1',
} as const;

/** A simulated strap as the address bar and the command line write it: see `STRAP_FORMS`; a leading `sim:` may stand. */
export function parseStrapSpec(text: string): Parsed<StrapSpec> {
  const [, type = '', , rest = ''] = /^(?:sim:)?([^:]*)(:([^]*))?$/.exec(text.trim()) ?? [];
  switch (type) {
    case 'steady': {
      if (rest === '') return bad('strap.form', { text: shown(text), form: STRAP_FORMS[type] }, type);
      const bpm = readBpm(rest, 'steady');
      return bpm.ok ? good({ type, bpm: bpm.value }) : bpm;
    }
    case 'ramp':
    case 'interval': {
      const [from = '', to = '', ...more] = rest.split('-');
      if (to === '' || more.length > 0) return bad('strap.form', { text: shown(text), form: STRAP_FORMS[type] }, type);
      const [fromBpm, toBpm] = [readBpm(from, type), readBpm(to, type)];
      if (!fromBpm.ok) return fromBpm;
      return toBpm.ok ? good({ type, fromBpm: fromBpm.value, toBpm: toBpm.value }) : toBpm;
    }
    case 'dropout':
      return rest === '' ? good({ type }) : bad('strap.form', { text: shown(text), form: STRAP_FORMS[type] }, type);
    case 'follow':
      return readFollow(rest);
    default:
      return bad('strap.unknown', { text: shown(text), forms: Object.values(STRAP_FORMS).join(', ') });
  }
}

const FOLLOW: Follow = { type: 'follow', tauS: 58, deadS: 0, noiseBpm: 1, offsetPct: 0, seed: 1 };

/** What each setting of `follow` sets, and from where to where. */
const FOLLOW_SETTINGS: Record<string, Limits & { sets: Exclude<keyof Follow, 'type'> }> = {
  tau: { sets: 'tauS', min: 1, max: 300 },
  dead: { sets: 'deadS', min: 0, max: 120, whole: true },
  noise: { sets: 'noiseBpm', min: 0, max: 20 },
  offsetPct: { sets: 'offsetPct', min: -50, max: 50 },
  seed: { sets: 'seed', min: 0, max: 0xffff_ffff, whole: true },
};

interface Limits {
  min: number;
  max: number;
  whole?: boolean;
}

function readFollow(text: string): Parsed<Follow> {
  const follow = { ...FOLLOW };
  const problems: Problem[] = [];
  for (const setting of text === '' ? [] : text.split(',')) {
    const [key = '', value = '', ...more] = setting.split('=').map((part) => part.trim());
    const path = `follow.${shown(key)}`;
    const known = Object.hasOwn(FOLLOW_SETTINGS, key) ? FOLLOW_SETTINGS[key] : undefined;
    if (!known) {
      const expected = Object.keys(FOLLOW_SETTINGS).join(', ');
      problems.push({ code: 'value.choice', path: 'follow', params: { expected, received: shown(key) } });
      continue;
    }
    const read = readNumber(more.length > 0 ? setting : value, path, known);
    if (read.ok) follow[known.sets] = read.value;
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : good(follow);
}

function readBpm(text: string, path: string): Parsed<number> {
  return readNumber(text, path, { min: BPM_MIN, max: BPM_MAX });
}

function readNumber(text: string, path: string, { min, max, whole }: Limits): Parsed<number> {
  const received = shown(text);
  if (!/^-?\d+(\.\d+)?$/.test(text.trim())) return bad('value.type', { expected: 'number', received }, path);
  const value = Number(text);
  if (value < min) return bad('value.tooSmall', { min: String(min), received }, path);
  if (whole && !Number.isInteger(value)) return bad('value.notWhole', { received }, path);
  if (value > max) return bad('value.tooLarge', { max: String(max), received }, path);
  return good(value);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
