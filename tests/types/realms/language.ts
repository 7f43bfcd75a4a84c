// core, engine, wire, words and formats: the language and nothing else. Whatever a host has is an argument.
// @ts-expect-error no clock
performance;
// @ts-expect-error no timer
setTimeout;
// @ts-expect-error no page
document;
// @ts-expect-error no process
process;
// @ts-expect-error no database
indexedDB;

export const two: number = [1, 2].findLast((n) => n > 1) ?? 0;
