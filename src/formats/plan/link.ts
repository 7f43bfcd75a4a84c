import { deflateSync } from 'fflate';
import { bad, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { parseNewPlan } from '../../core/plan/planFile.ts';
import type { Exporter } from '../exporter.ts';
import { textIn } from '../fileKind.ts';
import { plansOf } from './beatkeeper.ts';
import { inflated } from '../packed/inflated.ts';
import type { PlanImporter } from './planImporter.ts';

// A plan in a link: its JSON, deflated, in base64url. It stands in the fragment, which no browser sends to a server.

const BEFORE = '#/plans/open?p=';

/** Longer links no program opens. */
const CHARS_MAX = 200_000;
/** The JSON of any plan that can be run is shorter. */
const JSON_BYTES_MAX = 1_000_000;

/** `#/plans/open?p=…`: what comes after the address of the app. */
export function planLink({ id: _id, ...content }: Plan): string {
  return `${BEFORE}${base64url(deflateSync(new TextEncoder().encode(JSON.stringify(content)), { level: 9 }))}`;
}

/** The plan in a link: all of the address, its fragment, or what stands after `p=`. */
export function readPlanLink(text: string): Parsed<Plan> {
  if (text.length > CHARS_MAX) return bad('link.tooLarge');
  const packed = packedIn(text);
  if (packed === undefined) return bad('link.foreign');
  const bytes = bytesOf(packed);
  if (bytes === undefined) return bad('link.cut');
  const json = inflated(bytes, JSON_BYTES_MAX);
  if (json === 'tooLarge') return bad('link.tooLarge');
  const plain = json === 'cut' ? undefined : textIn(json);
  if (plain === undefined) return bad('link.cut');
  const value = valueIn(plain);
  if (value === undefined) return bad('link.cut');
  const plan = parseNewPlan(value);
  return plan.ok ? plan : bad('link.foreign');
}

/** Where in it a link is damaged helps nobody. */
function valueIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Programs that show a link break it, and put a full stop or a bracket behind it. */
function packedIn(text: string): string | undefined {
  const joined = text.replace(/\s+/g, '');
  const [, named] = /[?&]p=([\w-]*)/.exec(joined) ?? [];
  return named ?? (/^[\w-]+=*$/.test(joined) ? joined.replace(/=+$/, '') : undefined);
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array | undefined {
  if (text === '' || text.length % 4 === 1) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A link as a text, for whoever copies it. */
export const planLinkText = {
  id: 'link',
  extension: '.txt',
  mime: 'text/plain',
  write: (plan) => ({ bytes: new TextEncoder().encode(`${planLink(plan)}\n`), losses: [] }),
} as const satisfies Exporter<Plan>;

/** A link that was pasted, or saved. */
export const linkFile: PlanImporter = {
  id: 'link',
  label: 'Beatkeeper link',
  extensions: ['.txt'],
  detect: ({ kind, text }) =>
    (kind === 'text' || kind === 'csv') && /^\s*\S*#\/plans\/open\?\S*p=/.test((text ?? '').slice(0, 4_000)),
  read: ({ text }) => plansOf(readPlanLink(text ?? '')),
};
