import type { Zone } from '../../core/athlete/hrZones.ts';
import { zone } from './common.ts';
import { live } from './live.ts';
import { plural } from './plural.ts';

const { strap } = live;

export const today = {
  title: 'Today',
  strap: {
    simulated: 'Simulated strap',
    unset: strap.unset,
    none: strap.none,
    choose: 'Choose a strap',
    any: 'Strap',
    choosing: 'Choosing…',
    connecting: strap.connecting,
    discovering: 'Waiting for heart rate…',
    reconnecting: strap.reconnecting,
    needsTap: 'Tap to reconnect',
    failed: 'Strap not found',
    connected: (name: string, batteryPct: number | undefined) =>
      batteryPct === undefined ? name : `${name} · ${batteryPct} %`,
    named: (name: string, state: string) => `${name}, ${state}`,
    /** `other`: how the other one of two straps does. */
    label: (state: string, other: string | undefined) =>
      `Strap: ${state}. ${other === undefined ? '' : `Other strap: ${other}. `}Open strap settings`,
  },
  underWay: 'In progress',
  paused: 'Paused',
  leftOf: (elapsed: string, total: string) => `${elapsed} of ${total}`,
  phase: (name: string, n: number, of: number) => `${name} · ${n} of ${of}`,
  returnTo: 'Back to workout',
  again: 'Do it again?',
  easy: 'Easy does it today',
  first: 'A good first workout',
  startNow: 'Start now',
  details: 'Details',
  week: 'This week',
  weekNone: 'Nothing yet',
  weekEmpty: 'Your first workout of the week will appear here.',
  weekSimulated: (n: number) =>
    plural(n, {
      one: '# simulated workout, shown hatched and not counted',
      other: '# simulated workouts, shown hatched and not counted',
    }),
  day: (weekday: string, what: string) => `${weekday}: ${what}`,
  dayNone: 'no workout',
  dayReal: (total: string, zones: string) => `${total}${zones === '' ? '' : ` (${zones})`}`,
  daySimulated: (total: string) => `${total} simulated`,
  isToday: 'today',
  start: 'Start a workout',
  quick: 'Quick start',
  quickWhy: 'no plan, laps by hand',
  /** One tap, and it runs. `zone`: the one it was last to hold. */
  quickAtOnce: (of: Zone | undefined) =>
    `starts at once${of === undefined ? '' : `, ${zone(of).toLowerCase()}`}, laps by hand`,
  allPlans: 'All plans',
  historyFailed: 'Your history cannot be read right now, so the week is empty. You can still train.',
};
