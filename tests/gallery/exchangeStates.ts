// Plans that come in and go out, in all their states: what is given, and what is pressed.
import type { Plan, Step } from '../../src/core/plan/plan.ts';
import { planOf } from './states.ts';

export interface ExchangeState {
  /** What is imported. */
  readonly files?: readonly [name: string, content: string][];
  /** A plan that is shared. */
  readonly share?: Plan;
  /** What stands behind `p=`, or the plan in it. */
  readonly open?: Plan | string;
  /** These are the person's own already. */
  readonly own?: readonly Plan[];
  /** Pressed one after the other, by their names. */
  readonly press?: readonly string[];
}

const LONG = 'Progressive threshold intervals on rolling hills and a long easy way home again.';

const block = (seconds: number, power: number, more = ''): string =>
  `<SteadyState Duration="${String(seconds)}" Power="${String(power)}"${more}/>`;
const zwo = (name: string, blocks: string): string =>
  `<workout_file><name>${name}</name><description>${name}, as ${LONG}</description><workout>${blocks}</workout></workout_file>`;
const OVER_UNDERS = zwo(
  'Over-unders',
  `<Warmup Duration="600" PowerLow="0.4" PowerHigh="0.75"/>${block(90, 0.95, ' Cadence="90"')}${block(60, 1.08)}` +
    `<IntervalsT Repeat="4" OnDuration="30" OffDuration="90" OnPower="1.3" OffPower="0.5"/><Cooldown Duration="300" PowerLow="0.6" PowerHigh="0.4"/>`,
);
const MANY_BLOCKS = zwo(
  'Three hundred blocks',
  Array.from({ length: 300 }, (_, i) => block(30 + i, 0.5 + (i % 7) / 10)).join(''),
);
const clean = (name: string): string => JSON.stringify({ name, phases: [{ name: 'Go', durationS: 600 }] });

const threshold = planOf('threshold-4x4');
const wordy = planOf('wordy');
const own = { ...threshold, id: '5ad00000-0000-4000-8000-000000000001' };
const LARGE: Plan = {
  ...threshold,
  name: 'Sixty that differ',
  phases: Array.from({ length: 60 }, (_, i): Step => ({
    name: `Part ${String((i * 7919) % 1000)}`,
    target: { type: 'bpm', low: 100 + ((i * 37) % 60), high: 170 },
    end: { type: 'time', durationS: 60 + ((i * 53) % 240) },
    cue: `${String((i * 104729) % 99991)} ${LONG.slice(i % 40, 40 + (i % 40))}`,
  })),
};

export const EXCHANGE = {
  importEmpty: { files: [] },
  importLosses: { files: [['over-unders.zwo', OVER_UNDERS]] },
  importPower: { files: [['over-unders.zwo', OVER_UNDERS]], press: ['Estimated zones'] },
  importHundreds: { files: [['blocks.zwo', MANY_BLOCKS]] },
  importAllShown: { files: [['blocks.zwo', MANY_BLOCKS]], press: ['Show all 300'] },
  importKept: { files: [['clean.json', clean('Clean')]] },
  importSaved: { files: [['over-unders.zwo', OVER_UNDERS]], press: ['Save'] },
  importRefused: { files: [['page.json', '<!doctype html><title>404</title>']] },
  importWrong: { files: [['wrong.json', JSON.stringify({ name: '', phases: [{ name: 'a', durationS: 0 }, {}] })]] },
  importRefusedMany: {
    files: [
      ['readme.md', 'Hello'],
      [`${LONG.replaceAll(' ', '_')}.gpx`, '<gpx></gpx>'],
      ['cut.json', '{ "name": "Cut", "phases": ['],
      ['empty.fit', ''],
    ],
  },
  importThirty: {
    files: Array.from({ length: 30 }, (_, i) =>
      i % 3 === 0
        ? [`ride-${String(i)}.zwo`, OVER_UNDERS.replaceAll('Over-unders', `Ride ${String(i)}`)]
        : i % 3 === 1
          ? [`clean-${String(i)}.json`, clean(`Clean ${String(i)}`)]
          : [`note-${String(i)}.txt`, 'Hello'],
    ),
  },
  importSame: { files: [['again.json', JSON.stringify(threshold)]], own: [own] },
  importSameBuiltIn: { files: [['again.json', JSON.stringify(planOf('tempo'))]] },
  importInclude: { files: [['long.yaml', '- !include warm-up.yaml\n- !include some/folder/intervals.yaml\n']] },
  importWordy: { files: [[`${LONG}.zwo`, zwo(LONG, `<textevent message="x"/>${block(600, 0.8)}`.repeat(3))]] },
  share: { share: threshold },
  shareWordy: { share: wordy },
  shareTooLarge: { share: LARGE },
  exportZwo: { share: threshold, press: ['Zwift'] },
  exportWordy: { share: wordy, press: ['intervals.icu', 'Export'] },
  opened: { open: { ...threshold, name: 'Threshold with Ida' } },
  openedWordy: { open: wordy },
  openedSame: { open: threshold, own: [own] },
  openedBad: { open: 'eJyrVkrOz' },
} satisfies Record<string, ExchangeState> as Record<string, ExchangeState>;

/** Those with the most to say, for what measures each. */
export const FULLEST = [
  'importThirty',
  'importWordy',
  'importRefusedMany',
  'importInclude',
  'exportWordy',
  'openedWordy',
];
