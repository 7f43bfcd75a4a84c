/** What the lock screen, a watch and the keys of a headset show and offer. */
export interface MediaCard {
  title: string;
  artist: string;
  album: string;
  playing: boolean;
  /** Of the phase, seconds; `durationS` is Infinity where it has no end. */
  durationS: number;
  positionS: number;
}

export const MEDIA_ACTIONS = ['play', 'pause', 'nexttrack', 'previoustrack'] as const;
export type MediaAction = (typeof MEDIA_ACTIONS)[number];

/** The Media Session of the page. Without one, nothing is shown, and the tone plays all the same. */
export interface MediaControls {
  readonly supported: boolean;
  /** `offered`: which of the actions there are now; `act` hears of one that the person pressed. */
  offer(offered: readonly MediaAction[], act: (action: MediaAction) => void): void;
  show(card: MediaCard): void;
  clear(): void;
}

const ICONS = [96, 192, 512].map((size) => ({
  src: `icons/icon-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
}));

export class BrowserMediaControls implements MediaControls {
  get supported(): boolean {
    return 'mediaSession' in navigator && 'MediaMetadata' in globalThis;
  }

  offer(offered: readonly MediaAction[], act: (action: MediaAction) => void): void {
    if (!this.supported) return;
    for (const action of MEDIA_ACTIONS) {
      attempt(() =>
        navigator.mediaSession.setActionHandler(action, offered.includes(action) ? () => act(action) : null),
      );
    }
  }

  show({ title, artist, album, playing, durationS, positionS }: MediaCard): void {
    if (!this.supported) return;
    const { mediaSession } = navigator;
    const shown = mediaSession.metadata;
    if (shown?.title !== title || shown.artist !== artist || shown.album !== album) {
      const artwork = ICONS.map((icon) => ({ ...icon, src: new URL(icon.src, document.baseURI).href }));
      mediaSession.metadata = new MediaMetadata({ title, artist, album, artwork });
    }
    mediaSession.playbackState = playing ? 'playing' : 'paused';
    // some refuse a length without an end
    attempt(() => mediaSession.setPositionState({ duration: durationS, position: Math.min(positionS, durationS) }));
  }

  clear(): void {
    if (!this.supported) return;
    navigator.mediaSession.metadata = null;
    navigator.mediaSession.playbackState = 'none';
    attempt(() => navigator.mediaSession.setPositionState());
  }
}

/** An action or a length that a browser does not know is refused by an exception. */
function attempt(call: () => void): void {
  try {
    call();
  } catch {
    // the rest is shown
  }
}
