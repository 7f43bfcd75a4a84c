/** The part of the settings that shows how the heart answers effort, with its words. Fails without network, before it was kept. */
export const loadHeart = (language: () => string) =>
  import('./heart.ts').then(async (part) => [part, await part.loadHeartWords(language())] as const);
