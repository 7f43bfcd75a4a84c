import type { Strictness } from '../cues/strictness.ts';
import type { OnLoss, ShiftScope } from './session.ts';
import type { SessionEvent } from './events.ts';

/** What a person asks of the workout under way: what a button says, what the wire carries, what the executor does. */
export type Command =
  | { type: 'pause' | 'resume' | 'stop' | 'skip' | 'back' | 'countAway' | 'leaveOut' | 'discard' | 'confirmCeiling' }
  | { type: 'extend'; byS: number }
  | { type: 'shift'; byBpm: number; scope: ShiftScope }
  | { type: 'onLoss'; onLoss: OnLoss }
  | { type: 'strictness'; strictness: Strictness };

/** A command as what moves the session. `atMs`: when, on the executor's clock. */
export function eventOf(command: Command, atMs: number): SessionEvent {
  switch (command.type) {
    case 'pause':
    case 'resume':
    case 'stop':
    case 'countAway':
      return { type: command.type, atMs };
    case 'skip':
    case 'back':
    case 'leaveOut':
    case 'discard':
    case 'confirmCeiling':
      return { type: command.type };
    case 'extend':
      return { type: 'extend', byS: command.byS };
    case 'shift':
      return { type: 'shift', byBpm: command.byBpm, scope: command.scope };
    case 'onLoss':
      return { type: 'onLoss', atMs, onLoss: command.onLoss };
    case 'strictness':
      return { type: 'strictness', strictness: command.strictness };
  }
}
