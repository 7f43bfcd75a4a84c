import { isOfJournal } from '../../core/records/checkpoint.ts';

/** What a trouble may bring with it. */
interface TroubleLike {
  code: string;
  reason?: string | undefined;
  problems?: readonly { code: string; path: string }[] | undefined;
}

/** What the address asks for before the `#`, and there is not. */
export const switches = {
  title: {
    lang: (tag: string) => `${languageName(tag)} is not available yet`,
    strap: (text: string) => `There is no strap “${text}”`,
    speed: (text: string) => `“${text}” is not a valid speed`,
    noshared: (text: string) => `“${text}” is not a valid value for noshared`,
  },
  text: {
    lang: 'Beatkeeper is in English for now.',
    strap: 'Valid straps are sim:steady:140, sim:ramp:100-170, sim:interval:120-165, sim:dropout and sim:follow.',
    speed: 'Valid speeds are above 0, up to 3600. Time runs at normal speed.',
    noshared: 'The only valid value is noshared=1.',
  },
};

/** In English; what names no language as it is written. */
function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(
      tag.trim().replaceAll('_', '-'),
    );
    if (name !== undefined) return name;
  } catch {
    // not written as a language is
  }
  return `The language “${tag}”`;
}

/** What failed in a few words; then what still works, and what to do. One for every code on the wire. */
export const troubles = {
  checkpointFailing: ({ reason }: TroubleLike) => ({
    title: 'This workout cannot be saved right now',
    body: `The workout keeps running, but would be lost if you close or reload this page. Free up some storage if you can${because(reason)}.`,
  }),
  historyFailing: ({ reason }: TroubleLike) => ({
    title: 'The finished workout is not in your history yet',
    body: `Beatkeeper keeps trying to save it. Leave this page open${because(reason)}.`,
  }),
  checkpointBroken: ({ problems }: TroubleLike) =>
    problems?.some(isOfJournal)
      ? {
          title: 'The last seconds of your workout could not be read',
          body: 'Another version of Beatkeeper wrote them. They are kept unchanged, and everything before them is here.',
        }
      : problems?.some(({ code }) => code === 'record.newer')
        ? {
            title: 'Your last workout is from a newer version',
            body: 'Update Beatkeeper to get it back. Until then, you can start a new workout.',
          }
        : {
            title: 'Your last workout could not be read',
            body: 'Its data was set aside unchanged. You can start a new workout.',
          },
  savedAsInterrupted: (_: TroubleLike) => ({
    title: 'Your last workout is in your history',
    body: 'The workout was interrupted more than an hour ago and saved up to that point.',
  }),
  storeLost: (_: TroubleLike) => ({
    title: 'Stored data was deleted during this workout',
    body: 'This workout is safe and was saved again. Earlier workouts may be gone: restore them from a backup in Settings › Data.',
  }),
  recordingStopped: ({ reason }: TroubleLike) => ({
    title: 'Raw frames of this workout are not kept',
    body: `There was no room for them, or the disk refused${because(reason)}. The workout itself is safe and keeps running.`,
  }),
  otherTabAsleep: (_: TroubleLike) => ({
    title: 'Another Beatkeeper window is blocking this one',
    body: 'The other window is asleep. Open or close it, and your workout appears here.',
  }),
  startRefused: (_: TroubleLike) => ({
    title: 'Not started: another window has the workout',
    body: 'Start the workout in that window. Or close it, and start here.',
  }),
  versionMixed: (_: TroubleLike) => ({
    title: 'Beatkeeper was updated',
    body: 'Reload this page when it suits you. A workout in progress continues where it is.',
  }),
};

function because(reason: string | undefined): string {
  return reason ? ` (${reason})` : '';
}
