// Importing files: what is saved at once, what waits for an answer, and what is stored when.
import { zipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import {
  countsOf,
  missingFiles,
  nameOf,
  type ImportItem,
} from '../../../../src/app/screens/plans/exchange/importItems.ts';
import { ImportState, type Given } from '../../../../src/app/screens/plans/exchange/importState.svelte.ts';
import { HistoryState } from '../../../../src/app/state/history.svelte.ts';
import { PlansState } from '../../../../src/app/state/plans.svelte.ts';
import { exchange } from '../../../../src/words/en/exchange.ts';
import { enPlans } from '../../../../src/words/en/plans.ts';
import { disk } from '../../state/stored.ts';

const CLEAN = JSON.stringify({ name: 'Clean', phases: [{ name: 'Go', durationS: 60 }] });
const ZWO = (name: string, power = 0.6): string =>
  `<workout_file><name>${name}</name><workout><SteadyState Duration="300" Power="${String(power)}"/></workout></workout_file>`;
const YAML = "name: Long one\nsteps:\n  - !include warm-up.yaml\n  - { power: 80, duration: '10:00' }\n";
const WARM_UP = "- { power: 50, duration: '5:00' }\n";

const given = (name: string, content: string | Uint8Array): Given => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, size: bytes.length, read: () => Promise.resolve(bytes) };
};

let library: ReturnType<typeof disk>['library'];
let plans: PlansState;
let importing: ImportState;
beforeEach(() => {
  ({ library } = disk());
  let ids = 0;
  plans = new PlansState(
    library,
    new HistoryState(library),
    enPlans,
    () => `5ad00000-0000-4000-8000-0000000000${String(10 + ids++)}`,
  );
  importing = new ImportState(plans);
});

const stored = async (): Promise<string[]> => (await library.plans()).map(({ name }) => name).sort();
const types = (): string[] => importing.items.map(({ type }) => type);

function only<T extends ImportItem['type']>(type: T): ImportItem & { type: T } {
  const [item, ...more] = importing.items;
  if (item?.type !== type || more.length > 0) throw new Error(`not one ${type} but ${types().join()}`);
  return item as ImportItem & { type: T };
}

test('a new plan that loses nothing is saved at once, and undone as easily', async () => {
  await importing.take([given('clean.json', CLEAN)]);
  const kept = only('kept');
  expect(kept.losses).toEqual([]);
  expect(await stored()).toEqual(['Clean']);
  await importing.undo(kept);
  expect(importing.items).toEqual([]);
  expect([await stored(), plans.own]).toEqual([[], []]);
});

test('what another app has handed over waits, whatever it is', async () => {
  await importing.take([given('clean.json', CLEAN)], { ask: true });
  only('offered');
  expect(await stored()).toEqual([]);
  await importing.take([given('other.json', CLEAN.replace('Clean', 'Other'))]);
  expect(await stored()).toEqual(['Clean', 'Other']);
});

test('where one of several asks, all of them do', async () => {
  await importing.take([given('clean.json', CLEAN), given('ride.zwo', ZWO('Ride'))]);
  expect([types(), await stored()]).toEqual([['offered', 'offered'], []]);
  await importing.saveAll();
  expect(await stored()).toEqual(['Clean', 'Ride']);
  await importing.take([given('again.json', CLEAN), given('other.json', CLEAN.replace('Clean', 'Other'))]);
  expect([types(), await stored()]).toEqual([
    ['offered', 'offered'],
    ['Clean', 'Ride'],
  ]);
});

test('a plan that loses something waits: nothing is stored until the person says so', async () => {
  await importing.take([given('ride.zwo', ZWO('Ride'))]);
  const { read, source } = only('offered');
  expect([source, read.format, read.losses.map(({ code }) => code)]).toEqual(['ride.zwo', 'zwo', ['loss.powerOpen']]);
  expect(importing.asksForPower).toBe(true);
  expect(await stored()).toEqual([]);
  await importing.save(importing.waiting[0]!);
  expect(only('kept').losses).toEqual(read.losses);
  expect(await stored()).toEqual(['Ride']);
});

test('what is not wanted is gone, and was never stored', async () => {
  await importing.take([given('a.zwo', ZWO('A')), given('b.zwo', ZWO('B'))]);
  importing.skip(importing.items[0]!);
  expect(importing.waiting.map(({ read }) => read.content.name)).toEqual(['B']);
  importing.skipAll();
  expect([importing.items, await stored()]).toEqual([[], []]);
});

test('the choice for power is read at once, for all that wait', async () => {
  await importing.take([given('a.zwo', ZWO('A')), given('b.zwo', ZWO('B', 1.1))]);
  const targets = (): unknown[] =>
    importing.waiting.map(({ read }) => read.content.phases.map((step) => 'target' in step && step.target));
  expect(targets()).toEqual([[{ type: 'open' }], [{ type: 'open' }]]);
  await importing.choosePower('zones');
  expect(targets()).toEqual([[{ type: 'zone', zone: 2 }], [{ type: 'zone', zone: 5 }]]);
  expect(importing.asksForPower).toBe(true);
  await importing.choosePower('open');
  expect(targets()).toEqual([[{ type: 'open' }], [{ type: 'open' }]]);
  expect(await stored()).toEqual([]);
});

test('the same plan again is asked about: replaced it keeps its id, and undone the one before is back', async () => {
  await importing.take([given('clean.json', CLEAN)]);
  const { id } = only('kept').plan;
  await importing.take([given('again.json', CLEAN)]);
  const { read } = only('offered');
  expect(read.same?.id).toBe(id);
  await importing.save(importing.waiting[0]!, read.same);
  expect(only('kept').plan.id).toBe(id);
  await importing.undo(only('kept'));
  expect(plans.own.map((plan) => plan.id)).toEqual([id]);
});

test('all that waits is saved together, but for a plan that is there by then', async () => {
  await importing.take([given('a.zwo', ZWO('A')), given('folder/a.zwo', ZWO('A')), given('b.zwo', ZWO('B'))]);
  await importing.saveAll();
  expect(types()).toEqual(['kept', 'offered', 'kept']);
  expect(importing.waiting[0]?.read.same?.name).toBe('A');
  expect(await stored()).toEqual(['A', 'B']);
});

test('an archive is read file by file, and what is no plan in it is named', async () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const zip = zipSync({ 'in/a.zwo': text(ZWO('A')), 'readme.txt': text('Hello'), 'clean.json': text(CLEAN) });
  await importing.take([given('all.zip', zip)]);
  expect(importing.items.map(({ source, type }) => [source, type])).toEqual([
    ['all.zip/in/a.zwo', 'offered'],
    ['all.zip/readme.txt', 'refused'],
    ['all.zip/clean.json', 'offered'],
  ]);
});

test('an archive that is damaged is refused as a whole', async () => {
  const zip = zipSync({ 'a.zwo': new TextEncoder().encode(ZWO('A')) });
  await importing.take([given('cut.zip', zip.subarray(0, 60))]);
  expect(only('refused').problems.map(({ code }) => code)).toEqual(['zip.damaged']);
});

test('a plan that goes on in another file asks for that by name, and takes it when it is given', async () => {
  await importing.take([given('long.yaml', YAML)]);
  expect(missingFiles(only('refused'))).toEqual(['warm-up.yaml']);
  await importing.take([given('warm-up.yaml', WARM_UP)]);
  const { read } = only('offered');
  expect([read.content.name, read.content.phases.length]).toEqual(['Long one', 2]);
});

test('a file that was given with the one that goes on in it is no plan of its own', async () => {
  await importing.take([given('warm-up.yaml', WARM_UP), given('long.yaml', YAML)]);
  expect(only('offered').source).toBe('long.yaml');
});

test('what waits for an answer stays when more files are given, also of the same name', async () => {
  await importing.take([given('a.zwo', ZWO('A'))]);
  await importing.take([given('a.zwo', ZWO('Other')), given('no.txt', 'Hello')]);
  expect(importing.items.map(({ source, type }) => [nameOf(source), type])).toEqual([
    ['a.zwo', 'offered'],
    ['a.zwo', 'offered'],
    ['no.txt', 'refused'],
  ]);
  await importing.take([given('b.zwo', ZWO('B'))]);
  expect(types()).toEqual(['offered', 'offered', 'offered']); // what was refused has been said
});

test('files that are too large, or cannot be read, are named and the others are read', async () => {
  const broken: Given = { name: 'gone.fit', size: 10, read: () => Promise.reject(new Error('gone')) };
  await importing.take([{ ...broken, name: 'film.mp4', size: 9_000_000 }, broken, given('clean.json', CLEAN)]);
  expect(importing.items.map((each) => [each.source, each.type === 'failed' ? each.why : each.type])).toEqual([
    ['film.mp4', 'tooLarge'],
    ['gone.fit', 'unreadable'],
    ['clean.json', 'kept'],
  ]);
});

test('reading can be stopped: what was read stays, nothing more is read', async () => {
  const files = Array.from({ length: 30 }, (_, i) => given(`${String(i)}.zwo`, ZWO(String(i))));
  const seen: string[] = [];
  const tell = plans.read.bind(plans);
  plans.read = (...args) => {
    seen.push(args[1]);
    if (seen.length === 3) {
      expect(importing.progress).toEqual({ done: 2, of: 30 });
      importing.stop();
    }
    return tell(...args);
  };
  await importing.take(files);
  expect([seen.length, importing.waiting.length, importing.busy]).toEqual([3, 3, false]);
});

test('a disk that refuses is said, and the plan still waits', async () => {
  await importing.take([given('a.zwo', ZWO('A'))]);
  library.savePlan = () => Promise.reject(new Error('full'));
  await importing.save(importing.waiting[0]!);
  expect([importing.trouble, importing.busy]).toEqual(['notStored', false]);
  only('offered');
});

test('all that was given is counted: what is saved, waits, is here or twice, needs another file, or is no plan', async () => {
  await importing.take([given('clean.json', CLEAN)]);
  await importing.take([
    given('again.json', CLEAN),
    given('other.json', CLEAN.replace('Clean', 'Other')),
    given('a.zwo', ZWO('A')),
    given('folder/a.zwo', ZWO('A')),
    given('b.zwo', ZWO('B')),
    given('long.yaml', YAML),
    given('note.txt', 'Hello'),
  ]);
  const counts = { files: 7, saved: 0, toSave: 3, here: 1, twice: 1, asking: 1, refused: 1 };
  expect(countsOf(importing.items)).toEqual(counts);
  expect(exchange.summary(counts)).toBe(
    '7 files: 3 plans to save, 1 there already, 1 duplicate, 1 needs another file, 1 is not a plan',
  );
  await importing.saveAll();
  expect(countsOf(importing.items)).toEqual({ ...counts, saved: 3, toSave: 0 });
  await importing.undoAll();
  expect(await stored()).toEqual(['Clean']);
  importing.skip(importing.items.find((item) => missingFiles(item).length > 0)!);
  expect(countsOf(importing.items).asking).toBe(0);
});

test('a text of ours that is pasted is a plan', async () => {
  await importing.takeText('10m Z2\n4x (3m 80-85% max, 2m Z1)\n5m Z1');
  expect(only('offered').read).toMatchObject({ format: 'notation', content: { name: 'Plan' } });
});
