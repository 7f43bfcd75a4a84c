// What makes figures of beats, fetched when there are any.
export { withHrv } from '../core/records/withHrv.ts';
export { liveHrvAfter, NO_LIVE_HRV } from '../core/samples/liveHrv.ts';
