import type { CueNotice } from './cueKinds.ts';
import type { SessionNotice } from './sessionNotice.ts';

/**
 * What a session tells the person, each with what they need to hear. State (the colour on the screen) follows the
 * session itself; these are the moments. Closed: page, service worker and command line have words for every one.
 */
export type Notice = { atS: number } & NoticeBody;

export type NoticeBody = SessionNotice | CueNotice;

export { ENDED_BY, PAUSE_REASONS, type EndedBy, type PauseReason } from './sessionNotice.ts';
export type { CueWhy } from './cueKind.ts';
