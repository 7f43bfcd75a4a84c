/**
 * The one way to name a script that is to run: with `require-trusted-types-for 'script'` (`headers.ts`) a browser takes
 * a worker, a service worker or a script for one from nobody who has not asked this policy. Svelte has one of its own
 * for its templates.
 */
export const TRUSTED_TYPES = 'beatkeeper svelte-trusted-html';

/** All scripts that code names; those in the page are the policy's `script-src`. */
const OURS =
  /^(?:https?:\/\/[^/]+)?[\w./%~-]*?(?:\bsw|\bsw-reminders|\bcron-parser|\bassets\/worker-[\w-]+|\bsrc\/worker\/main)\.[jt]s$/;

interface Factory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => unknown };
}

let policy: ReturnType<Factory['createPolicy']> | undefined;

/** The URL as the browser wants it: a `TrustedScriptURL`, which passes for the text it holds, or that text where there is no such thing. */
export function scriptUrl(url: string): string {
  policy ??= (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('beatkeeper', {
    createScriptURL(url) {
      if (!OURS.test(url)) throw new TypeError(`not a script of the app: ${url}`);
      return url;
    },
  });
  return policy ? (policy.createScriptURL(url) as string) : url;
}
