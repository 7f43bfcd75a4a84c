// A classic script in front of all others: says so when the app did not load, and offers to mend it. It must not need
// anything that could be missing: no module, no style, no chunk.
import { repair as words } from '../../words/en/repair.ts';
import { have, serviceWorkers } from '../device/have.ts';
import { mend } from './mend.ts';

/** So long after everything was fetched the page may still be empty. */
const PATIENCE_MS = 10_000;
/** What went wrong before the page was there may not have been in its way. */
const SOON_MS = 1_000;

const isThere = (): boolean => Boolean(document.querySelector('#app')?.firstElementChild);

/** One of the files that the page itself names. What it fetches later has an absolute address, and is told on its screen. */
const NAMED = 'script[src^="./"], link[rel="stylesheet"][href^="./"]';

addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof Element ? target.matches(NAMED) : !isThere()) soon(target instanceof Element ? 0 : SOON_MS);
  },
  true, // an element's error does not bubble
);
addEventListener('unhandledrejection', () => soon(SOON_MS));
addEventListener('load', () => soon(PATIENCE_MS));
// said by the page when its worker cannot be started (app/main.ts)
addEventListener('beatkeeper-broken', show);

function soon(ms: number): void {
  if (ms === 0) show();
  else if (!isThere()) setTimeout(() => isThere() || show(), ms);
}

let shown = false;

function show(): void {
  if (shown) return;
  if (document.readyState === 'loading' && !document.querySelector('body'))
    return addEventListener('DOMContentLoaded', show);
  shown = true;

  const panel = make('main', {
    position: 'fixed',
    inset: '0',
    zIndex: '99',
    overflow: 'auto',
    padding: '12vh 24px 24px',
  });
  Object.assign(panel.style, { background: 'Canvas', color: 'CanvasText', font: '1.125rem/1.5 system-ui, sans-serif' });
  const column = make('div', { maxWidth: '30rem', margin: '0 auto' });
  const why = make('p', { margin: '8px 0 24px' }, navigator.onLine ? words.why : words.whyOffline);
  why.setAttribute('role', 'status');
  const again = button(words.again, () => location.reload());
  const repair = button(words.repair, () => {
    why.textContent = words.repairing;
    repair.disabled = again.disabled = true;
    void mended().then((how) => {
      if (how === 'done') return location.reload();
      why.textContent = words[how];
      repair.disabled = again.disabled = false;
    });
  });
  const title = make('h1', { fontSize: '1.5rem', margin: '0' }, words.title);
  column.append(title, why, again, repair, make('p', { margin: '8px 0' }, words.repairWhy));
  panel.append(column);
  document.body.append(panel);
  document.querySelector('#app')?.setAttribute('inert', '');
  title.tabIndex = -1;
  title.focus();
}

function mended(): ReturnType<typeof mend> {
  return mend({
    scope: new URL('./', document.baseURI).href,
    fetch: (url) => fetch(url, { cache: 'reload' }),
    caches: have(() => globalThis.caches), // there are none on an address that is not secure
    unregister: async () => (await serviceWorkers()?.getRegistration())?.unregister(),
  }).catch(() => 'unreachable' as const);
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  style: Partial<CSSStyleDeclaration>,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  Object.assign(element.style, style); // the policy refuses a style attribute, and allows this
  element.textContent = text;
  return element;
}

function button(text: string, onclick: () => void): HTMLButtonElement {
  const style = {
    font: 'inherit',
    fontWeight: '600',
    minHeight: '56px',
    padding: '12px 24px',
    margin: '0 12px 12px 0',
  };
  const element = make('button', { ...style, borderRadius: '14px' }, text);
  element.onclick = onclick;
  return element;
}
