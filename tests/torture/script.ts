import { Chance } from './chance.ts';

/** Everything that is done to a workout under way. */
export const FAULTS = [
  'kill',
  'crash',
  'freeze',
  'serviceWorker',
  'quota',
  'link',
  'reload',
  'secondTab',
  'update',
  'storeLost',
  'messages',
  'caches',
  'poison',
  'clock',
  'restore',
  'restoreAfter',
  'part',
  'strapKill',
  'fullEnd',
  'end',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** How many of each are in the bag that rounds are drawn from: what is likeliest to lose something comes most often. */
const IN_BAG: Record<FaultName, number> = {
  kill: 7,
  crash: 4,
  freeze: 3,
  serviceWorker: 2,
  quota: 2,
  link: 2,
  reload: 3,
  secondTab: 3,
  update: 2,
  storeLost: 4,
  messages: 2,
  caches: 2,
  poison: 3,
  clock: 4,
  restore: 2,
  restoreAfter: 2,
  part: 3,
  strapKill: 3,
  fullEnd: 2,
  end: 4,
};

/** One fault at one moment. `chance` is its own, so that a round is the same whatever was drawn before it. */
export interface Round {
  n: number;
  fault: FaultName;
  /** The moment: so many seconds of the workout later, and so long after the last of them was shown. */
  afterS: number;
  offsetMs: number;
  /** Whether the workout is paused then. */
  paused: boolean;
  seed: number;
}

/** A workout and what happens to it. What needs a strap with a link has workouts of its own. */
export interface Trial {
  strap: 'simulated' | 'emulated';
  /** Hurried to shortly before this second, at which a part of it is written; 0: not at all. */
  partAtS: 0 | 300 | 600;
  rounds: Round[];
  /** How it ends when no fault ends it. */
  ending: 'pressed' | 'ranOut';
  seed: number;
}

/** What falls on a paused workout too. */
const IN_PAUSE: readonly FaultName[] = ['kill', 'crash', 'reload'];

/** What needs a strap with a link, and so many of them for one workout. */
const LINKED: readonly FaultName[] = ['link', 'strapKill'];
const LINKS = 2;
/** What ends its workout. */
const ENDING: readonly FaultName[] = ['end', 'fullEnd', 'restoreAfter'];
/** The second is stored right after it is shown: half of all moments are close to that. */
const STORING_MS = 40;

/** Workouts without end, always the same ones of a seed and a choice of faults. */
export function* scriptOf(seed: number, faults: readonly FaultName[]): Generator<Trial> {
  const chance = new Chance(seed);
  const bag = faults.flatMap((fault) => Array<FaultName>(IN_BAG[fault]).fill(fault));
  let n = 1;
  let links: FaultName[] = [];
  let dealt: FaultName[] = [];
  let wanted = chance.between(3, 6);
  for (;;) {
    for (const fault of chance.shuffled(bag)) {
      if (LINKED.includes(fault)) links.push(fault);
      else dealt.push(fault);
      if (links.length === LINKS) {
        yield trialOf(seed, n, links);
        n += links.length;
        links = [];
      }
      if (ENDING.includes(fault) || fault === 'part' || dealt.length >= wanted) {
        // the others fall on what follows the part; a clock that was hurried to it is behind that of the wall, and none to set
        const others = dealt.filter((each) => each !== 'part' && each !== 'clock');
        const next: FaultName[] = fault === 'part' ? ['part', ...others] : dealt;
        yield trialOf(seed, n, next);
        n += next.length;
        dealt = dealt.filter((each) => !next.includes(each));
        wanted = chance.between(3, 6);
      }
    }
  }
}

/** One workout with these faults, the first of which is round `n`. */
export function trialOf(seed: number, n: number, faults: readonly FaultName[]): Trial {
  return {
    strap: faults.some((fault) => LINKED.includes(fault)) ? 'emulated' : 'simulated',
    partAtS: faults.includes('part') ? new Chance(seed, n).pick([300, 600]) : 0,
    rounds: faults.map((fault, i) => roundOf(seed, n + i, fault)),
    ending: new Chance(seed, -n).pick(['pressed', 'ranOut']),
    seed: new Chance(seed, -n).between(0, 2 ** 31),
  };
}

function roundOf(seed: number, n: number, fault: FaultName): Round {
  const chance = new Chance(seed, n);
  const afterS = chance.between(1, 3);
  const offsetMs = chance.next() < 0.5 ? chance.between(0, STORING_MS) : chance.between(0, 999);
  const paused = IN_PAUSE.includes(fault) && chance.next() < 0.25;
  return { n, fault, afterS, offsetMs, paused, seed: chance.between(0, 2 ** 31) };
}
