import type { HeartResponse } from '../../../../core/athlete/heartResponse.ts';
import type { Profile } from '../../../../core/athlete/hrZones.ts';
import type { Plan, Step } from '../../../../core/plan/plan.ts';
import { isEqual, stepAt } from '../../../../core/plan/stepTree.ts';
import { heartPreviewing, previewWith, type PreviewMark, type PreviewMarkType } from '../../../../core/plan/preview.ts';
import { inSteps } from '../../../state/paced.ts';
import { BY_HAND_S, type Drawing } from './drawing.ts';

/** What the heart is expected to do, laid over the picture of a plan. */
export interface Expected {
  /** In seconds of the picture, where a phase is as long as it can be; a phase that ends sooner has a gap behind it. */
  line: readonly (readonly { atS: number; bpm: number }[])[];
  /** How long the picture is that it is laid over. */
  totalS: number;
  topBpm: number;
  /** What is to be said of a phase, by its path: `0.2`. Of several rounds that which goes wrong first. */
  marks: ReadonlyMap<string, readonly PreviewMark[]>;
  /** The paths of phases that do not go as they are planned. */
  marked: ReadonlySet<string>;
}

/** What a person should look at. */
const WARNINGS: ReadonlySet<PreviewMarkType> = new Set([
  'notReached',
  'recoveryTooShort',
  'endsAtMaximum',
  'outOfReach',
]);

const warns = (marks: readonly PreviewMark[]): boolean => marks.some(({ type }) => WARNINGS.has(type));

/** What a simulation says a heart misses. */
const MISSES: ReadonlySet<PreviewMarkType> = new Set(['nearlyReached', 'notReached', 'recoveryTooShort']);

interface Known {
  /** The steps as they were done in a workout. What a person did is not what a simulation says they cannot. */
  done?: readonly Step[] | undefined;
  /** How this heart answers effort, where that is known. */
  heart?: HeartResponse | undefined;
}

export function expectedOf(plan: Plan, drawing: Drawing, profile: Profile, known: Known = {}): Expected {
  const steps = expecting(plan, drawing, profile, known);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps, with time between them for whoever goes on editing; none, once that is `signal`led to be in vain. */
export function expectedSoon(
  plan: Plan,
  drawing: Drawing,
  profile: Profile,
  { signal, ...known }: Known & { signal: AbortSignal },
): Promise<Expected | undefined> {
  return inSteps(expecting(plan, drawing, profile, known), signal).catch((cause: unknown) => {
    if (signal.aborted) return undefined;
    throw cause;
  });
}

function* expecting(
  plan: Plan,
  drawing: Drawing,
  profile: Profile,
  { done, heart }: Known,
): Generator<undefined, Expected> {
  const options = { ...(heart && previewWith(heart)), handS: BY_HAND_S };
  const { trace, everyS, phases } = yield* heartPreviewing(plan, profile, options);
  const line: { atS: number; bpm: number }[][] = [];
  const marks = new Map<string, readonly PreviewMark[]>();
  const marked = new Set<string>();
  let topBpm = 0;
  let at = 0;
  for (const [i, drawn] of drawing.phases.entries()) {
    const phase = phases[i];
    if (!phase) break;
    const part: { atS: number; bpm: number }[] = [];
    while (at * everyS < phase.fromS) at++;
    for (; at * everyS <= phase.toS && at < trace.length; at++) {
      const bpm = trace[at] ?? 0;
      topBpm = Math.max(topBpm, bpm);
      part.push({ atS: drawn.fromS + at * everyS - phase.fromS, bpm });
    }
    at = Math.max(0, at - 1); // the end of one is the beginning of the next
    line.push(part);
    const key = drawn.path.join('.');
    const wasDone = done !== undefined && isEqual(stepAt(done, drawn.path), drawn.phase);
    const said = wasDone ? phase.marks.filter(({ type }) => !MISSES.has(type)) : phase.marks;
    const before = marks.get(key);
    if (!before || (!warns(before) && warns(said))) marks.set(key, said);
    if (warns(said)) marked.add(key);
    yield;
  }
  return { line, totalS: drawing.totalS, topBpm, marks, marked };
}

/** The line as a path in a square of 1000. */
export function pathOf({ line, totalS }: Pick<Expected, 'line' | 'totalS'>, bottomBpm: number, topBpm: number): string {
  const x = (atS: number): number => tenth((atS / totalS) * 1000);
  const y = (bpm: number): number => tenth(1000 - ((bpm - bottomBpm) / (topBpm - bottomBpm)) * 1000);
  return line
    .map((part) => part.map(({ atS, bpm }, i) => `${i === 0 ? 'M' : 'L'}${String(x(atS))} ${String(y(bpm))}`).join(''))
    .join('');
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
