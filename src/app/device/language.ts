// The language that was chosen, where it can be read before the first screen is drawn. The settings have it too, and theirs
// is what counts: this is a copy for the start, which must not wait for the database to know in which words to draw.

const KEY = 'beatkeeper/language';

/** As the settings had it the last time they were read. */
export function chosenLanguage(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined; // no storage for this page
  }
}

/** For the next start. `null`: the browser's. */
export function rememberLanguage(tag: string | null): void {
  try {
    if (tag === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, tag);
  } catch {
    // the next start is in the browser's language
  }
}
