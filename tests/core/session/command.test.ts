import { expect, test } from 'vitest';
import { eventOf, type Command } from '../../../src/core/session/command.ts';

// Events are stored as they are, in the journal: nothing may be added to one that its reader does not know.
const COMMANDS: [Command, object][] = [
  [{ type: 'pause' }, { type: 'pause', atMs: 7 }],
  [{ type: 'resume' }, { type: 'resume', atMs: 7 }],
  [{ type: 'stop' }, { type: 'stop', atMs: 7 }],
  [{ type: 'skip' }, { type: 'skip' }],
  [{ type: 'back' }, { type: 'back' }],
  [
    { type: 'extend', byS: -30 },
    { type: 'extend', byS: -30 },
  ],
  [{ type: 'countAway' }, { type: 'countAway', atMs: 7 }],
  [{ type: 'leaveOut' }, { type: 'leaveOut' }],
  [{ type: 'discard' }, { type: 'discard' }],
  [
    { type: 'onLoss', onLoss: 'continue' },
    { type: 'onLoss', atMs: 7, onLoss: 'continue' },
  ],
];

test.each(COMMANDS)('command %j is the event %j', (command, event) => {
  expect(eventOf(command, 7)).toEqual(event);
});
