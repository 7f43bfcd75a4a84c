import { SHARED_FILES_CACHE, SHARED_ROUTE, sharedFileUrl } from '../wire/shared-files.ts';

/** Keeps what was shared with the app for the page that takes it, and leads there. What was kept before is gone. */
export async function takeShared(request: Request, scope: string, storage: CacheStorage): Promise<Response> {
  const files = filesIn(await request.formData());
  const name = SHARED_FILES_CACHE + scope;
  await storage.delete(name);
  const cache = await storage.open(name);
  for (const [n, file] of files.entries()) await cache.put(sharedFileUrl(scope, n, file.name), new Response(file));
  return Response.redirect(scope + SHARED_ROUTE, 303);
}

/** The files; where there are none, the link or the text. */
function filesIn(form: FormData): readonly File[] {
  const files = form.getAll('files').filter((each) => each instanceof File && each.size > 0) as File[];
  if (files.length > 0) return files;
  const text = ['url', 'text'].map((name) => form.get(name)).find((each) => typeof each === 'string' && each !== '');
  return text === undefined ? [] : [new File([text as string], 'shared.txt', { type: 'text/plain' })];
}
