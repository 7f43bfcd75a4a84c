import { expect, test } from 'vitest';
import { draftOf, numberIn, problemAt, readDraft, type ProfileDraft } from '../../../src/app/screens/profileDraft.ts';
import { DEFAULT_PROFILE } from '../../../src/core/zones.ts';

const draft = (patch: Partial<ProfileDraft>): ProfileDraft => ({ ...draftOf(DEFAULT_PROFILE), ...patch });

test('what is shown is what was stored', () => {
  expect(readDraft(draftOf(DEFAULT_PROFILE))).toEqual({ ok: true, value: DEFAULT_PROFILE });
});

test.each<[string, Partial<ProfileDraft>, string, string]>([
  ['a maximum too high', { bpmMax: '221' }, 'bpmMax', 'value.tooLarge'],
  ['a maximum too low', { bpmMax: '99' }, 'bpmMax', 'value.tooSmall'],
  ['an empty field', { bpmMax: '' }, 'bpmMax', 'value.type'],
  ['a half beat', { bpmMax: '180.5' }, 'bpmMax', 'value.notWhole'],
  ['words', { bpmResting: 'sixty' }, 'bpmResting', 'value.type'],
  ['a resting heart above the maximum', { bpmMax: '110', bpmResting: '115' }, 'bpmResting', 'profile.restingAboveMax'],
  [
    'a threshold above the maximum',
    { zoneBasis: 'threshold', bpmThreshold: '200' },
    'bpmThreshold',
    'profile.thresholdAboveMax',
  ],
  ['zones that go down', { floors: ['50', '60', '60', '80', '90'] }, 'zoneFloorsPct', 'profile.zonesNotAscending'],
  ['a zone without a floor', { floors: ['50', '', '70', '80', '90'] }, 'zoneFloorsPct[1]', 'value.type'],
])('%s is told at its field', (_name, patch, path, code) => {
  expect(problemAt(readDraft(draft(patch)), path)?.code).toBe(code);
});

test('a threshold that is not asked for does not stand in the way of a lower maximum', () => {
  const read = readDraft(draft({ bpmMax: '120', bpmThreshold: '167' }));
  expect(read).toMatchObject({ ok: true, value: { bpmMax: 120, bpmThreshold: 120 } });
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
