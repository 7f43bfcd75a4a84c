// Shared memory needs an isolated page. Where the host sends no headers the service worker does, from the second load on.
const TRIED = 'beatkeeper.isolationTried';

export interface Situation {
  /** `undefined` in a browser that knows no isolation. */
  isolated: boolean | undefined;
  /** A service worker would answer the reload. */
  serviceWorkerActive: boolean;
  /** A reload was tried in this tab, and has not isolated it. */
  tried: boolean;
  inProgress: boolean;
  begun: boolean;
}

/** Whether one reload may isolate the page, and costs the person nothing. */
export function isReloadWorthwhile({ isolated, serviceWorkerActive, tried, inProgress, begun }: Situation): boolean {
  return isolated === false && serviceWorkerActive && !tried && !inProgress && !begun;
}

/** Call it when a service worker is active. Reloads the page once, if that may isolate it. */
export function isolateOnce(person: { inProgress: () => boolean; begun: () => boolean }): void {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated;
  const tried = wasTried();
  // so that a page made bare by a forced reload can be helped again
  if (isolated === true && tried === true) sessionStorage.removeItem(TRIED);

  const situation = {
    isolated,
    serviceWorkerActive: true,
    tried: tried ?? true, // who cannot remember having tried must not try
    inProgress: person.inProgress(),
    begun: person.begun(),
  };
  if (!isReloadWorthwhile(situation)) return;
  sessionStorage.setItem(TRIED, 'yes');
  location.reload();
}

/** `undefined` when the browser keeps nothing for this page. */
function wasTried(): boolean | undefined {
  try {
    return sessionStorage.getItem(TRIED) !== null;
  } catch {
    return undefined;
  }
}
