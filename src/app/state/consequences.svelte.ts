import { untrack } from 'svelte';
import { areSeveral } from '../../words/languages.ts';
import type { Coaching } from '../../core/cues/coaching.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Awake } from '../device/awake.ts';
import { rememberLanguage } from '../device/language.ts';
import type { Live } from './live.svelte.ts';
import type { Capabilities } from './capabilities.svelte.ts';
import type { PlansState } from './plans.svelte.ts';
import { planAt, type QuickStart } from './quick.svelte.ts';
import type { Route } from './route.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';
import type { SecondStrap } from './secondStrap.svelte.ts';
import type { StrapState } from './strap.svelte.ts';

/** The one plan that brings a simulated heart along. */
const DEMO_ID = 'demo-60s';

interface Parts {
  readonly capabilities: Capabilities;
  readonly live: Live;
  readonly plans: PlansState;
  readonly quick: QuickStart;
  readonly route: Route;
  readonly settings: SettingsState;
  readonly strap: StrapState;
  readonly second: SecondStrap | undefined;
  readonly coaching: Coaching;
  loadSecond(): Promise<SecondStrap>;
  start(plan: Plan): void;
}

/**
 * What the world outside the page, and the parts among themselves, should be by what the state is. `greeted`: the worker
 * knows what it begins with (a rune is read in it).
 */
export function followState(app: Parts, greeted: () => boolean): void {
  let awake: Promise<Awake> | undefined;
  $effect.root(() => {
    $effect(() => {
      const wanted = app.live.status === 'inProgress';
      if (wanted)
        awake ??= import('../device/awake.ts').then(({ Awake }) => new Awake((state) => app.capabilities.stays(state)));
      awake?.then(
        (each) => each.want(wanted),
        () => (awake = undefined), // without network, before it was kept
      );
    });
    $effect(() => {
      document.documentElement.dataset['appearance'] = app.settings.appearance;
    });
    $effect(() => {
      if (!areSeveral() || !app.settings.loaded || app.settings.unreadable) return;
      rememberLanguage(app.settings.language);
    });
    $effect(() => {
      if (app.live.elsewhere) app.route.go('#/live');
    });
    $effect(() => {
      const { name, query } = app.route;
      const ready = name === 'live' ? (query.get('plan') ?? app.plans.recent[0]?.id) : undefined;
      // one that is over and was left by another way than *Done* is still there, and brings nothing along
      app.strap.demo = (app.live.busy ? app.live.workout?.plan.id : ready) === DEMO_ID;
    });
    $effect(() => {
      const { heard } = app.strap;
      if (greeted()) app.live.listenTo(heard);
    });
    $effect(() => {
      if (!app.live.busy) untrack(() => app.strap.replayOver());
    });
    $effect(() => {
      const { second } = app;
      if (app.capabilities.bluetooth === 'ok') for (const strap of [app.strap, second]) strap?.available();
      if (app.capabilities.bluetooth === 'off') for (const strap of [app.strap, second]) strap?.unavailable();
    });
    $effect(() => {
      if (!app.live.busy || app.live.elsewhere) return;
      untrack(() => [app.strap, app.second].forEach((strap) => strap?.workoutBegan()));
    });
    $effect(() => {
      // the first one may be changed to the second, here or in another window
      const { strapId, secondStrapId } = app.settings;
      const worn = secondStrapId !== null && secondStrapId !== strapId && app.strap.choice === 'bluetooth';
      if (!greeted()) return;
      untrack(() => {
        if (!worn) app.second?.disconnect();
        else
          void app.loadSecond().then(
            (second) => second.begin(),
            () => undefined,
          );
      });
    });
    $effect(() => {
      if (!app.settings.loaded) return;
      const { athlete: profile, onLoss, keepFrames } = app.settings;
      app.live.tell({ type: 'settings', profile, onLoss, keepFrames, coaching: app.coaching });
    });
    $effect(() => {
      const { name, query } = app.route;
      if (name !== 'live' || query.get('autostart') !== '1' || !app.live.ready || app.live.busy) return;
      const plan = planAt(query.get('plan') ?? '', app);
      if (plan) app.start(plan);
    });
  });
}
