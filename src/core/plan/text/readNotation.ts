import { PROBLEMS_MAX } from '../../parse/schema.ts';
import type { Level, Phase, Step } from '../plan.ts';
import { NAME_MAX, parseNewPlan } from '../planFile.ts';
import { Cursor } from './cursor.ts';
import {
  BLOCKS_DEPTH_MAX,
  QUOTES,
  type NotationProblem,
  type Place,
  type PlanNotation,
  type RangeUnit,
  type Span,
  type ZoneNames,
} from './notation.ts';
import { isAtDelimiter, Misread } from './misread.ts';
import { readLevel, takeSign } from './readLevel.ts';
import { takeTimes } from './readNumber.ts';
import { isAtPhasePart, readPhase, type ReadPhase } from './readPhase.ts';
import { withRoleNames, type RoleNames } from './roleNames.ts';

export type ReadNotation =
  | { ok: true; value: PlanNotation; places: readonly Place[] }
  | { ok: false; problems: readonly NotationProblem[] };

/** How a text may say things that are understood of one person, or in one place. */
export interface Ways {
  /** By which names a zone may be asked for beside its number. */
  zones?: ZoneNames | undefined;
  /** What a percentage is of that does not say; a problem where this is not known either. */
  percentAlone?: RangeUnit | undefined;
}

/**
 * The phases that a text says, or every problem with its place in it. After a problem reading goes on behind the phase, so
 * that a person is told of all at once. `names`: what phases without a name are called, by what they are for.
 */
export function readPlanNotation(text: string, names: RoleNames, ways: Ways = {}): ReadNotation {
  const read = new Reader(text, names, ways).read();
  if (read.problems.length > 0) return { ok: false, problems: read.problems };
  return checked(read, text, names);
}

// ── From syntax to a plan ─────────────────────────────────────────────────────────────────────────────────────────

/** What a plan in a file is held to, this one is held to by the same schema; its problems get their place in the text. */
function checked(read: Reader, text: string, names: RoleNames): ReadNotation {
  const { ceiling, places } = read;
  const notation: PlanNotation = {
    phases: withRoleNames(read.phases, names),
    ...(ceiling && { ceiling: ceiling.level }),
  };
  const parsed = parseNewPlan({ ...notation, id: 'text', name: 'text' });
  if (parsed.ok) {
    const { phases, ceiling } = parsed.value;
    return { ok: true, value: { phases, ...(ceiling && { ceiling }) }, places };
  }
  // an empty text is a plan that nobody has begun
  const problems = parsed.problems.filter(({ code }) => code !== 'plan.noPhases');
  if (problems.length === 0) return { ok: true, value: notation, places };
  const whole = { from: 0, to: text.length };
  const placed = problems.map((problem) => ({ ...problem, ...(read.spanOf(problem.path) ?? whole) }));
  const first = placed.filter(({ path }, i) => placed.findIndex((other) => other.path === path) === i);
  return { ok: false, problems: first.sort((a, b) => a.from - b.from) };
}

// ── The text ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A block that is not closed yet. */
interface Block {
  steps: Step[];
  path: readonly number[];
  /** The same as the writer of a file would say it: `phases[2]`. */
  at: string;
  from: number;
  /** Its index in `places`. */
  place: number;
  /** How many problems there were before it. */
  problems: number;
}

/** How far a name is looked for. A longer one is too long in any case. */
const NAME_SEEN_MAX = 4 * NAME_MAX;

class Reader {
  readonly phases: Step[] = [];
  readonly places: Place[] = [];
  readonly problems: NotationProblem[] = [];
  ceiling: (Span & { level: Level }) | undefined;
  readonly #cursor: Cursor;
  readonly #spans = new Map<string, Readonly<Record<string, Span | undefined>>>();
  readonly #open: Block[] = [];

  readonly #names: RoleNames;
  readonly #zones: ZoneNames;

  constructor(text: string, names: RoleNames, { zones = new Map(), percentAlone }: Ways) {
    this.#names = names;
    this.#zones = zones;
    this.#cursor = new Cursor(text, percentAlone);
  }

  read(): this {
    const cursor = this.#cursor;
    let misread = false;
    for (;;) {
      try {
        if (misread) this.#skipItem();
        misread = false;
        this.#skipBetween();
        const from = cursor.at;
        if (cursor.isAtEnd || this.problems.length >= PROBLEMS_MAX) break;
        if (cursor.takeAny(')')) this.#closeBlock(from);
        else this.#readItem(from);
      } catch (error) {
        if (!(error instanceof Misread)) throw error;
        this.#report(error);
        if (error.code === 'text.tooDeep') return this;
        misread = true;
      }
    }
    for (const { from } of this.#open) this.#report(new Misread('text.blockOpen', { from, to: from + 1 }));
    return this;
  }

  /** Where something stands that a path of the plan names: `phases[2].phases[0].target.low`. */
  spanOf(path: string): Span | undefined {
    const stepEnd = path.lastIndexOf(']') + 1;
    const [part = ''] = path.slice(stepEnd + 1).split('.');
    if (path.startsWith('ceiling')) return this.ceiling;
    const spans = this.#spans.get(path.slice(0, stepEnd));
    return spans?.[part] ?? spans?.['step'];
  }

  #report({ code, span, params }: Misread): void {
    if (this.problems.length >= PROBLEMS_MAX) return;
    const { to } = span;
    // where something is missing, the character before it is shown
    const from = span.from < to ? span.from : Math.max(0, to - 1);
    this.problems.push({ code, path: this.#next().at, params, from, to });
  }

  /** Spaces, lines, commas and comments between two steps. */
  #skipBetween(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skipSpace();
      if (cursor.char === '#') this.#skipLine();
      else if (cursor.takeAny(',;\n/') === undefined) return;
    }
  }

  #skipLine(): void {
    const cursor = this.#cursor;
    while (!cursor.isAtEnd && cursor.char !== '\n') cursor.at++;
  }

  /** Up to where the next step may begin, past whatever could not be read. A block in it is read. */
  #skipItem(): void {
    const cursor = this.#cursor;
    while (!cursor.isAtEnd && !',;\n)'.includes(cursor.char)) {
      if (cursor.char === '#') this.#skipLine();
      else if (cursor.takeAny('(')) {
        this.#openBlock(1, cursor.at - 1);
        return;
      } else if (cursor.takeQuoted() === undefined) cursor.at++;
    }
  }

  #readItem(from: number): void {
    const cursor = this.#cursor;
    if (this.#readRepeat(from) || this.#readCeiling(from)) return;
    for (const word of ['and', 'then']) {
      const back = cursor.at;
      const isJoint = cursor.peekWord() === word && nameEnd(cursor.text, from) === undefined;
      if (isJoint) cursor.takeWord();
      if (isJoint && !/\s/.test(cursor.char)) cursor.at = back;
      cursor.skipSpace();
    }
    const afterJoint = cursor.at;
    if (afterJoint > from && this.#readRepeat(afterJoint)) return;
    const name = this.#takeName();
    const bodyAt = cursor.skipSpace().at;
    if (name && this.#readRepeat(bodyAt)) this.#report(new Misread('text.blockName', name.span));
    else if (this.#readPhase(name, from) === 'with') throw new Misread('text.endTwice', { from, to: cursor.at });
  }

  /** How the next one is joined to it. */
  #readPhase(name: Name | undefined, from: number): ReadPhase['joinedBy'] {
    const cursor = this.#cursor;
    const phase = cursor.char === '(' ? undefined : readPhase(cursor, this.#zones, name?.text);
    if (!phase || cursor.char === '(') {
      // opens the block all the same, so that what is in it is read
      const span = { from, to: ++cursor.at };
      this.#report(new Misread('text.noCount', span));
      this.#openBlock(1, from);
      return undefined;
    }
    const { spans, target, end, cue, role } = phase;
    const { path, at } = this.#next();
    const place = { from, to: trimmedEnd(cursor.text, from, cursor.at) };
    this.places.push({ path, ...place });
    this.#spans.set(at, { ...spans, name: name?.span, step: place });
    // whether the end is one that a plan can have is the schema's to say
    const named = name?.text ?? (role ? this.#names[role] : '');
    this.#steps.push({ name: named, target, end, ...(cue !== undefined && { cue }) } as Phase);
    return phase.joinedBy;
  }

  // ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** `4x (`, and `4x 3m Z4` for a block of one. */
  #readRepeat(from: number): boolean {
    const cursor = this.#cursor;
    const back = cursor.at;
    const count = cursor.takeNumber();
    if (count === undefined || !takeTimes(cursor.skipSpace())) {
      cursor.at = back;
      return false;
    }
    const afterTimes = cursor.at;
    this.#skipBetweenTimesAndBracket();
    if (cursor.takeAny('(')) {
      this.#openBlock(count, from);
      return true;
    }
    cursor.at = afterTimes;
    // 4x4: is a name
    if (!/\s/.test(cursor.char) && !(cursor.isAtDigit && nameEnd(cursor.text, from) === undefined)) {
      cursor.at = back;
      return false;
    }
    this.#readBlockOfOne(count, from);
    return true;
  }

  #readBlockOfOne(count: number, from: number): void {
    const cursor = this.#cursor;
    this.#openBlock(count, from);
    const block = this.#open.at(-1)!;
    try {
      for (let isMore = true; isMore;) {
        const phaseAt = cursor.skipSpace().at;
        const name = this.#takeName();
        cursor.skipSpace();
        const joinedBy = this.#readPhase(name, phaseAt);
        if (joinedBy === 'and' || joinedBy === 'then') {
          // in each turn, or after the last one?
          throw new Misread('text.blockMore', { from, to: cursor.at }, { count });
        }
        isMore = joinedBy === 'with' || cursor.skipSpace().takeAny('/') !== undefined;
      }
    } finally {
      // a bracket in what was misread may have opened another
      this.#open.splice(this.#open.indexOf(block), 1);
    }
    this.places[block.place] = { path: block.path, from, to: trimmedEnd(cursor.text, from, cursor.at) };
  }

  #skipBetweenTimesAndBracket(): void {
    const cursor = this.#cursor;
    do cursor.skipSpace();
    while (cursor.takeAny('\n') !== undefined);
  }

  #openBlock(repeat: number, from: number): void {
    const to = this.#cursor.at;
    if (this.#open.length >= BLOCKS_DEPTH_MAX)
      throw new Misread('text.tooDeep', { from, to }, { max: BLOCKS_DEPTH_MAX });
    const { path, at } = this.#next();
    const steps: Step[] = [];
    this.#spans.set(at, { step: { from, to } });
    this.#steps.push({ repeat, phases: steps });
    // the place of a block comes before those of its steps; where it ends is known when it closes
    this.#open.push({ steps, path, at, from, place: this.places.length, problems: this.problems.length });
    this.places.push({ path, from, to });
  }

  #closeBlock(bracketAt: number): void {
    const block = this.#open.pop();
    if (!block) throw new Misread('text.bracket', { from: bracketAt, to: bracketAt + 1 });
    const to = this.#cursor.at;
    this.places[block.place] = { path: block.path, from: block.from, to };
    // a block whose phases could not be read is not an empty one
    if (block.steps.length > 0 || this.problems.length > block.problems) return;
    this.#report(new Misread('text.blockEmpty', { from: block.from, to }));
  }

  get #steps(): Step[] {
    return this.#open.at(-1)?.steps ?? this.phases;
  }

  /** The path of the step that comes next, as numbers and as the writer of a file would say it. */
  #next(): { path: number[]; at: string } {
    const block = this.#open.at(-1);
    const index = this.#steps.length;
    return {
      path: [...(block?.path ?? []), index],
      at: `${block ? `${block.at}.` : ''}phases[${String(index)}]`,
    };
  }

  // ── Names and the ceiling ───────────────────────────────────────────────────────────────────────────────────────

  /** What stands before a colon that is no clock's, or in quotes before any. */
  #takeName(): Name | undefined {
    const cursor = this.#cursor;
    const from = cursor.at;
    const quoted = cursor.takeQuoted();
    if (quoted) {
      const span = { from, to: cursor.at };
      if (cursor.skipSpace().takeAny(':')) return { text: quoted.text, span };
      cursor.at = from;
      return undefined;
    }
    const colonAt = nameEnd(cursor.text, from);
    if (colonAt === undefined) return this.#takeBareName();
    cursor.at = colonAt + 1;
    const to = trimmedEnd(cursor.text, from, colonAt);
    if (to === from) throw new Misread('text.noName', { from, to: colonAt + 1 });
    return { text: cursor.text.slice(from, to), span: { from, to } };
  }

  /** `Warm-up 10m Z2`: words of no other meaning before a phase are its name, without a colon too. */
  #takeBareName(): Name | undefined {
    const cursor = this.#cursor;
    const from = cursor.at;
    let to = from;
    while (!isAtDelimiter(cursor) && !isAtPhasePart(cursor)) {
      while (!isAtDelimiter(cursor) && !/\s/.test(cursor.char)) cursor.at++;
      to = cursor.at;
      cursor.skipSpace();
    }
    if (to > from && !isAtDelimiter(cursor)) return { text: cursor.text.slice(from, to), span: { from, to } };
    cursor.at = from;
    return undefined;
  }

  /** `limit 85% max`, or `ceiling`, as the plan's key is called, unless a phase is called so. */
  #readCeiling(from: number): boolean {
    const cursor = this.#cursor;
    const isCeiling = ['limit', 'ceiling'].includes(cursor.takeWord());
    cursor.skipSpace();
    const colon = isCeiling && cursor.takeAny(':') !== undefined;
    cursor.skipSpace();
    if (!isCeiling || (!colon && nameEnd(cursor.text, from) !== undefined)) {
      cursor.at = from;
      return false;
    }
    takeSign(cursor);
    const level = readLevel(cursor);
    const span = { from, to: cursor.at };
    if (!isAtDelimiter(cursor.skipSpace())) throw new Misread('text.ceilingMore', span);
    if (this.ceiling) throw new Misread('text.ceilingTwice', span);
    this.ceiling = { ...span, level };
    return true;
  }
}

interface Name {
  text: string;
  span: Span;
}

/** Where the colon after a name stands, if there is one. */
function nameEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < text.length && i - from <= NAME_SEEN_MAX; i++) {
    const char = text[i]!;
    if (char === ':' && depth === 0 && !(isDigit(text[i - 1]) && isDigit(text[i + 1]))) return i;
    if (',;\n#'.includes(char) || QUOTES[char] !== undefined) return undefined;
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) return undefined;
  }
  return undefined;
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text[end - 1]!)) end--;
  return end;
}
