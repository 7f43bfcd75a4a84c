/**
 * What the service worker says to every page and worker of the app when it has looked at the clock: that the ledger may
 * have changed, and when to wake it next. And where a worker reaches it: a request that never leaves the device.
 */
export const LEDGER_CHANNEL = 'beatkeeper-ledger';
export const WAKE_PATH = 'wake';

export interface LedgerNews {
  v: 1;
  /** `null`: nothing is planned. */
  wakeAtEpochMs: number | null;
}

/** The news, or `undefined` for what is none: of another version, or the answer of a host that knows nothing of this. */
export function newsIn(value: unknown): LedgerNews | undefined {
  if (typeof value !== 'object' || value === null || !('v' in value) || value.v !== 1) return undefined;
  if (!('wakeAtEpochMs' in value)) return undefined;
  const { wakeAtEpochMs } = value;
  if (wakeAtEpochMs !== null && !(typeof wakeAtEpochMs === 'number' && Number.isFinite(wakeAtEpochMs)))
    return undefined;
  return { v: 1, wakeAtEpochMs };
}
