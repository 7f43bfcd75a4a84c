import type { Sport } from '../../core/plan/plan.ts';
import type { EndedBy } from '../../core/cues/notice.ts';
import { crc32 } from '../../core/parse/crc32.ts';
import type { FinishedSession } from '../../core/records/finished.ts';
import { WallClock } from '../../core/records/wallClock.ts';
import { escaped } from '../plan/xml.ts';
import { OWN_NAMESPACE, ownMark, productOf } from './ownMark.ts';
import type { ExportedSession, SessionExporter } from './sessionExporter.ts';
import { lapsOf, secondsOf, type WorkoutLap } from './workoutLaps.ts';
import { lossesOf } from './workoutLosses.ts';

/**
 * A workout as Garmin's Training Center Database (version 2) has it, for programs that take no FIT: a lap for each phase, a track
 * for each stretch without a pause, a point for each second.
 */
export const tcxActivity = {
  id: 'tcx',
  extension: '.tcx',
  mime: 'application/vnd.garmin.tcx+xml',
  write: (workout) => ({ bytes: new TextEncoder().encode(tcxOf(workout)), losses: lossesOf(workout, []) }),
} as const satisfies SessionExporter;

const SPORTS: Readonly<Record<Sport, string>> = {
  run: 'Running',
  ride: 'Biking',
  walk: 'Other',
  row: 'Other',
  swim: 'Other',
  other: 'Other',
};

function tcxOf(workout: ExportedSession): string {
  const { session } = workout;
  const clock = new WallClock(session);
  const trackpoints = trackpointsOf(workout, clock);
  const laps = lapsOf(workout).map((lap) => lapText(lap, clock, trackpoints));
  return `<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2 http://www.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd">
  <Activities>
    <Activity Sport="${SPORTS[session.plan.sport]}">
      <Id>${isoOf(session.startedAt.epochMs)}</Id>
${laps.join('')}      <Notes>${notesOf(session)}</Notes>
      <Creator xsi:type="Device_t">
        <Name>${productOf(session)}</Name>
        <UnitId>${String(crc32(new TextEncoder().encode(session.id)))}</UnitId>
        <ProductID>0</ProductID>
        <Version>
          <VersionMajor>0</VersionMajor>
          <VersionMinor>0</VersionMinor>
        </Version>
      </Creator>
      <Extensions>
        <Workout xmlns="${OWN_NAMESPACE}" id="${ownMark(session)}" plan="${escaped(session.plan.name)}"/>
      </Extensions>
    </Activity>
  </Activities>
</TrainingCenterDatabase>
`;
}

/** What other programs show as the name or the description: first of all that a heart is simulated. */
const notesOf = (session: FinishedSession): string =>
  escaped(
    session.summary.provenance === 'simulated' ? `${session.plan.name} · ${productOf(session)}` : session.plan.name,
  );

const TRIGGERS: Readonly<Record<EndedBy, string>> = {
  time: 'Time',
  maximum: 'Time',
  heartRate: 'HeartRate',
  hand: 'Manual',
  skip: 'Manual',
  back: 'Manual',
  stop: 'Manual',
};

function lapText(lap: WorkoutLap, clock: WallClock, trackpoints: readonly Trackpoint[]): string {
  const { fromS, toS, heart, role, endedBy, name } = lap;
  return `      <Lap StartTime="${isoOf(clock.endEpochMs(fromS))}">
        <TotalTimeSeconds>${String(toS - fromS)}</TotalTimeSeconds>
        <DistanceMeters>0</DistanceMeters>
        <Calories>0</Calories>
${heart ? `        <AverageHeartRateBpm>${bpmText(heart.meanBpm)}</AverageHeartRateBpm>\n        <MaximumHeartRateBpm>${bpmText(heart.maxBpm)}</MaximumHeartRateBpm>\n` : ''}        <Intensity>${role === 'recovery' ? 'Resting' : 'Active'}</Intensity>
        <TriggerMethod>${TRIGGERS[endedBy]}</TriggerMethod>
${tracksText(trackpoints.slice(indexOf(trackpoints, fromS), indexOf(trackpoints, toS)))}${name === '' ? '' : `        <Notes>${escaped(name)}</Notes>\n`}      </Lap>
`;
}

const bpmText = (bpm: number): string => `<Value>${String(bpm)}</Value>`;

interface Trackpoint {
  second: number;
  /** Of the stretch without a pause that it is in. */
  stretch: number;
  text: string;
}

function trackpointsOf({ chunks }: ExportedSession, clock: WallClock): Trackpoint[] {
  let stretch = 0;
  return Array.from(secondsOf(chunks), ({ second, bpm }) => {
    while ((clock.breaks[stretch]?.atS ?? Infinity) <= second) stretch++;
    const heartRate = bpm > 0 ? `<HeartRateBpm>${bpmText(bpm)}</HeartRateBpm>` : '';
    const text = `          <Trackpoint><Time>${isoOf(clock.beginEpochMs(second))}</Time>${heartRate}</Trackpoint>\n`;
    return { second, stretch, text };
  });
}

/** The first of them from a second on, found by halves. */
function indexOf(trackpoints: readonly Trackpoint[], fromS: number): number {
  let [low, high] = [0, trackpoints.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trackpoints[middle]!.second < fromS) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A track has one point at least: no points, no track. */
function tracksText(trackpoints: readonly Trackpoint[]): string {
  const tracks = new Map<number, string[]>();
  for (const { stretch, text } of trackpoints) {
    const track = tracks.get(stretch);
    if (track) track.push(text);
    else tracks.set(stretch, [text]);
  }
  return [...tracks.values()].map((track) => `        <Track>\n${track.join('')}        </Track>\n`).join('');
}

const isoOf = (epochMs: number): string => new Date(Math.round(epochMs)).toISOString();
