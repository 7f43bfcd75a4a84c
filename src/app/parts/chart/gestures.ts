/** What fingers, a mouse and its wheel ask of a chart. Pixels are from its left edge. */
export interface Asked {
  /** Whether there is more on either side: then a drag moves it, and does not read it. */
  isPart: () => boolean;
  /** Whether a closer view, or one from further away, would be another one. */
  canZoom: (closer: boolean) => boolean;
  read: (atPx: number) => void;
  /** The mouse is gone. */
  unread: () => void;
  pan: (byPx: number) => void;
  zoom: (factor: number, atPx: number) => void;
  doubleTapped: (atPx: number) => void;
}

/** A finger that moved by less has tapped. */
const SLOP_PX = 8;
const DOUBLE_MS = 350;
const DOUBLE_PX = 32;
/** Of a wheel that turns by lines or pages. */
const LINE_PX = 16;
const PAGE_PX = 300;
const WHEEL_PER_PX = 0.002;

interface Finger {
  atPx: number;
  startPx: number;
  moved: boolean;
}

/**
 * Turns pointers and wheels into what they ask for. A page scrolls as ever: vertical drags are the page's (`touch-action:
 * pan-y`), and a wheel that scrolled the page on its way over the chart goes on doing so until the pointer is moved.
 */
export function gestures(asked: Asked): (plot: HTMLElement) => () => void {
  return (plot) => {
    const fingers = new Map<number, Finger>();
    const gone = new AbortController();
    const { signal } = gone;
    let tapped = { atMs: -Infinity, atPx: 0 };
    /** Where the mouse was when it last moved of itself; none once the page has scrolled under it. */
    let aimed: string | undefined;

    const leftOf = ({ clientX }: { clientX: number }): number => clientX - plot.getBoundingClientRect().left;

    const spread = (): { middlePx: number; apartPx: number } => {
      const [a, b] = [...fingers.values()];
      const [one, other] = [a?.atPx ?? 0, b?.atPx ?? 0];
      return { middlePx: (one + other) / 2, apartPx: Math.max(1, Math.abs(one - other)) };
    };

    plot.addEventListener(
      'pointerdown',
      (event) => {
        if (event.pointerType === 'mouse' && event.button !== 0) return;
        if (event.pointerType === 'mouse') plot.setPointerCapture(event.pointerId);
        const atPx = leftOf(event);
        fingers.set(event.pointerId, { atPx, startPx: atPx, moved: false });
        if (!asked.isPart() && fingers.size === 1) asked.read(atPx);
      },
      { signal },
    );

    plot.addEventListener(
      'pointermove',
      (event) => {
        const atPx = leftOf(event);
        const finger = fingers.get(event.pointerId);
        if (!finger) {
          aimed = `${event.screenX} ${event.screenY}`;
          if (event.pointerType !== 'touch') asked.read(atPx);
          return;
        }
        const before = spread();
        const byPx = atPx - finger.atPx;
        finger.atPx = atPx;
        if (Math.abs(atPx - finger.startPx) > SLOP_PX) finger.moved = true;
        if (fingers.size === 2) {
          for (const each of fingers.values()) each.moved = true;
          const after = spread();
          asked.zoom(after.apartPx / before.apartPx, before.middlePx);
          asked.pan(before.middlePx - after.middlePx);
        } else if (!asked.isPart()) asked.read(atPx);
        else if (finger.moved) asked.pan(-byPx);
      },
      { signal },
    );

    plot.addEventListener(
      'pointerup',
      (event) => {
        const finger = fingers.get(event.pointerId);
        fingers.delete(event.pointerId);
        if (!finger || finger.moved || fingers.size > 0) return;
        const { atPx } = finger;
        const isSecond = event.timeStamp - tapped.atMs < DOUBLE_MS && Math.abs(atPx - tapped.atPx) < DOUBLE_PX;
        if (isSecond) asked.doubleTapped(atPx);
        else asked.read(atPx);
        tapped = isSecond ? { atMs: -Infinity, atPx } : { atMs: event.timeStamp, atPx };
      },
      { signal },
    );
    plot.addEventListener('pointercancel', ({ pointerId }) => void fingers.delete(pointerId), { signal });
    plot.addEventListener(
      'pointerleave',
      ({ pointerType }) => {
        if (pointerType === 'mouse' && fingers.size === 0) asked.unread();
      },
      { signal },
    );

    addEventListener('scroll', () => (aimed = undefined), { signal, passive: true, capture: true });
    plot.addEventListener(
      'wheel',
      (event) => {
        const unit = [1, LINE_PX, PAGE_PX][event.deltaMode] ?? 1;
        const { deltaX, deltaY } = event;
        if (Math.abs(deltaX) > Math.abs(deltaY) || event.shiftKey) {
          if (!asked.isPart()) return;
          event.preventDefault();
          asked.pan((deltaX || deltaY) * unit);
          return;
        }
        // a pinch on a touchpad comes as a wheel with Ctrl
        if ((aimed === undefined && !event.ctrlKey) || !asked.canZoom(deltaY < 0)) return;
        event.preventDefault();
        asked.zoom(Math.exp(-deltaY * unit * WHEEL_PER_PX * (event.ctrlKey ? 4 : 1)), leftOf(event));
      },
      { signal, passive: false },
    );
    return () => gone.abort();
  };
}
