// `plan`: check one, bring in files of other programs, write one for them.
import { writeFileSync } from 'node:fs';
import {
  exportPlan,
  importPlanFiles,
  PLAN_FORMATS,
  phasesOf,
  POWER_CHOICES,
  readPlanFile,
  totalMaxS,
  lossesOfPlan,
} from '../index.ts';
import type { Plan, PlanFormat, PowerChoice, Profile } from '../index.ts';
import { bytesOf, nameOf, planFrom, profileFrom, wellFormed } from './arguments.ts';
import { saidLoss, type SaidLoss } from './exports.ts';
import { plain, reasonOf, Refusal, type Terminal } from './terminal.ts';
import { cli as words, problemLine } from './words.ts';

export const PLAN_OPTIONS = {
  power: { type: 'string' },
  out: { type: 'string' },
} as const;

/** What a call may say of a plan. */
export interface PlanOptions {
  json: boolean;
  power?: string | undefined;
  to?: string | undefined;
  out?: string | undefined;
  'max-hr'?: string | undefined;
  'resting-hr'?: string | undefined;
}

type Print = (value: object, text: () => string) => number;

export function plan(args: readonly string[], options: PlanOptions, terminal: Terminal, print: Print): number {
  const [verb, ...files] = args;
  const [file, ...more] = files;
  switch (verb) {
    case 'check':
      if (file === undefined || more.length > 0) throw new Refusal(words.planWanted('plan check'));
      return check(file, terminal, print);
    case 'import':
      if (file === undefined) throw new Refusal(words.plansWanted);
      return importFiles(files, options, print);
    case 'export':
      if (file === undefined || more.length > 0) throw new Refusal(words.planWanted('plan export'));
      return exportFile(file, options, terminal, print);
    default:
      throw new Refusal(words.verbUnknown(plain(`plan ${verb ?? ''}`)));
  }
}

const REFUSED = 2;
const DONE = 0;

function check(file: string, terminal: Terminal, print: Print): number {
  const plan = readPlanFile(bytesOf(file), { name: nameOf(file) });
  const lines = plan.ok ? (plan.notes ?? []) : plan.problems;
  for (const line of lines) terminal.err(`${plain(problemLine(line))}\n`);
  if (!plan.ok) return REFUSED;
  const { name } = plan.value;
  const phases = phasesOf(plan.value).length;
  const totalS = totalMaxS(plan.value) ?? null;
  return print({ name, phases, totalS }, () => words.planOk(plain(name), phases, totalS));
}

interface ImportedPlan {
  name: string;
  format: string;
  phases: number;
  totalS: number | null;
  plan: Plan;
  losses: SaidLoss[];
}

function importFiles(files: readonly string[], options: PlanOptions, print: Print): number {
  const power = powerFrom(options.power);
  const contents = new Map(files.map((file) => [file, bytesOf(file)]));
  const read = [...contents].map(([file, bytes]) => ({
    file,
    found: importPlanFiles(bytes, { name: nameOf(file), power, files: contents }),
  }));
  // a file that is part of another is no plan of its own
  const parts = new Set(
    read.flatMap(({ found }) => (found.ok ? found.value.flatMap((each) => each.includes ?? []) : [])),
  );
  const whole = read.filter(({ file }) => !parts.has(file));
  const plans = whole.flatMap(({ file, found }) =>
    wellFormed(found, file).flatMap(({ plans, format, losses }) =>
      plans.map((plan, i): ImportedPlan => ({
        name: plan.name,
        format,
        phases: phasesOf(plan).length,
        totalS: totalMaxS(plan) ?? null,
        plan,
        losses: lossesOfPlan(losses, i, plans.length).map(saidLoss),
      })),
    ),
  );
  if (options.to !== undefined) {
    const [only, ...more] = plans;
    if (!only || more.length > 0) throw new Refusal(words.onePlanWanted(plans.length));
    write(options.to, exportPlan(only.plan, 'json').bytes);
  }
  return print({ plans }, () => plans.flatMap(importedText).join('\n'));
}

function importedText({ name, format, phases, totalS, losses }: ImportedPlan): string[] {
  const lines = losses.map(({ path, message }) => `  ${plain(path === '' ? message : `${path}: ${message}`)}`);
  return [`${words.planOk(plain(name), phases, totalS)} (${format})`, ...lines];
}

function powerFrom(text: string | undefined): PowerChoice | undefined {
  const choice = POWER_CHOICES.find((each) => each === text);
  if (text !== undefined && !choice) throw new Refusal(words.choiceWrong('--power', text, POWER_CHOICES));
  return choice;
}

function exportFile(file: string, options: PlanOptions, terminal: Terminal, print: Print): number {
  const format = formatFrom(options.to);
  const plan = planFrom(file);
  const { bytes, mime, losses } = exportPlan(plan, format, { profile: profileOf(options), atMs: Date.now() });
  const { out } = options;
  if (out === undefined && !/^text\/|json|xml/.test(mime)) throw new Refusal(words.outWanted(format));
  if (out !== undefined) write(out, bytes);
  const text = out === undefined ? new TextDecoder().decode(bytes) : undefined;
  if (options.json)
    return print({ losses: losses.map(saidLoss), file: out ?? null, ...(text !== undefined && { text }) }, () => '');
  for (const loss of losses) terminal.err(`${plain(problemLine(loss))}\n`);
  // the file itself, also to whoever reads from a pipe
  if (text !== undefined) terminal.out(text);
  return DONE;
}

function formatFrom(text: string | undefined): PlanFormat {
  if (text === undefined) throw new Refusal(words.optionWanted('plan export', `--to ${PLAN_FORMATS.join('|')}`));
  const format = PLAN_FORMATS.find((each) => each === text);
  if (!format) throw new Refusal(words.choiceWrong('--to', text, PLAN_FORMATS));
  return format;
}

/** Whose heart rates count, where somebody is named. */
function profileOf({ 'max-hr': maxHr, 'resting-hr': restingHr }: PlanOptions): Profile | undefined {
  return maxHr === undefined && restingHr === undefined ? undefined : profileFrom(maxHr, restingHr);
}

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (cause) {
    throw new Refusal(words.fileUnwritable(file, reasonOf(cause)));
  }
}
