// Mounts one of them, with the real state over a library that keeps nothing.
import { flushSync, mount } from 'svelte';
import ImportPlans from '../../src/app/screens/plans/exchange/ImportPlans.svelte';
import SharedPlan from '../../src/app/screens/plans/exchange/SharedPlan.svelte';
import SharePlan from '../../src/app/screens/plans/exchange/SharePlan.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import type { HistoryState } from '../../src/app/state/history.svelte.ts';
import { PlansState } from '../../src/app/state/plans.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { planLink } from '../../src/formats/plan/link.ts';
import type { Library } from '../../src/store/library/library.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { exchange as say } from '../../src/words/en/exchange.ts';
import { EXCHANGE } from './exchangeStates.ts';

export async function mountExchange(target: Element, base: object, name: string): Promise<Record<string, unknown>> {
  const state = EXCHANGE[name];
  if (!state) throw new Error(`no state ${name}`);
  localStorage.clear();
  const { own = [], files, share, open, press = [] } = state;
  const library = {
    plans: () => Promise.resolve([...own]),
    savePlan: () => Promise.resolve(),
    removePlan: () => Promise.resolve(),
    formers: new Map(),
  } as unknown as Library;
  const plans = new PlansState(library, { items: [] } as unknown as HistoryState, enPlans, () => crypto.randomUUID());
  await plans.load();
  const app = { ...base, plans } as unknown as AppState;
  const main = document.createElement('main');
  main.className = 'exchange';
  target.append(main);
  let shown: Record<string, unknown>;
  if (share) shown = mount(SharePlan, { target: main, props: { app, say, plan: share } });
  else if (open !== undefined) {
    const id = typeof open === 'string' ? open : planLink(open).replace('#/plans/open?p=', '');
    shown = mount(SharedPlan, { target: main, props: { app, toasts: new Toasts(), id } });
  } else {
    const first = files?.length ? files.map(([file, content]) => new File([content], file)) : undefined;
    shown = mount(ImportPlans, { target: main, props: { app, say, dragging: false, first } });
  }
  await quiet();
  for (const name of press) {
    const named = (): Element | undefined =>
      [...document.querySelectorAll('button, label')].find((each) => each.textContent.trim() === name);
    for (let tries = 0; tries < 100 && !named(); tries++) await quiet(); // a busy machine loads what it stands in late
    const found = named();
    if (!(found instanceof HTMLElement)) throw new Error(`nothing to press is called ${name}`);
    found.click();
    await quiet();
  }
  scrollTo({ top: 0 });
  return shown;
}

/** Nothing has changed for a while. */
async function quiet(): Promise<void> {
  let before = '';
  for (let same = 0; same < 4;) {
    flushSync();
    await new Promise((done) => setTimeout(done, 50));
    const now = document.querySelector('#app')?.innerHTML ?? '';
    const busy = document.querySelector('progress, h1.unseen') !== null || now.includes(say.reading(1, 1));
    same = now === before && !busy ? same + 1 : 0;
    before = now;
  }
}
