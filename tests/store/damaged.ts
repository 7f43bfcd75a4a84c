// Records with one thing in them that is not as it is written.

/** What may stand where something else stood. */
export const FOREIGN: unknown[] = [
  ...[0, -0, -1, 0.5, 1, 2, 61, 2 ** 53, NaN, Infinity, -Infinity],
  ...[undefined, null, '', '5', 'run', 'strap', 'stopped', 'x'.repeat(64), 'x'.repeat(65), true, false],
  ...[{}, [], Array<number>(3), Array<number>(6), Array(6).fill(0), Array(60).fill(1), Array(61).fill(1)],
];

/** The same with one of its fields, at any depth, put to something else, taken out, or joined by one that nobody knows. */
export function damaged(record: object, pick: number, way: 'put' | 'take' | 'add', value: unknown): object {
  const places = placesOf(record);
  const [holder, key] = places[pick % places.length]!;
  if (way === 'put') holder[key] = value;
  else if (way === 'take') Reflect.deleteProperty(holder, key);
  else if (Array.isArray(holder)) holder.push(value);
  else holder['foreign'] = value;
  return record;
}

export function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  // of a long list as many as a record has fields
  const keys = Object.keys(holder).slice(0, 9);
  return keys.flatMap((key) => [[holder, key] as [typeof holder, string], ...placesOf(holder[key])]);
}
