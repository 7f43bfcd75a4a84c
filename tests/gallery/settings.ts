// You and your zones, in the settings: three, seven, some of one's own, and zones for a sport.
import { mount } from 'svelte';
import YouSection from '../../src/app/screens/settings/YouSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { profileFor, type Athlete } from '../../src/core/athlete/athlete.ts';
import { ZONE_PRESETS } from '../../src/core/athlete/zonePresets.ts';
import type { SettingsName } from './libraryNames.ts';
import './parts.css';
import { PROFILE } from './states.ts';

const ATHLETES: Record<SettingsName, Athlete> = {
  settingsThree: { ...PROFILE, zoneFloorsPct: ZONE_PRESETS.max[3] },
  settingsSeven: { ...PROFILE, zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[7] },
  settingsOwn: { ...PROFILE, zoneFloorsPct: [55, 70, 82.5, 95] },
  settingsSport: {
    ...PROFILE,
    sports: { ride: { bpmMax: 180, zoneBasis: 'threshold', zoneFloorsPct: ZONE_PRESETS.threshold[7] } },
  },
};

export function mountSettings(target: Element, app: AppState, name: SettingsName): Record<string, unknown> {
  const athlete = ATHLETES[name];
  localStorage.clear(); // what was written in another picture
  Object.assign(app.settings, { athlete, profileFor: profileFor.bind(undefined, athlete) });
  const page = document.createElement('main');
  page.className = 'parts';
  page.innerHTML = '<h1>Settings</h1>';
  target.append(page);
  const shown = mount(YouSection, { target: page, props: { app, toasts: new Toasts() } });
  requestAnimationFrame(() => {
    page.querySelector('details')?.setAttribute('open', '');
    if (name === 'settingsSport') page.querySelector('details')?.scrollIntoView();
    else page.querySelector('ol')?.parentElement?.querySelector('fieldset')?.scrollIntoView();
  });
  return shown;
}
