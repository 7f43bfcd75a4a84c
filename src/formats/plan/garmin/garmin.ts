import { bounded, type Parsed } from '../../../core/parse/parsed.ts';
import type { ImportContext, Imported } from '../../importer.ts';
import { isObject } from '../beatkeeper.ts';
import { Draft, finished, together, type DraftStep } from '../draft.ts';
import type { PlanImporter, Plans } from '../planImporter.ts';
import { keyFor, SPORT_TYPE, SPORTS_BY_KEY } from './ids.ts';
import { isSaid, numberAt, objectAt, textAt } from './json.ts';
import { readSteps } from './steps.ts';

/** Workouts of Garmin Connect, as its website and the tools that upload to it have them: one, or a list of them. */
export const garmin: PlanImporter = {
  id: 'garmin',
  label: 'Garmin Connect',
  extensions: ['.json'],
  detect: ({ json }) => json?.ok === true && workoutsIn(json.value).some(({ workout }) => isWorkout(workout)),
  read: ({ json }, context) => (json?.ok === true ? readWorkouts(json.value, context) : (json ?? notRead())),
};

const notRead = (): Parsed<never> => ({ ok: false, problems: [] });

/** More than anybody has in one file; each takes its time. */
const WORKOUTS_MAX = 500;
const LIMITS = { nodes: 400_000, depth: 64 };

const isWorkout = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && Array.isArray(value['workoutSegments']);

function workoutsIn(value: unknown): { workout: unknown; place: string }[] {
  if (!Array.isArray(value)) return [{ workout: value, place: '' }];
  return value.slice(0, WORKOUTS_MAX).map((workout: unknown, i) => ({ workout, place: `[${String(i)}].` }));
}

function readWorkouts(value: unknown, context: ImportContext): Parsed<Imported<Plans>> {
  const small = bounded(value, LIMITS);
  if (!small.ok) return small;
  const draft = new Draft();
  const read = workoutsIn(value).flatMap(({ workout, place }) => {
    if (isWorkout(workout)) return [planOf(workout, place, context)];
    draft.lose('loss.keyDropped', '', { key: place.slice(0, -1) });
    return [];
  });
  return together(read, draft.losses);
}

/** Who made the workout and when, and what follows from its steps. */
const ABOUT = new Set([
  'workoutId',
  'ownerId',
  'workoutName',
  'description',
  'updatedDate',
  'updateDate',
  'createdDate',
  'sportType',
  'author',
  'estimatedDurationInSecs',
  'estimatedDistanceInMeters',
  'estimatedDistanceUnit',
  'estimateType',
  'avgTrainingSpeed',
  'workoutSegments',
  'locale',
  'workoutProvider',
  'workoutSourceId',
  'uploadTimestamp',
  'consumer',
  'consumerName',
  'consumerImageURL',
  'consumerWebsiteURL',
  'workoutNameI18nKey',
  'descriptionI18nKey',
  'workoutThumbnailUrl',
  'shared',
]);

function planOf(workout: Record<string, unknown>, place: string, context: ImportContext) {
  const draft = new Draft();
  const drop = (key: string): undefined => draft.lose('loss.keyDropped', '', { key });
  for (const [key, value] of Object.entries(workout)) if (!ABOUT.has(key) && isSaid(value)) drop(key);
  const sportKey = sportKeyOf(workout);
  const sport = SPORTS_BY_KEY[sportKey];
  if (!sport && sportKey !== '') drop(`sportType ${sportKey}`);

  const segments = workout['workoutSegments'] as unknown[];
  const steps = segments.flatMap((segment, i): DraftStep[] => {
    const at = `${place}workoutSegments[${String(i)}]`;
    if (!isObject(segment)) {
      draft.refuse('value.type', at, { expected: 'Object', received: kind(segment) });
      return [];
    }
    const own = sportKeyOf(segment);
    if (own !== '' && sportKey !== '' && own !== sportKey) drop(`workoutSegments[${String(i)}].sportType ${own}`);
    return readSteps(segment['workoutSteps'], `${at}.workoutSteps`, draft, context.power ?? 'open');
  });
  if (draft.problems.length > 0) return { ok: false as const, problems: draft.problems };
  const name = textAt(workout, 'workoutName');
  const description = textAt(workout, 'description');
  return finished({ name, description, sport: sport ?? 'other', steps, losses: draft.losses }, context);
}

function sportKeyOf(from: Record<string, unknown>): string {
  const sport = objectAt(from, 'sportType');
  return keyFor(SPORT_TYPE, numberAt(sport, 'sportTypeId'), textAt(sport, 'sportTypeKey'));
}

const kind = (value: unknown): string => (value === null ? 'null' : typeof value);
