import type { Parsed, Problem } from '../../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../../core/parse/schema.ts';
import { PHASES_MAX, TOTAL_MAX_S, type End } from '../../../core/plan/plan.ts';
import type { ForeignFile } from '../../foreignFile.ts';
import type { ImportContext, Imported, Loss } from '../../importer.ts';
import { blockOf, dropped, handEnd, isPhaseTime, lossOf, planMade, refused, timeEnd, type Made } from '../making.ts';
import type { PlanImporter, Plans } from '../planImporter.ts';
import { docOf, readDoc } from './doc.ts';
import { readLine, type StepLine } from './line.ts';
import { madeStep } from './step.ts';
import { zonesUpTo, type Choices } from './targets.ts';

/** Workouts of intervals.icu: the text that people write there, and its JSON. */
export const intervals: PlanImporter = {
  id: 'intervals',
  label: 'intervals.icu',
  extensions: ['.txt', '.json'],
  detect: (file) => docOf(file) !== undefined || isText(file),
  read: (file, context) => {
    const doc = docOf(file);
    return doc ? readDoc(doc, context) : readText(file.text ?? '', context);
  },
};

/** So much of a text is looked at. */
const HEAD_LINES = 200;

/** A list with a duration or a distance in one of its lines, and no list of another language. */
function isText(file: ForeignFile): boolean {
  if (file.kind !== 'text' && file.kind !== 'csv') return false;
  const lines = (file.text ?? '').slice(0, 20_000).split(/\r\n?|\n/, HEAD_LINES);
  if (lines.some((line) => OTHER_LIST.test(line))) return false;
  return lines.some((line) => {
    const [, , step] = STEP.exec(line) ?? [];
    if (step === undefined) return false;
    const { seconds, distance } = readLine(step);
    return seconds !== undefined || distance !== undefined;
  });
}

/** A heart-rate zone that five zones do not have. */
const MORE_ZONES = /Z(?:[1-7] ?- ?Z?)?[67] ?(?:LT)?HR(?=\s|$)/i;
/** A line that shows a list of another language: YAML, or the heading of a course. */
const OTHER_LIST = /^\s*(?:steps\s*:|- *(?:[{&*!]|(?:power|duration) *:)|\[course)/i;
const STEP = /^(\s*)[-–*•]\s+(.*)$/;
const REPEAT = /^(.*?)\s*(?:^|\s)(\d{1,6})\s?x$/i;
/** The time that stands where a hand ends the step: the format wants one. */
export const LAP_S = 600;

function readText(text: string, context: ImportContext): Parsed<Imported<Plans>> {
  const zones = zonesUpTo(MORE_ZONES.test(text) ? 7 : 0);
  const reader = new Reader({ power: context.power ?? 'open', zones });
  const lines = text.split(/\r\n?|\n/);
  for (const [i, line] of lines.entries()) if (!reader.isFull) reader.add(line, i + 1);
  reader.close();
  if (reader.problems.length > 0) return refused(reader.problems);
  // its own name stands alone at the top
  const [first, ...rest] = reader.paragraphs;
  const titled = reader.headed && first !== undefined && !first.includes('\n') && first.length <= 80;
  return planMade({
    name: titled ? first : '',
    otherwise: context.name,
    description: (titled ? rest : reader.paragraphs).join('\n\n'),
    sport: 'other',
    steps: reader.made,
    losses: reader.losses,
  });
}

interface Block {
  repeat: number;
  /** Of a list in a list: whatever is not further in is outside. */
  indent: number | undefined;
  header: string;
  steps: Made[];
  /** All of its steps have texts of their own. */
  headerUsed: boolean;
}

/** Lines one after the other. */
class Reader {
  readonly made: Made[] = [];
  readonly problems: Problem[] = [];
  readonly losses: Loss[] = [];
  readonly paragraphs: string[] = [];
  /** The first of them is above all steps. */
  headed = false;
  readonly #choices: Choices;
  #paragraph: string[] = [];
  #block: Block | undefined;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  get isFull(): boolean {
    return this.problems.length >= PROBLEMS_MAX || this.made.length > PHASES_MAX;
  }

  add(line: string, at: number): void {
    const [, indent = '', step] = STEP.exec(line) ?? [];
    if (step !== undefined) this.#addStep(step, indent.length, at);
    else if (line.trim() === '') {
      if (this.#block && this.#block.steps.length > 0) this.#endBlock();
      // a count may stand with a blank line below it
      if (!REPEAT.test(this.#paragraph.at(-1) ?? '')) this.#endParagraph();
    } else this.#paragraph.push(line.trim());
  }

  close(): void {
    this.#endBlock();
    this.#endParagraph();
  }

  #addStep(text: string, indent: number, at: number): void {
    const header = this.#paragraph.pop();
    this.#endParagraph();
    if (header !== undefined) this.#beginBlock(header, undefined, at);
    const [, title, count] = REPEAT.exec(text) ?? [];
    if (count !== undefined) {
      this.#beginBlock(`${title ?? ''} ${count}x`.trim(), indent, at);
      return;
    }
    if (this.#block?.indent !== undefined && indent <= this.#block.indent) this.#endBlock();
    const line = readLine(text);
    const end = this.#endOf(line, at);
    const into = this.#block?.steps ?? this.made;
    if (end === undefined) {
      if (line.seconds === undefined && line.distance === undefined)
        this.losses.push(
          lossOf('loss.stepDropped', `phases[${String(this.made.length)}]`, { text: text.slice(0, 80) }),
        );
      return;
    }
    const unnamed = line.text === '';
    const heading = this.#block?.header;
    if (unnamed && this.#block) this.#block.headerUsed = true;
    into.push(madeStep({ ...line, otherwise: heading === '' ? undefined : heading, end }, this.#choices));
    if (into.length > PHASES_MAX && this.#block) this.#endBlock();
  }

  #endOf({ seconds, distance, lap }: StepLine, at: number): { end: End; losses: Loss[] } | undefined {
    if (distance !== undefined) return handEnd('distance', distance);
    if (seconds === undefined) return undefined;
    if (!isPhaseTime(seconds)) {
      const code = seconds > 0 ? 'value.tooLarge' : 'value.tooSmall';
      this.problems.push({ code, path: `line ${String(at)}`, params: { min: 1, max: TOTAL_MAX_S, received: seconds } });
      return undefined;
    }
    if (!lap) return timeEnd(seconds);
    const other = seconds === LAP_S ? [] : dropped([`${String(seconds)} s`], 'end');
    return { end: { type: 'hand' }, losses: other };
  }

  #beginBlock(header: string, indent: number | undefined, at: number): void {
    this.#endBlock();
    const [, title = header, count = '1'] = REPEAT.exec(header) ?? [];
    const repeat = Number(count);
    if (repeat < 1 || repeat > PHASES_MAX) {
      const code = repeat < 1 ? 'value.tooSmall' : 'value.tooLarge';
      this.problems.push({ code, path: `line ${String(at)}`, params: { min: 1, max: PHASES_MAX, received: repeat } });
    }
    this.#block = { repeat, indent, header: title.replace(/:$/, '').trim(), steps: [], headerUsed: false };
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    if (!block || block.steps.length === 0) return;
    if (!block.headerUsed && block.header !== '')
      this.losses.push(...dropped([block.header], `phases[${String(this.made.length)}]`));
    this.made.push(...blockOf(block.repeat, block.steps));
  }

  #endParagraph(): void {
    if (this.#paragraph.length > 0) {
      if (this.made.length === 0 && !this.#block) this.headed = true;
      this.paragraphs.push(this.#paragraph.join('\n'));
    }
    this.#paragraph = [];
  }
}

/** Whether a line of a description would be read as something else. */
export const readsAsStep = (line: string): boolean => STEP.test(line) || REPEAT.test(line.trim());

/** Whether a text with this line would be taken for one of another language. */
export const readsAsOther = (line: string): boolean => OTHER_LIST.test(line);
