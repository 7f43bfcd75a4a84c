// What this browser can do, as a list for the screen and as a text for a bug report. Nothing of a person is in either.
import type { Words } from '../../../words/words.ts';
import type { AppState } from '../../state/app.svelte.ts';

type SettingsWords = Words['pages']['settings'];
type CheckName = keyof SettingsWords['checks'];

export interface CheckResult {
  name: CheckName;
  can: boolean;
  label: string;
  means: string;
  fix: string | undefined;
}

type Seen = Pick<AppState, 'capabilities' | 'settings' | 'strap' | 'live'>;

export function checksOf({ capabilities, settings }: Seen, words: SettingsWords): CheckResult[] {
  const can: Record<CheckName, boolean> = {
    bluetooth: capabilities.bluetooth === 'ok',
    wakeLock: capabilities.awake === 'free' || capabilities.awake === 'held',
    notifications: capabilities.notifications === 'granted',
    audio: capabilities.audio === 'ok',
    vibration: capabilities.vibration,
    storage: capabilities.storage !== 'refused' && settings.failed === undefined,
    installed: capabilities.installed,
    isolated: capabilities.isolated,
    sharedMemory: capabilities.sharedMemory,
  };
  /** What helps depends on why it is not there. */
  const closer: Partial<Record<CheckName, string>> = {
    ...(capabilities.bluetooth !== 'ok' && { bluetooth: words.bluetooth[capabilities.bluetooth].instead }),
    ...((capabilities.awake === 'refused' || capabilities.awake === 'lowBattery') && {
      wakeLock: words.awake[capabilities.awake],
    }),
    ...(capabilities.notifications === 'denied' && { notifications: words.noticesUndo }),
    ...(capabilities.notifications === 'unsupported' && { notifications: words.noticesUnsupported }),
    ...(capabilities.audio === 'unsupported' && { audio: words.soundNone }),
  };
  return (Object.keys(words.checks) as CheckName[]).map((name) => {
    const { label, yes, no, fix } = words.checks[name];
    return can[name]
      ? { name, can: true, label, means: yes, fix: undefined }
      : { name, can: false, label, means: no, fix: closer[name] ?? fix };
  });
}

/**
 * What is the same on every device of this kind, and how the strap is doing: no name, no id, no heart rate, no plan, and
 * nothing in the browser's own words, which may name a device.
 */
export function reportOf(
  app: Seen,
  words: SettingsWords,
  host: { version: string; userAgent: string; language: string; screen: string },
): string {
  const { strap, live, capabilities } = app;
  const { report } = words;
  const state = [
    strap.choice,
    strap.link,
    strap.problem?.code,
    report.known(strap.known.length),
    live.dropped > 0 ? report.lost(live.dropped) : undefined,
  ].filter((each) => each !== undefined);
  return [
    `Beatkeeper ${host.version}`,
    `${report.browser}: ${host.userAgent}`,
    `${report.language}: ${host.language}`,
    `${report.screen}: ${host.screen}`,
    `${report.strap}: ${state.join(', ')}`,
    ...checksOf(app, words).map(({ label, can, means }) => `${label}: ${can ? words.yes : words.no}. ${means}`),
    `${words.screenOff}: ${words.screenOffs[capabilities.screenOff]}`,
  ].join('\n');
}
