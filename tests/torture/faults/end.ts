import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOSS_MAX_S } from '../invariants.ts';
import { acknowledged, historyIn } from '../records.ts';
import type { Stage } from '../stage.ts';
import { placeOf, type Strike } from '../strike.ts';

const NEAR_MS = 50;

/** The browser is killed at the very moment at which the workout ends: it is done, or it can still be ended, never both. */
export const end: Strike = async (stage, chance) => {
  const how = chance.pick(['pressed', 'ranOut'] as const);
  const offMs = chance.between(-NEAR_MS, NEAR_MS);
  if (how === 'pressed') await pressed(stage, offMs);
  else await ranOut(stage, offMs);
  const before = stage.shown;
  const stored = stage.watch.stored.includes(stage.workoutId);
  const proof = `no process left ${offMs} ms after it ${how === 'pressed' ? 'was ended' : 'ran out'}`;

  await stage.restart();
  const records = await stage.leave();
  const kept = historyIn(records).get(stage.workoutId);
  if (kept) {
    const lossS = before.elapsedS - kept.session.elapsedS;
    assert.ok(lossS >= -1 && lossS <= LOSS_MAX_S, `${lossS} s are lost`);
    await isOver(stage);
    await stage.concluded();
    return { proof, before, back: 'in the history', lossS: Math.max(0, lossS), over: true };
  }

  assert.ok(!stored, 'what the page was told to be in the history is there');
  const checkpoint = acknowledged(records);
  if (checkpoint?.session.status === 'completed') {
    const lossS = before.elapsedS - checkpoint.session.elapsedS;
    assert.ok(lossS >= -1 && lossS <= LOSS_MAX_S, `${lossS} s are lost`);
    await stage.openApp('#/today');
    await stage.watch.until('it is stored now', () => stage.watch.stored.includes(stage.workoutId));
    await stage.concluded();
    return { proof, before, back: 'stored late', lossS: Math.max(0, lossS), over: true };
  }

  const { shown, lossS, tookMs } = await stage.comesBack(before);
  await stage.end(how);
  return { proof, before, back: placeOf(shown), lossS, tookMs, over: true };
};

async function pressed(stage: Stage, offMs: number): Promise<void> {
  await stage.arm();
  const pressMs = performance.now() + Math.max(0, -offMs);
  const killed = stage.killAt(pressMs + offMs);
  await sleep(Math.max(0, pressMs - performance.now()));
  stage.page.tap('End workout').catch(() => undefined); // killed before it could answer
  await killed;
}

async function ranOut(stage: Stage, offMs: number): Promise<void> {
  await stage.skipToLast();
  const { atEpochMs } = await stage.watch.seconds(2);
  await stage.killAt(performance.now() + (atEpochMs + 1000 + offMs - Date.now()));
}

/** Opened again, the app has nothing to go on with, and shows the workout once. */
async function isOver(stage: Stage): Promise<void> {
  await stage.openApp('#/history');
  await stage.watch.until('the app has looked for a workout', () => stage.watch.last?.status === 'idle');
  const items = `document.querySelectorAll('[data-testid="history-item"][data-session-id="${stage.workoutId}"]').length`;
  await stage.page.waitFor(`${items} === 1`);
}
