// A file that is written piece by piece, where the browser lets the page write to the disk.
import { have } from './have.ts';

interface SavePicker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** A place for pieces: closed it is the file, aborted there is none, or an empty one. */
export type SaveStream = Pick<FileSystemWritableFileStream, 'write' | 'close' | 'abort'>;

/**
 * Asks the person where to save. From a tap, and before all else that takes time, or the browser refuses. None where a
 * browser has no such question; `dismissed` where the person wants no file after all.
 */
export async function saveStream(suggestedName: string): Promise<SaveStream | 'dismissed' | undefined> {
  const pick = have(() => (globalThis as SavePicker).showSaveFilePicker);
  if (!pick) return undefined;
  try {
    const handle = await pick.call(globalThis, { suggestedName });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return 'dismissed';
    return undefined; // in a frame, or without a tap: it goes to the downloads
  }
}
