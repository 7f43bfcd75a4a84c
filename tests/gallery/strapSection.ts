// The straps in the settings, in all their states.
import { mount } from 'svelte';
import StrapSection from '../../src/app/screens/settings/StrapSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import './parts.css';

export function mountStraps(target: Element, app: AppState): Record<string, unknown> {
  const main = document.createElement('main');
  target.append(main);
  const shown = mount(StrapSection, { target: main, props: { app, toasts: new Toasts() } });
  // what each strap did, as somebody sees who looks
  setTimeout(() => main.querySelectorAll('details').forEach((diary) => (diary.open = true)));
  return shown;
}
