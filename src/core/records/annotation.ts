import type { SessionDigest } from './finished.ts';

/**
 * What a person says of a workout that is over. The workout itself stays as it was; what was never said is left out. The
 * stamp around its record says when it was last changed.
 */
export interface Annotation {
  /** The session's. */
  id: string;
  /** In place of the plan's name. */
  title?: string | undefined;
  notes?: string | undefined;
  effort?: Effort | undefined;
  tags: readonly string[];
  /** What is shown and counted of it. */
  trim?: Trim | undefined;
  /** Whether it counts in load and trends, where the person has said so: see `countsInTrends`. */
  counts?: boolean | undefined;
}

/** How hard the whole of it felt: Borg's category-ratio scale as Foster asks it after a session (2001), from rest to maximal. */
export type Effort = (typeof EFFORTS)[number];
export const EFFORTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Elapsed seconds that stay when the ends are cut away, `toS` exclusive. The samples of the others are kept. */
export interface Trim {
  fromS: number;
  toS: number;
}

/** In UTF-16 units, as a text field counts. */
export const TITLE_MAX = 120;
export const NOTES_MAX = 10_000;
export const TAG_MAX = 40;
export const TAGS_MAX = 20;

/** What is to be changed: `null` takes it away, and so does a text that is blank. */
export interface AnnotationEdit {
  title?: string | null;
  notes?: string | null;
  effort?: Effort | null;
  tags?: readonly string[];
  addTags?: readonly string[];
  removeTags?: readonly string[];
  trim?: Trim | null;
  counts?: boolean | null;
}

export const blankAnnotation = (id: string): Annotation => ({ id, tags: [] });

/** Whether it says anything. */
export function isBlank({ id: _, tags, ...said }: Annotation): boolean {
  return tags.length === 0 && Object.values(said).every((each) => each === undefined);
}

/** The annotation with these changes. What is too long is cut; tags beyond the most there may be are left out. */
export function annotate(before: Annotation, edit: AnnotationEdit): Annotation {
  const { title, notes, effort, trim, counts } = before;
  const said = {
    title: edit.title === undefined ? title : (lineOf(edit.title ?? '', TITLE_MAX) ?? undefined),
    notes: edit.notes === undefined ? notes : notesOf(edit.notes ?? ''),
    effort: changed(effort, edit.effort),
    trim: changed(trim, edit.trim),
    counts: changed(counts, edit.counts),
  };
  const kept = Object.entries(said).filter(([, each]) => each !== undefined);
  return { id: before.id, tags: tagsAfter(before.tags, edit), ...Object.fromEntries(kept) };
}

const changed = <T>(before: T | undefined, edit: T | null | undefined): T | undefined =>
  edit === undefined ? before : (edit ?? undefined);

function tagsAfter(before: readonly string[], { tags = before, addTags = [], removeTags = [] }: AnnotationEdit) {
  const removed = new Set(removeTags.map((tag) => tagKey(tag.trim())));
  return tagsOf([...tags, ...addTags]).filter((tag) => !removed.has(tagKey(tag)));
}

/** Tags as they may be kept: each once, whatever its case, as it was first written. */
export function tagsOf(texts: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const text of texts) {
    const tag = lineOf(text, TAG_MAX);
    if (tag !== undefined && !tags.has(tagKey(tag))) tags.set(tagKey(tag), tag);
  }
  return [...tags.values()].slice(0, TAGS_MAX);
}

/** Whether they are as `tagsOf` leaves them. */
export function areTags(texts: readonly string[]): boolean {
  if (texts.length === 0) return true;
  const tags = tagsOf(texts);
  return tags.length === texts.length && tags.every((tag, i) => tag === texts[i]);
}

/** Two tags of the same key are the same tag. */
export const tagKey = (tag: string): string => tag.normalize('NFC').toLowerCase();

function lineOf(text: string, max: number): string | undefined {
  return cut(text.replace(/\s+/g, ' ').trim(), max).trim() || undefined;
}

function notesOf(text: string): string | undefined {
  return text.trim() === '' ? undefined : cut(text, NOTES_MAX);
}

/** Never within a character. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const isWithin = /[\uD800-\uDBFF]/.test(text[max - 1]!) && /[\uDC00-\uDFFF]/.test(text[max]!);
  return text.slice(0, isWithin ? max - 1 : max);
}

/** What the person chose, as far as the workout has it; none where that is all of it, or nothing. */
export function trimWithin({ fromS, toS }: Trim, elapsedS: number): Trim | undefined {
  const from = Math.min(Math.max(0, Math.round(fromS)), elapsedS);
  const to = Math.min(Math.max(0, Math.round(toS)), elapsedS);
  const isPart = from < to && to - from < elapsedS;
  return isPart ? { fromS: from, toS: to } : undefined;
}

/** The seconds of it that are shown and counted. */
export function shownS(elapsedS: number, annotation: Pick<Annotation, 'trim'> | undefined): number {
  const trim = annotation?.trim && trimWithin(annotation.trim, elapsedS);
  return trim ? trim.toS - trim.fromS : elapsedS;
}

/** Whether a workout counts in load and trends: a real heart's, unless the person says that it does not. */
export function countsInTrends(
  { summary }: { summary: Pick<SessionDigest['summary'], 'provenance'> },
  annotation: Pick<Annotation, 'counts'> | undefined,
): boolean {
  return summary.provenance === 'strap' && (annotation?.counts ?? true);
}
