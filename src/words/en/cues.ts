import type { SwitchedGroup, HeartRateEveryMin } from '../../core/cues/cueGroups.ts';
import type { CueKindName } from '../../core/cues/cueKinds.ts';
import type { Strictness } from '../../core/cues/strictness.ts';
import type { CueCounts } from '../../core/records/cueCounts.ts';
import { formatsOf } from '../formats.ts';
import { duration } from './common.ts';
import { plural } from './plural.ts';

const { number } = formatsOf('en');

/** Settings › Cues: how you are told, and of what. */
export const cues = {
  sound: 'Sound',
  soundWhy: 'Short tones over your music, which keeps playing.',
  soundInterrupted: 'A call or another app has stopped the sound. Tap anywhere on this page.',
  volume: 'Volume',

  voice: 'Voice',
  voiceWhy: 'Says the next phase, when to push or ease off, and what you choose below.',
  voiceChoice: 'Which voice',
  voiceName: (name: string, lang: string): string => `${name} (${lang})`,
  voiceRemote: (n: number): string =>
    plural(n, {
      one: '# more voice is not offered: it sends what it says to a server.',
      other: '# more voices are not offered: they send what they say to a server.',
    }),
  voiceLimits: 'Browsers do not lower music while the voice speaks. With the screen off, most phones stop the voice.',
  voiceVolume: 'Voice volume',
  rate: 'Speed',
  rates: (rate: number): string => `${number(rate, 1)}×`,
  tryVoice: 'Hear the voice',
  loadingVoices: 'Looking for voices…',
  trouble: {
    unsupported: ['This browser has no voice', 'Tones and vibration still tell you.'],
    noVoices: [
      'No voice for this language on this device',
      'Add one in the system settings, under text-to-speech. Until then, tones tell you instead.',
    ],
    blocked: ['The browser blocks the voice', 'Tap Hear the voice once. Until then, tones tell you instead.'],
    silent: [
      'The voice says nothing',
      'Try another voice, or restart the browser. Until then, tones tell you instead.',
    ],
    failed: ['The voice has stopped working', 'Try another voice. Until then, tones tell you instead.'],
  } satisfies Record<string, [string, string]>,
  readerToo: 'Also for a screen reader',
  readerTooWhy: 'A screen reader stays quiet about what the voice says. Turn this on for a braille display.',

  vibration: 'Vibration',
  vibrationWhy: 'A different pattern for each cue.',
  vibrationNone: 'This device or browser cannot vibrate.',

  strictness: 'How strict',
  strictnessOf: {
    pacing: [
      'Pacing',
      'Only your limit: an alarm when you reach it, and the time above it. Nobody asks you to push. For people who need to stay below a heart rate, with ME/CFS, long COVID or in rehabilitation for example.',
    ],
    off: ['Off', 'Phases, the signal and your limit, and nothing about your target.'],
    gentle: ['Gentle', 'Waits longer before it speaks, and asks for more effort once in a phase at most.'],
    standard: ['Standard', 'Speaks when your effort has clearly left the target.'],
    strict: ['Strict', 'Speaks sooner and more often, and allows no drift in long phases.'],
  } satisfies Record<Strictness, [string, string]>,
  pacingLimit: (bpm: number): string => `Your limit is ${bpm} bpm.`,
  pacingNoLimit: 'You have no limit yet, so nothing would be told. A plan may have one of its own.',
  pacingChange: 'Change',
  pacingSet: 'Set your limit',
  pacingAdvice: 'This is not medical advice. Which heart rate is safe for you is a question for your clinic or doctor.',

  told: 'What you are told',
  toldWhy: 'By sound, vibration, voice and notification alike. A heart-rate limit is always told.',
  groups: {
    phases: ['Phases', 'The start of each phase, and the end of the workout.'],
    countdown: ['3-2-1', 'The last three seconds of a phase.'],
    halfway: ['Halfway', 'Of phases of 4 minutes and more. Voice only.'],
    target: ['Push or ease off', 'When you are off target, and by how much.'],
    inZone: ['Back on target', 'When you have corrected your effort.'],
    recovery: ['Almost recovered', 'When a phase waits for your heart rate to come down. Voice only.'],
    signal: ['Signal', 'When the strap is lost, and when it is back.'],
  } satisfies Record<SwitchedGroup, [string, string]>,
  heartRateEvery: 'Say my heart rate',
  heartRateEach: (min: HeartRateEveryMin): string =>
    min === 0 ? 'Off' : plural(min, { one: 'Every minute', other: 'Every # min' }),

  try: 'Try each cue',
  kinds: {
    phase: 'Next phase',
    countdown: '3-2-1',
    halfway: 'Halfway',
    low: 'Push',
    high: 'Ease off',
    ceiling: 'At your limit',
    inZone: 'Back on target',
    almostRecovered: 'Almost recovered',
    heartRate: 'Heart rate',
    lost: 'Strap lost',
    restored: 'Strap back',
    finish: 'Workout done',
  } satisfies Record<CueKindName, string>,
  play: 'Play',
  playCue: (cue: string): string => `Play ${cue}`,
  feel: 'Feel',
  feelCue: (cue: string): string => `Feel ${cue}`,
  samplePhase: 'Hard',
  voiceOnly: 'Some cues are for the voice only.',
  soundOff: 'Sound is off.',
  vibrationOff: 'Vibration is off.',

  /** What past workouts would have been told. */
  again: {
    title: 'Compare with past workouts',
    none: 'Nothing to compare yet. After a workout with a strap, this shows how many cues each setting would have given.',
    reading: 'Looking at your workouts…',
    working: (workout: number, of: number): string => `Going through workout ${workout} of ${of}…`,
    failed: 'The workouts could not be read. Close this and open it again.',
    of: (workouts: number, elapsedS: number): string =>
      `Cues to push or ease off in ${plural(workouts, {
        one: 'your last workout',
        other: 'your last # workouts',
      })} with a strap (${duration(elapsedS).replaceAll(' ', '\u00a0')})`,
    setting: 'Setting',
    cues: 'Cues',
    hourly: 'Per hour',
    chosen: 'Your setting',
    then: 'As told then',
    sides: ({ low, high }: CueCounts): string => (low + high === 0 ? '' : `${low}\u00a0push · ${high}\u00a0ease`),
    rate: (perHour: number): string => number(perHour, perHour > 0 && perHour < 10 ? 1 : 0),
    why: 'Your heart rate stays as it was, though other cues might have changed your effort. Worked out with what is known of your heart today, as exactly as the stored seconds tell. Alarms at your limit do not depend on this setting.',
  },
};
