import {
  EFFORTS,
  NOTES_MAX,
  TAG_MAX,
  TAGS_MAX,
  areTags,
  TITLE_MAX,
  type Annotation,
} from '../../core/records/annotation.ts';
import { id, list, oneOf, record, seconds, stampedRecord, text, type Is } from '../database/atAGlance.ts';
import type { Stamped } from '../database/records.ts';

// As many annotations as there are workouts, in the worst case: see `writtenDigest.ts`.

const said =
  (most: number): Is =>
  (value) =>
    value !== '' && text(most)(value);
const tags: Is = (value) => list(said(TAG_MAX), TAGS_MAX)(value) && areTags(value as string[]);
const trim = record({ fromS: seconds, toS: seconds });

const written = stampedRecord(
  record(
    { id, tags },
    {
      title: said(TITLE_MAX),
      notes: said(NOTES_MAX),
      effort: oneOf(EFFORTS),
      trim: (value) => trim(value) && (value as { fromS: number }).fromS < (value as { toS: number }).toS,
      counts: oneOf([true, false]),
    },
  ),
);

export const isWrittenAnnotation = (record: unknown): record is Stamped<Annotation> => written(record);
