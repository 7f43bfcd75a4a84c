import { bad, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { parsePlanText, PLAN_CHARS_MAX } from '../../core/plan/planFile.ts';
import { notThis, readText, textKind } from '../fileKind.ts';

/** In no encoding has a character more. */
const PLAN_BYTES_MAX = 4 * PLAN_CHARS_MAX;

/** A plan from a file. What is none is named: a web page, an activity, a picture. */
export function readPlanFile(bytes: Uint8Array): Parsed<Plan> {
  if (bytes.length > PLAN_BYTES_MAX) return bad('input.tooLarge', { max: PLAN_CHARS_MAX });
  const text = readText(bytes, 'plan');
  return text.ok ? readPlanText(text.value) : text;
}

/** The same from a text, as it is pasted. */
export function readPlanText(text: string): Parsed<Plan> {
  const kind = textKind(text);
  return kind === 'plan' || kind === 'json' ? parsePlanText(text) : notThis(kind, 'plan');
}
