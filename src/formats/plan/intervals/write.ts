import { DEFAULT_PROFILE, type Profile } from '../../../core/athlete/hrZones.ts';
import { bandOf, phaseMaxS, type Phase, type Plan, type Step, type Target } from '../../../core/plan/plan.ts';
import type { ExportContext, Exported, Exporter } from '../../exporter.ts';
import type { Loss } from '../../importer.ts';
import { ceilingLosses } from '../ceilingLoss.ts';
import { endWords, targetWords } from '../inWords.ts';
import { lossOf, shown } from '../making.ts';
import { isDistance, secondsOf } from './line.ts';
import { LAP_S, readsAsOther, readsAsStep } from './read.ts';

/** The text that intervals.icu takes as a workout's description. */
export const intervalsText = {
  id: 'intervals',
  extension: '.txt',
  mime: 'text/plain',
  write: (plan, context) => writtenAs(plan, context),
} as const satisfies Exporter<Plan>;

function writtenAs(plan: Plan, { profile }: ExportContext): Exported {
  const writer = new Writer(profile ?? DEFAULT_PROFILE);
  const lines = writer.steps(plan.phases, '');
  const losses: Loss[] = [];
  if (plan.sport !== 'other') losses.push(lossOf('loss.sportUnsaid', 'sport'));
  losses.push(...ceilingLosses(plan, profile ?? DEFAULT_PROFILE));
  const description = plan.description.split('\n').map((line) => line.trim());
  const kept = description.filter((line) => !readsAsStep(line) && !readsAsOther(line));
  if (kept.length < description.length) losses.push(lossOf('loss.descriptionUnsaid', 'description'));
  if (writer.resolves && !profile) losses.push(lossOf('loss.profileAssumed', '', { bpmMax: DEFAULT_PROFILE.bpmMax }));
  const given = plan.name.replace(/\s+/g, ' ').trim();
  const name = nameText(given);
  if (name !== given) losses.push(lossOf('loss.textChanged', 'name', { text: name }));
  const text = [name, '', ...kept, '', ...lines, ''].join('\n').replace(/\n{3,}/g, '\n\n');
  return { bytes: new TextEncoder().encode(text), losses: [...losses, ...writer.losses] };
}

/** The name of the plan, on the first line: changed where it would be taken for a step, or all for another language. */
function nameText(name: string): string {
  if (readsAsOther(name)) return `(${name})`;
  return readsAsStep(name) ? `${name}.` : name;
}

class Writer {
  readonly losses: Loss[] = [];
  resolves = false;
  readonly #profile: Profile;
  readonly #told = new Set<string>();

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** Blocks stand between blank lines. A block in a block is not known there: the outer one is written out. */
  steps(steps: readonly Step[], path: string): string[] {
    return steps.flatMap((step, i): string[] => {
      const place = `${path}phases[${String(i)}]`;
      if (!('repeat' in step)) return [this.#phase(step, place)];
      const inner = (): string[] => this.steps(step.phases, `${place}.`);
      if (step.phases.some((each) => 'repeat' in each)) {
        this.#tell(place, [lossOf('loss.unrolled', place)]);
        return Array.from({ length: step.repeat }, inner).flat();
      }
      return ['', `${String(step.repeat)}x`, ...inner(), ''];
    });
  }

  #phase(phase: Phase, place: string): string {
    const { name, end, cue } = phase;
    const losses: Loss[] = [];
    const until = end.type === 'heartRate' ? endWords(end, this.#profile) : undefined;
    if (end.type === 'heartRate') {
      losses.push(lossOf('loss.endUnsaid', 'end', { maxS: end.maxS }), lossOf('loss.asText', '', { what: 'end' }));
      if (until?.bpm !== undefined)
        losses.push(lossOf('loss.resolvedBpm', 'end', { text: until.text, bpm: until.bpm }));
    }
    const target = this.#target(phase, losses);
    const said = [until?.said, cue].filter((each) => each !== undefined).join(', ');
    const text = said === '' ? name : `${name}: ${said}`;
    // what stands before the first colon is read as the name
    const title = name.replaceAll(': ', ' – ');
    const plain = plainText(said === '' ? title : `${title}: ${said}`);
    if (plain !== text) losses.push(lossOf('loss.textChanged', said === '' ? 'name' : 'cue', { text: plain }));
    const lap = end.type === 'hand' ? ' press lap' : '';
    this.#tell(
      place,
      losses.map((loss) => ({ ...loss, path: loss.path === '' ? place : `${place}.${loss.path}` })),
    );
    return `- ${plain} ${durationText(phaseMaxS(phase) ?? LAP_S)}${target === '' ? '' : ` ${target}`}${lap}`;
  }

  /** What is in bpm, of a reserve, or a zone of another number than five, is written as a share of this person's maximum. */
  #target({ target }: Phase, losses: Loss[]): string {
    switch (target.type) {
      case 'open':
        return '';
      case 'zone':
        return target.of === undefined ? `Z${String(target.zone)} HR` : this.#share(target, losses);
      case 'percentMax':
        return `${percents(target.low, target.high)} HR`;
      case 'percentThreshold':
        return `${percents(target.low, target.high)} LTHR`;
      default:
        return this.#share(target, losses);
    }
  }

  #share(target: Target, losses: Loss[]): string {
    const band = bandOf(target, this.#profile);
    const { bpmMax } = this.#profile;
    const of = (bpm: number): number => Math.min(100, Math.round((bpm / bpmMax) * 1000) / 10);
    const [low, high] = [of(band?.lowBpm ?? 0), of(band?.highBpm ?? bpmMax)];
    const text = targetWords(target, this.#profile)?.text ?? '';
    const percent = low === high ? shownText(low) : `${shownText(low)}–${shownText(high)}`;
    losses.push(lossOf('loss.resolvedPercent', 'target', { text, percent }));
    this.resolves = true;
    return `${percents(low, high)} HR`;
  }

  /** What is written in several rounds is said once. */
  #tell(place: string, losses: readonly Loss[]): void {
    if (this.#told.has(place)) return;
    this.#told.add(place);
    if (losses.some(({ code }) => code === 'loss.resolvedBpm')) this.resolves = true;
    this.losses.push(...losses);
  }
}

const shownText = (pct: number): string => String(shown(pct));
const percents = (low: number, high: number): string => `${shownText(low)}-${shownText(high)}%`;

/** `1h2m30s`. */
function durationText(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ];
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${String(count)}${unit}`] : [])).join('');
}

/** On one line, and without what would be taken for the duration, or for a message of later. */
function plainText(text: string): string {
  const plain = text
    .split(/\s+/)
    .filter((token) => token !== '')
    .map((token) => (secondsOf(token) !== undefined || isDistance(token) ? token.replace(/(\d)(\D)/g, '$1-$2') : token))
    .join(' ')
    .replace(/(\d) (?=(?:min|sec|hour|km|mtr|met|mile)\w*(?:\s|$))/gi, '$1-')
    .replace(/(\d)\^/g, '$1 ^')
    .replaceAll('<!>', '<! >');
  return readsAsOther(`- ${plain}`) ? `(${plain})` : plain;
}
