// What happens to a strap in a workout, in random order: each script ends live again, or in a state that says what to do.
import { expect, test, type Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NOTHING_SEEN, watchPage } from '../support/browser.ts';
import { NIGHTLY } from '../support/nightly.ts';
import { EmulatedStrap, frameOf } from '../support/strap.ts';
import { Chance } from '../torture/chance.ts';

/** A drop, silence and a reload each have a test of their own in the gate. */
const SCRIPTS = NIGHTLY ? 50 : 0;
const SEED = 13;

/** Not a heart-rate measurement: each is refused, and none ends the connection. */
const GARBAGE = [[], [0x00], [0x01, 0x90], [0x10, 120, 1], [0x08, 120, 1], [0x00, 0], [0xff]];

interface Stage {
  page: Page;
  strap: EmulatedStrap;
  chance: Chance;
  /** Sends frames for so many seconds, or until they are heard by nobody. */
  beat(seconds: number): Promise<void>;
}

/**
 * Each leaves the strap as someone might find it: what is switched off is on again at the end of the script. None is dropped
 * while it connects, which the emulation cannot do: `tests/app/device/strapScripts.test.ts` has that against a fake.
 */
const STRIKES = {
  drop: async ({ strap, beat, chance }) => {
    strap.reachable = false;
    await strap.drop();
    await sleep(chance.between(0, 4_000));
    strap.reachable = true;
    await beat(chance.between(0, 3));
  },
  silence: async ({ chance }) => sleep(chance.between(2_000, 9_000)),
  garbage: async ({ strap, chance }) => {
    for (let i = 0; i < 5; i++) await strap.send(Uint8Array.from(chance.pick(GARBAGE)));
  },
  lateAnswers: async ({ strap, chance }) => {
    strap.answersAfterMs = chance.between(500, 4_000);
    await strap.drop();
    await sleep(chance.between(500, 5_000));
    strap.answersAfterMs = 0;
  },
  neverAnswers: async ({ strap, chance }) => {
    strap.answersAfterMs = Infinity;
    await strap.drop();
    await sleep(chance.between(1_000, 5_000));
    strap.answersAfterMs = 0;
  },
  battery: async ({ strap, chance }) => void (await strap.sendBattery(chance.between(0, 100))),
  adapter: async ({ strap, chance }) => {
    await strap.radio('powered-off');
    await sleep(chance.between(200, 4_000));
    await strap.radio('powered-on');
  },
  reload: async ({ page, chance }) => {
    await page.reload();
    await sleep(chance.between(0, 3_000));
  },
} satisfies Record<string, (stage: Stage) => Promise<void>>;

/** Counts what the page hands to its worker: with `noshared` each notification is a message. */
const COUNT_FRAMES = `
  globalThis.framesPosted = 0;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'frame') framesPosted += 1;
    return postMessage.call(this, message, ...rest);
  };
`;

for (let turn = 0; turn < SCRIPTS; turn++) {
  const chance = new Chance(SEED, turn);
  const names = Object.keys(STRIKES) as (keyof typeof STRIKES)[];
  const script = Array.from({ length: 6 }, () => chance.pick(names));

  test(`strap script ${turn}: ${script.join(', ')}`, { tag: '@whole-browser' }, async ({ page, browser }) => {
    test.setTimeout(300_000);
    const strap = await EmulatedStrap.install(browser, page, { name: 'Polar H10' });
    const seen = await watchPage(page);
    await page.addInitScript(COUNT_FRAMES);
    await page.goto('/?noshared=1#/live?plan=base-endurance');
    await page.getByRole('button', { name: 'Connect strap' }).click();
    await strap.subscribed();
    let bpm = 100;
    const beat = async (seconds: number): Promise<void> => {
      for (let i = 0; i < seconds; i++) {
        bpm = bpm === 139 ? 100 : bpm + 1;
        await strap.send(frameOf(bpm));
        await sleep(1_000);
      }
    };
    await beat(1);
    await page.getByRole('button', { name: 'Start workout' }).click();
    await beat(3);

    for (const name of script) {
      await STRIKES[name]({ page, strap, chance, beat });
      await beat(chance.between(0, 2));
    }

    // Whatever it was, everything is there again: so is the heart rate, at most after one tap that the page asks for.
    const deadlineMs = performance.now() + 90_000;
    let tappedMs = -Infinity; // a person gives what was tapped its time
    const isLive = async (): Promise<boolean> => (await page.getByTestId('signal').textContent()) === 'live';
    while (!(await isLive()) || !(await strap.send(frameOf(bpm)))) {
      expect(performance.now(), await page.locator('body').innerText()).toBeLessThan(deadlineMs);
      const reconnect = page.getByRole('button', { name: /^(Reconnect|Connect strap)$/ });
      if (performance.now() - tappedMs > 15_000 && (await reconnect.first().isVisible())) {
        tappedMs = performance.now();
        await reconnect
          .first()
          .click({ timeout: 2_000 })
          .catch(() => undefined);
      }
      await beat(1);
    }
    await expect(page.getByTestId('state')).toHaveText('inProgress', { timeout: 15_000 });

    const posted = (): Promise<number> => page.evaluate('framesPosted');
    const before = await posted();
    for (let i = 0; i < 5; i++) expect(await strap.send(frameOf(141 + i))).toBe(true);
    expect(await posted()).toBe(before + 5); // none is heard twice by a listener that was left behind
    await expect(page.getByTestId('bpm')).toHaveText('145');
    expect(seen).toEqual(NOTHING_SEEN);
  });
}
