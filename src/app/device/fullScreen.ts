/** The whole screen for the page; not there on an iPhone. */
export const canFillScreen = (): boolean => document.fullscreenEnabled;

export const fillsScreen = (): boolean => document.fullscreenElement !== null;

export function watchFullScreen(changed: () => void): void {
  document.addEventListener('fullscreenchange', changed);
}

/** In answer to a tap or a key. Whether it worked is seen by `fillsScreen`. */
export async function fillScreen(fill: boolean): Promise<void> {
  try {
    if (fill) await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    else if (fillsScreen()) await document.exitFullscreen();
  } catch {
    // refused, or left in the meantime: the button shows which
  }
}
