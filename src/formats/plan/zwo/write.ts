import { DEFAULT_PROFILE, type Profile } from '../../../core/athlete/hrZones.ts';
import { phaseMaxS, phasesOf, type Phase, type Plan, type Sport, type Step } from '../../../core/plan/plan.ts';
import type { ExportContext, Exported, Exporter } from '../../exporter.ts';
import type { Loss } from '../../importer.ts';
import { ceilingLosses } from '../ceilingLoss.ts';
import { endWords, targetWords } from '../inWords.ts';
import { lossOf } from '../making.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import { placesOf } from '../places.ts';
import { escaped } from '../xml.ts';

/**
 * For Zwift, which knows no heart rate: every phase is a free ride, so that no trainer holds a power that nobody chose,
 * and a message at its start says where the heart should be.
 */
export const zwoFile = {
  id: 'zwo',
  extension: '.zwo',
  mime: 'application/xml',
  write: (plan, context) => writtenAs(plan, context),
} as const satisfies Exporter<Plan>;

const SPORTS: Partial<Record<Sport, string>> = { ride: 'bike', run: 'run', walk: 'run' };

function writtenAs(plan: Plan, { profile }: ExportContext): Exported {
  const losses: Loss[] = [];
  const { sport } = plan;
  if (sport !== 'ride' && sport !== 'run') losses.push(lossOf('loss.sportUnsaid', 'sport'));
  losses.push(...ceilingLosses(plan, profile ?? DEFAULT_PROFILE));
  const written = phasesOf(plan).map((phase) => writtenPhase(phase, profile ?? DEFAULT_PROFILE));
  const resolved = written.some(({ losses }) => losses.some(({ code }) => code === 'loss.resolvedBpm'));
  if (resolved && !profile) losses.push(lossOf('loss.profileAssumed', '', { bpmMax: DEFAULT_PROFILE.bpmMax }));
  losses.push(...unrolledIn(plan.phases, ''));
  const places = placesOf(plan);
  const told = new Set<string>();
  written.forEach(({ losses: ofPhase }, i) => {
    const place = places[i] ?? '';
    if (told.has(place)) return; // the same phase in another round
    told.add(place);
    for (const loss of ofPhase) losses.push({ ...loss, path: loss.path === '' ? place : `${place}.${loss.path}` });
  });
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<workout_file>',
    `  <name>${escaped(plan.name)}</name>`,
    `  <description>${escaped(plan.description)}</description>`,
    `  <sportType>${SPORTS[sport] ?? 'bike'}</sportType>`,
    '  <workout>',
    ...written.map(({ xml }) => xml),
    '  </workout>',
    '</workout_file>',
    '',
  ].join('\n');
  return { bytes: new TextEncoder().encode(text), losses };
}

/** Every block that is written out, the outermost of nested ones. */
function unrolledIn(steps: readonly Step[], path: string): Loss[] {
  return steps.flatMap((step, i) => ('repeat' in step ? [lossOf('loss.unrolled', `${path}phases[${String(i)}]`)] : []));
}

/** How long a phase takes that ends by hand: Zwift has no such end. */
const BY_HAND_S = 600;
/** A second message waits so long, so that the first can be read. */
const NEXT_MESSAGE_S = 10;

function writtenPhase(phase: Phase, profile: Profile): { xml: string; losses: Loss[] } {
  const { name, target, end, cue } = phase;
  const losses: Loss[] = [];
  const durationS = phaseMaxS(phase) ?? BY_HAND_S;
  const aim = targetWords(target, profile);
  const until =
    end.type === 'heartRate'
      ? endWords(end, profile)
      : end.type === 'hand'
        ? { said: 'as long as you like', text: '' }
        : undefined;
  const asText = [
    ...(name === PHASE_NAMES.free ? [] : ['name']),
    ...(aim ? ['target'] : []),
    ...(until ? ['end'] : []),
  ];
  if (asText.length > 0) losses.push(lossOf('loss.asText', '', { what: asText.join(', ') }));
  for (const { path, words } of [
    { path: 'target', words: aim },
    { path: 'end', words: until },
  ] as const)
    if (words && 'bpm' in words) losses.push(lossOf('loss.resolvedBpm', path, { text: words.text, bpm: words.bpm }));
  if (until) losses.push(lossOf('loss.endUnsaid', 'end', { maxS: durationS }));
  const said = [aim?.said, until?.said].filter((each) => each !== undefined).join(', ');
  const head = asText.length === 0 ? '' : said === '' ? name : `${name}: ${said}`;
  const apart = head !== '' && durationS > 2 * NEXT_MESSAGE_S;
  const messages = [
    ...(head === '' ? [] : [message(0, head)]),
    ...(cue === undefined ? [] : [message(apart ? NEXT_MESSAGE_S : 0, cue)]),
  ];
  const open = `    <FreeRide Duration="${String(durationS)}"`;
  const xml = messages.length === 0 ? `${open}/>` : [`${open}>`, ...messages, '    </FreeRide>'].join('\n');
  return { xml, losses };
}

const message = (atS: number, text: string): string =>
  `      <textevent timeoffset="${String(atS)}" message="${escaped(text)}"/>`;
