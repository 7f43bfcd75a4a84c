/** What is seen of a workout, in elapsed seconds. */
export interface View {
  fromS: number;
  toS: number;
}

/** Closer than this each second is wider than a finger. */
const CLOSEST_S = 10;

/** Part of `whole`, as long as it was, shortened where there is no more. */
function within({ fromS, toS }: View, whole: View): View {
  const lengthS = Math.min(toS - fromS, whole.toS - whole.fromS);
  const from = Math.min(Math.max(fromS, whole.fromS), whole.toS - lengthS);
  return { fromS: from, toS: from + lengthS };
}

/** So many times closer, around a second that stays where it is. A factor below 1 is further away. */
export function zoomed(view: View, whole: View, { factor, atS }: { factor: number; atS: number }): View {
  const lengthS = view.toS - view.fromS;
  const wholeS = whole.toS - whole.fromS;
  const wantedS = Math.min(wholeS, Math.max(Math.min(CLOSEST_S, wholeS), lengthS / factor));
  const share = lengthS > 0 ? (atS - view.fromS) / lengthS : 0.5;
  const fromS = atS - share * wantedS;
  return within({ fromS, toS: fromS + wantedS }, whole);
}

/** Later by so many seconds, or earlier. */
export const panned = ({ fromS, toS }: View, whole: View, byS: number): View =>
  within({ fromS: fromS + byS, toS: toS + byS }, whole);

/** A stretch with a little of what was before and after it. */
export function around({ fromS, toS }: View, whole: View): View {
  const lengthS = Math.max(toS - fromS, CLOSEST_S);
  const margin = 0.08 * lengthS;
  const middle = (fromS + toS) / 2;
  const half = lengthS / 2 + margin;
  const from = Math.max(whole.fromS, middle - half);
  const to = Math.min(whole.toS, middle + half);
  return zoomed({ fromS: from, toS: to }, whole, { factor: 1, atS: from });
}

/** Moved as little as it takes for a second to be seen. */
export function showing(view: View, whole: View, atS: number): View {
  if (atS >= view.fromS && atS < view.toS) return view;
  return panned(view, whole, atS < view.fromS ? atS - view.fromS : atS + 1 - view.toS);
}

export const isWhole = (view: View, whole: View): boolean => view.fromS <= whole.fromS && view.toS >= whole.toS;
export const isClosest = ({ fromS, toS }: View): boolean => toS - fromS <= CLOSEST_S;
