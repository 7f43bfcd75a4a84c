import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { WallClock } from '../../support/wallClock.ts';
import type { Chance } from '../chance.ts';
import { oneByOne, type Back, type Stage } from '../stage.ts';
import { placeOf, ROUTES, type Strike, type Struck } from '../strike.ts';

/** Shorter than what makes a tremble a sleep. */
const TREMBLE_MS = 300;
/** How exactly a gap says how far a clock was set. */
const GAP_OFF_MS = 1_500;

/**
 * The wall clock is set while the workout runs, and set right again. What elapsed is what passed; but for a clock that is
 * set forward by less than a minute, which nothing tells from a short sleep, and that is counted.
 */
export const clock: Strike = async (stage, chance) => {
  const how = chance.pick(['back', 'back', 'trembles', 'forward', 'farForward'] as const);
  const wall = await WallClock.over(stage.chromium.devTools, stage.page.cdp);
  return SET[how](stage, chance, wall);
};

const SET: Record<'back' | 'trembles' | 'forward' | 'farForward', (...all: Setting) => Promise<Struck>> = {
  /** And the app may be gone while it is off; the clock may come right while it is gone. */
  async back(stage, chance, wall) {
    const byMs = -1000 * chance.between(5, 7_200);
    const how = chance.pick(['watched', 'reloaded', 'killed'] as const);
    const gaps = await gapsOf(stage);
    const from = stage.watch.told.length - 1;
    const proof = await setBy(wall, byMs);
    await stage.watch.seconds(2);
    oneByOne(stage.watch.told.slice(from));
    let before = stage.shown;
    let back: Back | undefined;
    if (how === 'killed') {
      await stage.kill();
      before = stage.shown;
      await stage.restart();
      const right = chance.next() < 0.5;
      wall = await WallClock.over(stage.chromium.devTools, stage.page.cdp, right ? 0 : byMs);
    }
    if (how !== 'watched') back = await stage.comesBack(before, { route: chance.pick(ROUTES) });
    const then = stage.watch.told.length - 1;
    await wall.release();
    await stage.watch.seconds(2);
    oneByOne(stage.watch.told.slice(then));
    const session = await stage.keepsTime();
    assert.equal(session.gaps.length, gaps + (back ? 1 : 0), 'a clock that is set is no absence');
    return struck(`${proof}, ${how}`, stage, before, back);
  },

  async trembles(stage, chance, wall) {
    const gaps = await gapsOf(stage);
    const before = stage.shown;
    const from = stage.watch.told.length - 1;
    let proof = '';
    for (let i = 0; i < 3; i++) {
      const byMs = 1000 * chance.between(4, 9) * chance.pick([1, -1]);
      proof = await setBy(wall, byMs);
      await sleep(TREMBLE_MS);
      await wall.set(0);
      await stage.watch.seconds(1);
    }
    await wall.release();
    oneByOne(stage.watch.told.slice(from));
    const session = await stage.keepsTime();
    assert.equal(session.gaps.length, gaps, 'a clock that trembles is no absence');
    return struck(`${proof} and back, three times`, stage, before);
  },

  async forward(stage, chance, wall) {
    const byMs = 1000 * chance.between(11, 25);
    stage.playedUnheard = true;
    const gaps = await gapsOf(stage);
    const before = stage.shown;
    const proof = await setBy(wall, byMs);
    await stage.watch.until(
      'a sleep is counted',
      () => (stage.watch.last?.elapsedS ?? 0) > before.elapsedS + byMs / 1000,
    );
    await wall.release();
    await stage.watch.seconds(2);
    const { session } = await stage.acknowledgedNow();
    const gap = session.gaps.at(-1);
    assert.equal(session.gaps.length, gaps + 1);
    assert.ok(gap?.kind === 'slept' && gap.counted && Math.abs(gap.awayMs - byMs) < GAP_OFF_MS, JSON.stringify(gap));
    stage.gainedMs += gap.awayMs;
    await stage.keepsTime();
    return struck(`${proof}, counted as a sleep`, stage, before);
  },

  async farForward(stage, chance, wall) {
    const byMs = 1000 * chance.between(61, 7_200);
    const gaps = await gapsOf(stage);
    const before = stage.shown;
    const proof = await setBy(wall, byMs);
    await stage.watch.until('the workout is paused', () => stage.watch.last?.status === 'paused');
    const pausedS = stage.watch.last!.elapsedS;
    assert.ok(pausedS <= before.elapsedS + 3, `${pausedS - before.elapsedS} s elapsed at once`);
    await wall.release();
    // the question was acknowledged and is taken back, which nothing else that was acknowledged may be
    await stage.watch.until('the workout goes on by itself', () => stage.watch.last?.status === 'inProgress');
    await stage.watch.seconds(2);
    const session = await stage.keepsTime();
    assert.equal(session.gaps.length, gaps, 'nothing is asked any more');
    return struck(`${proof}, paused until it was right`, stage, before);
  },
};

type Setting = [stage: Stage, chance: Chance, wall: WallClock];

async function gapsOf(stage: Stage): Promise<number> {
  return (await stage.acknowledgedNow()).session.gaps.length;
}

/** In the page and in its worker, which has the clock of the workout. */
async function setBy(wall: WallClock, byMs: number): Promise<string> {
  await wall.set(byMs);
  const offMs = await wall.read();
  assert.ok(offMs['page'] === byMs && offMs['worker'] === byMs, `the clocks were not set: ${JSON.stringify(offMs)}`);
  return `${Object.keys(offMs).join(', ')} set by ${byMs / 1000} s`;
}

function struck(proof: string, stage: Stage, before: Struck['before'], back?: Back): Struck {
  const { lossS = 0, tookMs, shown = stage.shown } = back ?? {};
  return { proof, before, back: placeOf(shown), lossS, ...(tookMs !== undefined && { tookMs }) };
}
