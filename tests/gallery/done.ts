// What the screen after the last second reads of the app, and how each of its states is come to.
import { flushSync } from 'svelte';
import type { Annotation } from '../../src/core/records/annotation.ts';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import type { StateName } from './states.ts';

const NOTE =
  'Cold wind from the lake on the way out, and the last two felt long. Next time a gel at half past, and the other shoes: these are worn out by now.';

const SAID: Partial<Record<StateName, Annotation>> = {
  doneEffort: { id: 'gallery', tags: [], effort: 7 },
  doneNote: { id: 'gallery', tags: ['legs heavy'], effort: 8, notes: NOTE },
};

/** Said before, and kept or refused. */
export function annotationsIn(name: StateName): Pick<AppState, 'loadAnnotations'>['loadAnnotations'] {
  const annotations = {
    of: (id: string): Annotation => SAID[name] ?? { id, tags: [] },
    annotate: () =>
      name === 'doneNotSaid' ? Promise.reject(new Error('the disk is full')) : new Promise(() => undefined),
  };
  return () => Promise.resolve(annotations as never);
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function there(selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) return found;
    await wait(5);
  }
}

const button = (text: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('main button, dialog button')].find(
    (each) => each.textContent.trim() === text,
  );

/** Waits for what is fetched, and presses what leads to the state. */
export async function doneShown(name: StateName): Promise<void> {
  await there('.finish');
  flushSync();
  if (name === 'doneMore') document.querySelector('details')!.open = true;
  if (name === 'doneExported') button('Export')?.click();
  if (name === 'doneNotSaid') {
    document.querySelector<HTMLElement>('input[value="5"]')?.click();
    await wait(20);
  }
  if (name.startsWith('doneShare')) {
    Object.assign(navigator, {
      canShare: () => true,
      share: () => Promise.reject(new DOMException('not now', 'NotAllowedError')),
    });
    button('Share')?.click();
    await there('dialog .primary:not(:disabled)');
    if (name === 'doneShareRefused') button('Share…')?.click();
    await wait(20);
  }
  flushSync();
}
