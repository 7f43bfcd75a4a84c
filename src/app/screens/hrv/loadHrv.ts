/** The part of the app that shows how beats vary, with its words. Fails without network, before it was kept. */
export const loadHrv = (language: () => string) =>
  import('./hrv.ts').then(async (part) => [part, await part.loadHrvWords(language())] as const);
