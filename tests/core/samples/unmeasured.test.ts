import { expect, test } from 'vitest';
import { unmeasuredS } from '../../../src/core/samples/unmeasured.ts';

test('seconds that nothing certain is known of are those unheard and those in doubt; some at the start are not worth telling', () => {
  expect(unmeasuredS({ noSignalS: 130 })).toBe(130);
  expect(unmeasuredS({ noSignalS: 8 }, 60)).toBe(68);
  expect(unmeasuredS({ noSignalS: 9 })).toBe(0);
  expect(unmeasuredS({ noSignalS: 0 }, 10)).toBe(10);
});
