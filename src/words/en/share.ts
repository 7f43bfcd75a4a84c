import { done } from './done.ts';

/** A workout as a picture. */
export const share = {
  title: 'Share picture',
  close: 'Close',
  mean: 'avg bpm',
  max: 'max bpm',
  onTarget: done.onTarget,
  simulated: 'Simulated heart rate',
  timeWas: (time: string): string => `Time ${time}`,
  /** What the picture shows. */
  alt: (written: string): string => `Your heart rate drawn over the plan. ${written}`,
  what: 'Made on this device. Nothing else about you is in the picture.',
  drawing: 'Drawing the picture…',
  send: 'Share…',
  save: 'Save picture',
  saved: (file: string): string => `Saved as ${file}`,
  refused: 'The browser did not allow sharing. Save the picture instead.',
  failed: 'The picture could not be made on this device.',
  madeWith: 'Beatkeeper',
};
