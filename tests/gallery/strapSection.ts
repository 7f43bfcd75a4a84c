// The straps in the settings, in all their states.
import { mount } from 'svelte';
import StrapSection from '../../src/app/screens/settings/StrapSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import type { StrapName } from './straps.ts';
import './parts.css';

/** As straps send them: eight bits and sixteen, with and without intervals, energy and contact; and what is none. */
const SENT = [
  '005c',
  '16fa1c03',
  '105d5002',
  '1e5e2a001c031003',
  '04 00',
  '0190',
  '115c012003',
  '065d',
  '065d',
  '08',
  '',
];

export function mountStraps(target: Element, app: AppState, name: StrapName): Record<string, unknown> {
  const main = document.createElement('main');
  target.append(main);
  const shown = mount(StrapSection, { target: main, props: { app, toasts: new Toasts() } });
  const withFrames = name.startsWith('strapsFrames');
  // what each strap did, as somebody sees who looks
  setTimeout(() =>
    main.querySelectorAll('details').forEach((each) => {
      each.open = withFrames === (each.dataset['testid'] === 'open-frames');
    }),
  );
  if (withFrames) void send(app, name === 'strapsFramesTwo' ? 2 : name === 'strapsFrames' ? 1 : 0);
  return shown;
}

async function send(app: AppState, straps: 0 | 1 | 2): Promise<void> {
  while (!app.live.onFrame) await new Promise((done) => setTimeout(done, 5));
  const nowMs = performance.timeOrigin + performance.now();
  SENT.forEach((hex, i) => {
    const bytes = Uint8Array.from(hex.match(/\w\w/g) ?? [], (byte) => parseInt(byte, 16));
    const atMs = nowMs - (SENT.length - i) * 998;
    if (straps > 0) app.live.onFrame?.(atMs, bytes, 0);
    if (straps > 1 && i < 3) app.live.onFrame?.(atMs + 200, bytes, 1);
  });
}
