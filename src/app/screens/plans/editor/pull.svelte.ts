import { zoneCount, type Profile } from '../../../../core/athlete/hrZones.ts';
import { snappedS } from '../../../../core/plan/edits.ts';
import type { Phase } from '../../../../core/plan/plan.ts';
import { isSamePath, type Path } from '../../../../core/plan/stepTree.ts';
import { drawnS, type DrawnPhase, type Drawing } from './drawing.ts';
import { endOf, pushed, stepBpm } from './hand.ts';
import type { PhaseVerbs } from './verbs.ts';

/** What a handle of a phase changes. */
export type Handle = 'length' | 'target' | 'place';

/** The picture as it is drawn when it is pulled at. */
export interface Pulled {
  drawing: Drawing;
  profile: Profile;
  verbs: PhaseVerbs;
  /** How wide a second is. */
  pxPerS: number;
  /** What is at the top of the picture. */
  topBpm: number;
  frame: HTMLElement | undefined;
}

interface Grip {
  handle: Handle;
  path: Path;
  phase: Phase;
  fromX: number;
  fromY: number;
  pxPerS: number;
  totalS: number;
  /** How many bpm a pixel is: measured once, since a hand that moves waits for no layout. */
  bpmPerPx: number;
  /** Names this pull, so that all of it is one step to undo. */
  gesture: string;
  /** What was last asked for. */
  last: number;
}

/** A hand, or a mouse, that pulls at a phase of the picture. */
export class Pull {
  readonly #at: () => Pulled;
  #count = 0;
  #grip = $state.raw<Grip>();
  readonly #aim = $derived.by((): Path | undefined => {
    const grip = this.#grip;
    return grip?.handle === 'place' && grip.last !== grip.path.at(-1) ? grip.path.with(-1, grip.last) : undefined;
  });

  constructor(at: () => Pulled) {
    this.#at = at;
  }

  get isOn(): boolean {
    return this.#grip !== undefined;
  }

  /** What the hand has hold of. */
  get handle(): Handle | undefined {
    return this.#grip?.handle;
  }

  /** While a hand pulls, the scale stands: what it pulls stays under it. */
  get pxPerS(): number | undefined {
    return this.#grip?.pxPerS;
  }

  /** How long the plan was before: what is said of the picture's width is not said anew for each move. */
  get totalS(): number | undefined {
    return this.#grip?.totalS;
  }

  /** The phase, or all of a block, that a phase which is held would take the place of. */
  get aim(): Path | undefined {
    return this.#aim;
  }

  grasp(event: PointerEvent, handle: Handle, { path, phase }: DrawnPhase): void {
    if (event.button !== 0) return;
    event.preventDefault();
    // which keeps the focus where it is: what is typed in a field is taken before the phase is pulled at
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const { pxPerS, drawing, topBpm, frame } = this.#at();
    this.#grip = {
      handle,
      path,
      phase,
      fromX: event.clientX,
      fromY: event.clientY,
      pxPerS,
      totalS: drawing.totalS,
      bpmPerPx: (topBpm - drawing.bottomBpm) / (frame?.clientHeight ?? 1),
      gesture: `${handle} ${String(++this.#count)}`,
      last: handle === 'place' ? (path.at(-1) ?? 0) : 0,
    };
  }

  move(event: PointerEvent): void {
    const grip = this.#grip;
    if (!grip) return;
    switch (grip.handle) {
      case 'length':
        return this.#pullLength(grip, event);
      case 'target':
        return this.#pullTarget(grip, event);
      case 'place': {
        const over = this.#siblingAt(event.clientX, grip.path);
        if (over !== undefined && over !== grip.last) this.#grip = { ...grip, last: over };
      }
    }
  }

  #pullLength(grip: Grip, { clientX }: PointerEvent): void {
    const durationS = snappedS(drawnS(grip.phase) + (clientX - grip.fromX) / grip.pxPerS);
    if (durationS === grip.last) return;
    grip.last = durationS;
    this.#at().verbs.setEnd(grip.path, endOf(grip.phase.end, durationS), grip.gesture);
  }

  #pullTarget(grip: Grip, { clientY }: PointerEvent): void {
    const { profile, verbs } = this.#at();
    const by = Math.round(((grip.fromY - clientY) * grip.bpmPerPx) / stepBpm(grip.phase.target, profile));
    if (by === grip.last) return;
    grip.last = by;
    verbs.setTarget(grip.path, pushed(grip.phase.target, by, zoneCount(profile)), grip.gesture);
  }

  /** A phase that is moved goes there when it is let go. */
  letGo(event: PointerEvent): void {
    const grip = this.#grip;
    if (!grip) return;
    const { verbs } = this.#at();
    this.#grip = undefined;
    if (grip.handle !== 'place') {
      // when the hand is seen to be off: a long plan that is shown anew takes longer than a frame may
      setTimeout(() => verbs.rest());
      return;
    }
    const index = grip.path.at(-1) ?? 0;
    if (event.type === 'pointercancel' || grip.last === index) return;
    verbs.move(grip.path, grip.path.with(-1, grip.last > index ? grip.last + 1 : grip.last), 'picture');
  }

  /** The place among its siblings that a pointer is over. */
  #siblingAt(x: number, path: Path): number | undefined {
    const { drawing, frame, pxPerS } = this.#at();
    const atS = (x - (frame?.getBoundingClientRect().left ?? 0)) / pxPerS;
    const depth = path.length - 1;
    const over = [...drawing.phases, ...drawing.groups].find(
      (each) =>
        atS >= each.fromS &&
        atS < each.toS &&
        each.path.length > depth &&
        isSamePath(each.path.slice(0, depth), path.slice(0, depth)),
    );
    return over?.path[depth];
  }
}
