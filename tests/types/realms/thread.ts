// worker, sw and store: what a worker has, and no page.
// @ts-expect-error no page
document;
// @ts-expect-error no window
window;
// @ts-expect-error no process
process;

export const open: IDBOpenDBRequest = indexedDB.open('beatkeeper');
