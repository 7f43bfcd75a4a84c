/**
 * The page may be gone after any of these. Not at *freeze*: the journal has all but the last second, and a worker that
 * is frozen in the middle of a write keeps every other tab from the database. So does one in a page that is put by for
 * the way back (WebKit puts by pages that hold a lock, too): it ends, and the page begins anew when it is shown.
 */
export function beforeLeaving(keep: () => void, end: () => void): void {
  addEventListener('pagehide', (event) => {
    if (!event.persisted) return keep();
    end();
    addEventListener('pageshow', () => location.reload());
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep();
  });
}

/** At each touch and key: what a browser allows only to a person. A finger has touched when it is lifted. */
export function onTouch(call: () => void): void {
  for (const touch of ['pointerup', 'keydown']) addEventListener(touch, call);
}
