/** What a repair needs of the browser. */
export interface MendPorts {
  /** The folder of the app. */
  scope: string;
  fetch: (url: string) => Promise<Response>;
  caches: Pick<CacheStorage, 'keys' | 'delete'> | undefined;
  unregister: () => Promise<unknown>;
}

/**
 * Has the next load fetch all of the app anew. First it is made sure that it can be had, and whole: what is here, even
 * if broken, may be more than what a host in the middle of a deploy has. IndexedDB is never touched.
 */
export async function mend({
  scope,
  fetch,
  caches,
  unregister,
}: MendPorts): Promise<'done' | 'unreachable' | 'incomplete'> {
  const answer = (url: string): Promise<Response | undefined> => fetch(new URL(url, scope).href).catch(() => undefined);
  const list = await answer('sw.js');
  if (!list) return 'unreachable';
  if (!isFile(list, 'sw.js')) return 'incomplete';
  const files = [...(await list.text()).matchAll(/"url":"([^"]+)"/g)].map((match) => match[1]!);

  for (const name of (await caches?.keys().catch(() => [])) ?? []) {
    if (name.startsWith('beatkeeper-') && name.endsWith(scope)) await caches?.delete(name);
  }
  // past what the browser itself has kept: a host may have let it keep a wrong answer for a year
  const answers = await Promise.all(files.map(async (file) => [await answer(file), file] as const));
  await unregister();
  return answers.every(([response, file]) => response && isFile(response, file)) ? 'done' : 'incomplete';
}

const isFile = (response: Response, file: string): boolean =>
  response.ok && (file.endsWith('.html') || !(response.headers.get('Content-Type') ?? '').startsWith('text/html'));
