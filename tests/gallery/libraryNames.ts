/** The page of plans, and a plan of it, in all their states. */
export const LIBRARY_NAMES = [
  'library',
  'libraryMany',
  'libraryNothing',
  'libraryHidden',
  'libraryWordy',
  'libraryLoad',
  'planTags',
  'planHidden',
] as const;

export type LibraryName = (typeof LIBRARY_NAMES)[number];

export const isLibrary = (name: string): name is LibraryName => LIBRARY_NAMES.some((each) => each === name);
