import { expect, test } from 'vitest';
import {
  areUsual,
  countIn,
  draftOf,
  newSport,
  numberIn,
  parseProfileDraft,
  problemAt,
  readDraft,
  withAge,
  withEstimate,
  withHeartRate,
  withSport,
  usualZones,
  type ProfileDraft,
  type SportDraft,
} from '../../../../src/app/screens/settings/profileDraft.ts';
import { ZONE_PRESETS } from '../../../../src/core/athlete/zonePresets.ts';
import { DEFAULT_PROFILE } from '../../../../src/core/athlete/hrZones.ts';

const draft = (patch: Partial<ProfileDraft>): ProfileDraft => ({ ...draftOf(DEFAULT_PROFILE), ...patch });

test('what is shown is what was stored', () => {
  expect(readDraft(draftOf(DEFAULT_PROFILE))).toEqual({ ok: true, value: DEFAULT_PROFILE });
});

test.each<[string, Partial<ProfileDraft>, string, string]>([
  ['a maximum too high', { bpmMax: '221' }, 'bpmMax', 'value.tooLarge'],
  ['a maximum too low', { bpmMax: '99' }, 'bpmMax', 'value.tooSmall'],
  ['an empty field', { bpmMax: '' }, 'bpmMax', 'value.type'],
  ['a half beat', { bpmMax: '180.5' }, 'bpmMax', 'value.notWhole'],
  ['words', { bpmResting: 'sixty', estimated: [] }, 'bpmResting', 'value.type'],
  [
    'a resting heart above the maximum',
    { bpmMax: '110', bpmResting: '115', estimated: [] },
    'bpmResting',
    'profile.restingAboveMax',
  ],
  [
    'a threshold above the maximum',
    { bpmThreshold: '200', estimated: [] },
    'bpmThreshold',
    'profile.thresholdAboveMax',
  ],
  ['a limit of nobody', { bpmCeiling: '13' }, 'bpmCeiling', 'value.tooSmall'],
  ['a limit in words', { bpmCeiling: 'low' }, 'bpmCeiling', 'value.type'],
  ['zones that go down', { floors: ['50', '60', '60', '80', '90'] }, 'zoneFloorsPct', 'profile.zonesNotAscending'],
  ['a zone without a floor', { floors: ['50', '', '70', '80', '90'] }, 'zoneFloorsPct[1]', 'value.type'],
])('%s is told at its field', (_name, patch, path, code) => {
  expect(problemAt(readDraft(draft(patch)), path)?.code).toBe(code);
});

test('a limit is a number or nothing, and a draft of an earlier version has none', () => {
  const limited = draft({ bpmCeiling: ' 130' });
  const read = readDraft(limited);
  expect(read).toEqual({ ok: true, value: { ...DEFAULT_PROFILE, bpmCeiling: 130 } });
  expect(read.ok && draftOf(read.value).bpmCeiling).toBe('130');
  expect(readDraft({ ...limited, bpmCeiling: ' ' })).toEqual({ ok: true, value: DEFAULT_PROFILE });
  const { bpmCeiling: _, ...earlier } = limited;
  expect(parseProfileDraft(earlier)?.bpmCeiling).toBe('');
});

test('another number of zones begins with the usual ones, and fields of one’s own are not', () => {
  const seven = draft(usualZones('threshold', 7));
  expect([countIn(seven), areUsual(seven)]).toEqual([7, true]);
  expect(readDraft(seven)).toMatchObject({ ok: true, value: { zoneFloorsPct: ZONE_PRESETS.threshold[7] } });
  expect(areUsual(draft({ floors: ['55', '70', '82,5', '95'] }))).toBe(false);
});

test('zones for a sport begin as the person’s, are read beside them, and can be taken back', () => {
  const rider = withSport(draft({}), 'ride', newSport(draft({})));
  expect(readDraft(rider)).toEqual({
    ok: true,
    value: { ...DEFAULT_PROFILE, sports: { ride: { zoneBasis: 'max', zoneFloorsPct: ZONE_PRESETS.max[5] } } },
  });
  const own = { ...newSport(draft({})), bpmMax: '180', bpmThreshold: '160' };
  const read = readDraft(withSport(rider, 'ride', own));
  expect(read).toMatchObject({ ok: true, value: { sports: { ride: { bpmMax: 180, bpmThreshold: 160 } } } });
  expect(read.ok && draftOf(read.value)).toMatchObject({ sports: { ride: own } });
  const gone = readDraft(withSport(rider, 'ride', undefined));
  expect(gone).toEqual({ ok: true, value: DEFAULT_PROFILE });
});

test.each<[string, Partial<SportDraft>, string]>([
  ['a maximum too high', { bpmMax: '230' }, 'sports.ride.bpmMax'],
  ['a threshold above its maximum', { bpmMax: '170', bpmThreshold: '175' }, 'sports.ride.bpmThreshold'],
  ['words', { bpmThreshold: 'high' }, 'sports.ride.bpmThreshold'],
  ['a zone without a floor', { floors: ['50', '', '80'] }, 'sports.ride.zoneFloorsPct[1]'],
])('in a sport %s is told at its field, and kept as it is written', (_name, patch, path) => {
  const written = withSport(draft({}), 'ride', { ...newSport(draft({})), ...patch });
  expect(problemAt(readDraft(written), path)).toBeDefined();
  expect(parseProfileDraft(JSON.parse(JSON.stringify(written)))).toEqual(JSON.parse(JSON.stringify(written)));
});

test.each<[string, object]>([
  ['two zones', { floors: ['1', '2'] }],
  ['a sport that is not known', { sports: { chess: newSport(draftOf(DEFAULT_PROFILE)) } }],
  ['a sport without zones', { sports: { ride: {} } }],
])('a draft with %s was left by something else', (_name, patch) => {
  expect(parseProfileDraft({ ...draftOf(DEFAULT_PROFILE), ...patch })).toBeUndefined();
});

test('an estimated threshold follows the maximum as it is written', () => {
  const lower = withHeartRate(draftOf(DEFAULT_PROFILE), 'bpmMax', '163');
  expect(readDraft(lower)).toMatchObject({
    ok: true,
    value: { bpmMax: 163, bpmThreshold: 143, estimated: ['bpmResting', 'bpmThreshold'] },
  });
});

test('a threshold that was given stays with another maximum; above it, that is said at its field, and nothing is clamped', () => {
  const given = withHeartRate(draftOf(DEFAULT_PROFILE), 'bpmThreshold', '170');
  expect(readDraft(withHeartRate(given, 'bpmMax', '200'))).toMatchObject({ ok: true, value: { bpmThreshold: 170 } });
  const read = readDraft(withHeartRate(given, 'bpmMax', '163'));
  expect(problemAt(read, 'bpmThreshold')?.code).toBe('profile.thresholdAboveMax');
});

test('a threshold goes back to the estimate, on request or when its field is emptied', () => {
  const given = withHeartRate(draftOf(DEFAULT_PROFILE), 'bpmThreshold', '170');
  const estimated = { ok: true, value: { bpmThreshold: 167, estimated: expect.arrayContaining(['bpmThreshold']) } };
  expect(readDraft(given)).toMatchObject({
    ok: true,
    value: { bpmThreshold: 170, estimated: ['bpmMax', 'bpmResting'] },
  });
  expect(readDraft(withEstimate(given, 'bpmThreshold'))).toMatchObject(estimated);
  expect(withEstimate(given, 'bpmThreshold').bpmThreshold).toBe('167');
  expect(readDraft(withHeartRate(given, 'bpmThreshold', ''))).toMatchObject(estimated);
});

test('a resting heart rate that is emptied is the typical one again', () => {
  const read = readDraft(withHeartRate(draft({ bpmResting: '48', estimated: [] }), 'bpmResting', ' '));
  expect(read).toMatchObject({ ok: true, value: { bpmResting: 60, estimated: ['bpmResting'] } });
});

test('a maximum that is wrong is the only thing that is wrong while the rest is estimated', () => {
  const read = readDraft(withHeartRate(draftOf(DEFAULT_PROFILE), 'bpmMax', '16'));
  expect(!read.ok && read.problems.map(({ path }) => path)).toEqual(['bpmMax']);
});

test('an age is forgotten once the maximum is given', () => {
  const byAge = draft({ bpmMax: '180', ageYears: '40', estimated: ['bpmMax'] });
  expect(readDraft(byAge)).toMatchObject({ ok: true, value: { ageYears: 40 } });
  const read = readDraft(withHeartRate(byAge, 'bpmMax', '186'));
  expect(read.ok && [read.value.bpmMax, read.value.ageYears]).toEqual([186, undefined]);
});

test('an age that is written moves an estimated maximum, and is stored with it', () => {
  expect(readDraft(withAge(draftOf(DEFAULT_PROFILE), '64'))).toMatchObject({
    ok: true,
    value: { bpmMax: 163, bpmThreshold: 143, ageYears: 64 },
  });
  const emptied = readDraft(withAge(withAge(draftOf(DEFAULT_PROFILE), '64'), ''));
  expect(emptied).toEqual({ ok: true, value: DEFAULT_PROFILE });
});

test('an age leaves a maximum that was given alone, until the person asks for the estimate', () => {
  const given = withAge(withHeartRate(draftOf(DEFAULT_PROFILE), 'bpmMax', '171'), '64');
  expect(readDraft(given)).toMatchObject({ ok: true, value: { bpmMax: 171 } });
  expect(readDraft(withEstimate(given, 'bpmMax'))).toMatchObject({
    ok: true,
    value: { bpmMax: 163, ageYears: 64, estimated: expect.arrayContaining(['bpmMax']) },
  });
});

test('an age that is none is told at its field, and stored is what was', () => {
  const wrong = withAge(withAge(draftOf(DEFAULT_PROFILE), '64'), '644');
  expect(wrong.bpmMax).toBe('163');
  expect(problemAt(readDraft(wrong), 'ageYears')).toBeDefined();
});

test('a draft of an earlier version, with its age as a number, can be read', () => {
  expect(parseProfileDraft({ ...draftOf(DEFAULT_PROFILE), ageYears: 40 })).toMatchObject({ ageYears: '40' });
});

test.each([
  ['72', 72],
  [' 72,5 ', 72.5],
  ['-3', -3],
  ['', NaN],
  ['7e3', NaN],
  ['0x40', NaN],
  ['72 bpm', NaN],
])('“%s” is read as %d', (text, value) => {
  expect(numberIn(text)).toBe(value);
});
