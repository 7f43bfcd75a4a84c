import { FitBaseType, FitEncoder, type FitEncoderField } from 'fit-file-parser/encoder';
import type { Problem } from '../../../core/parse/parsed.ts';
import { crc32 } from '../../../core/parse/crc32.ts';
import type { FinishedSession } from '../../../core/records/finished.ts';
import { localMsOf } from '../../../core/schedule/localTime.ts';
import { field, MANUFACTURER_DEVELOPMENT, UINT32_INVALID } from '../../fit/fields.ts';
import { PROTOCOL } from '../../plan/fit/fitFile.ts';
import { FIT_SPORTS, stepIndices, writeWorkout } from '../../plan/fit/fitExport.ts';
import { FILE_ID, FILE_TYPE } from '../../plan/fit/profile.ts';
import { ExportLosses } from '../../plan/resolved.ts';
import { ownMark, productOf } from '../ownMark.ts';
import type { ExportedSession, SessionExporter } from '../sessionExporter.ts';
import { lapsOf, secondsOf, type WorkoutLap } from '../workoutLaps.ts';
import { lossesOf } from '../workoutLosses.ts';
import { BEATS_A_MESSAGE, beats, choice, messageIndex, ms, rate, short, text, time } from './activityFields.ts';
import { FitClock } from './fitClock.ts';
import {
  ACTIVITY,
  ACTIVITY_MESSAGE as MESSAGE,
  ACTIVITY_SESSION as SESSION,
  DEVICE,
  EVENT,
  EVENT_TYPE,
  EVENTS,
  HRV,
  INTENSITIES,
  LAP,
  LAP_TRIGGER,
  PRODUCT_NAME,
  RECORD,
  SOURCE_TYPE,
  TIMER_TRIGGER,
  TIMESTAMP,
  UINT16_INVALID,
} from './profile.ts';

/**
 * A workout as an activity of Garmin's FIT, which all platforms take. In it, in this order: who wrote it, the plan as a
 * workout with its steps, a record for each second with the beats behind it and the timer's events between them, a lap for
 * each phase, the session, the activity.
 */
export const fitActivity = {
  id: 'fit',
  extension: '.fit',
  mime: 'application/vnd.ant.fit',
  write(workout) {
    const { session } = workout;
    const clock = new FitClock(session);
    const encoder = new FitEncoder({ protocolVersion: PROTOCOL });
    const planLosses = new ExportLosses(session.profile);
    const laps = lapsOf(workout);
    writeHead(encoder, session, clock);
    writeWorkout(encoder, session.plan, planLosses);
    writeSeconds(encoder, workout, clock);
    writeLaps(encoder, session, laps, clock);
    writeSummary(encoder, session, laps.length, clock);
    return {
      bytes: new Uint8Array(encoder.close()),
      losses: [...lossesOf(workout, ['beats', 'plan']), ...lossesOfPlan(planLosses.losses), ...clock.losses],
    };
  },
} as const satisfies SessionExporter;

/** What is said of the plan within a workout is one thing: the numbers are what was done, the plan is beside them. */
function lossesOfPlan(losses: readonly Problem[]): Problem[] {
  const cut = losses.filter(({ code }) => code === 'loss.textCut');
  return losses.length > cut.length ? [...cut, { code: 'loss.workoutPlanPart', path: '', params: {} }] : cut;
}

/** A kind of messages that come often keeps its definition: one that is defined anew each time weighs three times as much. */
const LOCAL = { once: 0, beating: 1, silent: 2, beats: 3, event: 4 } as const;

function writeHead(encoder: FitEncoder, session: FinishedSession, clock: FitClock): void {
  const product = productOf(session);
  encoder.writeMessage(MESSAGE.fileId, [
    choice(FILE_ID.type, FILE_TYPE.activity),
    short(FILE_ID.manufacturer, MANUFACTURER_DEVELOPMENT),
    short(FILE_ID.product, 0),
    // never 0: that would be none
    field(FILE_ID.serialNumber, FitBaseType.Uint32z, crc32(new TextEncoder().encode(session.id)) || 1),
    time(FILE_ID.timeCreated, clock.end(0)),
    ...text(PRODUCT_NAME, product),
  ]);
  const deviceOf = (index: number, source: number, name: string): FitEncoderField[] => [
    time(TIMESTAMP, clock.end(0)),
    field(DEVICE.index, FitBaseType.Uint8, index),
    choice(DEVICE.sourceType, source),
    ...text(DEVICE.productName, name),
  ];
  encoder.writeMessage(MESSAGE.deviceInfo, [
    ...deviceOf(0, SOURCE_TYPE.local, product),
    short(DEVICE.manufacturer, MANUFACTURER_DEVELOPMENT),
    short(DEVICE.product, 0),
    ...text(DEVICE.descriptor, ownMark(session)),
  ]);
  if (session.summary.provenance !== 'strap') return;
  for (const [i, name] of [session.strapName, session.secondStrapName].entries())
    if (name) encoder.writeMessage(MESSAGE.deviceInfo, deviceOf(i + 1, SOURCE_TYPE.bluetoothLowEnergy, name));
}

/** Seconds of pauses are none of the workout's, and those of a long absence are not kept: neither has a record. */
function writeSeconds(encoder: FitEncoder, { session, chunks }: ExportedSession, clock: FitClock): void {
  const timer = (at: number, type: number, trigger: number): unknown =>
    encoder.writeMessage(
      MESSAGE.event,
      [
        time(TIMESTAMP, at),
        choice(EVENT.event, EVENTS.timer),
        choice(EVENT.eventType, type),
        field(EVENT.data, FitBaseType.Uint32, trigger),
      ],
      LOCAL.event,
    );
  const breaks = [...clock.wall.breaks];
  const writeBreaks = (untilS: number): void => {
    while (breaks[0] && breaks[0].atS <= untilS) {
      const { atS, automatic } = breaks.shift()!;
      const trigger = automatic ? TIMER_TRIGGER.automatic : TIMER_TRIGGER.manual;
      timer(clock.end(atS), EVENT_TYPE.stopAll, trigger);
      timer(clock.begin(atS), EVENT_TYPE.start, trigger);
    }
  };

  timer(clock.end(0), EVENT_TYPE.start, TIMER_TRIGGER.manual);
  for (const { second, bpm, rrMs } of secondsOf(chunks)) {
    writeBreaks(second);
    const heartRate = rate(RECORD.heartRate, bpm);
    encoder.writeMessage(
      MESSAGE.record,
      [time(TIMESTAMP, clock.begin(second)), ...heartRate],
      heartRate.length > 0 ? LOCAL.beating : LOCAL.silent,
    );
    for (let i = 0; i < rrMs.length; i += BEATS_A_MESSAGE)
      encoder.writeMessage(MESSAGE.hrv, [beats(HRV.time, rrMs.slice(i, i + BEATS_A_MESSAGE))], LOCAL.beats);
  }
  writeBreaks(session.elapsedS);
  const isManual = session.ending !== 'interrupted';
  timer(clock.end(session.elapsedS), EVENT_TYPE.stopAll, isManual ? TIMER_TRIGGER.manual : TIMER_TRIGGER.automatic);
}

function writeLaps(encoder: FitEncoder, { plan }: FinishedSession, laps: readonly WorkoutLap[], clock: FitClock): void {
  const steps = stepIndices(plan.phases);
  for (const [i, { phase, fromS, toS, endedBy, role, heart }] of laps.entries()) {
    const step = steps[phase];
    const trigger = endedBy === 'time' || endedBy === 'maximum' ? LAP_TRIGGER.time : LAP_TRIGGER.manual;
    encoder.writeMessage(MESSAGE.lap, [
      ...messageIndex(i),
      time(TIMESTAMP, clock.end(toS)),
      choice(LAP.event, EVENTS.lap),
      choice(LAP.eventType, EVENT_TYPE.stop),
      time(LAP.startTime, clock.end(fromS)),
      ms(LAP.elapsedMs, clock.lengthMs(fromS, toS)),
      ms(LAP.timerMs, (toS - fromS) * 1000),
      ...rate(LAP.meanBpm, heart?.meanBpm),
      ...rate(LAP.maxBpm, heart?.maxBpm),
      choice(LAP.intensity, INTENSITIES[role]),
      choice(LAP.trigger, i === laps.length - 1 ? LAP_TRIGGER.sessionEnd : trigger),
      choice(LAP.sport, FIT_SPORTS[plan.sport]),
      ...(step === undefined ? [] : [short(LAP.stepIndex, step)]),
    ]);
  }
}

function writeSummary(encoder: FitEncoder, session: FinishedSession, laps: number, clock: FitClock): void {
  const { elapsedS, plan, summary, startedAt } = session;
  const end = clock.end(elapsedS);
  const timerMs = elapsedS * 1000;
  encoder.writeMessage(MESSAGE.session, [
    ...messageIndex(0),
    time(TIMESTAMP, end),
    choice(SESSION.event, EVENTS.session),
    choice(SESSION.eventType, EVENT_TYPE.stop),
    time(SESSION.startTime, clock.end(0)),
    choice(SESSION.sport, FIT_SPORTS[plan.sport]),
    ms(SESSION.elapsedMs, clock.lengthMs(0, elapsedS)),
    ms(SESSION.timerMs, timerMs),
    ...rate(SESSION.meanBpm, summary.meanBpm),
    ...rate(SESSION.maxBpm, summary.maxBpm),
    short(SESSION.firstLap, 0),
    short(SESSION.laps, Math.min(UINT16_INVALID - 1, laps)),
    choice(SESSION.trigger, 0),
    ...(summary.provenance === 'simulated' ? text(SESSION.sportProfileName, productOf(session)) : []),
  ]);
  const aheadS = Math.round((localMsOf(startedAt) - startedAt.epochMs) / 1000);
  encoder.writeMessage(MESSAGE.activity, [
    time(TIMESTAMP, end),
    ms(ACTIVITY.timerMs, timerMs),
    short(ACTIVITY.sessions, 1),
    choice(ACTIVITY.type, 0),
    choice(ACTIVITY.event, EVENTS.activity),
    choice(ACTIVITY.eventType, EVENT_TYPE.stop),
    ...(end + aheadS < UINT32_INVALID ? [time(ACTIVITY.localTimestamp, end + aheadS)] : []),
  ]);
}
