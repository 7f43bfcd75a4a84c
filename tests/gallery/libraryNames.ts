/** Zones in the settings. */
export const SETTINGS_NAMES = ['settingsThree', 'settingsSeven', 'settingsOwn', 'settingsSport'] as const;
export type SettingsName = (typeof SETTINGS_NAMES)[number];

/** The page of plans, and a plan of it, in all their states; and the settings. */
export const LIBRARY_NAMES = [
  'library',
  'libraryMany',
  'libraryNothing',
  'libraryHidden',
  'libraryDeleted',
  'libraryDeletedNone',
  'libraryDeletedMany',
  'libraryWordy',
  'libraryLoad',
  'planTags',
  'planHidden',
  'librarySeven',
  'planThree',
  ...SETTINGS_NAMES,
] as const;

export type LibraryName = (typeof LIBRARY_NAMES)[number];

export const isSettings = (name: string): name is SettingsName => SETTINGS_NAMES.some((each) => each === name);

export const isLibrary = (name: string): name is LibraryName => LIBRARY_NAMES.some((each) => each === name);
