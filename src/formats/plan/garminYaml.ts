import { CORE_SCHEMA, defineScalarTag, load, YAMLException } from 'js-yaml';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import { PHASES_MAX, TOTAL_MAX_S, type End, type Target } from '../../core/plan/plan.ts';
import { textIn } from '../fileKind.ts';
import type { ImportContext, Imported, Loss } from '../importer.ts';
import { isObject } from './beatkeeper.ts';
import {
  blockOf,
  dropped,
  isPhaseTime,
  lossOf,
  phaseOf,
  planMade,
  rangeText,
  refused,
  timeEnd,
  type Made,
} from './making.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { powerTarget } from './power.ts';

/** Workouts of the program garmin-workouts: steps of power in percent of FTP, lists of them, and lists out of other files. */
export const garminYaml: PlanImporter = {
  id: 'garmin-yaml',
  label: 'garmin-workouts',
  extensions: ['.yaml', '.yml'],
  detect: ({ kind, text }) => (kind === 'text' || kind === 'csv') && FORM.test((text ?? '').slice(0, 20_000)),
  read: ({ text }, context) => {
    const document = loaded(text ?? '');
    return document.ok ? planIn(document.value, context) : document;
  },
};

const FORM = /^(?:steps *:|- *!include |- *\{ *(?:power|duration) *:|- *(?:power|duration) *:)/m;

/** Another file, where the steps of this one go on. */
class Include {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

/** What JSON can say, and `!include`: nothing that makes an object of a program. */
const SCHEMA = CORE_SCHEMA.withTags(
  defineScalarTag('!include', { resolve: (source) => new Include(source.trim()), identify: () => false }),
);
const ALIASES_MAX = 1_000;
const DEPTH_MAX = 32;

function loaded(text: string): Parsed<unknown> {
  try {
    return good(load(text, { schema: SCHEMA, maxAliases: ALIASES_MAX, maxDepth: DEPTH_MAX }));
  } catch (cause) {
    const line = cause instanceof YAMLException ? cause.mark?.line : undefined;
    return bad('yaml.syntax', {}, line === undefined ? '' : `line ${String(line + 1)}`);
  }
}

function planIn(document: unknown, context: ImportContext): Parsed<Imported<Plans>> {
  const reader = new Reader(context);
  const whole = isObject(document) ? document : {};
  const steps = reader.list(Array.isArray(document) ? document : whole['steps'], 'steps', undefined, 0);
  if (reader.problems.length > 0) return refused(reader.problems);
  const made = planMade({
    name: typeof whole['name'] === 'string' ? whole['name'] : '',
    otherwise: context.name,
    description: typeof whole['description'] === 'string' ? whole['description'] : '',
    sport: /run/i.test(String(whole['sport'])) ? 'run' : 'ride',
    steps,
    losses: dropped(Object.keys(whole).filter((key) => !['name', 'description', 'sport', 'steps'].includes(key))),
  });
  return made.ok ? good({ ...made.value, includes: [...reader.includes] }) : made;
}

/** Lists refer to each other: what is walked is counted, however short it is written. */
const NODES_MAX = 20_000;
const INCLUDES_DEPTH_MAX = 8;

class Reader {
  readonly problems: Problem[] = [];
  readonly includes = new Set<string>();
  readonly #context: ImportContext;
  #nodes = 0;

  constructor(context: ImportContext) {
    this.#context = context;
  }

  /** A list in a list is its steps; the same one several times on end is a block. */
  list(value: unknown, path: string, name: string | undefined, depth: number): Made[] {
    if (!Array.isArray(value)) {
      this.#refuse('value.type', path, { expected: 'Array', received: typeof value });
      return [];
    }
    const made: Made[] = [];
    for (let i = 0; i < value.length; i++) {
      if (this.problems.length >= PROBLEMS_MAX) break;
      if (++this.#nodes > NODES_MAX || made.length > PHASES_MAX) {
        this.#refuse('input.tooMany', path, { max: NODES_MAX });
        break;
      }
      const each: unknown = value[i];
      let times = 1;
      while (Array.isArray(each) && value[i + 1] === each) {
        times++;
        i++;
      }
      made.push(...blockOf(times, this.#step(each, `${path}[${String(i - times + 1)}]`, name, depth)));
    }
    return made;
  }

  #step(value: unknown, path: string, name: string | undefined, depth: number): readonly Made[] {
    if (Array.isArray(value)) return depth < DEPTH_MAX ? this.list(value, path, name, depth + 1) : [];
    if (value instanceof Include) return this.#included(value.path, path, depth);
    if (isObject(value)) return this.#phase(value, path, name);
    this.#refuse('value.type', path, { expected: 'Object', received: typeof value });
    return [];
  }

  #included(wanted: string, path: string, depth: number): readonly Made[] {
    const [found, bytes] = fileNamed(wanted, this.#context.files) ?? [];
    const text = bytes && textIn(bytes);
    if (found !== undefined) this.includes.add(found);
    if (text === undefined || depth >= INCLUDES_DEPTH_MAX) {
      this.#refuse('file.include', path, { name: wanted.slice(0, 200) });
      return [];
    }
    const document = loaded(text);
    if (!document.ok) {
      this.problems.push(...document.problems.map((each) => ({ ...each, path: `${wanted}, ${each.path}` })));
      return [];
    }
    const steps = isObject(document.value) ? document.value['steps'] : document.value;
    return this.list(steps, wanted, nameBy(wanted), depth + 1);
  }

  #phase(step: Record<string, unknown>, path: string, name: string | undefined): readonly Made[] {
    const end = this.#endOf(step['duration'], `${path}.duration`);
    if (!end) return [];
    const aim = targetOf(step['power'], end.end, this.#context);
    const unread = Object.keys(step).filter((key) => key !== 'power' && key !== 'duration');
    const losses = [...end.losses, ...aim.losses, ...dropped(unread)];
    return [phaseOf({ name: name ?? PHASE_NAMES.steady, target: aim.target, end: end.end, losses })];
  }

  /** Without a duration a hand ends the step. */
  #endOf(duration: unknown, path: string): { end: End; losses: Loss[] } | undefined {
    if (duration === undefined || duration === null) return { end: { type: 'hand' }, losses: [] };
    const text = typeof duration === 'string' || typeof duration === 'number' ? String(duration) : '';
    const seconds = /^\d{1,5}(?::\d{1,2}){1,2}$/.test(text)
      ? text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
      : NaN;
    if (isPhaseTime(seconds)) return timeEnd(seconds);
    const received = text.slice(0, 40) || typeof duration;
    if (Number.isNaN(seconds)) this.#refuse('value.choice', path, { expected: 'mm:ss', received });
    else this.#refuse(seconds > 0 ? 'value.tooLarge' : 'value.tooSmall', path, { min: 1, max: TOTAL_MAX_S, received });
    return undefined;
  }

  #refuse(code: Problem['code'], path: string, params: Problem['params']): void {
    this.problems.push({ code, path, params });
  }
}

/** `85`, `80-90`, in percent of FTP; `200W`. */
const POWER = /^(\d{1,4}(?:\.\d+)?)(?:\s*-\s*(\d{1,4}(?:\.\d+)?))?\s*(%|W)?$/i;

function targetOf(power: unknown, end: End, context: ImportContext): { target: Target; losses: Loss[] } {
  if (power === undefined || power === null) return { target: { type: 'open' }, losses: [] };
  const text = typeof power === 'string' || typeof power === 'number' ? String(power).trim() : '';
  const match = POWER.exec(text);
  if (!match) return { target: { type: 'open' }, losses: [lossOf('loss.keyDropped', 'target', { key: 'power' })] };
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  const watts = match[3]?.toUpperCase() === 'W';
  const pct = watts ? undefined : { low: Math.min(from, to), high: Math.max(from, to) };
  const durationS = end.type === 'time' ? end.durationS : undefined;
  return powerTarget(pct, rangeText(from, to, watts ? 'W' : '% FTP'), durationS, 'target', context.power ?? 'open');
}

/** What a file is asked for as, among those that were given: by its path, or by the end of it. */
function fileNamed(wanted: string, files: ImportContext['files']): [string, Uint8Array] | undefined {
  const path = wanted.replace(/^(?:\.\/)+/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  const named = (end: string): [string, Uint8Array] | undefined =>
    [...(files ?? [])].find(([each]) => each === end || each.endsWith(`/${end}`));
  return named(path) ?? named(last);
}

const nameBy = (file: string): string | undefined =>
  /warm/i.test(file) ? PHASE_NAMES.warmUp : /cool/i.test(file) ? PHASE_NAMES.coolDown : undefined;
