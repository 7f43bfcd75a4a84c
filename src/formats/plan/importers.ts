import { parseJson } from '../../core/parse/json.ts';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { notThis } from '../fileKind.ts';
import { ForeignFile } from '../foreignFile.ts';
import { formatsOf, type ImportContext, type Imported } from '../importer.ts';
import { isArchive, unpackedFiles } from '../packed/archive.ts';
import { beatkeeper } from './beatkeeper.ts';
import { erg } from './erg.ts';
import { fit } from './fit/fit.ts';
import { garmin } from './garmin/garmin.ts';
import { garminYaml } from './garminYaml.ts';
import { heartBeat2 } from './heartBeat2.ts';
import { intervals } from './intervals/read.ts';
import { linkFile } from './link.ts';
import { notation } from './notation.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { qz } from './qz.ts';
import { runnerup } from './runnerup.ts';
import { tcx } from './tcx.ts';
import { zwo } from './zwo/read.ts';

/** Every format of plans that can be read. A new one is a file beside these, a line here, and a fixture for the registry test. */
export const PLAN_IMPORTERS: readonly PlanImporter[] = [
  heartBeat2,
  beatkeeper,
  zwo,
  intervals,
  erg,
  qz,
  garminYaml,
  linkFile,
  fit,
  garmin,
  runnerup,
  tcx,
  notation,
];

/** No plan that a person made is longer as text. */
const PLAN_CHARS_MAX = 2_000_000;
/** In no encoding has a character more bytes. */
const PLAN_BYTES_MAX = 4 * PLAN_CHARS_MAX;

/** What was read of one file. */
export interface ReadPlans extends Imported<Plans> {
  /** The id of its importer. */
  readonly format: string;
}

/**
 * The plans of a foreign file, of a text that was pasted, or of an archive of such files. What is none is named: a web
 * page, an activity, a picture. Where there are several plans, the place of a loss says in which.
 */
export function importPlan(content: Uint8Array | string, context: ImportContext = {}): Parsed<Imported<Plans>> {
  const read = importPlanFiles(content, context);
  if (!read.ok) return read;
  const plans = read.value.flatMap((each) => each.plans);
  const [first, ...more] = plans;
  if (!first) return notThis('zip', 'plan', { formats: formatsOf(PLAN_IMPORTERS) });
  let before = 0;
  const losses = read.value.flatMap((each) => {
    const start = before;
    const prefix = plans.length > 1 && each.plans.length === 1 ? `plans[${String(start)}]` : '';
    before += each.plans.length;
    return each.losses.map((loss) => {
      // an importer of several plans counts those of its file
      const path = loss.path.replace(/^plans\[(\d+)\]/, (_, n: string) => `plans[${String(start + Number(n))}]`);
      return { ...loss, path: [prefix, path].filter(Boolean).join('.') };
    });
  });
  return good({ plans: [first, ...more], losses });
}

/** The same file by file. In an archive, what is no plan is left out, where something is one. */
export function importPlanFiles(
  content: Uint8Array | string,
  context: ImportContext = {},
): Parsed<readonly ReadPlans[]> {
  if (content.length > PLAN_BYTES_MAX) return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (!isArchive(bytes)) {
    const read = importOne(bytes, context);
    return read.ok ? good([read.value]) : read;
  }
  const files = unpackedFiles(bytes);
  return files.ok ? importTogether(files.value, context) : files;
}

/** Files that were given together: one that is part of another is no plan of its own. */
function importTogether(files: ReadonlyMap<string, Uint8Array>, context: ImportContext): Parsed<readonly ReadPlans[]> {
  const read = [...files].map(([path, bytes]) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    return { path, read: importOne(bytes, { ...context, name, files }) };
  });
  const parts = new Set(read.flatMap((each) => (each.read.ok ? (each.read.value.includes ?? []) : [])));
  const whole = read.filter(({ path }) => !parts.has(path));
  const found = whole.flatMap((each) => (each.read.ok ? [each.read.value] : []));
  const refused = whole.flatMap(({ path, read }) => (read.ok ? [] : [{ path, problems: read.problems }]));
  const [first, ...more] = found;
  if (!first) {
    const problems = refused.flatMap(({ path, problems }) =>
      problems.map((problem) => ({ ...problem, path: inFile(path, problem.path) })),
    );
    return problems.length > 0 ? { ok: false, problems: problems.slice(0, PROBLEMS_MAX) } : notThis('empty', 'plan');
  }
  const losses = refused.map(({ path }): Problem => ({ code: 'loss.fileDropped', path: '', params: { name: path } }));
  return good([{ ...first, losses: [...first.losses, ...losses] }, ...more]);
}

const inFile = (file: string, path: string): string => (path === '' ? file : `${file}: ${path}`);

function importOne(bytes: Uint8Array, context: ImportContext): Parsed<ReadPlans> {
  if (bytes.length > PLAN_BYTES_MAX) return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const file = new ForeignFile(bytes, PLAN_CHARS_MAX);
  if (file.text !== undefined && file.text.length > PLAN_CHARS_MAX)
    return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const importer =
    PLAN_IMPORTERS.find((each) => each.detect(file, context)) ?? (mayBeOurs(file) ? beatkeeper : undefined);
  if (!importer) return notThis(file.kind, 'plan', { formats: formatsOf(PLAN_IMPORTERS) });
  const read = importer.read(file, context);
  return read.ok ? good({ ...read.value, format: importer.id }) : read;
}

/** JSON in which no importer knows its own, and that is no other file of ours: whoever wrote it by hand hears what is missing. */
const mayBeOurs = (file: ForeignFile): boolean => file.kind === 'plan' || file.kind === 'json';

/** The plan of a foreign file, for whoever runs one: the first, where there are several. `notes` are the losses. */
export function readPlanFile(bytes: Uint8Array, context?: ImportContext): Parsed<Plan> {
  return firstOf(importPlan(bytes, context));
}

/** A plan from JSON that somebody has parsed, in any form of JSON that an importer knows. */
export function parsePlan(value: unknown): Parsed<Plan> {
  const file = ForeignFile.ofJson(value);
  return firstOf((PLAN_IMPORTERS.find((each) => each.detect(file, {})) ?? beatkeeper).read(file, {}));
}

/** The same from a text that should be JSON. */
export function parsePlanText(text: string): Parsed<Plan> {
  const json = parseJson(text.replace(/^\uFEFF/, ''), PLAN_CHARS_MAX);
  return json.ok ? parsePlan(json.value) : json;
}

function firstOf(read: Parsed<Imported<Plans>>): Parsed<Plan> {
  return read.ok ? good(read.value.plans[0], [...read.value.losses]) : read;
}
