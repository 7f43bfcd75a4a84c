/** A text of a file on one line, at most so many UTF-16 units of it, no character cut in half. */
export function oneLine(text: string, max: number): string {
  return (
    text
      .slice(0, 4 * max)
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- a name has none
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
      .slice(0, max)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim()
  );
}
