/** Settings › Cues in all its states. */
export const CUE_SETTINGS = [
  'cues',
  'cuesStrict',
  'cuesPacing',
  'cuesPacingNoLimit',
  'cuesVoice',
  'cuesAllOn',
  'cuesAllOff',
  'cuesNoVoices',
  'cuesVoiceFailed',
  'cuesNothing',
  'cuesCompared',
  'cuesComparedPacing',
] as const;
export type CueSettingsName = (typeof CUE_SETTINGS)[number];

export const isCueSettings = (name: string): name is CueSettingsName => CUE_SETTINGS.some((each) => each === name);
