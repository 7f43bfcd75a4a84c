import { parseXml, XmlElement, XmlError, XmlText, type XmlNode } from '@rgrove/parse-xml';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';

// XML of plans: well-formed or refused with the place. Definitions of entities are not read, so that none is unfolded.

/** An XML file: what is in it, and where. */
export interface Xml {
  readonly root: XmlElement;
  /** The line of an element, from 1. */
  lineOf(element: XmlElement): number;
}

export function readXml(text: string): Parsed<Xml> {
  try {
    const { root } = parseXml(text, { includeOffsets: true, ignoreUndefinedEntities: true });
    if (!root) return bad('xml.syntax', {}, 'line 1');
    return good({ root, lineOf: ({ start }) => text.slice(0, start).split('\n').length });
  } catch (cause) {
    if (cause instanceof XmlError)
      return bad('xml.syntax', {}, `line ${String(cause.line)}, column ${String(cause.column)}`);
    // by recursion: a stack ends before any plan does
    return bad('input.tooDeep', { max: DEPTH_MAX });
  }
}

/** What a person hears of the limit; the real one is the stack's, which is higher. */
const DEPTH_MAX = 64;

export const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child): child is XmlElement => child instanceof XmlElement);

/** Names of elements and attributes as other programs write them: in whatever case. */
export const isNamed = ({ name }: XmlElement, ...names: readonly string[]): boolean =>
  names.some((each) => each.toLowerCase() === name.toLowerCase());

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  elementsOf(element).find((child) => isNamed(child, name));

/** The text in an element itself, trimmed. */
export const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? [])
    .filter((child: XmlNode): child is XmlText => child instanceof XmlText)
    .map(({ text }) => text)
    .join('')
    .trim();

/** Attributes by their names in lower case. */
export function attributesOf({ attributes }: XmlElement): ReadonlyMap<string, { name: string; value: string }> {
  return new Map(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), { name, value: value.trim() }]),
  );
}

/** The number that an attribute says: NaN where it says none. */
export const numberIn = (value: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(value) ? Number(value) : NaN;

/** A text between tags or quotes. What XML has no character for is left out. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- these are what XML 1.0 leaves out
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
      .replace(/[&<>"\t\n\r]/g, (each) => ENTITIES[each] ?? `&#${String(each.charCodeAt(0))};`)
  );
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
