// What Garmin's schema of its Training Center Database, version 2 (TrainingCenterDatabasev2.xsd), asks of an activity: elements in
// this order, how many of each, their types and attributes. A schema of our own, since a validator is a heavy package.
import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';

type Check = (element: XmlElement, at: string) => string[];

const NAMESPACE = 'http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2';

const textIn = (element: XmlElement): string =>
  element.children.flatMap((child) => (child instanceof XmlText ? child.text : [])).join('');

const simple =
  (type: string, isOk: (text: string) => boolean): Check =>
  (element, at) => {
    const text = textIn(element);
    const inner = element.children.some((child) => child instanceof XmlElement);
    return inner || !isOk(text) ? [`${at}: “${text}” is no ${type}`] : [];
  };

const whole = (min: number, max: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
const isDateTime = (text: string): boolean =>
  /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text) && !Number.isNaN(Date.parse(text));
const dateTime = simple('dateTime', isDateTime);
const double = simple('double', (text) => /^-?\d+(\.\d+)?$/.test(text));
const string = simple('string', () => true);
const oneOf = (...texts: string[]) => simple(texts.join(' | '), (text) => texts.includes(text));

interface Particle {
  name: string;
  check: Check;
  min?: number;
  max?: number;
}

const one = (name: string, check: Check): Particle => ({ name, check });
const optional = (name: string, check: Check): Particle => ({ name, check, min: 0 });

/** Elements in sequence, and attributes: those that must be, and no others. */
function sequence(particles: Particle[], attributes: Record<string, (text: string) => boolean> = {}): Check {
  return (element, at) => {
    const wrong: string[] = [];
    for (const [name, isOk] of Object.entries(attributes))
      if (!isOk(element.attributes[name] ?? ''))
        wrong.push(`${at}: attribute ${name} is “${element.attributes[name] ?? ''}”`);
    for (const name of Object.keys(element.attributes))
      if (!(name in attributes) && !/^xmlns|^xsi:/.test(name)) wrong.push(`${at}: attribute ${name} is unknown`);
    for (const child of element.children)
      if (child instanceof XmlText && child.text.trim() !== '') wrong.push(`${at}: text “${child.text.trim()}”`);
    const children = element.children.filter((child): child is XmlElement => child instanceof XmlElement);
    let next = 0;
    for (const { name, check, min = 1, max = 1 } of particles) {
      let count = 0;
      while (children[next]?.name === name && count < max)
        wrong.push(...check(children[next++]!, `${at}/${name}[${++count}]`));
      if (count < min) wrong.push(`${at}: ${name} is missing`);
    }
    if (next < children.length) wrong.push(`${at}: ${children[next]!.name} is not expected here`);
    return wrong;
  };
}

const heartRate = sequence([one('Value', simple('heart rate of 1–255', whole(1, 255)))]);
/** Of any other namespace. */
const extensions: Check = (element, at) =>
  element.children.flatMap((child) =>
    child instanceof XmlElement && [undefined, NAMESPACE].includes(child.attributes['xmlns'])
      ? [`${at}: ${child.name} is in the schema's own namespace`]
      : [],
  );
const trackpoint = sequence([
  one('Time', dateTime),
  optional('AltitudeMeters', double),
  optional('DistanceMeters', double),
  optional('HeartRateBpm', heartRate),
  optional('Cadence', simple('cadence', whole(0, 254))),
  optional('SensorState', oneOf('Present', 'Absent')),
  optional('Extensions', extensions),
]);
const lap = sequence(
  [
    one('TotalTimeSeconds', double),
    one('DistanceMeters', double),
    optional('MaximumSpeed', double),
    one('Calories', simple('unsignedShort', whole(0, 65_535))),
    optional('AverageHeartRateBpm', heartRate),
    optional('MaximumHeartRateBpm', heartRate),
    one('Intensity', oneOf('Active', 'Resting')),
    optional('Cadence', simple('cadence', whole(0, 254))),
    one('TriggerMethod', oneOf('Manual', 'Distance', 'Location', 'Time', 'HeartRate')),
    {
      name: 'Track',
      check: sequence([{ name: 'Trackpoint', check: trackpoint, max: Infinity }]),
      min: 0,
      max: Infinity,
    },
    optional('Notes', string),
    optional('Extensions', extensions),
  ],
  { StartTime: isDateTime },
);
const creator: Check = (element, at) => [
  ...(element.attributes['xsi:type'] === 'Device_t' ? [] : [`${at}: no Device_t`]),
  ...sequence([
    one(
      'Name',
      simple('token', (text) => text.length > 0 && text.trim() === text && !/\s\s/.test(text)),
    ),
    one('UnitId', simple('unsignedInt', whole(0, 0xffffffff))),
    one('ProductID', simple('unsignedShort', whole(0, 65_535))),
    one(
      'Version',
      sequence([
        one('VersionMajor', simple('unsignedShort', whole(0, 65_535))),
        one('VersionMinor', simple('unsignedShort', whole(0, 65_535))),
        optional('BuildMajor', simple('unsignedShort', whole(0, 65_535))),
        optional('BuildMinor', simple('unsignedShort', whole(0, 65_535))),
      ]),
    ),
  ])(element, at),
];
const activity = sequence(
  [
    one('Id', dateTime),
    { name: 'Lap', check: lap, max: Infinity },
    optional('Notes', string),
    optional('Creator', creator),
    optional('Extensions', extensions),
  ],
  { Sport: (text) => ['Running', 'Biking', 'Other'].includes(text) },
);
const database = sequence([
  one('Activities', sequence([{ name: 'Activity', check: activity, min: 0, max: Infinity }])),
]);

/** What is wrong with an activity file by the schema; empty where it is valid. Throws where it is no XML. */
export function schemaProblems(text: string): string[] {
  const { root } = parseXml(text);
  if (root?.name !== 'TrainingCenterDatabase' || root.attributes['xmlns'] !== NAMESPACE)
    return ['the root is another one'];
  return database(root, '');
}

/** The elements of a name, wherever they are, in order. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) =>
    child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...elements(child, name)] : [],
  );
}

export { textIn };
