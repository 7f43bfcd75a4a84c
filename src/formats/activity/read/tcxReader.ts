import type { Sport } from '../../../core/plan/plan.ts';
import { idInMark, OWN_NAMESPACE, OWN_PRODUCT_SIMULATED } from '../ownMark.ts';
import { numberIn, timeIn } from './isoTime.ts';
import { Recorded, type DroppedData, type RecordedLap } from './recorded.ts';
import { attributeIn, type XmlListener } from './xmlTags.ts';

const SPORTS: Readonly<Record<string, Sport>> = { Running: 'run', Biking: 'ride' };

/** Elements of a trackpoint that are not kept. */
const NOT_KEPT: ReadonlyMap<string, DroppedData> = new Map([
  ['Position', 'position'],
  ['AltitudeMeters', 'altitude'],
  ['DistanceMeters', 'distance'],
  ['Cadence', 'cadence'],
  ['RunCadence', 'cadence'],
  ['Speed', 'speed'],
  ['Watts', 'power'],
]);

const ACTIVITIES_MAX = 100;
const BREAKS_MAX = 10_000;
/** The last point of a track has its second. */
const POINT_MS = 1_000;

/** What is known of an activity beside what is recorded in it, until its end is reached. */
interface Activity {
  recorded: Recorded;
  creator: string;
  /** Notes of each lap: its name in ours, anything elsewhere. */
  notes: Map<RecordedLap, string>;
  /** From one track to the next, and from the start to the first. `isOfLap`: to the first of a lap, which is a pause in ours alone. */
  breaks: { fromMs: number; toMs: number; at: number; isOfLap: boolean }[];
  lastMs: number | undefined;
}

/** What the elements of a TCX file say of the activities in it. */
export class TcxReader implements XmlListener {
  hasCourse = false;
  hasWorkout = false;
  readonly #activities: Activity[] = [];
  /** The one that is open. */
  #activity: Activity | undefined;
  #point: { epochMs: number; bpm: number | undefined } = { epochMs: NaN, bpm: undefined };
  /** Tracks of the lap that were begun. */
  #tracks = 0;
  #isNewTrack = false;

  /** Those with a record; one that has no end too. */
  finished(): Recorded[] {
    for (const activity of this.#activities) finish(activity);
    return this.#activities.map(({ recorded }) => recorded).filter(({ records }) => records.count > 0);
  }

  open(name: string, attributes: string, path: readonly string[]): void {
    switch (name) {
      case 'Activity':
        this.#activity = newActivity(attributeIn(attributes, 'Sport'));
        if (this.#activities.length < ACTIVITIES_MAX) this.#activities.push(this.#activity);
        return;
      case 'Course':
        this.hasCourse = true;
        return;
      case 'Workout':
        if (this.#activity && attributeIn(attributes, 'xmlns') === OWN_NAMESPACE)
          recognize(this.#activity.recorded, attributes);
        else this.hasWorkout = true;
        return;
      case 'Lap':
        this.#activity?.recorded.addLap({ startEpochMs: timeIn(attributeIn(attributes, 'StartTime'))?.epochMs ?? NaN });
        this.#tracks = 0;
        return;
      case 'Track':
        this.#tracks++;
        this.#isNewTrack = true;
        return;
      case 'Trackpoint':
        this.#point = { epochMs: NaN, bpm: undefined };
        return;
    }
    const what = this.#activity && path.includes('Trackpoint') ? NOT_KEPT.get(name) : undefined;
    if (what !== undefined) this.#activity?.recorded.dropped.add(what);
  }

  close(name: string, text: string, path: readonly string[]): void {
    const activity = this.#activity;
    if (!activity) return;
    const { recorded } = activity;
    const [above, parent] = path.slice(-3);
    const lap = recorded.laps.at(-1);
    switch (`${parent ?? ''} ${name}`) {
      case 'Trackpoint Time': {
        const time = timeIn(text);
        this.#point.epochMs = time?.epochMs ?? NaN;
        recorded.offsetMin ??= time?.offsetMin;
        return;
      }
      case 'HeartRateBpm Value':
        if (above === 'Trackpoint') this.#point.bpm = numberIn(text);
        return;
      case 'Track Trackpoint':
        return this.#add(activity);
      case 'Lap TotalTimeSeconds':
        if (lap && numberIn(text) >= 0) lap.timerS = numberIn(text);
        return;
      case 'Lap Notes':
        if (lap) activity.notes.set(lap, text);
        return;
      case 'Activity Notes':
        recorded.title ||= text;
        return;
      case 'Creator Name':
        activity.creator ||= text;
        return;
    }
    if (name === 'Activity') this.#activity = undefined;
  }

  #add(activity: Activity): void {
    const { recorded, breaks, lastMs } = activity;
    const { epochMs, bpm } = this.#point;
    const at = recorded.records.count;
    recorded.records.add(epochMs, bpm);
    if (recorded.records.count === at) return;
    const beforeMs = lastMs === undefined ? recorded.laps[0]?.startEpochMs : lastMs + POINT_MS;
    if (this.#isNewTrack && beforeMs !== undefined && breaks.length < BREAKS_MAX)
      breaks.push({ fromMs: beforeMs, toMs: epochMs, at, isOfLap: this.#tracks === 1 });
    this.#isNewTrack = false;
    activity.lastMs = epochMs;
  }
}

function newActivity(sport: string): Activity {
  const recorded = new Recorded();
  recorded.sport = SPORTS[sport] ?? 'other';
  return { recorded, creator: '', notes: new Map(), breaks: [], lastMs: undefined };
}

/** What this app has written into it (see `ownMark.ts`). */
function recognize(recorded: Recorded, attributes: string): void {
  const id = idInMark(attributeIn(attributes, 'id'));
  if (id === undefined) return;
  recorded.own ??= { id, provenance: 'strap' };
  recorded.title = attributeIn(attributes, 'plan');
}

function finish({ recorded, creator, notes, breaks }: Activity): void {
  const { own, laps, records } = recorded;
  recorded.source = creator || null;
  if (own) {
    if (creator === OWN_PRODUCT_SIMULATED) own.provenance = 'simulated';
    own.elapsedS = Math.round(laps.reduce((sum, { timerS = 0 }) => sum + timerS, 0));
    for (const [lap, name] of notes) lap.name = name;
  }
  if (laps[0]) recorded.addTimer(laps[0].startEpochMs, true, 0);
  for (const { fromMs, toMs, at, isOfLap } of breaks) {
    if (toMs <= fromMs || (isOfLap && !own)) continue;
    recorded.addTimer(fromMs, false, Math.min(at, records.count));
    recorded.addTimer(toMs, true, at);
  }
}
