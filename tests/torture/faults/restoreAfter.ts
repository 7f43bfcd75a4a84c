import { setTimeout as sleep } from 'node:timers/promises';
import { data } from '../../../src/words/en/data.ts';
import { backUp, choose, workoutsOfAnother } from '../backup.ts';
import { readRecords } from '../records.ts';
import { placeOf, type Strike } from '../strike.ts';

const SOON_MS = 150;

/**
 * A backup is restored as soon as the workout has ended, and now and then the browser is killed in the middle of that. The
 * workout is in the history, once; of the backup all is there, or nothing.
 */
export const restoreAfter: Strike = async (stage, chance) => {
  const { watch } = stage;
  const more = workoutsOfAnother(chance);
  const mode = chance.pick(['merge', 'replace'] as const);
  // what is replaced goes: that file is of after the end
  let path = mode === 'merge' ? await backUp(stage, await readRecords(stage.page), more) : '';
  await stage.arm();
  const before = stage.shown;
  await stage.page.tap('End workout');
  await watch.until('the workout has ended', () => watch.last?.status === 'completed');
  if (mode === 'replace') {
    await watch.until('it is stored', () => watch.stored.includes(stage.workoutId));
    path = await backUp(stage, await readRecords(stage.page), more);
  }
  await choose(stage, path, mode);
  if (mode === 'replace') await stage.page.press(data.bringIn.replace);
  await stage.page.press(mode === 'merge' ? data.bringIn.merge : data.sureYes);

  const killed = chance.next() < 0.5;
  if (killed) {
    await sleep(chance.between(0, SOON_MS)); // the moment
    await stage.kill();
    await stage.restart();
  } else {
    await stage.page.waitFor(`document.body.textContent.includes(${JSON.stringify(data.restored)})`);
  }
  const came = await stage.broughtIn(more, { surely: !killed });
  await stage.concluded();
  const proof = `${mode}, ${killed ? 'no process left, ' : ''}${came} of ${more.length} workouts came in`;
  return { proof, before, back: `history ${placeOf(before)}`, lossS: 0, over: true };
};
