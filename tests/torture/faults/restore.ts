import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { data } from '../../../src/words/en/data.ts';
import { backUp, choose, workoutsOfAnother } from '../backup.ts';
import { readRecords } from '../records.ts';
import { oneByOne, type Stage } from '../stage.ts';
import { placeOf, ROUTES, type Strike } from '../strike.ts';

const SOON_MS = 60;

/**
 * A backup is restored while the workout is under way: the screen does not let anybody, and the store refuses whoever does
 * it all the same. The workout goes on as if nothing had been, also where the browser is killed meanwhile.
 */
export const restore: Strike = async (stage, chance) => {
  const { watch } = stage;
  const mode = chance.pick(['merge', 'replace'] as const);
  const path = await backUp(stage, await readRecords(stage.page), workoutsOfAnother(chance));
  const from = watch.told.length - 1;
  let before = stage.shown;
  await choose(stage, path, mode, { forced: true });
  for (const name of mode === 'merge' ? [data.bringIn.merge] : [data.bringIn.replace, data.sureYes]) {
    await pressThoughDisabled(stage, name);
  }

  if (chance.next() < 0.3) {
    await sleep(chance.between(0, SOON_MS)); // the moment
    await stage.kill();
    before = lastTold(stage);
    await stage.restart();
    const { shown, lossS, tookMs } = await stage.comesBack(before, { route: chance.pick(ROUTES) });
    return { proof: `${mode} pressed, then no process left`, before, back: placeOf(shown), lossS, tookMs };
  }
  await stage.page.waitFor(`document.body.textContent.includes(${JSON.stringify(data.failedWhy('underWay', ''))})`);
  await watch.seconds(2);
  oneByOne(watch.told.slice(from));
  await stage.page.evaluate(`location.hash = '#/live'`);
  await watch.until('the workout is shown', () => stage.shown.elapsedS === watch.last?.elapsedS);
  await stage.keepsTime();
  return { proof: `${mode} was refused`, before, back: placeOf(stage.shown), lossS: 0 };
};

/** The screen of settings does not show the workout, but was told of it. */
function lastTold(stage: Stage): Stage['shown'] {
  const { elapsedS, phaseIndex } = stage.watch.last!;
  return { ...stage.shown, elapsedS, phase: phaseIndex + 1 };
}

async function pressThoughDisabled({ page }: Stage, name: string): Promise<void> {
  const button = `[...document.querySelectorAll('.data button')].find((each) => each.textContent.trim() === '${name}')`;
  await page.waitFor(button);
  assert.ok(await page.evaluate<boolean>(`${button}.disabled`), 'nobody can press it');
  await page.evaluate(`((button) => { button.disabled = false; button.click(); })(${button})`);
}
