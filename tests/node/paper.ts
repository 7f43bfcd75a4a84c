import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/node/cli.ts';
import type { RunResult } from '../../src/node/run.ts';
import type { Terminal } from '../../src/node/terminal.ts';

/** A terminal on paper: what was printed can be read, and Enter and Ctrl-C are calls. */
export class Paper implements Terminal {
  stdout = '';
  stderr = '';
  readonly inIsTty: boolean;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly errColumns = 100;
  interrupt: () => void = () => undefined;
  enter: () => void = () => undefined;

  constructor({ person = false } = {}) {
    this.inIsTty = this.outIsTty = this.errIsTty = person;
  }

  out(text: string): void {
    this.stdout += text;
  }

  err(text: string): void {
    this.stderr += text;
  }

  /** The last second that the live line has shown. */
  get shownS(): number {
    const [, minutes = 0, seconds = 0] = /^(\d+):(\d\d) /.exec(this.stderr.split('\u001b[K').at(-1) ?? '') ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  onInterrupt(call: () => void): () => void {
    this.interrupt = call;
    return () => (this.interrupt = () => undefined);
  }

  onEnter(call: () => void): () => void {
    this.enter = call;
    return () => (this.enter = () => undefined);
  }
}

/** Give the command line these words. */
export async function cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const paper = new Paper();
  const code = await main(args, paper);
  return { code, stdout: paper.stdout, stderr: paper.stderr };
}

/** A run to its end, in simulated time unless said otherwise. */
export async function run(plan: object, strap: string, ...options: string[]): Promise<RunResult> {
  const speed = options.includes('--speed') ? [] : ['--speed', 'max'];
  const { code, stdout, stderr } = await cli('run', fileOf(plan), '--strap', strap, '--json', ...speed, ...options);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as RunResult;
}

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'beatkeeper-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file with this text, or this value as JSON. */
export function fileOf(content: object | string, name = 'plan.json'): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
