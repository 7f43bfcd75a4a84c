import type { XmlElement } from '@rgrove/parse-xml';
import type { Parsed, Problem } from '../../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../../core/parse/schema.ts';
import { PHASES_MAX, TOTAL_MAX_S, type End, type Sport } from '../../../core/plan/plan.ts';
import type { ImportContext, Imported, Loss, PowerChoice } from '../../importer.ts';
import {
  blockOf,
  dropped,
  handEnd,
  isPhaseTime,
  lossOf,
  phaseOf,
  planMade,
  rangeText,
  refused,
  timeEnd,
  type Made,
} from '../making.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import type { PlanImporter, Plans } from '../planImporter.ts';
import { powerTarget } from '../power.ts';
import { attributesOf, childNamed, elementsOf, isNamed, numberIn, readXml, textOf, type Xml } from '../xml.ts';
import {
  cadence,
  pctOf,
  powersIn,
  quoted,
  rangeIn,
  READ,
  READ_OF_INTERVALS,
  unread,
  type Attributes,
} from './attributes.ts';
import { cueOf, isMessage } from './messages.ts';

/** Workouts of Zwift (.zwo): power as a fraction of FTP, and no heart rate anywhere. */
export const zwo: PlanImporter = {
  id: 'zwo',
  label: 'Zwift',
  extensions: ['.zwo', '.xml'],
  detect: ({ kind }) => kind === 'zwo',
  read: ({ text }, context) => {
    const xml = readXml(text ?? '');
    return xml.ok ? planIn(xml.value, context) : xml;
  },
};

/** What of the file reaches the plan; the rest of its head is left out, and said. */
const HEAD = ['name', 'description', 'sporttype', 'durationtype', 'workout'];

function planIn(xml: Xml, context: ImportContext): Parsed<Imported<Plans>> {
  const { root } = xml;
  const workout = childNamed(root, 'workout');
  if (!workout) return refused([problem('value.missing', `line ${String(xml.lineOf(root))}`, { expected: 'workout' })]);
  const steps = new Steps(xml, context.power ?? 'open', /^distance$/i.test(textOf(childNamed(root, 'durationType'))));
  for (const element of elementsOf(workout)) if (!steps.isFull) steps.add(element);
  if (steps.problems.length > 0) return refused(steps.problems);
  const sportType = textOf(childNamed(root, 'sportType'));
  const others = elementsOf(root).filter(
    (each) => !isNamed(each, ...HEAD) && (textOf(each) !== '' || elementsOf(each).length > 0),
  );
  return planMade({
    name: textOf(childNamed(root, 'name')),
    otherwise: context.name,
    description: textOf(childNamed(root, 'description')),
    sport: sportOf(sportType),
    steps: steps.made,
    losses: dropped(others.map(({ name }) => name)),
  });
}

/** Zwift knows two sports; a file that names none is of the first that there was. */
const sportOf = (text: string): Sport =>
  /^run/i.test(text) ? 'run' : text === '' || /^(bike|cycl)/i.test(text) ? 'ride' : 'other';

const problem = (code: Problem['code'], path: string, params: Problem['params'] = {}): Problem => ({
  code,
  path,
  params,
});

/** What a block is called, and what of it reaches the plan. Power that changes within a block is a ramp. */
const BLOCKS = new Map<string, { name: string; ramp?: true }>(
  Object.entries({
    steadystate: { name: PHASE_NAMES.steady },
    solidstate: { name: PHASE_NAMES.steady },
    warmup: { name: PHASE_NAMES.warmUp, ramp: true },
    cooldown: { name: PHASE_NAMES.coolDown, ramp: true },
    ramp: { name: PHASE_NAMES.ramp, ramp: true },
    freeride: { name: PHASE_NAMES.free },
    maxeffort: { name: PHASE_NAMES.interval },
  } as const),
);

const DURATIONS = { duration: 'Duration', onduration: 'OnDuration', offduration: 'OffDuration' } as const;

/** The blocks of a workout, one after the other. */
class Steps {
  readonly made: Made[] = [];
  readonly problems: Problem[] = [];
  readonly #xml: Xml;
  readonly #power: PowerChoice;
  readonly #byDistance: boolean;

  constructor(xml: Xml, power: PowerChoice, byDistance: boolean) {
    this.#xml = xml;
    this.#power = power;
    this.#byDistance = byDistance;
  }

  /** More says nothing that is not said yet. */
  get isFull(): boolean {
    return this.problems.length >= PROBLEMS_MAX || this.made.length > PHASES_MAX;
  }

  add(element: XmlElement): void {
    if (isNamed(element, 'IntervalsT')) {
      this.#addIntervals(element);
      return;
    }
    const attributes = attributesOf(element);
    if (isMessage(element)) return; // one between blocks belongs to none
    const block = BLOCKS.get(element.name.toLowerCase());
    const end = this.#endOf(element, attributes, 'duration');
    if (!end) return;
    const low = attributes.get('powerlow') ?? attributes.get('power') ?? attributes.get('powerhigh');
    const high = attributes.get('powerhigh') ?? attributes.get('power') ?? attributes.get('powerlow');
    const said = cueOf(element, attributes);
    const aim = this.#targetOf(low?.value, high?.value, end.end, block?.ramp ?? false);
    this.made.push(
      phaseOf({
        name: block?.name ?? element.name,
        target: aim.target,
        end: end.end,
        cue: said.cue,
        losses: [
          ...end.losses,
          ...aim.losses,
          ...cadence(attributes.get('cadence')?.value ?? rangeIn(attributes, 'cadencelow', 'cadencehigh')),
          ...said.losses,
          ...dropped([...(block ? [] : [element.name]), ...unread(attributes, READ), ...said.dropped]),
        ],
      }),
    );
  }

  /** Hard and easy in turn. */
  #addIntervals(element: XmlElement): void {
    const attributes = attributesOf(element);
    const repeat = numberIn(attributes.get('repeat')?.value ?? '1');
    if (!Number.isInteger(repeat) || repeat < 1 || repeat > PHASES_MAX) {
      const received = attributes.get('repeat')?.value ?? '';
      this.#refuse(repeat > PHASES_MAX ? 'value.tooLarge' : 'value.notWhole', element, 'Repeat', {
        received,
        max: PHASES_MAX,
      });
      return;
    }
    const on = this.#endOf(element, attributes, 'onduration');
    const rests = numberIn(attributes.get('offduration')?.value ?? '0') !== 0;
    const off = rests ? this.#endOf(element, attributes, 'offduration') : undefined;
    if (!on || (rests && !off)) return;
    const said = cueOf(element, attributes);
    const hard = this.#targetOf(...powersIn(attributes, 'on'), on.end, false);
    const first = phaseOf({
      name: PHASE_NAMES.interval,
      target: hard.target,
      end: on.end,
      cue: said.cue,
      losses: [
        ...on.losses,
        ...hard.losses,
        ...cadence(attributes.get('cadence')?.value ?? rangeIn(attributes, 'cadencelow', 'cadencehigh')),
        ...said.losses,
        ...dropped([...unread(attributes, READ_OF_INTERVALS), ...said.dropped]),
      ],
    });
    if (!off) {
      this.made.push(...blockOf(repeat, [first]));
      return;
    }
    const easy = this.#targetOf(...powersIn(attributes, 'off'), off.end, false);
    const second = phaseOf({
      name: PHASE_NAMES.recovery,
      target: easy.target,
      end: off.end,
      losses: [...off.losses, ...easy.losses, ...cadence(attributes.get('cadenceresting')?.value)],
    });
    this.made.push(...blockOf(repeat, [first, second]));
  }

  /** In metres where the whole file is. */
  #endOf(
    element: XmlElement,
    attributes: Attributes,
    key: keyof typeof DURATIONS,
  ): { end: End; losses: Loss[] } | undefined {
    const given = attributes.get(key);
    const name = given?.name ?? DURATIONS[key];
    const value = given && numberIn(given.value);
    if (given === undefined || value === undefined)
      this.#refuse('value.missing', element, name, { expected: 'number' });
    else if (Number.isNaN(value))
      this.#refuse('value.type', element, name, { expected: 'number', received: quoted(given.value) });
    else if (value <= 0) this.#refuse('value.tooSmall', element, name, { min: 1, received: quoted(given.value) });
    else if (this.#byDistance) return handEnd('distance', `${String(Math.round(value))} m`);
    else if (!isPhaseTime(value))
      this.#refuse('value.tooLarge', element, name, { max: TOTAL_MAX_S, received: quoted(given.value) });
    else return timeEnd(value);
    return undefined;
  }

  #targetOf(low: string | undefined, high: string | undefined, end: End, ramp: boolean) {
    const pct = pctOf(low, high);
    if (!pct) {
      const odd = [low, high].filter((each) => each !== undefined);
      return { target: { type: 'open' as const }, losses: dropped(odd.map((each) => `power ${quoted(each)}`)) };
    }
    const isRamp = ramp && pct.from !== pct.to;
    const durationS = end.type === 'time' ? end.durationS : undefined;
    const text = rangeText(pct.from, pct.to, '% FTP', isRamp);
    const { target, losses } = powerTarget(pct, text, durationS, 'target', this.#power);
    return {
      target,
      losses: isRamp && target.type !== 'open' ? [...losses, lossOf('loss.rampRange', 'target', { text })] : losses,
    };
  }

  #refuse(code: Problem['code'], element: XmlElement, name: string, params: Problem['params']): void {
    this.problems.push(problem(code, `line ${String(this.#xml.lineOf(element))}, ${name}`, params));
  }
}
