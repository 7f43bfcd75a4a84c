export const cell = Atomics.load(new Int32Array(new SharedArrayBuffer(4)), 0);
