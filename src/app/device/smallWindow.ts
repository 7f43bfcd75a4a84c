/** Chromium on a desktop has it; TypeScript's list does not. */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const api = (): DocumentPictureInPicture | undefined =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture;

export const canOpenSmallWindow = (): boolean => api() !== undefined;

/** What it opens with; the browser remembers what the person makes of it. */
const SIZE = { width: 320, height: 220 };

/**
 * A window that stays in front of all others, in answer to a tap, with the styles, language and theme of the page. It is
 * part of the page: what the page shows in it is drawn by the page's own code, and it goes with the page.
 */
export async function openSmallWindow(title: string): Promise<Window | undefined> {
  const opened = await api()?.requestWindow(SIZE);
  if (!opened) return undefined;
  const { document: small } = opened;
  const { lang, dir } = document.documentElement;
  Object.assign(small.documentElement, { lang, dir });
  small.title = title;
  // sheets by their address, as the policy wants it; `style` is only there while developing
  for (const sheet of document.querySelectorAll<HTMLLinkElement | HTMLStyleElement>('link[rel="stylesheet"], style')) {
    const copy = small.importNode(sheet, true);
    if ('href' in sheet && 'href' in copy) copy.href = sheet.href;
    small.head.append(copy);
  }
  return opened;
}
