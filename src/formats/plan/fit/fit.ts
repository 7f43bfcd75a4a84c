import type { FitRawMessage } from 'fit-file-parser/raw';
import type { Sport } from '../../../core/plan/plan.ts';
import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import { notThis } from '../../fileKind.ts';
import type { ImportContext, Imported } from '../../importer.ts';
import { Draft, finished, together } from '../draft.ts';
import type { PlanImporter, Plans } from '../planImporter.ts';
import { messagesOfKind, numberIn, readFit, stringIn, type FitFile, type FitPart } from './fitFile.ts';
import { readSteps } from './fitSteps.ts';
import {
  FILE_ID,
  FILE_TYPE,
  FITNESS_EQUIPMENT,
  MESSAGE,
  SESSION,
  SPORTS_BY_NUMBER,
  SPORTS_BY_SUB_SPORT,
  WORKOUT,
} from './profile.ts';

/** Workouts of Garmin's FIT, which watches and bike computers run; other things in FIT are refused as what they are. */
export const fit: PlanImporter = {
  id: 'fit',
  label: 'Garmin FIT',
  extensions: ['.fit'],
  detect: ({ kind }) => kind === 'fit',
  read: ({ bytes }, context) => readWorkouts(readFit(bytes), context),
};

function readWorkouts(file: FitFile, context: ImportContext): Parsed<Imported<Plans>> {
  const workouts = file.parts.filter((part) => messagesOfKind(part, MESSAGE.step).length > 0);
  if (workouts.length === 0) return refused(file);
  const draft = new Draft();
  if (workouts.some(({ intact }) => !intact)) draft.lose('loss.checksum', '', {});
  const others = file.parts.length - workouts.length;
  if (others > 0) draft.lose('loss.keyDropped', '', { key: `${String(others)} × FIT` });
  if (file.restBytes > 0) draft.lose('loss.keyDropped', '', { key: `${String(file.restBytes)} bytes` });
  if (file.isCut) draft.lose('loss.keyDropped', '', { key: 'FIT' });

  const read = workouts.flatMap((part) =>
    workoutsOf(part).map(({ workout, steps }) => planOf(part, workout, steps, context)),
  );
  return together(read, draft.losses);
}

/** Why there is nothing to do in it. */
function refused({ parts, isCut }: FitFile): Parsed<never> {
  const [part] = parts;
  if (!part) return isCut ? bad('file.cut') : notThis('fit', 'plan');
  const type = messagesOfKind(part, MESSAGE.fileId).map((message) => numberIn(message, FILE_ID.type))[0];
  if (type === FILE_TYPE.activity) {
    const totalMs = messagesOfKind(part, MESSAGE.session).reduce(
      (sum, session) => sum + (numberIn(session, SESSION.totalElapsedMs) ?? 0),
      0,
    );
    return notThis('fitActivity', 'plan', totalMs > 0 ? { minutes: Math.max(1, Math.round(totalMs / 60_000)) } : {});
  }
  if (type === FILE_TYPE.course) return notThis('fitCourse', 'plan');
  if (type === FILE_TYPE.workout && messagesOfKind(part, MESSAGE.workout).length > 0)
    return bad('plan.noPhases', {}, 'workout_step');
  return type === undefined ? bad('file.damaged') : notThis('fitOther', 'plan');
}

/** The steps of each workout come after it. */
function workoutsOf(part: FitPart): { workout: FitRawMessage | undefined; steps: FitRawMessage[] }[] {
  const groups: { workout: FitRawMessage | undefined; steps: FitRawMessage[] }[] = [];
  for (const message of part.messages) {
    const isStep = message.globalMessageNumber === MESSAGE.step;
    const last = groups.at(-1);
    if (message.globalMessageNumber === MESSAGE.workout) groups.push({ workout: message, steps: [] });
    else if (isStep && last) last.steps.push(message);
    else if (isStep) groups.push({ workout: undefined, steps: [message] });
  }
  // steps before the one workout of a file are its steps
  const [early, late] = groups;
  if (groups.length === 2 && early && !early.workout && late?.steps.length === 0)
    return [{ workout: late.workout, steps: early.steps }];
  return groups.filter(({ steps }) => steps.length > 0);
}

/** Kinds of messages that say nothing about what to do: who wrote the file, and how it is written. */
const ADMINISTRATIVE: ReadonlySet<number> = new Set([
  MESSAGE.fileId,
  MESSAGE.workout,
  MESSAGE.step,
  21, // event
  23, // device_info
  35, // software
  49, // file_creator
  105, // pad
  206, // field_description
  207, // developer_data_id
]);

function planOf(part: FitPart, workout: FitRawMessage | undefined, messages: FitRawMessage[], context: ImportContext) {
  const draft = new Draft();
  const steps = readSteps(messages, draft, context.power ?? 'open');
  if (draft.problems.length > 0) return { ok: false as const, problems: draft.problems };
  const drop = (key: string): undefined => draft.lose('loss.keyDropped', '', { key });
  for (const kind of part.kinds) if (!ADMINISTRATIVE.has(kind)) drop(`message ${String(kind)}`);
  if (workout) {
    for (const { fieldNumber } of workout.fields) if (!READ.has(fieldNumber)) drop(`field ${String(fieldNumber)}`);
    if (workout.developerFields.length > 0) drop('developer fields');
  }
  const sport = workout ? sportOf(workout, drop) : 'other';
  return finished(
    {
      name: workout && stringIn(workout, WORKOUT.name),
      description: workout && stringIn(workout, WORKOUT.description),
      sport,
      steps,
      losses: draft.losses,
    },
    context,
  );
}

const READ: ReadonlySet<number> = new Set([...Object.values(WORKOUT), 254]);

function sportOf(workout: FitRawMessage, drop: (key: string) => undefined): Sport {
  const number = numberIn(workout, WORKOUT.sport) ?? 0;
  const sub = numberIn(workout, WORKOUT.subSport) ?? 0;
  const ofEquipment = number === FITNESS_EQUIPMENT ? SPORTS_BY_SUB_SPORT[sub] : undefined;
  if (sub !== 0 && !ofEquipment) drop(`sub_sport ${String(sub)}`);
  const sport = ofEquipment ?? SPORTS_BY_NUMBER[number];
  if (!sport) drop(`sport ${String(number)}`);
  return sport ?? 'other';
}
