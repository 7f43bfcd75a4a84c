// What is known of the heart: a script of seconds, one word each, and what is known after it.
import { expect, test } from 'vitest';
import type { Contact } from '../../../src/core/signal/heartRateMeasurement.ts';
import {
  heard,
  isSure,
  NO_SIGNAL,
  secondPassed,
  silenceForgiven,
  slopeBpmPerS,
  steadyBpm,
  type Signal,
  type Source,
} from '../../../src/core/signal/signal.ts';
import { rrOf } from '../arbitrary.ts';

/**
 * `130` a frame in that second; `.` nothing came; `~` nothing could be heard; `130!` without skin contact, `130+` with;
 * `130s` from a simulated strap; `.*5` five times; `forgive` silence counts from now on (takes no time).
 */
function play(script: string, from: Signal = NO_SIGNAL): Signal {
  let signal = from;
  let atMs = 0;
  for (const word of script.split(' ').flatMap(repeated)) {
    if (word === 'forgive') {
      signal = silenceForgiven(signal);
      continue;
    }
    const [, bpm, mark] = /^(\d+)([!+s]?)$/.exec(word) ?? [];
    if (bpm !== undefined) {
      const contact: Contact = mark === '!' ? 'absent' : mark === '+' ? 'present' : 'unsupported';
      const source: Source = mark === 's' ? 'simulated' : 'strap';
      signal = heard(
        signal,
        { bpm: Number(bpm), contact, energyKJ: null, rrMs: rrOf(Number(bpm), atMs / 1000) },
        source,
        atMs,
      );
    }
    atMs += 1000;
    signal = secondPassed(signal, atMs, word !== '~');
  }
  return signal;
}

function repeated(word: string): string[] {
  const [what = '', times = '1'] = word.split('*');
  return Array.from({ length: Number(times) }, () => what);
}

test.each([
  ['.', 'none'],
  ['.*100', 'none'], // nothing heard yet, nothing to miss
  ['130', 'live'],
  ['130 .*2', 'live'],
  ['130*2 .*2', 'live'],
  ['130*2 .*3', 'stale'], // four seconds
  ['130 .*4', 'live'], // nobody knows yet how often it speaks
  ['130 .*5', 'stale'],
  ['130 .*29', 'stale'],
  ['130 .*30', 'lost'], // more than thirty
  ['130 .*10 131', 'live'],
  ['130 .*40 131', 'live'],
  ['130*2 0 0 0', 'stale'], // no reading is no sign of life
  ['130*2 250 20 255', 'stale'],
  ['130 ~*100', 'live'], // nobody could have heard
  ['130 ~*100 .*2', 'live'],
  ['130*2 ~*100 .*3', 'stale'],
  ['130 .*20 ~*50 .*9', 'stale'],
  ['130 .*20 ~*50 .*10', 'lost'],
  ['130 .*20 forgive .*29', 'stale'],
  ['130 .*20 forgive .*31', 'lost'],
  ['130 .*40 forgive', 'lost'], // until it is heard
  ['130 .*40 forgive .*31', 'lost'],
  ['130*2 .*3 ~', 'stale'], // once quiet, only a reading makes it live again
  ['130! .*1', 'none'],
  ['130+ 130+ 131! 132! 133! 134!', 'stale'],
  // a strap that speaks once in five seconds is live, a little late or not, and stale a second after it was due
  ['130 .*4 131 .*4 132 .*4', 'live'],
  ['130 .*4 131 .*4 132 .*5', 'stale'],
  ['130 .*2 131 .*2 132 .*2', 'live'],
  ['130 .*6 131 .*6', 'stale'], // the strap knows its skin, so it is believed
  ['130s 131s', 'live'],
])('%s → %s', (script, status) => {
  expect(play(script).status).toBe(status);
});

test('the last good reading stays while stale, to be shown greyed, but decides nothing', () => {
  const stale = play('130 131 .*6');
  expect(stale).toMatchObject({ status: 'stale', bpm: 131 });
  expect(steadyBpm(stale)).toBeUndefined();
});

test('a strap that says "no contact" forever beside a moving rate is believed about the heart', () => {
  const wandering = Array.from({ length: 19 }, (_, i) => `${130 + (i % 4)}!`).join(' ');
  expect(play(wandering).status).toBe('none');
  expect(play(`${wandering} 131!`)).toMatchObject({ status: 'live', bpm: 131 });
});

test('a strap on a table, one rate and no contact, is never believed', () => {
  expect(play('130!*300').status).toBe('none');
});

test('one "contact" makes every later "no contact" count', () => {
  const wandering = Array.from({ length: 60 }, (_, i) => `${130 + (i % 4)}!`).join(' ');
  expect(play(`120+ ${wandering}`)).toMatchObject({ status: 'lost', bpm: 120 });
});

test('after a gap the filter is seeded anew: the old minute is another heart', () => {
  expect(play('100*30 .*20 160').filter?.bpm).toBe(160);
  expect(play('100*30 .*2 110').filter?.bpm).toBeLessThan(106);
});

test('a change of strap forgets all but the battery', () => {
  const before = { ...play('100*30'), batteryPct: 50 };
  const after = play('160s', before);
  expect(after).toMatchObject({ source: 'simulated', bpm: 160, batteryPct: 50 });
  expect(after.filter?.bpm).toBe(160);
});

test('the slope of a climb of half a beat a second is half a beat a second', () => {
  const climb = Array.from({ length: 60 }, (_, i) => String(100 + Math.floor(i / 2))).join(' ');
  expect(slopeBpmPerS(play(climb))).toBeCloseTo(0.5, 1);
});

test('there is no slope before five seconds, and none across a gap', () => {
  expect(slopeBpmPerS(play('100 110 120 130'))).toBe(0);
  expect(slopeBpmPerS(play('100 110 120 130 140 150'))).toBeGreaterThan(0);
  expect(slopeBpmPerS(play('100 110 120 130 140 150 .*10 160 170'))).toBe(0);
});

test('the beats of a second are those that came in it', () => {
  let signal = heard(NO_SIGNAL, { bpm: 120, contact: 'present', energyKJ: null, rrMs: [500, 501] }, 'strap', 100);
  signal = heard(signal, { bpm: 120, contact: 'present', energyKJ: null, rrMs: [502] }, 'strap', 900);
  expect(signal.rrMs).toEqual([500, 501, 502]);
  expect(secondPassed(signal, 1000, true).rrMs).toEqual([]);
});

test.each([
  ['120*30', true],
  ['120', false], // a reading
  ['120 120', false], // or two
  ['120 120 120', true],
  ['219 120 120', false],
  ['120*30 219', false], // not now
  ['120*30 219 120', true],
  ['120*30 .*10 219 219', false], // after a hole as at the start
  ['120 .*4 121 .*4 122', true], // a slow strap as well
  ['120 .*4 121', false],
])('%s can be decided on: %s', (script, sure) => {
  expect(isSure(play(script))).toBe(sure);
});

test.each([
  ['120*30 219', 120],
  ['120*30 219 219 219', 120],
  ['120*30 40 40 40 120', 120],
  ['120*30 219 40 219 40 219', 120], // they do not agree
  ['120*30 170*5', 120], // nor for long enough
  ['120*30 170*6', 170], // now they do
  ['120*30 170 171 172 173 174 175', 174],
  ['120*30 170*5 120', 120],
  ['120 .*4 121 .*4 200 .*4', 121],
  ['120 .*4 121 .*4 200 .*4 201 .*4 202 .*4', 201],
  ['219 120*4', 120],
])('%s: the filter says %i', (script, bpm) => {
  expect(Math.round(play(script).filter?.bpm ?? 0)).toBe(bpm);
});

test('a burst of wild frames is one reading', () => {
  let signal = play('120*30');
  for (let i = 0; i < 20; i++)
    signal = heard(signal, { bpm: 219, contact: 'present', energyKJ: null, rrMs: [] }, 'strap', 30_000 + i * 10);
  expect(signal.filter?.bpm).toBe(120);
  signal = secondPassed(signal, 31_000, true);
  expect(isSure(signal)).toBe(false);
  const first = Array.from({ length: 20 }).reduce<Signal>(
    (now) => heard(now, { bpm: 219, contact: 'present', energyKJ: null, rrMs: [] }, 'strap', 0),
    NO_SIGNAL,
  );
  expect(isSure(secondPassed(first, 1000, true))).toBe(false);
});

test('a heart that climbs as fast as hearts do is followed', () => {
  const climb = Array.from({ length: 20 }, (_, i) => String(100 + 4 * i)).join(' ');
  expect(play(`100*10 ${climb}`).filter?.bpm).toBeGreaterThan(155);
});
