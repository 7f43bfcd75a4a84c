import type { XmlElement } from '@rgrove/parse-xml';
import type { Loss } from '../../importer.ts';
import { lossOf } from '../making.ts';
import { attributesOf, elementsOf, isNamed, numberIn, textOf } from '../xml.ts';

// What Zwift shows during a block. A phase of ours says one thing, when it starts.

/** An attribute of a block itself, in older files. */
export const MESSAGE_KEYS = ['text'] as const;

export const isMessage = (element: XmlElement): boolean => isNamed(element, 'textevent', 'textnotification', 'text');

interface Message {
  atS: number;
  text: string;
}

/** The messages of a block as one cue; what else is said of them is `dropped`. */
export function cueOf(
  element: XmlElement,
  attributes: ReturnType<typeof attributesOf>,
): { cue: string; losses: Loss[]; dropped: string[] } {
  const messages: Message[] = [];
  const dropped: string[] = [];
  const own = attributes.get('text')?.value ?? '';
  if (own !== '') messages.push({ atS: 0, text: own });
  for (const child of elementsOf(element)) {
    if (!isMessage(child)) {
      dropped.push(child.name);
      continue;
    }
    const given = attributesOf(child);
    const text = (given.get('message') ?? given.get('text'))?.value ?? textOf(child);
    const atS = numberIn((given.get('timeoffset') ?? given.get('distoffset'))?.value ?? '0');
    if (text !== '') messages.push({ atS: Number.isNaN(atS) ? 0 : atS, text });
    for (const [key, { name }] of given) if (!READ.has(key)) dropped.push(`${child.name} ${name}`);
  }
  const cue = messages.reduce((said, { atS, text }, i) => {
    if (i === 0) return text;
    // two lines that appear together are one sentence
    return `${said}${messages[i - 1]?.atS === atS ? ' ' : ' · '}${text}`;
  }, '');
  const moved = messages.length > 1 || messages.some(({ atS }) => atS > 0);
  return { cue, losses: moved ? [lossOf('loss.cueJoined', 'cue', { count: messages.length })] : [], dropped };
}

const READ = new Set(['message', 'text', 'timeoffset', 'distoffset']);
