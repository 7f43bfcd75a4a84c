import assert from 'node:assert/strict';
import { workout } from '../../../src/words/en/workout.ts';
import type { OwnPage } from '../../support/browser.ts';
import { begunAtMs } from '../invariants.ts';
import { oneByOne, shownIn, type Back, type Stage } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';
import type { Watch } from '../watch.ts';

const ASLEEP = workout.troubles.otherTabAsleep({ code: 'otherTabAsleep' }).title;

/** How long the workout may stand still when the tab that runs it is closed and another is open. */
const TAKEN_OVER_MS = 2_000;
/** A change of tabs may cost the workout no time: no more than this is put down to a busy machine. */
const OFF_MAX_MS = 800;

interface Tab {
  page: OwnPage;
  watch: Watch;
}

/** The app in a second tab: one of them runs the workout, and the other goes on when that one is closed, frozen or asked. */
export const secondTab: Strike = async (stage, chance) => {
  const first: Tab = { page: stage.page, watch: stage.watch };
  const { session } = await stage.acknowledgedNow();
  const from = first.watch.told.length - 1;

  await stage.newTab();
  await stage.openApp('#/live');
  await stage.watch.until('the second tab shows what the first runs', () => stage.watch.shown.at(-1)?.elsewhere);
  await stage.watch.seconds(2);
  oneByOne(first.watch.told.slice(from));
  assert.ok(runsHere(first.watch) && !runsHere(stage.watch), 'one tab runs it');

  const how = chance.pick(['closed', 'asked', 'frozen'] as const);
  const before = shownIn(first.watch);
  const begunMs = begunAtMs(first.watch.told.slice(-5));
  stage.playedUnheard = true;
  const { told, shown, lossS, tookMs } = await TAKE_OVER[how](stage, first);
  assert.ok(told.elapsedS >= session.elapsedS, 'what was acknowledged is there');
  assert.ok(runsHere(stage.watch), 'the second tab runs it');

  await stage.watch.seconds(1);
  const here = stage.watch.told.filter((each) => runs(each) && each.elapsedS > told.elapsedS);
  const { session: after } = await stage.acknowledgedNow();
  const awayMs = after.gaps.slice(session.gaps.length).reduce((sum, gap) => sum + (gap.counted ? 0 : gap.awayMs), 0);
  const offMs = begunAtMs(here.slice(-3)) - awayMs - begunMs;
  assert.ok(Math.abs(offMs) < OFF_MAX_MS, `the change of tabs cost ${Math.round(offMs)} ms`);
  return { proof: `the first of two was ${how}`, before, back: placeOf(shown), lossS, tookMs };
};

const TAKE_OVER: Record<'closed' | 'asked' | 'frozen', (stage: Stage, first: Tab) => Promise<Back>> = {
  async closed(stage, { page, watch }) {
    const sinceMs = performance.now();
    await page.close();
    const back = await stage.isBack(shownIn(watch), sinceMs, { banner: false });
    assert.ok(back.tookMs <= TAKEN_OVER_MS, `the second tab took ${Math.round(back.tookMs)} ms to go on`);
    return back;
  },

  async asked(stage, { page, watch }) {
    const sinceMs = performance.now();
    await stage.page.press('Take over here');
    const back = await stage.isBack(shownIn(watch), sinceMs, { banner: false });
    await watch.until('the first tab looks on', () => watch.last?.elsewhere);
    await page.close();
    return back;
  },

  async frozen(stage, { page, watch }) {
    const sinceMs = performance.now();
    await page.cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    const { length } = watch.told;
    const before = shownIn(watch); // once thawed it catches up, until it learns that it is the first no more
    // one that is frozen in the middle of a write is in the way of all others, and the app says so
    const asleep = (): boolean => stage.watch.shown.at(-1)?.troubles.includes(ASLEEP) ?? false;
    await stage.watch.until('the second tab goes on by itself', () => runsHere(stage.watch) || asleep());
    assert.ok(watch.told.length <= length + 1, 'the first tab was not frozen'); // one may have been on its way
    await page.thaw();
    const back = await stage.isBack(before, sinceMs, { banner: false });
    await watch.until('the first tab looks on', () => watch.last?.elsewhere);
    await page.close();
    return back;
  },
};

const runs = ({ status, elsewhere }: Watch['told'][number]): boolean => status === 'inProgress' && !elsewhere;
const runsHere = ({ last }: Watch): boolean => last !== undefined && runs(last);
