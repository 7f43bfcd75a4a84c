import type { StrapProblem } from './link.ts';

/**
 * What a browser's refusal means for a person. Its name alone does not say: Chromium calls a closed chooser, a missing
 * adapter, a denied permission and a policy all *NotFoundError*. `available`: what the browser says of its radio now.
 */
export function problemOfChooser(error: unknown, available: boolean): StrapProblem {
  const { name, message } = wordsOf(error);
  const told = commonProblem(name, message);
  if (told) return told;
  if (/adapter|low energy/i.test(message)) return { code: 'noAdapter', reason: message };
  // With Bluetooth switched off the chooser only says so, and closing it is all that one can do.
  if (!available) return { code: 'off', reason: message };
  if (name === 'NotFoundError' || name === 'AbortError') return { code: 'cancelled' };
  return { code: 'failed', reason: message };
}

/** Why a try to connect came to nothing. `reached`: the device answered, and so has no heart rate to offer. */
export function problemOfConnection(
  error: unknown,
  { available, reached }: { available: boolean; reached: boolean },
): StrapProblem {
  const { name, message } = wordsOf(error);
  const told = commonProblem(name, message);
  if (told) return told;
  if (!available) return { code: 'off', reason: message };
  if (name === 'NotFoundError' && reached) return { code: 'noHeartRate' };
  return { code: 'notFound', reason: message };
}

/** Another try would end the same. */
export function isFinal({ code }: StrapProblem): boolean {
  return code === 'noHeartRate' || code === 'denied' || code === 'blocked';
}

function commonProblem(name: string, message: string): StrapProblem | undefined {
  if (/polic|globally disabled/i.test(message)) return { code: 'blocked', reason: message };
  if (/gesture/i.test(message)) return { code: 'failed', reason: message }; // the browser forgot the tap
  if (name === 'NotAllowedError' || /denied|permission/i.test(message)) return { code: 'denied', reason: message };
  return undefined;
}

function wordsOf(error: unknown): { name: string; message: string } {
  return error instanceof Error ? error : { name: '', message: String(error) };
}
