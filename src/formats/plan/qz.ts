import type { XmlElement } from '@rgrove/parse-xml';
import type { Parsed, Problem } from '../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import { BPM_MAX, BPM_MIN } from '../../core/signal/filter.ts';
import type { Zone } from '../../core/athlete/hrZones.ts';
import { PHASES_MAX, type Target } from '../../core/plan/plan.ts';
import type { ImportContext, Imported, Loss } from '../importer.ts';
import { blockOf, dropped, isPhaseTime, lossOf, phaseOf, planMade, refused, timeEnd, type Made } from './making.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { attributesOf, childNamed, elementsOf, isNamed, numberIn, readXml, type Xml } from './xml.ts';

/** Training programs of QZ (qdomyos-zwift): rows of a duration with a heart-rate zone or range, or with what a machine does. */
export const qz: PlanImporter = {
  id: 'qz',
  label: 'QZ',
  extensions: ['.xml'],
  detect: ({ kind, text }) =>
    kind === 'xml' && /^(?:\s|<\?[^>]*\?>|<!--[\s\S]{0,2000}?-->)*<rows[\s>]/i.test((text ?? '').slice(0, 4_000)),
  read: ({ text }, context) => {
    const xml = readXml(text ?? '');
    return xml.ok ? planIn(xml.value, context) : xml;
  },
};

function planIn(xml: Xml, context: ImportContext): Parsed<Imported<Plans>> {
  const problems: Problem[] = [];
  const steps = rowsIn(xml.root, xml, problems);
  if (problems.length > 0) return refused(problems);
  return planMade({ name: '', otherwise: context.name, sport: 'other', steps });
}

function rowsIn(element: XmlElement, xml: Xml, problems: Problem[]): Made[] {
  const made: Made[] = [];
  for (const each of elementsOf(element)) {
    if (problems.length >= PROBLEMS_MAX || made.length > PHASES_MAX) break;
    const problem = (key: string, code: Problem['code'], params: Problem['params']): void => {
      problems.push({ code, path: `line ${String(xml.lineOf(each))}, ${key}`, params });
    };
    if (isNamed(each, 'repeat')) {
      const given = attributesOf(each).get('times')?.value ?? '';
      const times = numberIn(given);
      if (!Number.isInteger(times) || times < 1 || times > PHASES_MAX)
        problem('times', times > PHASES_MAX ? 'value.tooLarge' : 'value.notWhole', {
          received: given,
          max: PHASES_MAX,
        });
      else made.push(...blockOf(times, rowsIn(each, xml, problems)));
    } else if (isNamed(each, 'row')) {
      const row = rowOf(each, problem);
      if (row) made.push(row);
    } else {
      problem(each.name, 'value.unknown', { received: each.name });
    }
  }
  return made;
}

/** What the target is made of; the rest is for the machine. */
const READ = new Set(['duration', 'zonehr', 'minhr', 'maxhr', 'hrmin', 'hrmax']);
const NOT_SET = -1;

function rowOf(
  row: XmlElement,
  problem: (key: string, code: Problem['code'], params: Problem['params']) => void,
): Made | undefined {
  const attributes = attributesOf(row);
  const given = attributes.get('duration')?.value;
  const seconds = given === undefined ? NaN : secondsIn(given);
  if (given === undefined) problem('duration', 'value.missing', { expected: 'hh:mm:ss' });
  else if (Number.isNaN(seconds))
    problem('duration', 'value.choice', { expected: 'hh:mm:ss', received: given.slice(0, 40) });
  else if (!isPhaseTime(seconds))
    problem('duration', seconds > 0 ? 'value.tooLarge' : 'value.tooSmall', {
      min: 1,
      max: '24:00:00',
      received: given.slice(0, 40),
    });
  if (!isPhaseTime(seconds)) return undefined;
  const { end, losses } = timeEnd(seconds);
  const aim = targetIn(attributes);
  const texts = elementsOf(row).flatMap((child) => attributesOf(child).get('message')?.value ?? []);
  const unread = [...attributes].flatMap(([key, { name }]) => (READ.has(key) ? [] : [name]));
  return phaseOf({
    name: PHASE_NAMES.steady,
    target: aim.target,
    end,
    cue: texts.join(' · '),
    losses: [
      ...losses,
      ...aim.losses,
      ...(texts.length > 1 ? [lossOf('loss.cueJoined', 'cue', { count: texts.length })] : []),
      ...dropped([...unread, ...(childNamed(row, 'textevent') ? [] : elementsOf(row).map(({ name }) => name))]),
    ],
  });
}

/** `00:10:00`, `10:00`, or seconds. */
function secondsIn(text: string): number {
  if (!/^\d{1,5}(?::\d{1,2}){0,2}$/.test(text)) return NaN;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function targetIn(attributes: ReturnType<typeof attributesOf>): { target: Target; losses: Loss[] } {
  const numberOf = (...keys: string[]): number => {
    const found = keys.map((key) => attributes.get(key)?.value).find((each) => each !== undefined);
    return found === undefined ? NOT_SET : numberIn(found);
  };
  const zone = numberOf('zonehr');
  if (zone >= 1 && zone <= 5 && Number.isInteger(zone))
    return { target: { type: 'zone', zone: zone as Zone }, losses: [] };
  const [low, high] = [numberOf('minhr', 'hrmin'), numberOf('maxhr', 'hrmax')];
  const isNone = (each: number): boolean => each === NOT_SET || each === 0;
  const losses = zone === NOT_SET || zone === 0 ? [] : dropped(['zonehr'], 'target');
  if (isNone(low) && isNone(high)) return { target: { type: 'open' }, losses };
  if (Number.isNaN(low) || Number.isNaN(high))
    return { target: { type: 'open' }, losses: dropped(['minhr', 'maxhr'], 'target') };
  // one end alone leaves the other where hearts end
  const ends = [isNone(low) ? BPM_MIN : low, isNone(high) ? BPM_MAX : high];
  const [from, to] = [Math.min(...ends), Math.max(...ends)].map((end) =>
    Math.round(Math.min(BPM_MAX, Math.max(BPM_MIN, end))),
  );
  if (ends.some((end) => end < BPM_MIN || end > BPM_MAX))
    losses.push(lossOf('loss.targetCut', 'target', { text: `${String(ends[0])}–${String(ends[1])} bpm` }));
  return { target: { type: 'bpm', low: from ?? BPM_MIN, high: to ?? BPM_MAX }, losses };
}
