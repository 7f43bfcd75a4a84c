import { expect, test } from 'vitest';
import { readSettings } from '../../src/store/database/readers.ts';
import { DEFAULT_SETTINGS, stamped, type Settings } from '../../src/store/database/records.ts';

/** What is read of settings in which these are otherwise. */
function read(own: Record<string, unknown>): Settings | null {
  const settings = readSettings(stamped({ ...DEFAULT_SETTINGS, ...own }, 0));
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  return settings.value.value;
}

test('settings from before there was a screen of load: Edwards, no constants, nothing dismissed', () => {
  const { loadFormula: _f, loadConstants: _c, rampQuiet: _r, notMine: _n, ...before } = DEFAULT_SETTINGS;
  const settings = readSettings(stamped(before, 0));
  expect(settings).toMatchObject({
    ok: true,
    value: { value: { loadFormula: 'edwards', loadConstants: null, rampQuiet: {}, notMine: [] } },
  });
});

test('settings: what was chosen and dismissed is read back', () => {
  const own = { loadFormula: 'hrss', loadConstants: 'female', rampQuiet: { formLow: 20_000 }, notMine: ['a'] } as const;
  expect(read(own)).toMatchObject(own);
});

test.each<[string, Record<string, unknown>, Partial<Settings>]>([
  ['a formula that is not known here', { loadFormula: 'tss' }, { loadFormula: 'edwards' }],
  ['constants of nobody', { loadConstants: 'child' }, { loadConstants: null }],
  ['a day that is none', { rampQuiet: { formLow: 'today', weekLoad: 5 } }, { rampQuiet: { weekLoad: 5 } }],
  ['a list that is none', { rampQuiet: 7, notMine: 'a' }, { rampQuiet: {}, notMine: [] }],
  ['ids that are none', { notMine: ['a', 3, 'no id at all'] }, { notMine: ['a'] }],
])('settings with %s fall back alone', (_, own, settings) => {
  expect(read({ volume: 0.3, ...own })).toMatchObject({ volume: 0.3, ...settings });
});
