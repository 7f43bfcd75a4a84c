// Which figure is shown, and why there is none: a number that cannot be trusted is no number.
import { expect, test } from 'vitest';
import type { WindowHrv } from '../../../src/core/hrv/beatWindow.ts';
import { HRV_FIGURES } from '../../../src/core/hrv/hrvFigures.ts';
import { hrvShown, type HrvNow } from '../../../src/core/samples/hrvShown.ts';
import type { Heart } from '../../../src/core/session/snapshot.ts';
import { DOUBT_REASONS } from '../../../src/core/signal/doubt.ts';

const LIVE: Heart = { signal: 'live', source: 'strap', bpm: 120, slopeBpmPerS: 0, silentS: 0 };
const FIGURES: WindowHrv = { rmssdMs: 12.4, sdnnMs: 20, dfaAlpha1: 0.81, artefactPct: 1 };
const GOOD: HrvNow = { forS: 300, withoutRrS: 0, figures: FIGURES };

const shown = (
  { heart = LIVE, hrv = GOOD, status = 'inProgress' as const }: Partial<Parameters<typeof hrvShown>[1]>,
  which: (typeof HRV_FIGURES)[number] = 'dfaAlpha1',
): unknown => hrvShown(which, { heart, hrv, status });

test('with two minutes of clear beats, the figure that was chosen', () => {
  expect(HRV_FIGURES.map((which) => shown({}, which))).toEqual([{ value: 0.81 }, { value: 12.4 }]);
});

test.each<[string, Partial<Parameters<typeof hrvShown>[1]>, object]>([
  ['no heart is listened to', { heart: { ...LIVE, signal: 'none' } }, { blank: 'noStrap' }],
  ['a simulated heart', { heart: { ...LIVE, source: 'simulated' } }, { blank: 'simulated' }],
  ['paused', { status: 'paused' }, { blank: 'paused' }],
  ['stale', { heart: { ...LIVE, signal: 'stale' } }, { blank: 'noSignal' }],
  ['lost', { heart: { ...LIVE, signal: 'lost' } }, { blank: 'noSignal' }],
  ['a strap without intervals', { hrv: { forS: 0, withoutRrS: 20 } }, { blank: 'noRr' }],
  ['a strap that may send some yet', { hrv: { forS: 0, withoutRrS: 19 } }, { blank: 'waiting', leftS: 120 }],
  ['intervals that have just stopped', { hrv: { ...GOOD, withoutRrS: 11 } }, { blank: 'waiting', leftS: 0 }],
  ['half of two minutes', { hrv: { forS: 60, withoutRrS: 0 } }, { blank: 'waiting', leftS: 60 }],
  ['5 % artefacts', { hrv: { ...GOOD, figures: { ...FIGURES, artefactPct: 5 } } }, { blank: 'artefacts' }],
  ['no exponent', { hrv: { ...GOOD, figures: { ...FIGURES, dfaAlpha1: null } } }, { blank: 'waiting' }],
])('%s', (_, now, why) => {
  expect(shown(now)).toEqual(why);
});

test('a worker that is older than the page says nothing of it', () => {
  expect(hrvShown('rmssd', { heart: LIVE, hrv: undefined, status: 'inProgress' })).toEqual({
    blank: 'waiting',
    leftS: 120,
  });
});

test.each(DOUBT_REASONS)('in doubt (%s) there is none', (reason) => {
  expect(shown({ heart: { ...LIVE, doubt: { reason, forS: 3 } } })).toEqual({ blank: 'doubt' });
});
