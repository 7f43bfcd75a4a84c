import type { Occurrence } from '../../src/core/schedule/occurrence.ts';
import { statusOf } from '../../src/core/schedule/occurrence.ts';
import { MemoryLedger } from '../../src/engine/memoryLedger.ts';
import { Scheduler, type SchedulerPorts } from '../../src/engine/scheduler.ts';

/** A scheduler in a world of variables. */
export class World implements Omit<SchedulerPorts, 'ledger' | 'nowMs' | 'timeZone'> {
  now: number;
  zone: string;
  running: string | undefined;
  /** Plans that are gone. */
  gone = new Set<string>();
  /** Whether notifications are allowed. */
  allowed = true;
  readonly told: string[] = [];
  /** What is shown now. */
  shown: string[] = [];
  readonly ledger: MemoryLedger;
  #ids = 0;

  constructor(iso: string, zone = 'Europe/Berlin') {
    this.now = Date.parse(iso);
    this.zone = zone;
    this.ledger = new MemoryLedger(() => this.now);
  }

  /** As after each start of a service worker: it knows only what is kept. */
  get scheduler(): Scheduler {
    return new Scheduler(this.ports);
  }

  protected get ports(): SchedulerPorts {
    return {
      ledger: this.ledger,
      reminders: this.reminders,
      nowMs: () => this.now,
      timeZone: () => this.zone,
      runningPlanId: () => this.runningPlanId(),
      planName: (id) => this.planName(id),
      newId: () => this.newId(),
    };
  }

  readonly reminders = {
    ready: (occurrence: Occurrence): Promise<boolean> => {
      if (this.allowed) this.told.push(`ready ${occurrence.planName} ${occurrence.localTime}`);
      return Promise.resolve(this.allowed);
    },
    waiting: (occurrences: readonly Occurrence[]): Promise<void> => {
      this.shown = occurrences.map(({ id }) => id);
      return Promise.resolve();
    },
    skipped: ({ localTime }: Occurrence): void => void this.told.push(`skipped ${localTime}`),
    missed: (occurrences: readonly Occurrence[], more: boolean): void =>
      void this.told.push(`missed ${String(occurrences.length)}${more ? '+' : ''}`),
  };

  runningPlanId = (): Promise<string | undefined> => Promise.resolve(this.running);
  planName = (id: string): Promise<string | undefined> => Promise.resolve(this.gone.has(id) ? undefined : id);
  newId = (): string => `id${String(++this.#ids)}`;

  async at(iso: string): Promise<void> {
    this.now = Date.parse(iso);
    await this.scheduler.settle();
  }

  /** What became of each, in order: `2026-11-23T06:30:00 missed`. */
  get became(): string[] {
    return [...this.ledger.occurrences.values()]
      .toSorted((a, b) => a.fireAtEpochMs - b.fireAtEpochMs)
      .map((each) => `${each.localTime} ${statusOf(each)}`);
  }

  occurrence(localTime: string): Occurrence {
    const found = [...this.ledger.occurrences.values()].find((each) => each.localTime === localTime);
    if (!found) throw new Error(`nothing at ${localTime}`);
    return found;
  }
}
