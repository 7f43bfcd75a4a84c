import type { Sport } from '../../../../core/plan/plan.ts';
import { FITNESS_EQUIPMENT, SPORTS_BY_NUMBER, SPORTS_BY_SUB_SPORT } from '../../../plan/fit/profile.ts';
import { idInMark, OWN_PRODUCT_SIMULATED } from '../../ownMark.ts';
import { Recorded } from '../recorded.ts';
import type { FitMessage } from './messages.ts';
import {
  ACTIVITY,
  DEVICE,
  EVENT,
  FILE_ID,
  FILE_TYPE,
  HRV,
  LAP,
  MANUFACTURERS,
  MESSAGE,
  NOT_KEPT,
  RECORD,
  SESSION,
  STARTS,
  STEP,
  STOPS,
  TIMER,
  WORKOUT,
} from './profile.ts';
import { splitBySession, type FitSession } from './sessions.ts';

const FIT_EPOCH_MS = 631_065_600_000;
/** Seconds of 1989 as ms of 1970. */
const epochMsOf = (timestamp: number | undefined): number =>
  timestamp === undefined ? NaN : FIT_EPOCH_MS + timestamp * 1000;

/** More steps than that has no plan. */
const STEPS_MAX = 1_000;
const SESSIONS_MAX = 100;

/** What the messages of one FIT file say of the workouts that it has recorded. */
export class ActivityReader {
  type: number | undefined;
  hasSteps = false;
  readonly #recorded = new Recorded();
  readonly #sessions: FitSession[] = [];
  readonly #stepNames = new Map<number, string>();
  readonly #lapSteps: (number | undefined)[] = [];
  #maker: string | undefined;
  #product = '';
  #timerMs: number | undefined;

  see(message: FitMessage): void {
    switch (message.kind) {
      case MESSAGE.record:
        return this.#record(message);
      case MESSAGE.hrv:
        for (const each of message.numbers(HRV.time)) this.#recorded.records.addBeat(each);
        return;
      case MESSAGE.event:
        return this.#event(message);
      case MESSAGE.lap:
        return this.#lap(message);
      case MESSAGE.session:
        return this.#session(message);
      case MESSAGE.fileId:
        this.type ??= message.number(FILE_ID.type);
        return this.#made(message, FILE_ID);
      case MESSAGE.deviceInfo:
        return this.#device(message);
      case MESSAGE.workout:
        this.#recorded.title ||= message.text(WORKOUT.name);
        return;
      case MESSAGE.step:
        this.hasSteps = true;
        if (this.#stepNames.size < STEPS_MAX)
          this.#stepNames.set(message.number(STEP.index) ?? this.#stepNames.size, message.text(STEP.name));
        return;
      case MESSAGE.activity:
        return this.#activity(message);
    }
  }

  /** Each workout: a file of a triathlon has three. None where it is no activity. */
  finished(): Recorded[] {
    const recorded = this.#recorded;
    const isCourse = this.type === FILE_TYPE.course || this.type === FILE_TYPE.workout;
    if (recorded.records.count === 0 || isCourse) return [];
    recorded.laps.forEach((lap, i) => {
      const step = this.#lapSteps[i];
      lap.name = step === undefined ? '' : (this.#stepNames.get(step) ?? '');
    });
    recorded.source = [this.#maker, this.#product].filter(Boolean).join(' ') || null;
    if (recorded.own && this.#timerMs !== undefined) recorded.own.elapsedS = Math.round(this.#timerMs / 1000);
    return splitBySession(recorded, this.#sessions);
  }

  #record(message: FitMessage): void {
    const { records, dropped } = this.#recorded;
    records.add(epochMsOf(message.timestamp), message.number(RECORD.heartRate));
    for (const [field, what] of NOT_KEPT) if (!dropped.has(what) && message.says(field)) dropped.add(what);
    if (message.hasDeveloperFields) dropped.add('other');
  }

  #event(message: FitMessage): void {
    if (message.number(EVENT.event) !== TIMER) return;
    const type = message.number(EVENT.type) ?? -1;
    if (STARTS.has(type) || STOPS.has(type)) this.#recorded.addTimer(epochMsOf(message.timestamp), STARTS.has(type));
  }

  #lap(message: FitMessage): void {
    const elapsedMs = message.number(LAP.elapsedMs) ?? 0;
    const endMs = epochMsOf(message.timestamp);
    const startMs = epochMsOf(message.number(LAP.startTime));
    const timerMs = message.number(LAP.timerMs);
    this.#lapSteps[this.#recorded.laps.length] = message.number(LAP.stepIndex);
    this.#recorded.addLap({
      startEpochMs: Number.isNaN(startMs) ? endMs - elapsedMs : startMs,
      ...(timerMs !== undefined && { timerS: timerMs / 1000 }),
    });
  }

  #session(message: FitMessage): void {
    const sport = sportOf(message.number(SESSION.sport), message.number(SESSION.subSport));
    const startEpochMs = epochMsOf(message.number(SESSION.startTime));
    this.#recorded.sport = sport;
    this.#timerMs = message.number(SESSION.timerMs);
    if (this.#sessions.length < SESSIONS_MAX) this.#sessions.push({ startEpochMs, sport });
  }

  /** The first name that there is of who made the device. */
  #made(message: FitMessage, fields: { manufacturer: number; product: number; productName: number }): void {
    const manufacturer = message.number(fields.manufacturer);
    if (manufacturer === undefined) return;
    this.#maker ??= MANUFACTURERS[manufacturer] ?? `${MANUFACTURERS[255]!} ${String(manufacturer)}`;
    const product = message.number(fields.product);
    this.#product ||= message.text(fields.productName) || (product ? String(product) : '');
  }

  #device(message: FitMessage): void {
    const index = message.number(DEVICE.index);
    if (index === 0) {
      this.#made(message, DEVICE);
      const id = idInMark(message.text(DEVICE.descriptor));
      const isSimulated = message.text(DEVICE.productName) === OWN_PRODUCT_SIMULATED;
      if (id !== undefined) this.#recorded.own ??= { id, provenance: isSimulated ? 'simulated' : 'strap' };
    } else if (index === 1 && this.#recorded.own) this.#recorded.strapName ??= message.text(DEVICE.productName) || null;
  }

  #activity(message: FitMessage): void {
    const local = message.number(ACTIVITY.localTimestamp);
    if (local === undefined || message.timestamp === undefined) return;
    const offsetMin = Math.round((local - message.timestamp) / 60);
    // what is said by more than a day is another clock
    if (Math.abs(offsetMin) <= OFFSET_MAX_MIN) this.#recorded.offsetMin = offsetMin;
  }
}

const OFFSET_MAX_MIN = 14 * 60;

function sportOf(sport = 0, subSport = 0): Sport {
  if (sport === FITNESS_EQUIPMENT) return SPORTS_BY_SUB_SPORT[subSport] ?? 'other';
  return SPORTS_BY_NUMBER[sport] ?? 'other';
}
