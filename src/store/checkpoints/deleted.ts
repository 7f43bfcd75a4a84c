import type { Checkpoint } from '../../core/records/checkpoint.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Key, CheckpointBackend } from './checkpointBackend.ts';
import { recoverDeleted } from './recovery.ts';

const PREFIX = 'deleted:';
const isDeleted = (key: Key): key is string => typeof key === 'string' && key.startsWith(PREFIX);

/**
 * A workout that was deleted before its end: kept whole beside the one under way, under a key of its own, for as long as
 * the person may want it back. A reload or a crash in that time must not make the deletion final.
 */
export function deletedOn(backend: CheckpointBackend, checkpoints: Checkpoints, wallMs: () => number) {
  const keys = async (): Promise<string[]> => [...(await backend.read()).keys()].filter(isDeleted);
  return {
    /** In one step: kept here, and no longer the workout under way. */
    async put(checkpoint: Checkpoint): Promise<void> {
      const records = await recordsOf(checkpoint, wallMs);
      const at = wallMs();
      const key = `${PREFIX}${String(at)}`;
      const before = (await keys()).filter((each) => each !== key);
      await checkpoints.clear({ put: [[key, { at, records }]], drop: before });
    },
    async load(): Promise<Checkpoint | undefined> {
      const all = await backend.read();
      const key = [...all.keys()].filter(isDeleted).sort().at(-1);
      if (key === undefined) return undefined;
      return recoverDeleted(all.get(key));
    },
    async forget(): Promise<void> {
      const drop = await keys();
      if (drop.length > 0) await backend.write({ put: [], drop }, true);
    },
  };
}

/** What a checkpoint of it would be, written nowhere. */
async function recordsOf(checkpoint: Checkpoint, wallMs: () => number): Promise<[Key, unknown][]> {
  const records = new Map<Key, unknown>();
  const backend: CheckpointBackend = {
    read: () => Promise.resolve(records),
    write: ({ put }) => {
      for (const [key, record] of put) records.set(key, record);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(),
  };
  await new Checkpoints(backend, wallMs).save(checkpoint);
  return [...records];
}
