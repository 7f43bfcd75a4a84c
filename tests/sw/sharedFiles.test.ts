// What is shared with the app is kept on the device until the page takes it.
import { expect, test } from 'vitest';
import { takeShared } from '../../src/sw/sharedFiles.ts';
import { sharedFileName } from '../../src/wire/shared-files.ts';

const SCOPE = 'https://a.example/app/';

function storage() {
  const kept = new Map<string, Map<string, Response>>();
  const caches = {
    delete: (name: string) => Promise.resolve(kept.delete(name)),
    open: (name: string) => {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return Promise.resolve({ put: (url: string, response: Response) => Promise.resolve(cache.set(url, response)) });
    },
  };
  return { kept, caches: caches as unknown as CacheStorage };
}

async function share(form: Record<string, string | File | File[]>, { kept, caches } = storage()) {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each as File);
  const request = new Request(`${SCOPE}shared-with-beatkeeper`, { method: 'POST', body });
  const response = await takeShared(request, SCOPE, caches);
  const files = [...(kept.get(`beatkeeper-shared-${SCOPE}`) ?? [])];
  const texts = await Promise.all(files.map(async ([url, each]) => [sharedFileName(url), await each.clone().text()]));
  return { response, texts };
}

test('files are kept under their names, whatever these are, and the page that takes them is opened', async () => {
  const files = [new File(['a'], 'Бег 50%/x.zwo'), new File(['b'], 'b.fit'), new File([''], 'empty.fit')];
  const { response, texts } = await share({ files, text: 'ignored' });
  expect([response.status, response.headers.get('location')]).toEqual([303, `${SCOPE}#/plans?shared=1`]);
  expect(texts).toEqual([
    ['Бег 50%/x.zwo', 'a'],
    ['b.fit', 'b'],
  ]);
});

test('without a file the link is kept, or the text', async () => {
  expect((await share({ url: 'https://a.example/#/plans/open?p=x', text: '' })).texts).toEqual([
    ['shared.txt', 'https://a.example/#/plans/open?p=x'],
  ]);
  expect((await share({ text: '10m Z2 HR' })).texts).toEqual([['shared.txt', '10m Z2 HR']]);
  expect((await share({})).texts).toEqual([]);
});

test('what was shared before is gone', async () => {
  const disk = storage();
  await share({ files: [new File(['a'], 'a.fit')] }, disk);
  expect((await share({ files: [new File(['b'], 'b.fit')] }, disk)).texts).toEqual([['b.fit', 'b']]);
});
