import type { Snapshot } from '../../../src/core/session/snapshot.ts';

/** The workout as a test tells it, in place of `Live`. */
export class ToldLive {
  snapshot = $state.raw<Snapshot | undefined>();
  elsewhere = $state.raw(false);
  readonly status = $derived(this.snapshot?.status ?? 'idle');
  readonly busy = $derived(this.status === 'inProgress' || this.status === 'paused');
  readonly told: string[] = [];
  pause = (): void => void this.told.push('pause');
  resume = (): void => void this.told.push('resume');
  skip = (): void => void this.told.push('skip');
  back = (): void => void this.told.push('back');
}

export class ToldSettings {
  keepGoing = $state.raw(true);
  appearance = $state.raw<'system' | 'dark' | 'light'>('dark');
}
