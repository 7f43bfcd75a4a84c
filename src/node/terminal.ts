import { cli as words } from './words.ts';

/** Where the command line reads and writes: the process, or a test. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person is at the other end of each. */
  readonly inIsTty: boolean;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly errColumns: number;
  /** Ctrl-C, from now on, until the returned function is called. */
  onInterrupt(call: () => void): () => void;
  /** Enter, from now on, until the returned function is called. */
  onEnter(call: () => void): () => void;
}

/** A wrong call or bad input: one line for the person, and exit code 2. */
export class Refusal extends Error {}

/** On one line, and nothing in it that a terminal would obey: names come out of other people's files. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();
}

/** What the system says of a file, in words where there are some. */
export function reasonOf(cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return Object.hasOwn(words.reasons, code) ? words.reasons[code as keyof typeof words.reasons] : message;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  stderr.on('error', () => undefined); // nobody is left to tell
  stdout.on('error', (cause: NodeJS.ErrnoException) => {
    // whoever has read enough of a pipe has closed it; a full disk is another matter
    if (cause.code !== 'EPIPE') stderr.write(`${words.outFails(reasonOf(cause))}\n`);
    process.exit(cause.code === 'EPIPE' ? PIPE_CLOSED : OUT_FAILED);
  });
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    inIsTty: stdin.isTTY,
    outIsTty: stdout.isTTY,
    errIsTty: stderr.isTTY,
    get errColumns() {
      return stderr.columns || COLUMNS;
    },
    onInterrupt: (call) => {
      for (const signal of SIGNALS) process.once(signal, call);
      return () => SIGNALS.forEach((signal) => process.off(signal, call));
    },
    onEnter: (call) => {
      stdin.on('data', call).resume();
      return () => stdin.off('data', call).pause();
    },
  };
}

/** As a shell has it: 128, and the number of the signal that other programs end by. */
const PIPE_CLOSED = 141;
const OUT_FAILED = 1;

/** Where a terminal does not say how wide it is. */
const COLUMNS = 80;

/** Ctrl-C, and a polite request to end. A second one ends at once, as usual. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
