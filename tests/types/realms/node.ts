// @ts-expect-error no page
document;
// @ts-expect-error no database
indexedDB;

export const home = process.env['HOME'];
