// What files of other programs get wrong or do not say, and what becomes of it.
import { expect, test } from 'vitest';
import { profileOf } from '../../../../src/core/athlete/hrZones.ts';
import { importSession } from '../../../../src/formats/activity/importers.ts';
import { importPlan } from '../../../../src/formats/plan/importers.ts';
import { problemLine } from '../../../../src/words/en/problems.ts';
import {
  bpmsOf,
  bytesOf,
  chars,
  codesOf,
  enumeration,
  fileId,
  fitFile,
  fitOf,
  gpxFile,
  gpxPoint,
  isoAt,
  lap,
  record,
  records,
  refusalOf,
  rrOf,
  sessionMessage,
  sessionsIn,
  T0,
  T0_ISO,
  tcxFile,
  tcxLap,
  timer,
  trackpoint,
  u16,
  u32,
  u8,
  withChecksum,
  workoutIn,
  type FitLine,
} from './files.ts';

const fit = (...lines: FitLine[]): Uint8Array => fitFile([fileId(), ...lines]);
const bpms = (...lines: FitLine[]): number[] => bpmsOf(workoutIn(fit(...lines)));
const YEAR_S = 365 * 86_400;

test('a rate of 0, of 255 and none are no readings, and end the one before', () => {
  const workout = workoutIn(fit(...records(0, 100, 0, 102, 255, 104, undefined, 106)));
  expect(bpmsOf(workout)).toEqual([100, 0, 102, 0, 104, 0, 106]);
  expect(workout.figures).toMatchObject({ samples: 7, zero: 1, missing: 2, meanBpm: 103, maxBpm: 106, validS: 3 });
  expect(workout.session.summary).toMatchObject({ meanBpm: 103, maxBpm: 106, noSignalS: 3, provenance: 'strap' });
});

test('a reading counts until the next one, at most five seconds, and nothing is made up in between', () => {
  expect(bpms(record(0, 100), record(3, 110), record(6, 120))).toEqual([100, 100, 100, 110, 110, 110, 120]);
  const gap = workoutIn(fit(record(0, 100), record(9, 120)));
  expect(bpmsOf(gap)).toEqual([100, 100, 100, 100, 100, 0, 0, 0, 0, 120]);
  expect(gap.figures).toMatchObject({ validS: 5, elapsedS: 9, gapsOver5s: 1, maxGapS: 9 });
});

test('of two records of one second the later reading counts', () => {
  const workout = workoutIn(fit(record(0, 100), record(1, 110), record(1, 120), record(1), record(2, 130)));
  expect(bpmsOf(workout)).toEqual([100, 120, 130]);
  expect(workout.figures).toMatchObject({ samples: 5, duplicateTimes: 2 });
});

test('a record that is late costs no second', () => {
  const workout = workoutIn(fit(record(0, 100), record(3, 103), record(1, 101), record(4, 104), record(5, 105)));
  expect(bpmsOf(workout)).toEqual([100, 100, 100, 101, 104, 105]);
  expect(codesOf(workout)).toContain('loss.timesBackward');
  expect(workout.figures.backwardTimes).toBe(1);
});

test('a clock that is set back under way costs no second either', () => {
  const late = records(-40, 110, 111, 112, 113);
  const workout = workoutIn(fit(...records(0, 100, 101, 102), ...late));
  expect(bpmsOf(workout)).toEqual([100, 101, 102, 110, 111, 112, 113]);
  // the clock of most of the records is the right one
  expect(workout.session.startedAt.epochMs).toBe(Date.parse(isoAt(-43)));
});

test.each([
  ['forward', 10 * YEAR_S],
  ['back', -10 * YEAR_S],
])('a clock that jumps %s by ten years makes no workout of ten years', (_, jumpS) => {
  const workout = workoutIn(
    fit(...records(0, 100, 101), ...records(jumpS, 102, 103, 104), timer(jumpS + 2, 4), lap(jumpS + 1, jumpS + 2)),
  );
  expect(bpmsOf(workout)).toEqual([100, 101, 102, 103, 104]);
  expect(workout.session).toMatchObject({ elapsedS: 5, pauses: [] });
  expect(workout.figures.elapsedS).toBe(3);
  expect(workout.session.startedAt.epochMs).toBe(Date.parse(isoAt(jumpS - 2)));
  expect(workout.losses).toContainEqual({ code: 'loss.clockSet', path: '', params: { count: 1 } });
});

test('one record of another year is passed over', () => {
  const workout = workoutIn(fit(...records(0, 100, 101), record(30 * YEAR_S, 102), ...records(3, 103, 104)));
  expect(bpmsOf(workout)).toEqual([100, 102, 102, 103, 104]);
  expect(workout.session.startedAt.epochMs).toBe(Date.parse(T0_ISO));
});

test('a pause is where the timer was stopped, and no time of the workout', () => {
  const workout = workoutIn(
    fit(timer(0, 0), ...records(0, 100, 101), timer(2, 4), timer(600, 0), ...records(600, 110, 111), timer(602, 4)),
  );
  expect(bpmsOf(workout)).toEqual([100, 101, 110, 111]);
  expect(workout.session.pauses).toEqual([{ reason: 'user', atS: 2, fromMs: Date.parse(isoAt(2)), forMs: 598_000 }]);
  expect(workout.session).toMatchObject({ elapsedS: 4, endedAtEpochMs: Date.parse(isoAt(602)) });
  expect(workout.figures).toMatchObject({ elapsedS: 601, samples: 4 });
});

test('what was recorded while the timer stood is left out of the workout', () => {
  const workout = workoutIn(
    fit(timer(0, 0), ...records(0, 100, 101), timer(2, 1), ...records(5, 60, 61), timer(9, 0), ...records(9, 110)),
  );
  expect(bpmsOf(workout)).toEqual([100, 101, 110]);
  expect(workout.figures.samples).toBe(5);
});

test('a gap of more than a minute is a pause, though nobody stopped the timer, and that is said', () => {
  const workout = workoutIn(fit(...records(0, 100, 101), ...records(90, 110, 111)));
  expect(bpmsOf(workout)).toEqual([100, 101, 110, 111]);
  expect(workout.session.pauses).toMatchObject([{ reason: 'interrupted', atS: 2, forMs: 88_000 }]);
  expect(codesOf(workout)).toContain('loss.gapsAsPauses');
});

test('a timer that was stopped long after the last record is no second of the workout', () => {
  expect(bpms(timer(0, 0), ...records(0, 100, 101), timer(7_200, 4))).toEqual([100, 101]);
});

test('a wrong checksum is said, and the file read', () => {
  const file = fit(...records(0, 100, 101));
  file[file.length - 1]! ^= 0xff;
  const workout = workoutIn(file);
  expect([bpmsOf(workout), codesOf(workout)]).toEqual([[100, 101], ['loss.fileChecksum']]);
});

test.each([
  ['within a record', 3],
  ['at its checksum', 2],
])('a file that is cut %s is read as far as it goes, and that is said', (_, bytes) => {
  const file = fit(...records(0, 100, 101, 102));
  const workout = workoutIn(file.subarray(0, file.length - bytes));
  expect(bpmsOf(workout).slice(0, 2)).toEqual([100, 101]);
  expect(codesOf(workout)).toEqual(['loss.fileCut']);
});

test('a header without a length, as after a crash, is of all that follows', () => {
  const file = fit(...records(0, 100, 101));
  file.set([0, 0, 0, 0], 4);
  expect(codesOf(workoutIn(file))).toEqual(['loss.fileCut']);
});

test('a message that nobody has defined ends what can be read', () => {
  const whole = [...fit(...records(0, 100, 101))].slice(14, -2);
  const workout = workoutIn(fitOf([...whole, 0x0e, 1, 2, 3]));
  expect([bpmsOf(workout), codesOf(workout)]).toEqual([[100, 101], ['loss.fileDamaged']]);
});

test('a field whose size is no multiple of its type is passed over, and what follows it is found', () => {
  expect(bpms(...[0, 1].map((s) => record(s, undefined, [7, 0x84, 1, 2, 3], u8(3, 120 + s))))).toEqual([120, 121]);
  // the beats that are whole are beats
  const odd: FitLine = { kind: 78, fields: [[0, 0x84, 144, 1, 145, 1, 9]] };
  expect(rrOf(workoutIn(fit(record(0, 120), odd)))).toEqual([[400, 401]]);
});

test('developer fields are passed over, and said', () => {
  const workout = workoutIn(fit({ ...record(0, 120), developer: [1, 2, 3, 4] }, record(1, 121)));
  expect(bpmsOf(workout)).toEqual([120, 121]);
  expect(workout.losses).toEqual([{ code: 'loss.trackData', path: '', params: { what: 'other' } }]);
});

test.each([true, false])('times in the headers of messages roll over (defined as a field: %s)', (definesTime) => {
  const lowest = T0 & 31;
  const compressed = (atS: number, bpm: number): FitLine => ({
    kind: 20,
    fields: [u8(3, bpm)],
    compressed: { offset: (lowest + atS) & 31, definesTime },
  });
  const workout = workoutIn(fit(record(0, 100), compressed(2, 110), compressed(20, 120), compressed(40, 130)));
  expect(bpmsOf(workout).filter((bpm, i, all) => bpm !== all[i - 1])).toEqual([100, 110, 0, 120, 0, 130]);
  expect(workout.figures.elapsedS).toBe(40);
});

test('beats are in the second of the record before them; 65535 is none', () => {
  const beats = (...ms: number[]): FitLine => ({ kind: 78, fields: [u16(0, ...ms)] });
  const workout = workoutIn(
    fit(
      record(0, 120),
      beats(500, 510, 0xffff, 0xffff, 0xffff),
      record(1, 120),
      record(2, 120),
      beats(490),
      beats(480),
    ),
  );
  expect(rrOf(workout)).toEqual([[500, 510], [], [490, 480]]);
  expect(workout.figures.rr).toBe(4);
});

test('a file of several sessions is a workout for each, and so is one of several files', () => {
  const swim = [sessionMessage(0, 3, 5), ...records(0, 100, 101, 102), lap(0, 3)];
  const ride = [sessionMessage(10, 13, 2), ...records(10, 110, 111, 112), lap(10, 11), lap(11, 13)];
  const run = fit(...records(50, 120, 121), sessionMessage(50, 52, 1));
  const two = fit(...swim.slice(1), ...ride.slice(1), swim[0]!, ride[0]!);
  const { sessions } = sessionsIn(new Uint8Array([...two, ...run]));
  expect(sessions.map((each) => [each.session.plan.sport, bpmsOf(each), each.figures.laps])).toEqual([
    ['swim', [100, 101, 102], 1],
    ['ride', [110, 111, 112], 2],
    ['run', [120, 121], 0],
  ]);
  expect(new Set(sessions.map(({ session }) => session.id)).size).toBe(3);
});

test('a workout that is in a file twice is one', () => {
  const file = fit(...records(0, 100, 101));
  const { sessions, losses } = sessionsIn(new Uint8Array([...file, ...file]));
  expect([sessions.length, losses.map(({ code }) => code)]).toEqual([1, ['loss.workoutTwice']]);
});

test('bytes behind a file that are none are said', () => {
  const workout = workoutIn(new Uint8Array([...fit(...records(0, 100)), 1, 2, 3]));
  expect(workout.losses).toEqual([{ code: 'loss.fileSkipped', path: '', params: { bytes: 3 } }]);
});

test('where somebody was, and what is no heart rate, is never kept, and said once', () => {
  const workout = workoutIn(
    fit(...[0, 1].map((s) => record(s, 120, u32(0, 512_345_678), u32(1, 98_765_432), u16(7, 210), u8(4, 88)))),
  );
  expect(workout.losses).toEqual([{ code: 'loss.trackData', path: '', params: { what: 'position, cadence, power' } }]);
  // a field that says none has nothing to lose
  expect(workoutIn(fit(record(0, 120, u32(0, 0xffffffff), u16(7, 0xffff)))).losses).toEqual([]);
});

test('laps are where the device began them, and one that has no time at the end is none', () => {
  const { session, figures } = workoutIn(
    fit(...records(0, 100, 101, 102, 103), lap(0, 1), lap(1, 3), lap(3, 4), lap(4, 4)),
  );
  expect(session.timeline.map(({ fromS, toS, endedBy }) => [fromS, toS, endedBy])).toEqual([
    [0, 1, 'hand'],
    [1, 3, 'hand'],
    [3, 4, 'stop'],
  ]);
  expect([figures.laps, session.plan.endless, session.summary.phases]).toEqual([4, true, 3]);
});

test('laps that a workout in the file names are phases with these names', () => {
  const step = (index: number, name: string): FitLine => ({ kind: 27, fields: [u16(254, index), chars(0, name)] });
  const named = (fromS: number, toS: number, of: number): FitLine => ({
    kind: 19,
    fields: [...lap(fromS, toS).fields, u16(71, of)],
  });
  const { session } = workoutIn(
    fit(
      { kind: 26, fields: [chars(8, 'Tempo')] },
      ...[step(0, 'Warm up'), step(1, 'Hard')],
      ...records(0, 100, 101, 102),
      ...[named(0, 1, 0), named(1, 3, 1)],
    ),
  );
  expect([session.plan.name, session.plan.phases.map((each) => 'name' in each && each.name)]).toEqual([
    'Tempo',
    ['Warm up', 'Hard'],
  ]);
  expect(session.summary).toMatchObject({ phases: 2, phasesCompleted: 2, ending: 'finished' });
});

test('it says who recorded it, where the clocks were, and what it is called', () => {
  const device: FitLine = { kind: 23, fields: [u8(0, 0), u16(2, 32), u16(4, 9), chars(27, 'BOLT')] };
  const activity: FitLine = { kind: 34, fields: [u32(253, T0 + 9), u32(5, T0 + 9 + 5.5 * 3600)] };
  const bytes = fitFile([
    { kind: 0, fields: [enumeration(0, 4)] },
    ...[device, activity, ...records(0, 100), sessionMessage(0, 1, 1)],
  ]);
  const { session } = workoutIn(bytes, { name: 'evening', words: { workout: (sport) => `A ${sport}`, lap: 'Round' } });
  expect(session.imported).toEqual({ format: 'fit', source: 'Wahoo BOLT', fileName: 'evening' });
  expect(session.startedAt).toEqual({ epochMs: Date.parse(T0_ISO), timeZone: '+05:30', offsetMin: 330 });
  expect([session.plan.name, session.plan.phases]).toEqual([
    'A run',
    [{ name: 'Round', target: { type: 'open' }, end: { type: 'hand' } }],
  ]);
});

test('a start in another zone is by the clocks of the app, where the file does not say', () => {
  const { startedAt } = workoutIn(fit(...records(0, 100)), { timeZone: 'Asia/Tokyo' }).session;
  expect(startedAt).toEqual({ epochMs: Date.parse(T0_ISO), timeZone: 'Asia/Tokyo', offsetMin: 540 });
});

test('zones are those of the person', () => {
  const profile = profileOf(200, 50);
  const workout = workoutIn(fit(...records(0, 95, 125, 165)), { profile });
  expect(workout.session.profile).toEqual(profile);
  expect(workout.session.summary.timeInZoneS).toEqual([1, 0, 1, 0, 1, 0]);
  expect(workout.figures.timeInZoneS).toEqual([1, 0, 1, 0, 0, 0]);
});

test('the same start of two devices is two workouts, and a file under another name is the same', () => {
  const idOf = (product: number, name: string): string =>
    workoutIn(fitFile([{ kind: 0, fields: [enumeration(0, 4), u16(1, 1), u16(2, product)] }, ...records(0, 100)]), {
      name,
    }).session.id;
  expect(idOf(1, 'a')).toBe(idOf(1, 'b'));
  expect(idOf(1, 'a')).not.toBe(idOf(2, 'a'));
  expect(idOf(1, 'a')).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('a workout without a heart rate is one, and that is said', () => {
  const workout = workoutIn(fit(...records(0, undefined, undefined)));
  expect(codesOf(workout)).toEqual(['loss.noHeartRate']);
  expect(workout.session.summary).toMatchObject({ provenance: 'none', meanBpm: null, noSignalS: 2 });
});

// ── TCX and GPX ───────────────────────────────────────────────────────────────────────────────────────────────────

test('TCX: a lap that does not say when it began does so with its first point; one without points is none', () => {
  const points = (from: number): string => [0, 1, 2].map((s) => trackpoint(from + s, 100 + s)).join('');
  const timeless = (lap: string): string => lap.replace(/StartTime="[^"]*"/, 'StartTime="soon"');
  const { session } = workoutIn(tcxFile(tcxLap(0, points(0)), timeless(tcxLap(3, points(3))), timeless(tcxLap(9))));
  expect(session.timeline.map(({ fromS, toS }) => [fromS, toS])).toEqual([
    [0, 3],
    [3, 6],
  ]);
});

test('a track that begins anew within a lap was paused before; one of another lap was not', () => {
  const paused = workoutIn(
    tcxFile(tcxLap(0, trackpoint(0, 100) + trackpoint(1, 101), trackpoint(20, 110) + trackpoint(21, 111))),
  );
  expect([bpmsOf(paused), paused.session.pauses]).toMatchObject([[100, 101, 110, 111], [{ atS: 2, forMs: 18_000 }]]);
  const sparse = workoutIn(tcxFile(tcxLap(0, trackpoint(0, 100)), tcxLap(6, trackpoint(6, 110))));
  expect([bpmsOf(sparse), sparse.session.pauses]).toEqual([[100, 100, 100, 100, 100, 0, 110], []]);
});

test('an XML file that is cut, not well-formed or in another encoding is read as far as it goes', () => {
  const text = tcxFile(tcxLap(0, trackpoint(0, 100) + trackpoint(1, 101) + trackpoint(2, 102)));
  const cut = workoutIn(text.slice(0, text.indexOf('>102')));
  expect([bpmsOf(cut), codesOf(cut)]).toEqual([[100, 101], ['loss.fileCut']]);
  expect(bpmsOf(workoutIn(text.replace('</Trackpoint>', '</Oops>')))).toHaveLength(3);
  const latin = bytesOf(text.replace('<Id>', '<Notes>Lauf \u0001</Notes><Id>'));
  latin[latin.indexOf(1)] = 0xe9;
  expect(workoutIn(latin).session.plan.name).toBe('Lauf �');
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
  expect(bpmsOf(workoutIn(utf16))).toEqual([100, 101, 102]);
});

test('tags in comments and texts are none, entities are characters, and definitions unfold nothing', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  const text = tcxFile(
    `<Notes><![CDATA[1 < 2]]> &amp; &#x1F49A; &b;</Notes><!-- ${trackpoint(9, 200)} > -->${tcxLap(0, trackpoint(0, 100))}`,
  ).replace('\n', `\n${bomb}`);
  const { session, figures } = workoutIn(text);
  expect([session.plan.name, figures.samples]).toEqual(['1 < 2 & 💚 &b;', 1]);
});

test.each(['hr', 'g:hr', 'HeartRate', 'ns3:heart_rate'])('a heart rate of GPX may be called %s', (name) => {
  const local = name.slice(name.indexOf(':') + 1);
  const point = gpxPoint(0, `<${name}>121.6</${name}>`);
  const { session, chunks, figures } = workoutIn(gpxFile(point + gpxPoint(1, `<x:${local}>122</x:${local}>`)));
  expect(figures.maxBpm).toBe(122);
  expect([...chunks[0]!.bpm]).toEqual([122, 122]);
  // the rate as it was written is kept beside the whole one
  expect([...chunks[0]!.steady].map((each) => each / 128)).toEqual([expect.closeTo(121.6, 2), 122]);
  expect([session.plan.name, session.plan.sport, session.imported?.source]).toEqual(['Morning', 'ride', 'Elsewhere 2']);
});

test('times with an offset are in UTC, and say where the clocks were', () => {
  const { session } = workoutIn(gpxFile('<trkpt><time>2024-05-01T09:00:00.5+02:00</time></trkpt>'));
  expect(session.startedAt).toEqual({
    epochMs: Date.UTC(2024, 4, 1, 7, 0, 0, 500),
    timeZone: '+02:00',
    offsetMin: 120,
  });
});

test('a time that is none is left out, and said', () => {
  const bad = '<trkpt><time>2024-13-01T09:00:00Z</time></trkpt>';
  const workout = workoutIn(gpxFile(gpxPoint(0, '') + bad + gpxPoint(1, '')));
  expect(workout.losses).toContainEqual({ code: 'loss.recordsUnread', path: '', params: { count: 1 } });
});

// ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, string, Uint8Array | string]>([
  ['a workout to do in FIT', 'file.kind fitWorkout', fitFile([fileId(5), { kind: 27, fields: [u16(254, 0)] }])],
  ['a course in FIT', 'file.kind fitCourse', fitFile([fileId(6), ...records(0, 100)])],
  ['settings in FIT', 'file.kind fitOther', fitFile([fileId(2)])],
  ['an activity without records', 'activity.empty', fit(lap(0, 9))],
  ['an activity in FIT that is cut off before its first record', 'file.cut', fit(lap(0, 9)).slice(0, -6)],
  ['a FIT file that is cut off before it says what it is', 'file.cut', fit(lap(0, 9)).slice(0, 15)],
  ['a FIT file that is torn at its beginning', 'file.damaged', fitOf([0x0e, 1, 2, 3])],
  [
    'a workout to do in TCX',
    'file.kind tcxWorkout',
    '<TrainingCenterDatabase><Workouts><Workout/></Workouts></TrainingCenterDatabase>',
  ],
  [
    'a course in TCX',
    'file.kind tcxCourse',
    '<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>',
  ],
  ['a way to go in GPX', 'file.kind gpx', gpxFile(gpxPoint(undefined, ''))],
  ['a workout of Zwift', 'file.kind zwo', '<workout_file><workout/></workout_file>'],
  ['a plan of ours', 'file.kind plan', '{"name":"5k","phases":[]}'],
  ['a backup', 'file.kind backup', '{"format":"beatkeeper-backup"}'],
  ['a table of anything', 'file.kind csv', 'name,price\nA,1\nB,2\n'],
  ['a table of beats', 'file.kind csv', 'seconds,rr_ms\n0,800\n'],
  ['a table without times', 'activity.noTimes', 'time,hr\nx,100\n'],
  ['a picture', 'file.kind image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0])],
  ['nothing', 'file.empty', ''],
  ['XML that is in itself without end', 'file.damaged', `<gpx>${'<a>'.repeat(100_000)}`],
  ['a comment without end', 'file.cut', `<gpx><!--${'x'.repeat(10_000)}`],
])('%s is refused as %s', (_, refusal, file) => {
  expect(refusalOf(file)).toBe(refusal);
});

test.each<[string, Uint8Array, RegExp]>([
  [
    'a picture',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]),
    /^This is not a recorded workout but an image\. Workouts are read from .*FIT \(\.fit\).*\.$/,
  ],
  ['settings in FIT', fitFile([fileId(2)]), /^This is not a recorded workout but a FIT file without a workout\.$/],
  [
    'a file that is too large',
    new Uint8Array(64_000_001),
    /^This is too large to be a workout: at most 64,000,000 bytes\.$/,
  ],
])('what is said of %s is said of workouts, and names the formats where there are any to name', (_, file, sentence) => {
  const read = importSession(file);
  expect(read.ok ? '' : read.problems.map(problemLine).join(' ')).toMatch(sentence);
});

test('where the formats are said elsewhere, no sentence is left without its end', () => {
  for (const use of ['activity', 'plan']) {
    const problem = { code: 'file.kind', path: '', params: { kind: 'image', use, formats: '' } } as const;
    expect(problemLine(problem)).toMatch(/ but an image\.$/);
  }
});

test('a file larger than any recording is refused before it is looked at', () => {
  expect(refusalOf(new Uint8Array(64_000_001))).toBe('input.tooLarge');
});

test.each([
  ['a recorded activity in FIT', fit(sessionMessage(0, 2_460), ...records(0, 100)), 'of 41 min (FIT)'],
  ['a recorded activity in TCX', tcxFile(tcxLap(0, trackpoint(0, 100))), '(TCX)'],
  ['a track', gpxFile(gpxPoint(0, '')), 'a track (GPX)'],
])('%s that is opened as a plan is refused, and History is named', (_, file, kind) => {
  const read = importPlan(file);
  const sentence = read.ok ? '' : read.problems.map(problemLine).join('');
  expect(sentence).toContain(kind);
  expect(sentence).toContain('in History');
});

test('a checksum that is right is not spoken of', () => {
  expect(workoutIn(withChecksum(fit(...records(0, 100)))).losses).toEqual([]);
});
