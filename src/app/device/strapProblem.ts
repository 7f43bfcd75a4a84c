export const STRAP_PROBLEMS = [
  'cancelled',
  'notFound',
  /** The device does not offer what was looked for. */
  'noService',
  'lost',
  /** Connected, and nothing comes. */
  'silent',
  'failed',
  /** Bluetooth is switched off. */
  'off',
  /** The computer has no Bluetooth, or the browser cannot see it. */
  'noAdapter',
  /** The system does not let the browser use Bluetooth. */
  'denied',
  /** A policy of the browser, of an organisation, or of the page around this one. */
  'blocked',
  'unsupported',
  'insecure',
] as const;

export interface StrapProblem {
  code: (typeof STRAP_PROBLEMS)[number];
  /** The browser's own words. */
  reason?: string;
}

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

/** Why a try to connect came to nothing. `reached`: the device answered, and so does not offer what was looked for. */
export function problemOfConnection(
  error: unknown,
  { available, reached }: { available: boolean; reached: boolean },
): StrapProblem {
  const { name, message } = wordsOf(error);
  const told = commonProblem(name, message);
  if (told) return told;
  if (!available) return { code: 'off', reason: message };
  if (name === 'NotFoundError' && reached) return { code: 'noService' };
  return { code: 'notFound', reason: message };
}

/** Another try would end the same. */
export function isFinal({ code }: StrapProblem): boolean {
  return code === 'noService' || code === 'denied' || code === 'blocked';
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
