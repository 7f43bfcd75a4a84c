// Two straps on one heart: both are seen, which one is listened to, and that a change of strap leaves no hole behind.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionFile } from '../../src/formats/activity/session-json.ts';
import { axeFindings } from '../support/axe.ts';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { NIGHTLY } from '../support/nightly.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';

const button = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name, exact: true });

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}

/** A heart rate each second, or none, as long as it is worn. */
class Worn {
  readonly #strap: EmulatedStrap;
  #bpm: number | undefined;
  #off = false;
  /** It says that it touches no skin. */
  loose = false;

  constructor(strap: EmulatedStrap, bpm: number) {
    this.#strap = strap;
    this.#bpm = bpm;
    void this.#beat();
  }

  says(bpm: number | undefined): void {
    this.#bpm = bpm;
  }

  takeOff(): void {
    this.#off = true;
  }

  async #beat(): Promise<void> {
    for (let s = 0; !this.#off; s++) {
      if (this.#bpm !== undefined) await this.#strap.send(frameOf(this.#bpm + (s % 2)).with(0, this.loose ? 0b100 : 0));
      await sleep(1_000);
    }
  }
}

/** A letter for each stored second: `a` the first strap's rate, `b` the second's, `?` anything else. */
async function secondsStored(page: Page): Promise<{ file: SessionFile; letters: string }> {
  const download = page.waitForEvent('download');
  await button(page, 'Export').click();
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as SessionFile;
  const { bpm, strap = [] } = file.samples;
  const letters = bpm.map((each, s) =>
    strap[s] === 0 && (each === 140 || each === 141) ? 'a' : strap[s] === 1 && (each === 95 || each === 96) ? 'b' : '?',
  );
  return { file, letters: letters.join('') };
}

test(
  'two straps: they disagree, one falls silent and the other takes over, and each second knows whose it is',
  { tag: '@whole-browser' },
  async ({ page, browser }) => {
    test.setTimeout(180_000);
    const first = await EmulatedStrap.install(browser, page, { name: 'Polar H10' });
    const second = await first.beside({ name: 'Armband', address: '0A:0A:0A:0A:0A:0A', batteryPct: 55 });
    const seen = await watchPage(page);
    await page.goto('/#/settings');
    await page.getByRole('radio', { name: 'Bluetooth' }).check();
    second.chooser = 'passOver';
    await button(page, 'Connect strap').click();
    await first.subscribed();
    first.chooser = 'passOver';
    second.chooser = 'select';
    await button(page, 'Add a second strap').click();
    await second.subscribed();
    const chest = new Worn(first, 140);
    const arm = new Worn(second, 95);
    await expect(page.getByText(/14[01] bpm\s· used now/)).toBeVisible();
    await expect(page.getByText(/9[56] bpm\s· standby · Battery 55 %/)).toBeVisible();

    await go(page, '#/live?plan=base-endurance');
    await button(page, 'Start workout').click();
    await expect(page.getByTestId('bpm')).toHaveText(/^14[01]$/);
    await expect(page.getByTestId('straps')).toHaveText(
      /^The straps disagree: 14[01] and 9[56]\. Showing 14[01], no cues/,
      {
        timeout: 30_000,
      },
    );
    await go(page, '#/settings');
    await expect(page.getByText(/The straps disagree: 14[01] and 9[56]\. Moisten and tighten both/)).toBeVisible();
    await go(page, '#/live');

    const signals = new Set<string | null>();
    chest.says(undefined);
    while (!/^9[56]$/.test((await page.getByTestId('bpm').textContent()) ?? '')) {
      signals.add(await page.getByTestId('signal').textContent());
      await sleep(100);
    }
    expect([...signals]).toEqual(['live']); // no number ever went grey
    await expect(page.getByTestId('straps')).toHaveText('Heart rate from the second strap, Armband');
    first.reachable = false;
    await first.drop();
    await go(page, '#/settings');
    await expect(page.getByText(/9[56] bpm\s· used now/)).toBeVisible();
    await expect(page.getByText(/^(Next try in \d+ s|Reconnecting)/)).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);

    first.reachable = true;
    await first.subscribed({ timeoutMs: 40_000 });
    chest.says(140);
    await expect(page.getByText(/14[01] bpm\s· standby/)).toBeVisible(); // it has to be good for a while first
    if (NIGHTLY) await expect(page.getByText(/14[01] bpm\s· used now/)).toBeVisible({ timeout: 60_000 });
    if (!NIGHTLY) {
      chest.loose = true;
      await expect(page.getByText('No skin contact. Moisten and tighten the strap.')).toBeVisible();
    }
    await go(page, '#/live');
    await button(page, 'End workout').click();
    await page.getByRole('region', { name: 'End now?' }).getByRole('button', { name: 'End workout' }).click();
    chest.takeOff();
    arm.takeOff();
    await expect(page.getByTestId('state')).toHaveText('completed');

    await go(page, '#/history');
    await page.getByTestId('history-item').click();
    await expect(page.getByRole('listitem').filter({ hasText: /^Armband/ })).toBeVisible();
    const { file, letters } = await secondsStored(page);
    expect(file.session).toMatchObject({ strapName: 'Polar H10', secondStrapName: 'Armband' });
    expect(letters).toMatch(NIGHTLY ? /^a{10,}b{20,}a+$/ : /^a{10,}b+$/);
    expect(letters).toHaveLength(file.session.elapsedS);
    expect(seen).toEqual(NOTHING_SEEN);
  },
);
