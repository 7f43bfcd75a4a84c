import type { MORE } from './moreIcons.ts';

export type IconName = keyof typeof FIRST | keyof typeof MORE;

/** Lucide's icons (ISC licence), each as one path in a square of 24. These stand on the first screen. */
const FIRST = {
  close: 'M18 6 6 18M6 6l12 12',
  bluetooth: 'm7 7 10 10-5 5V2l5 5L7 17',
  noBluetooth: 'm17 17-5 5V12l-5 5M2 2l20 20M14.5 9.5 17 7l-5-5v4.5',
  play: 'M5 5a2 2 0 0 1 3.01-1.73l12 7a2 2 0 0 1 0 3.46l-12 7A2 2 0 0 1 5 19z',
  phone: 'M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-16a2 2 0 0 1 2-2zM12 18h.01',
  bell: 'M10.27 21a2 2 0 0 0 3.46 0M3.26 15.33A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.67C19.41 13.96 18 12.5 18 8A6 6 0 0 0 6 8c0 4.5-1.41 5.96-2.74 7.33',
  alert: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
};

/** All that are here by now: a screen that shows more of them brings them along. */
export const ICONS: Partial<Record<IconName, string>> = { ...FIRST };

export function bringIcons(more: Partial<Record<IconName, string>>): void {
  Object.assign(ICONS, more);
}
