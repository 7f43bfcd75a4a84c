import { RESPONSE_HEADERS } from '../wire/headers.ts';

const HEADERS = Object.entries(RESPONSE_HEADERS);

/**
 * The same response with the headers of `wire/headers.ts`, for hosts that do not send them. One that has them all is
 * given back as it is, because the browser keeps compiled code for responses that come out of the cache untouched;
 * unless the host has redirected it, for no browser takes such a response from a service worker as a page.
 */
export function withHeaders(response: Response): Response {
  if (response.type === 'error' || response.type === 'opaque' || response.type === 'opaqueredirect') return response;
  if (!response.redirected && HEADERS.every(([name, value]) => response.headers.get(name) === value)) return response;

  const headers = new Headers(response.headers);
  for (const [name, value] of HEADERS) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
