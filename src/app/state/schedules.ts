import { Schedules } from '../../engine/schedules.ts';
import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { newId } from '../../store/database/newId.ts';
import { IdbLedger } from '../../store/ledger/idbLedger.ts';
import { tellServiceWorker } from '../device/serviceWorker.ts';
import type { AgendaState } from './agenda.svelte.ts';

/** What a person changes about schedules. What follows for the ledger is the service worker's, which is woken and not waited for. */
export function schedulesOf(agenda: AgendaState): Schedules {
  return new Schedules({
    ledger: new IdbLedger(new Database(browserIndexedDb()), () => Date.now()),
    nowMs: () => Date.now(),
    newId,
    async check() {
      await agenda.refresh();
      void tellServiceWorker({ type: 'wake' });
    },
  });
}
