// What the browser has to give something away: its clipboard, and the system's own sheet (Web Share).
import { have } from './have.ts';

const sharer = (): Partial<Navigator> => have(() => navigator) ?? {};

/** Whether the text is in the clipboard now. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // there is none, or the browser does not allow it
  }
}

/** Whether the system has a way to send this. */
export const canShare = (what: ShareData): boolean =>
  have(() => Boolean(sharer().share) && (sharer().canShare?.(what) ?? !what.files)) ?? false;

/** Opens the system's sheet. Closing it is no failure. */
export async function shared(what: ShareData): Promise<void> {
  await navigator.share(what).catch(() => undefined);
}

/** The same, where it matters whether the browser let it be: a file that it will not send can still be saved. */
export async function sharedOrRefused(what: ShareData): Promise<'shared' | 'closed' | 'refused'> {
  try {
    await navigator.share(what);
    return 'shared';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'closed' : 'refused';
  }
}
