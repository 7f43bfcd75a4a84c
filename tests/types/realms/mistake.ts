// The checker must report this file in every realm: else it is asleep, and would not miss an error that was expected either.
export const text: string = 1;
