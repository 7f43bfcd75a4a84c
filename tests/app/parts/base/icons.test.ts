// Every icon is a path that a browser draws to its end: one number too few, and the rest of it is silently missing.
import { describe, expect, test } from 'vitest';
import { ICONS } from '../../../../src/app/parts/base/icons.ts';

const ARGUMENTS: Record<string, number> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

interface Step {
  command: string;
  values: number[];
}

/** As the grammar of SVG has it: flags of an arc are one digit each, numbers may touch. */
function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  for (const [, command = '', rest = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const kind = command.toLowerCase();
    const least = ARGUMENTS[kind];
    if (least === undefined) throw new Error(`no command ${command}`);
    const values: number[] = [];
    let left = rest.trim();
    while (left !== '') {
      const isFlag = kind === 'a' && [3, 4].includes(values.length % 7);
      const found = (isFlag ? /^[01]/ : /^[-+]?(\d+\.?\d*|\.\d+)/).exec(left)?.[0];
      if (found === undefined) throw new Error(`not a number: ${left}`);
      values.push(Number(found));
      left = left.slice(found.length).replace(/^[\s,]+/, '');
    }
    if (least === 0 ? values.length > 0 : values.length === 0 || values.length % least !== 0)
      throw new Error(`${command} with ${values.length} numbers: ${rest}`);
    for (let at = 0; at < Math.max(1, values.length); at += Math.max(1, least))
      steps.push({ command, values: values.slice(at, at + least) });
  }
  return steps;
}

/** Where each step ends. */
function pointsOf(path: string): [number, number][] {
  let [x, y] = [0, 0];
  let start: [number, number] = [0, 0];
  return stepsOf(path).map(({ command, values }, i) => {
    const relative = command === command.toLowerCase() && i > 0;
    const kind = command.toLowerCase();
    if (kind === 'z') [x, y] = start;
    else if (kind === 'h') x = values[0]! + (relative ? x : 0);
    else if (kind === 'v') y = values[0]! + (relative ? y : 0);
    else [x, y] = [values.at(-2)! + (relative ? x : 0), values.at(-1)! + (relative ? y : 0)];
    if (kind === 'm') start = [x, y];
    return [x, y];
  });
}

describe.each(Object.entries(ICONS))('%s', (_name, path) => {
  test('is drawn to its end, inside its square', () => {
    for (const point of pointsOf(path))
      for (const at of point) expect(at).toBeCloseTo(Math.min(23, Math.max(1, at)), 5);
  });
});

test('no two icons look the same', () => {
  expect(new Set(Object.values(ICONS)).size).toBe(Object.keys(ICONS).length);
});

test.each([
  'M11 4.7a.7.7 0 0 0-1.2-.5a1.4 1.4 0 0 1 1.41l3.38 3.38z', // as the loudspeaker was
  'M1 2 3',
  'M1 1h',
])('what is broken is found: %s', (path) => {
  expect(() => stepsOf(path)).toThrow();
});
