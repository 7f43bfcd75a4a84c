import { bad, good, type Parsed } from '../core/parse/parsed.ts';

/**
 * All that the page and the service worker ever say to each other. An old page may meet a new service worker, and the
 * other way round: every message carries the version of this list, which is raised when a word changes its meaning.
 * Older messages are understood for ever; a newer one is refused rather than guessed at.
 */
export const SW_WIRE_VERSION = 1;

export type ToServiceWorker =
  /** The person said yes to the update. Nobody else may. */
  | { v: typeof SW_WIRE_VERSION; type: 'skipWaiting' }
  /** Look at the clock, and at the schedules. */
  | { v: typeof SW_WIRE_VERSION; type: 'wake' }
  /** What a person says to a planned workout; `announced`: it was seen on Today that it is ready. */
  | { v: typeof SW_WIRE_VERSION; type: OccurrenceWord; occurrenceId: string };

export const OCCURRENCE_WORDS = ['skip', 'snooze', 'postpone', 'announced'] as const;
export type OccurrenceWord = (typeof OCCURRENCE_WORDS)[number];

export type FromServiceWorker =
  /** A notification was clicked: go there. `route` begins with `#/`. */
  { v: typeof SW_WIRE_VERSION; type: 'open'; route: string };

export function parseToServiceWorker(value: unknown): Parsed<ToServiceWorker> {
  const message = messageIn(value);
  if (!message.ok) return message;
  const { type, occurrenceId } = message.value;
  if (type === 'skipWaiting' || type === 'wake') return good({ v: SW_WIRE_VERSION, type });
  const word = OCCURRENCE_WORDS.find((each) => each === type);
  if (!word) {
    return bad(
      'value.choice',
      { expected: ['skipWaiting', 'wake', ...OCCURRENCE_WORDS].join('|'), received: type },
      'type',
    );
  }
  if (typeof occurrenceId !== 'string' || occurrenceId === '') {
    return bad('value.type', { expected: 'string' }, 'occurrenceId');
  }
  return good({ v: SW_WIRE_VERSION, type: word, occurrenceId });
}

export function parseFromServiceWorker(value: unknown): Parsed<FromServiceWorker> {
  const message = messageIn(value);
  if (!message.ok) return message;
  const { type, route } = message.value;
  if (type !== 'open') return bad('value.choice', { expected: 'open', received: type }, 'type');
  if (typeof route !== 'string' || !isRoute(route)) return bad('value.type', { expected: '#/…' }, 'route');
  return good({ v: SW_WIRE_VERSION, type, route });
}

/** A place inside the app: what begins like this can lead nowhere else. */
const isRoute = (text: string): boolean => /^#\/\S*$/.test(text);

function messageIn(value: unknown): Parsed<{ type: string; route?: unknown; occurrenceId?: unknown }> {
  if (typeof value !== 'object' || value === null) return bad('value.type', { expected: 'Object' });
  const { v, type, route, occurrenceId } = value as Record<string, unknown>;
  if (typeof v !== 'number') return bad('value.type', { expected: 'number' }, 'v');
  if (v > SW_WIRE_VERSION) return bad('record.newer', { version: v, known: SW_WIRE_VERSION }, 'v');
  if (typeof type !== 'string') return bad('value.type', { expected: 'string' }, 'type');
  return good({ type, route, occurrenceId });
}
