import { mount } from 'svelte';
import workerUrl from 'virtual:worker-url';
import App from './App.svelte';
import './app.css';
import { listen } from './device/heard.ts';
import { chosenLanguage } from './device/language.ts';
import { loadScreen } from './screens/screens.ts';
import { AppState } from './state/app.svelte.ts';
import { switchesOf } from './state/switches.ts';
import { scriptUrl } from '../wire/trusted.ts';
import { areSeveral } from '../words/languages.ts';
import { catalogueFor, isLanguage } from '../words/words.ts';

// The page: state, and what shows it. The worker starts first, since a workout may be waiting in it.

/** The first screen is drawn once, with what is in the store; where that takes longer than this, before. */
const FIRST_DRAW_MS = 400;
/** A worker that runs has said something by then, also where a disk refuses it. */
const SPEAKS_WITHIN_MS = 2_000;

listen();
const worker = new Worker(scriptUrl(workerUrl), { type: 'module' });
let spoke = false;
worker.addEventListener('message', () => (spoke = true), { once: true });
// Whether it could not be fetched or fell over at once, nothing works without it: repair/main.ts says so. One that speaks
// is there, and an error in it (a disk that refuses) is no reason to cover the page.
worker.addEventListener('error', () => {
  setTimeout(() => spoke || dispatchEvent(new Event('beatkeeper-broken')), SPEAKS_WITHIN_MS);
});
// Not awaited at the top: where one file does, the bundler puts a file of its own in front of each that comes later.
const { languages } = navigator;
void switchesOf(location.search, isLanguage).then(async (switches) => {
  const chosen = areSeveral() ? chosenLanguage() : undefined; // a first look at localStorage takes a phone 20 ms
  const wanted = [switches.lang, chosen].filter((tag) => tag !== undefined);
  const catalogue = await catalogueFor([...wanted, ...languages], languages);
  const { lang, dir } = catalogue;
  Object.assign(document.documentElement, { lang, dir });
  const app = new AppState(catalogue, switches, worker);
  const { name, id = '' } = app.route;
  const first = Promise.all([loadScreen(app, name, id), app.begin()]).then(([screen]) => screen);
  const soon = new Promise<undefined>((late) => setTimeout(late, FIRST_DRAW_MS));
  const inTime = await Promise.race([first, soon]).catch(() => undefined); // what cannot be fetched, App says

  const target = document.querySelector('#app');
  if (target) mount(App, { target, props: { app, first: inTime } });
});
