/** What a browser says, for the middle of a sentence: without the full stop that some end with. */
export const unended = (said: string): string => said.replace(/[.\s]+$/, '');
