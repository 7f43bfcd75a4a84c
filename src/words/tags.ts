// Tags of languages, however a browser, an address or an environment writes them: `en`, `EN-us`, `en_GB.UTF-8`.

export const baseOf = (tag: string): string =>
  tag
    .trim()
    .toLowerCase()
    .split(/[-_.@]/)[0] ?? '';

/** The first of the wanted languages that there is (`de-AT` finds `de`), else English. */
export function firstThereIs(wanted: readonly string[], isThere: (tag: string) => boolean): string {
  return wanted.map(baseOf).find(isThere) ?? 'en';
}
