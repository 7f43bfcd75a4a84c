import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import type { Sport } from '../../../core/plan/plan.ts';
import { notThis } from '../../fileKind.ts';
import type { Imported } from '../../importer.ts';
import type { SessionImportContext, SessionImporter, Sessions } from './importing.ts';
import { numberIn, timeIn } from './isoTime.ts';
import { Recorded, type DroppedData } from './recorded.ts';
import { NOTHING_IN, sayEnd, together } from './together.ts';
import { workoutOf } from './workout.ts';
import { attributeIn, eachTag, type XmlListener } from './xmlTags.ts';

const LABEL = 'GPX';

/** Tracks with times. A heart rate is in an extension that each program names its own way; one without times is a way to go. */
export const gpx: SessionImporter = {
  id: 'gpx',
  label: LABEL,
  extensions: ['.gpx'],
  detect: ({ head }) => head === 'gpx',
  read: ({ bytes }, context) => readTracks(bytes, context),
};

function readTracks(bytes: Uint8Array, context: SessionImportContext): Parsed<Imported<Sessions>> {
  const reader = new GpxReader();
  const end = eachTag(bytes, reader);
  const tracks = reader.tracks.filter(({ records }) => records.count > 0);
  if (tracks.length === 0) {
    if (reader.hasPoints) return notThis('gpx', 'activity');
    return bad(NOTHING_IN[end]);
  }
  sayEnd(tracks.at(-1), end);
  return together(tracks.map((each) => workoutOf(each, 'gpx', LABEL, context)));
}

/** What a track is of, where it says so: words and numbers of different programs. */
const SPORTS: readonly [RegExp, Sport][] = [
  [/run|jog|^9$/i, 'run'],
  [/cycl|bik|ride|^1$/i, 'ride'],
  [/walk|hik|^4$|^10$/i, 'walk'],
  [/swim|^16$/i, 'swim'],
  [/row|^23$/i, 'row'],
];

const HEART_RATE = /^(?:hr|heart_?rate|heartratebpm)$/i;

const NOT_KEPT: readonly [RegExp, DroppedData][] = [
  [/^ele$/, 'altitude'],
  [/^distance$/i, 'distance'],
  [/^speed$/i, 'speed'],
  [/^cad(?:ence)?$/i, 'cadence'],
  [/^(?:power|watts|powerinwatts)$/i, 'power'],
  [/^a?temp$/i, 'temperature'],
];

const TRACKS_MAX = 100;

class GpxReader implements XmlListener {
  readonly tracks: Recorded[] = [];
  hasPoints = false;
  #track: Recorded | undefined;
  #creator = '';
  #point: { epochMs: number; bpm: number | undefined } = { epochMs: NaN, bpm: undefined };

  open(name: string, attributes: string): void {
    if (name === 'gpx') this.#creator = attributeIn(attributes, 'creator');
    else if (name === 'trk') {
      this.#track = new Recorded();
      this.#track.source = this.#creator || null;
      if (this.tracks.length < TRACKS_MAX) this.tracks.push(this.#track);
    } else if (name === 'trkpt' || name === 'rtept' || name === 'wpt') {
      this.hasPoints = true;
      this.#point = { epochMs: NaN, bpm: undefined };
    }
  }

  close(name: string, text: string, path: readonly string[]): void {
    const track = this.#track;
    if (!track) return;
    const parent = path.at(-2);
    if (name === 'trkpt') {
      track.dropped.add('position');
      track.records.add(this.#point.epochMs, this.#point.bpm);
    } else if (name === 'trk') this.#track = undefined;
    else if (parent === 'trk' && name === 'name') track.title = text;
    else if (parent === 'trk' && name === 'type') track.sport = SPORTS.find(([is]) => is.test(text))?.[1] ?? 'other';
    else if (parent === 'trkpt' && name === 'time') {
      const time = timeIn(text);
      this.#point.epochMs = time?.epochMs ?? NaN;
      track.offsetMin ??= time?.offsetMin;
    } else if (path.includes('trkpt')) {
      if (HEART_RATE.test(name)) this.#point.bpm = numberIn(text);
      const what = NOT_KEPT.find(([is]) => is.test(name))?.[1];
      if (what) track.dropped.add(what);
    }
  }
}
