import type { FaultName } from './script.ts';
import type { Strike } from './strike.ts';
import { crash } from './faults/crash.ts';
import { end } from './faults/end.ts';
import { freeze } from './faults/freeze.ts';
import { kill } from './faults/kill.ts';
import { link } from './faults/link.ts';
import { quota } from './faults/quota.ts';
import { reload } from './faults/reload.ts';
import { secondTab } from './faults/secondTab.ts';
import { serviceWorker } from './faults/serviceWorker.ts';
import { storeLost } from './faults/storeLost.ts';
import { messages } from './faults/messages.ts';
import { caches } from './faults/caches.ts';
import { fullEnd } from './faults/fullEnd.ts';
import { update } from './faults/update.ts';
import { poison } from './faults/poison.ts';
import { clock } from './faults/clock.ts';
import { restore } from './faults/restore.ts';
import { restoreAfter } from './faults/restoreAfter.ts';
import { part } from './faults/part.ts';
import { strapKill } from './faults/strapKill.ts';

export const STRIKE: Record<FaultName, Strike> = {
  kill,
  crash,
  freeze,
  serviceWorker,
  quota,
  link,
  reload,
  secondTab,
  update,
  storeLost,
  messages,
  caches,
  poison,
  clock,
  restore,
  restoreAfter,
  part,
  strapKill,
  fullEnd,
  end,
};
