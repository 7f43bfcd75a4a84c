// How words are looked for, wherever something is: plans, workouts.

/** Without case and accents, so that "Präzi" is found by "prazi". */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of what is looked for, each as `plain` has it. */
export const wordsOf = (text: string): string[] => plain(text).split(/\s+/).filter(Boolean);
