// Closed lists are held against their readers by the compiler. Both mistakes are planted: an event without a reader, and a
// member of a list that its schema lacks.
import type { FinishedSession } from '../../src/core/records/finished.ts';
import type { ReadSession, Unread } from '../../src/core/records/checkpointRecord.ts';
import type { ReadFinished } from '../../src/core/records/finishedRecord.ts';
import type { Cut, Ending, SessionEvent } from '../../src/core/session/session.ts';

/** What is read is a fresh copy; what is written is never changed. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
const some = null as never;

// @ts-expect-error an event without a reader
null as unknown as Unread<SessionEvent | { type: 'levitated'; atMs: number }> satisfies never;

/** Plan and profile have readers of their own. */
type Rest<T> = T extends unknown ? Omit<T, 'plan' | 'profile'> : never;
type WrittenSession = Frozen<Rest<Cut>>;
some as unknown as WrittenSession satisfies Frozen<ReadSession>;
type Finished = Frozen<Rest<FinishedSession>>;
some as unknown as Finished satisfies Frozen<Rest<ReadFinished>>;

type Again = Omit<Finished, 'ending'> & { readonly ending: Ending | 'vanished' };
// @ts-expect-error a member of a list that its schema lacks
some as unknown as Again satisfies Frozen<Rest<ReadFinished>>;
