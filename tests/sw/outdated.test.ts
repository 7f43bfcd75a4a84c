import { expect, test } from 'vitest';
import { Outdated } from '../../src/sw/outdated.ts';

/** A browser with an old build's file in its cache, and a service worker that forgets everything between two events. */
class World {
  open = ['a', 'b'];
  files = ['old.js'];
  notes: unknown = undefined;
  newerBuildComing = false;
  #outdated = this.#awake();

  takeOver = (): Promise<void> => this.#outdated.takeOver();
  tidy = (): Promise<void> => this.#outdated.tidy();
  sleep = (): void => void (this.#outdated = this.#awake());

  #awake(): Outdated {
    return new Outdated({
      openPages: () => Promise.resolve(this.open),
      outdatedFiles: () => Promise.resolve(this.files),
      remove: (file) => Promise.resolve(void (this.files = this.files.filter((each) => each !== file))),
      read: () => Promise.resolve(structuredClone(this.notes)),
      write: (pages) => Promise.resolve(void (this.notes = structuredClone(pages))),
      newerBuildComing: () => this.newerBuildComing,
    });
  }
}

const GONE: string[] = [];
const KEPT = ['old.js'];

test.each<[string, (world: World) => Promise<void>, string[]]>([
  [
    'no page is open at the change: the old files go at once',
    async (world) => {
      world.open = [];
      await world.takeOver();
    },
    GONE,
  ],
  ['a page is open at the change: the old files stay', (world) => world.takeOver(), KEPT],
  [
    'one of two pages is gone: they stay',
    async (world) => {
      await world.takeOver();
      world.open = ['b'];
      await world.tidy();
    },
    KEPT,
  ],
  [
    'the last page from before is gone: they go, though newer pages are open',
    async (world) => {
      await world.takeOver();
      world.open = ['c'];
      await world.tidy();
    },
    GONE,
  ],
  [
    'the service worker has slept in between: it still knows',
    async (world) => {
      await world.takeOver();
      world.sleep();
      await world.tidy();
      expect(world.files).toEqual(KEPT);
      world.sleep();
      world.open = ['c'];
      await world.tidy();
    },
    GONE,
  ],
  [
    'two changes while a page stays open: the files of both builds stay',
    async (world) => {
      await world.takeOver();
      world.open = ['b', 'c'];
      world.files = ['old.js', 'middle.js'];
      world.sleep();
      await world.takeOver();
      world.open = ['b'];
      await world.tidy();
    },
    ['old.js', 'middle.js'],
  ],
  [
    'what a build that is still coming has brought is not outdated',
    async (world) => {
      await world.takeOver();
      world.open = [];
      world.newerBuildComing = true;
      await world.tidy();
    },
    KEPT,
  ],
  [
    'before the change nothing is touched',
    async (world) => {
      world.open = [];
      await world.tidy();
    },
    KEPT,
  ],
  [
    'notes that cannot be read name no page',
    async (world) => {
      world.notes = { pages: 'a' };
      await world.tidy();
    },
    GONE,
  ],
])('%s', async (_, happens, left) => {
  const world = new World();
  await happens(world);
  expect(world.files).toEqual(left);
});
