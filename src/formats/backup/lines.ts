import { bad, good, type Parsed } from '../../core/parse/parsed.ts';

/** The lines of a file that is packed or not, one at a time, and no more of it than a backup may have. */
export type Lines = AsyncGenerator<Parsed<{ bytes: Uint8Array; whole: boolean }>, void, undefined>;

/** Ten years of daily workouts with every heartbeat take a twentieth of this. */
const UNPACKED_BYTES_MAX = 2e9;
/** The evenest of simulated hearts packs to a three-hundredth; gzip ends at a thousandth. */
const RATIO_MAX = 500;
/** Below this a ratio says nothing. */
const RATIO_FROM_BYTES = 1e7;
/** A workout of a day with a cue every half minute takes a fifth of this. */
const LINE_BYTES_MAX = 4e6;
/** So much is unpacked at a time: a thousand times as much may come out. */
const PACKED_STEP_BYTES = 16_384;

export const NEWLINE = 10;

/** The lines of a file without their ends. The last one may have none, and is not whole then. */
export async function* linesOf(file: Blob, read: (bytes: number) => void, signal: AbortSignal | undefined): Lines {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  let bytesIn = 0;
  const inSteps = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += PACKED_STEP_BYTES) {
        controller.enqueue(chunk.subarray(at, at + PACKED_STEP_BYTES));
      }
      bytesIn += chunk.length;
      read(bytesIn);
    },
  });
  const steps = file.stream().pipeThrough(inSteps);
  const reader = (packed ? steps.pipeThrough(new DecompressionStream('gzip')) : steps).getReader();

  const leave = (): Promise<void> => reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', () => void leave());
  let bytesOut = 0;
  let rest = new Uint8Array();
  try {
    for (;;) {
      const step = await reader.read();
      if (step.done) break;
      bytesOut += step.value.length;
      const max =
        packed && bytesOut > RATIO_FROM_BYTES
          ? Math.min(UNPACKED_BYTES_MAX, file.size * RATIO_MAX)
          : UNPACKED_BYTES_MAX;
      if (bytesOut > max) return yield bad('backup.tooLarge', { max });

      let from = 0;
      for (let end = step.value.indexOf(NEWLINE); end >= 0; end = step.value.indexOf(NEWLINE, from)) {
        yield good({ bytes: joined(rest, step.value.subarray(from, end)), whole: true });
        rest = new Uint8Array();
        from = end + 1;
      }
      rest = joined(rest, step.value.subarray(from));
      if (rest.length > LINE_BYTES_MAX) return yield bad('backup.tooLarge', { max: LINE_BYTES_MAX });
    }
  } catch (error) {
    if (!(error instanceof Error) || isOfDisk(error)) throw error;
    return yield bad(/trunc|unexpected end/i.test(error.message) ? 'backup.cut' : 'backup.damaged');
  } finally {
    await leave(); // whoever has seen enough needs no more
  }
  if (rest.length > 0) yield good({ bytes: rest, whole: false });
}

/** The file is gone or may not be read any more, rather than wrong. */
function isOfDisk({ name }: Error): boolean {
  return name === 'NotReadableError' || name === 'NotFoundError' || name === 'SecurityError';
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
