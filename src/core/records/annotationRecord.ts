import * as v from 'valibot';
import * as is from '../parse/bounds.ts';
import type { Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { areTags, EFFORTS, NOTES_MAX, TAG_MAX, TAGS_MAX, TITLE_MAX, type Annotation } from './annotation.ts';

// How an annotation is read back.

const said = (max: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(max));

const tags = v.pipe(
  v.array(said(TAG_MAX)),
  v.maxLength(TAGS_MAX),
  v.check((tags) => areTags(tags), 'record.broken'),
);

const trim = v.pipe(
  v.object({ fromS: is.seconds, toS: is.seconds }),
  v.check(({ fromS, toS }) => fromS < toS, 'record.broken'),
);

const annotation = v.object({
  id: is.id,
  title: v.optional(said(TITLE_MAX)),
  notes: v.optional(said(NOTES_MAX)),
  effort: v.optional(v.picklist(EFFORTS)),
  tags,
  trim: v.optional(trim),
  counts: v.optional(v.boolean()),
});

export function parseAnnotation(value: unknown): Parsed<Annotation> {
  return parseWith(annotation, value);
}
