import { expect, test } from 'vitest';
import { withHeaders } from '../../src/sw/with-headers.ts';
import { RESPONSE_HEADERS } from '../../src/wire/headers.ts';

test.each<[string, ResponseInit]>([
  ['a host that sends nothing', { headers: { 'Content-Type': 'text/javascript' } }],
  ['a host with a policy of its own', { headers: { 'Content-Security-Policy': "default-src 'none'" } }],
  ['a file that is not there', { status: 404, statusText: 'Not Found' }],
])('%s: the response is the same but for the headers', async (_, init) => {
  const response = withHeaders(new Response('hello', init));
  expect(Object.fromEntries(response.headers)).toMatchObject(lowerCased(RESPONSE_HEADERS));
  expect(response.headers.get('content-type')).toBe(new Response('hello', init).headers.get('content-type'));
  expect([response.status, response.statusText]).toEqual([init.status ?? 200, init.statusText ?? '']);
  expect(await response.text()).toBe('hello');
});

test('a response that has them all is given back untouched', () => {
  const response = new Response('hello', { headers: RESPONSE_HEADERS });
  expect(withHeaders(response)).toBe(response);
});

test('a response that was redirected is made new, for a page cannot be one', () => {
  const response = Object.defineProperty(new Response('hello', { headers: RESPONSE_HEADERS }), 'redirected', {
    value: true,
  });
  expect(withHeaders(response).redirected).toBe(false);
});

test('a response without a body keeps its status', () => {
  expect(withHeaders(new Response(null, { status: 304 })).status).toBe(304);
});

test('what cannot be read cannot be changed', () => {
  const failed = Response.error();
  expect(withHeaders(failed)).toBe(failed);
});

const lowerCased = (headers: object): object =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as string]));
