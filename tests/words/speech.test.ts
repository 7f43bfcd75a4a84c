// What the voice says: short, and as numbers are spoken.
import { expect, test } from 'vitest';
import type { NoticeBody } from '../../src/core/cues/notice.ts';
import type { RunPhase } from '../../src/core/plan/plan.ts';
import { speechWords } from '../../src/words/en/speech.ts';

const HARD: RunPhase = { name: 'Hard', target: { type: 'zone', zone: 4 }, end: { type: 'time', durationS: 240 } };
const BAND = { lowBpm: 152, highBpm: 170 };
const DOWN: RunPhase['end'] = { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 240 };

const started = (phase: Partial<RunPhase> = {}, index = 1, of = 5): NoticeBody => ({
  type: 'phaseStarted',
  index,
  of,
  phase: { ...HARD, ...phase },
});
const cue = (side: 'low' | 'high', bpm: number): NoticeBody => ({
  type: 'cue',
  side,
  why: { bpm, slopeBpmPerS: 0, projectedBpm: bpm, tauS: 58, band: BAND },
});

test.each<[NoticeBody, Parameters<typeof speechWords.speech>[1], string[]]>([
  [started(), { band: BAND }, ['Phase 2 of 5. Hard. 152 to 170. 4 minutes.']],
  [
    started({ end: { type: 'time', durationS: 270 } }),
    { band: BAND },
    ['Phase 2 of 5. Hard. 152 to 170. 4 minutes 30.'],
  ],
  [
    started({ end: { type: 'time', durationS: 45 } }, 0, 1),
    { band: { lowBpm: 171 } },
    ['Hard. 171 or more. 45 seconds.'],
  ],
  [started({ end: { type: 'time', durationS: 3900 } }), {}, ['Phase 2 of 5. Hard. Zone 4. 1 hour 5 minutes.']],
  [started({ target: { type: 'zone', zone: 2, of: 3 } }), {}, ['Phase 2 of 5. Hard. Zone 2 of 3. 4 minutes.']],
  [started({ round: { n: 2, of: 4 } }), { band: BAND }, ['Hard, 2 of 4. 152 to 170. 4 minutes.']],
  [started({ end: DOWN }), { band: BAND, endBpm: 120 }, ['Phase 2 of 5. Hard. 152 to 170. Until you are down to 120.']],
  [started({ name: 'Lap', lap: 3, target: { type: 'open' }, end: { type: 'hand' } }), {}, ['Lap 3. No target.']],
  [started({ cue: 'Short steps.' }), { band: BAND }, ['Phase 2 of 5. Hard. 152 to 170. 4 minutes.', 'Short steps.']],
  [{ type: 'countdown', leftS: 3 }, {}, ['3']],
  [{ type: 'halfway', leftS: 120 }, {}, ['Halfway. 2 minutes left.']],
  [cue('low', 144), {}, ['Push. 8 below.']],
  [cue('high', 178), {}, ['Ease off. 8 above.']],
  [{ type: 'almostRecovered', byBpm: 5, downToBpm: 120 }, {}, ['Almost recovered. 5 to go.']],
  [{ type: 'heartRate', bpm: 145 }, {}, ['Heart rate 145.']],
  [{ type: 'signalRestored', bpm: 145 }, {}, ['Strap back. 145.']],
  [{ type: 'paused', reason: 'user' }, {}, []],
])('speech: %j', (notice, known, lines) => {
  expect(speechWords.speech(notice, known)).toEqual(lines);
});

test('speech: a long cue text is said in lines of a breath each, and whole', () => {
  const text = 'Keep your shoulders low and your steps short, breathe out longer than in, '.repeat(6).trim();
  const [, ...lines] = speechWords.speech(started({ cue: text }));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  expect(lines.join(' ')).toBe(text);
});
