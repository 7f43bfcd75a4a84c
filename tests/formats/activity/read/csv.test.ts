// Tables: whatever their columns are called and their numbers look like.
import { expect, test } from 'vitest';
import { bpmsOf, codesOf, workoutIn } from './files.ts';

test.each([
  ['commas', 'seconds,hr\n0,100\n1,101\n2,102'],
  ['semicolons and decimal commas', 'Zeit;Puls (bpm)\r\n0,0;100\r\n1,0;101\r\n2,0;102\r\n'],
  ['tabs', 'Time (s)\tHeart Rate\n0\t100\n1\t101\n2\t102'],
  ['quotes', '"time","Heart rate, bpm","hr"\n"0","x","100"\n"1","a ""b"", c","101"\n"2",,"102"'],
  ['minutes as decimal fractions', 'Minutes, Watts, Hrate\n0.0,1,100\n0.01667,1,101\n0.03333,1,102'],
  ['milliseconds', 'ms,bpm\n0,100\n1000,101\n2000,102'],
  ['clock times', 'time,HR (bpm)\n00:59:59,100\n01:00:00,101\n01:00:01,102'],
  ['minutes and seconds', 'elapsed,heart_rate\n0:59,100\n1:00,101\n1:01.0,102'],
  ['midnight in them', 'time,hr\n23:59:59,100\n00:00:00,101\n00:00:01,102'],
  ['seconds of 1970', 'timestamp,hr\n1700000000,100\n1700000001,101\n1700000002,102'],
  ['milliseconds of 1970', 'timestamp,hr\n1700000000000,100\n1700000001000,101\n1700000002000,102'],
  ['dates', 'timestamp,heartrate\n2023-11-14T22:13:20Z,100\n2023-11-14T22:13:21Z,101\n2023-11-14T22:13:22Z,102'],
  ['a day beside the time', 'date,time,hr\n2023-11-14,22:13:20,100\n2023-11-14,22:13:21,101\n2023-11-14,22:13:22,102'],
  ['lines in front of the table', 'Name;Anna\nSport;Run\n\ntime;hr\n0;100\n1;101\n2;102'],
  ['old line ends', 'secs,hr\r0,100\r1,101\r2,102\r'],
  ['a mark of UTF-8', '\uFEFFseconds,hr\n0,100\n1,101\n2,102'],
  ['no names', '0,100\n1,101\n2,102'],
])('a table with %s is read', (_, text) => {
  const workout = workoutIn(text);
  expect(bpmsOf(workout)).toEqual([100, 101, 102]);
  expect(workout.figures.samples).toBe(3);
});

test('cells that are empty or no number have no reading', () => {
  const workout = workoutIn('seconds,hr\n0,100\n1,\n2,--\n3,255\n4,0\n5,105');
  expect(bpmsOf(workout)).toEqual([100, 0, 0, 0, 0, 105]);
  expect(workout.figures).toMatchObject({ missing: 3, zero: 1 });
});

test('a row without a time is left out, and said', () => {
  const workout = workoutIn('seconds,hr\n0,100\nend,101\n1,102');
  expect(bpmsOf(workout)).toEqual([100, 102]);
  expect(codesOf(workout)).toContain('loss.recordsUnread');
});

test('a table without dates was when its name says, or when it was written, and is the same workout in any case', () => {
  const text = 'seconds,hr\n0,100\n1,101';
  const named = workoutIn(text, {
    name: 'ride_2009_07_10_17_55_06',
    timeZone: 'Europe/Berlin',
    writtenAtEpochMs: 5e11,
  });
  const written = workoutIn(text, { writtenAtEpochMs: 5e11 });
  expect(named.session.startedAt.epochMs).toBe(Date.UTC(2009, 6, 10, 15, 55, 6));
  expect(written.session.startedAt.epochMs).toBe(5e11);
  expect(codesOf(named)).toContain('loss.startGiven');
  expect(named.session.id).toBe(written.session.id);
  expect(workoutIn('seconds,hr\n0,100\n1,102').session.id).not.toBe(written.session.id);
});

test('other columns are not kept, and that is said', () => {
  expect(codesOf(workoutIn('timestamp,hr,lat\n1700000000,100,47'))).toEqual(['loss.trackData']);
  expect(codesOf(workoutIn('timestamp,hr\n1700000000,100'))).toEqual([]);
});
