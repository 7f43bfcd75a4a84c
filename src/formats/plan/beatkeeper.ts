import { good, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { parseNewPlan } from '../../core/plan/planFile.ts';
import type { Imported } from '../importer.ts';
import type { Exporter } from '../exporter.ts';
import type { PlanImporter, Plans } from './planImporter.ts';

/** What a phase of ours has and no phase of another program. */
const KEYS = ['target', 'durationS', 'end', 'repeat'];

/** Our own form, as docs/plans.md has it. */
export const beatkeeper: PlanImporter = {
  id: 'beatkeeper',
  label: 'Beatkeeper',
  extensions: ['.json'],
  detect: ({ json }) => json?.ok === true && hasPhaseWith(KEYS, json.value),
  // whoever writes a plan by hand and gets its JSON wrong hears where
  read: ({ json }) => (json?.ok === false ? json : plansOf(parseNewPlan(json?.value))),
};

export const beatkeeperJson = {
  id: 'json',
  extension: '.json',
  mime: 'application/json',
  // an id is this device's own: whoever imports the file gives the plan another
  write: ({ id: _id, ...plan }) => ({
    bytes: new TextEncoder().encode(`${JSON.stringify(plan, null, 2)}\n`),
    losses: [],
  }),
} as const satisfies Exporter<Plan>;

/** Whether one of the `phases` of a value has one of these keys. */
export function hasPhaseWith(keys: readonly string[], value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value['phases'])) return false;
  return value['phases'].some((phase) => isObject(phase) && keys.some((key) => Object.hasOwn(phase, key)));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one plan of a file, as what an importer gives. */
export function plansOf(read: Parsed<Plan>): Parsed<Imported<Plans>> {
  return read.ok ? good({ plans: [read.value], losses: read.notes ?? [] }) : read;
}
