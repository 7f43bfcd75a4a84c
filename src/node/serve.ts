// `npm start`: the production build on http://localhost:4173, as a good static host would serve it. `PORT` and `HOST` override.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { cacheControlOf, RESPONSE_HEADERS } from '../wire/headers.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');

/** What a build is made of. One of these newer than the build, and it is built again. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'svelte.config.js', 'package-lock.json'];

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const PACKED_ALREADY = new Set(['.png', '.webp', '.woff2']);

/** Answers every request from one folder. Each response carries the headers, also a 404: one without them breaks isolation. */
export function serving(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(folder, request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...RESPONSE_HEADERS, ...headers });
        response.end(request.method === 'HEAD' ? undefined : body);
      },
      (cause: unknown) => {
        console.error(cause);
        response.writeHead(500, RESPONSE_HEADERS).end();
      },
    );
  };
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

async function answer(folder: string, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...plain(405, 'Only GET and HEAD are answered here.'), headers: { Allow: 'GET, HEAD' } };
  }

  const path = pathIn(folder, request.url ?? '/');
  const bytes = path === undefined ? undefined : await bytesOf(path);
  if (path === undefined || bytes === undefined) return plain(404, 'There is no such file.');

  const type = extname(path);
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`;
  const headers: Record<string, string> = {
    'Content-Type': TYPES[type] ?? 'application/octet-stream',
    'Cache-Control': cacheControlOf(path.slice(folder.length + 1).replaceAll(sep, '/')),
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: Buffer.alloc(0) };
  if (PACKED_ALREADY.has(type) || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    return { status: 200, headers, body: bytes };
  }
  return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(bytes) };
}

function plain(status: number, words: string): Answer {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status, headers, body: Buffer.from(words + '\n') };
}

/** The file that a URL means, or `undefined` when it means nothing inside the folder. */
function pathIn(folder: string, url: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined; // %zz and its like
  }
  if (name.includes('\0') || name.split('/').some((part) => part.startsWith('.'))) return undefined;
  const path = resolve(folder, '.' + (name.endsWith('/') ? `${name}index.html` : name));
  return path.startsWith(folder + sep) ? path : undefined;
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw cause;
  }
}

/** When the newest file under a path was changed; 0 when there is none. */
async function newestMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const within = await Promise.all((await readdir(path)).map((name) => newestMs(join(path, name))));
  return Math.max(0, ...within);
}

/** Builds anew when anything is newer than the build. */
export async function buildIfNeeded(): Promise<void> {
  const builtMs = await newestMs(join(DIST, 'sw.js')); // the last file that a build writes
  const changedMs = Math.max(...(await Promise.all(SOURCES.map((name) => newestMs(join(ROOT, name))))));
  if (builtMs > changedMs) return;
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
}

async function start(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 4173);
  // Browsers take `localhost` for either of these, and nobody else on the network is meant to come in.
  const hosts = process.env['HOST'] ? [process.env['HOST']] : ['127.0.0.1', '::1'];
  await buildIfNeeded();

  for (const host of hosts) {
    const server = createServer(serving(DIST));
    server.on('error', (cause: NodeJS.ErrnoException) => {
      if (host === '::1' && cause.code !== 'EADDRINUSE') return; // a machine without IPv6
      const why = cause.code === 'EADDRINUSE' ? `port ${port} is taken; choose another with PORT=…` : cause.message;
      console.error(`Cannot serve on ${host}: ${why}`);
      process.exit(1);
    });
    server.listen(port, host, () => {
      if (host === hosts[0]) console.log(`Beatkeeper is on http://localhost:${port}`);
    });
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await start();
