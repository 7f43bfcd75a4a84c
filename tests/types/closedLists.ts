// Closed lists are held against their readers by the compiler. The mistakes are planted: an event without a reader, a member
// of a list that its schema lacks, a kind of cue that
// lacks its sound, its vibration or its words, and a language that lacks a word.
import type { CueKind } from '../../src/core/cues/cueKind.ts';
import type { NoticeBody } from '../../src/core/cues/notice.ts';
import type { FinishedSession } from '../../src/core/records/finished.ts';
import type { ReadSession } from '../../src/core/records/sessionSchema.ts';
import type { Unread } from '../../src/core/records/journalRecord.ts';
import type { ReadFinished } from '../../src/core/records/finishedRecord.ts';
import type { Recoverable, Ending } from '../../src/core/session/session.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import type { FirstWords, Language, SpeechWords, Words } from '../../src/words/language.ts';

/** What is read is a fresh copy; what is written is never changed. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
const some = null as never;

// @ts-expect-error an event without a reader
null as unknown as Unread<SessionEvent | { type: 'levitated'; atMs: number }> satisfies never;

/** Plan and profile have readers of their own. */
type Rest<T> = T extends unknown ? Omit<T, 'plan' | 'profile'> : never;
type WrittenSession = Frozen<Rest<Recoverable>>;
some as unknown as WrittenSession satisfies Frozen<ReadSession>;
type Finished = Frozen<Rest<FinishedSession>>;
some as unknown as Finished satisfies Frozen<Rest<ReadFinished>>;

type Again = Omit<Finished, 'ending'> & { readonly ending: Ending | 'vanished' };
// @ts-expect-error a member of a list that its schema lacks
some as unknown as Again satisfies Frozen<Rest<ReadFinished>>;

type Silent = Omit<CueKind, 'notes'>;
// @ts-expect-error a kind of cue without a sound
some as unknown as Silent satisfies CueKind;
type Still = Omit<CueKind, 'vibrationMs'>;
// @ts-expect-error a kind of cue without a vibration
some as unknown as Still satisfies CueKind;
// @ts-expect-error a kind of cue whose sound has no note
[] satisfies CueKind['notes'];
// @ts-expect-error a kind of cue that no switch of the settings, and no order, knows
some as unknown as Omit<CueKind, 'group'> satisfies CueKind;

type Wordless = (of: Exclude<NoticeBody, { type: 'cue' }>) => { title: string; body: string };
// @ts-expect-error a kind of cue without words
some as unknown as Wordless satisfies Words['workout']['notice'];

type Speechless = (of: Exclude<NoticeBody, { type: 'countdown' }>) => string[];
// @ts-expect-error a kind of cue that the voice does not know
some as unknown as Speechless satisfies SpeechWords['speech'];

type Partly = Omit<FirstWords, 'shell'> & { shell: Omit<FirstWords['shell'], 'skip'> };
// @ts-expect-error a language that lacks a word
some as unknown as Partly satisfies FirstWords;
// @ts-expect-error a language that lacks a part
some as unknown as Omit<Language, 'planned'> satisfies Language;
