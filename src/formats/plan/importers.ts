import { parseJson } from '../../core/parse/json.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { notThis } from '../fileKind.ts';
import { ForeignFile } from '../foreignFile.ts';
import { formatsOf, type ImportContext, type Imported } from '../importer.ts';
import { beatkeeper } from './beatkeeper.ts';
import { erg } from './erg.ts';
import { heartBeat2 } from './heartBeat2.ts';
import { intervals } from './intervals/read.ts';
import { linkFile } from './link.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { qz } from './qz.ts';
import { zwo } from './zwo/read.ts';

/** Every format of plans that can be read. A new one is a file beside these, a line here, and a fixture for the registry test. */
export const PLAN_IMPORTERS: readonly PlanImporter[] = [heartBeat2, beatkeeper, zwo, intervals, erg, qz, linkFile];

/** No plan that a person made is longer as text. */
const PLAN_CHARS_MAX = 2_000_000;
/** In no encoding has a character more bytes. */
const PLAN_BYTES_MAX = 4 * PLAN_CHARS_MAX;

/** The plans of a foreign file, or of a text that was pasted. What is none is named: a web page, an activity, a picture. */
export function importPlans(content: Uint8Array | string, context: ImportContext = {}): Parsed<Imported<Plans>> {
  if (content.length > PLAN_BYTES_MAX) return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = new ForeignFile(bytes, PLAN_CHARS_MAX);
  if (file.text !== undefined && file.text.length > PLAN_CHARS_MAX)
    return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const importer = PLAN_IMPORTERS.find((each) => each.detect(file)) ?? (mayBeOurs(file) ? beatkeeper : undefined);
  return importer ? importer.read(file, context) : notThis(file.kind, 'plan', formatsOf(PLAN_IMPORTERS));
}

/** JSON in which no importer knows its own, and that is no other file of ours: whoever wrote it by hand hears what is missing. */
const mayBeOurs = (file: ForeignFile): boolean => file.kind === 'plan' || file.kind === 'json';

/** The plan of a foreign file, for whoever runs one: the first, where there are several. `notes` are the losses. */
export function readPlanFile(bytes: Uint8Array, context?: ImportContext): Parsed<Plan> {
  return firstOf(importPlans(bytes, context));
}

/** A plan from JSON that somebody has parsed, in any form of JSON that an importer knows. */
export function parsePlan(value: unknown): Parsed<Plan> {
  const file = ForeignFile.ofJson(value);
  return firstOf((PLAN_IMPORTERS.find((each) => each.detect(file)) ?? beatkeeper).read(file, {}));
}

/** The same from a text that should be JSON. */
export function parsePlanText(text: string): Parsed<Plan> {
  const json = parseJson(text.replace(/^\uFEFF/, ''), PLAN_CHARS_MAX);
  return json.ok ? parsePlan(json.value) : json;
}

function firstOf(read: Parsed<Imported<Plans>>): Parsed<Plan> {
  return read.ok ? good(read.value.plans[0], [...read.value.losses]) : read;
}
