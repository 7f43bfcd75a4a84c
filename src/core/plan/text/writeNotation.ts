import { BPM_MIN } from '../../signal/filter.ts';
import type { End, Level, PlanZone, Step, Target } from '../plan.ts';
import { ESCAPES, UNIT_WORDS, type PlanNotation, type RangeUnit } from './notation.ts';

/** The phases of a plan as text, in its one canonical form: `readPlanNotation` reads exactly the same phases back. */
export function writePlanNotation({ ceiling, phases }: PlanNotation): string {
  const lines = ceiling ? [`limit ${levelText(ceiling)}`] : [];
  writeSteps(phases, '', lines);
  return lines.map((line) => `${line}\n`).join('');
}

function writeSteps(steps: readonly Step[], indent: string, lines: string[]): void {
  for (const step of steps) {
    if ('repeat' in step) {
      lines.push(`${indent}${String(step.repeat)}x (`);
      writeSteps(step.phases, `${indent}  `, lines);
      lines.push(`${indent})`);
      continue;
    }
    const { name, target, end, cue } = step;
    const words = [`${nameText(name)}:`, endText(end)];
    if (end.type === 'time' || target.type !== 'open') words.push(targetText(target));
    if (cue !== undefined) words.push(quoted(cue));
    lines.push(indent + words.join(' '));
  }
}

/** 90s, 3m, 2m30s, 1h30m. */
export function durationText(seconds: number): string {
  if (seconds < 120 && seconds % 60 !== 0) return `${String(seconds)}s`;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = parts.map((part, i) => (part > 0 ? `${String(part)}${'hms'[i]!}` : '')).join('');
  return text === '' ? '0s' : text;
}

/** Z2, 140-150 bpm, 85-90% max, <=75% max. */
function targetText(target: Target): string {
  if (target.type === 'open') return 'open';
  if (target.type === 'zone') return zoneText(target);
  const { type, low, high } = target;
  const unit = UNIT_WORDS[type];
  if (low === high) return `${String(low)}${unit}`;
  const isUpTo = low === (type === 'bpm' ? BPM_MIN : 1);
  return isUpTo ? `<=${String(high)}${unit}` : `${String(low)}-${String(high)}${unit}`;
}

/** Z2, and Z2/7 where zones are of another number than usual. */
export const zoneText = ({ zone, of }: PlanZone): string =>
  `Z${String(zone)}${of === undefined ? '' : `/${String(of)}`}`;

function levelText(level: Level): string {
  if ('zone' in level) return zoneText(level);
  const [unit, value] = Object.entries(level)[0] as [RangeUnit, number];
  return `${String(value)}${UNIT_WORDS[unit]}`;
}

function endText(end: End): string {
  if (end.type === 'time') return durationText(end.durationS);
  if (end.type === 'hand') return 'lap';
  const { type: _, from, holdS, minS, maxS, ...level } = end;
  const words = [`until ${from === 'above' ? '<=' : '>='}${levelText(level)}`];
  if (holdS > 0) words.push(`hold ${durationText(holdS)}`);
  words.push(`min ${durationText(minS)}`);
  words.push(`max ${durationText(maxS)}`);
  return words.join(' ');
}

/** Letters first, and nothing that means something in the notation. All else is quoted. */
const PLAIN_NAME = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}'’.+/&!?%°*× –—-]*$/u;
const KEYWORD_NAME = /^(?:ceiling|limit)/i;

function nameText(name: string): string {
  return PLAIN_NAME.test(name) && !KEYWORD_NAME.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\\n\r\t]/g, (char) => `\\${ESCAPES[char] ?? char}`)}"`;
}
