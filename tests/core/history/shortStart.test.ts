import { expect, test } from 'vitest';
import { isShortStart, SHORT_START_S } from '../../../src/core/history/shortStart.ts';
import { ENDINGS } from '../../../src/core/session/session.ts';

test('a start is short when a hand ended it within the first minute', () => {
  const short = [0, 30, SHORT_START_S - 1, SHORT_START_S, 3_600].flatMap((elapsedS) =>
    ENDINGS.filter((ending) => isShortStart({ elapsedS, ending })).map((ending) => `${ending} ${elapsedS}`),
  );
  expect(short).toEqual(['stopped 0', 'stopped 30', 'stopped 59']);
});
