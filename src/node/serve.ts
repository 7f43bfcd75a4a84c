// `npm start`: the production build on http://localhost:4173, as a good static host would serve it. `PORT` and `HOST` override.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { cacheControlOf, RESPONSE_HEADERS } from '../wire/headers.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');

/** What a build is made of. One of these newer than the build, and it is built again. */
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'vite.chunks.ts',
  'vite.plugins.ts',
  'svelte.config.js',
  'package-lock.json',
];

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const PACKED_ALREADY = new Set(['.jpg', '.png', '.webp', '.woff2']);

/** Said to the host itself, and to nobody who visits. */
const NOT_SERVED = new Set(['_headers', '_redirects']);

/** What a file system says of a name that can be no file here: it is not there, or the name is none. */
const NO_SUCH_FILE = new Set(['EACCES', 'EINVAL', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'EPERM']);

/** Whether a `Host` header means this server: else a page of somebody else's, whose name leads here, could read it. */
export type HostCheck = (host: string | undefined) => boolean;

/** This machine by its own names, and by whatever it was told to listen on. */
export function hostCheck(listeningOn: readonly string[]): HostCheck {
  const open = listeningOn.some((host) => host === '0.0.0.0' || host === '::'); // to everybody: by address, or by name
  const names = new Set(['localhost', '127.0.0.1', '::1', ...listeningOn, ...(open ? ownNames() : [])]);
  return (header) => {
    const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(header ?? '') ?? [];
    const name = (bracketed ?? plain ?? '').toLowerCase().replace(/\.$/, '');
    return names.has(name) || (open && isIP(name) !== 0); // nobody else's name, so nobody else's page
  };
}

const ownNames = (): string[] => [hostname().toLowerCase(), `${hostname().toLowerCase()}.local`];

/** A server for one folder. Each response carries the headers, also one of Node's own: one without them breaks isolation. */
export function serverOf(folder: string, isHost: HostCheck = hostCheck([])): Server {
  const options = { requireHostHeader: false }; // Node would answer by itself, without the headers
  const server = createServer(options, serving(folder, isHost));
  server.on('clientError', (cause: NodeJS.ErrnoException, socket: Socket) => {
    if (cause.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = CLIENT_ERRORS[cause.code ?? ''] ?? '400 Bad Request';
    const { headers, body } = plain(0, `${status.slice(4)}.`);
    const lines = Object.entries({
      ...RESPONSE_HEADERS,
      ...headers,
      'Content-Length': body.length,
      Connection: 'close',
    });
    socket.end(
      `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body.toString()}`,
    );
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    send(response, plain(417, 'Nothing is expected here.'));
  });
  return server;
}

const CLIENT_ERRORS: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Answers every request from one folder. */
export function serving(
  folder: string,
  isHost: HostCheck = hostCheck([]),
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(folder, request, isHost).then(
      (given) => send(response, given, request.method === 'HEAD'),
      (cause: unknown) => {
        console.error(cause);
        send(response, plain(500, 'Something went wrong here.'));
      },
    );
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer, headOnly = false): void {
  response.writeHead(status, { ...RESPONSE_HEADERS, ...headers });
  response.end(headOnly ? undefined : body);
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

async function answer(folder: string, request: IncomingMessage, isHost: HostCheck): Promise<Answer> {
  const { method, headers: asked, url = '/' } = request;
  if (asked.host === undefined) return plain(400, 'A request says which host it is for.');
  if (!isHost(asked.host)) return plain(421, 'This is no server for that name. HOST=… says what it is called.');
  if (method !== 'GET' && method !== 'HEAD') {
    const refusal = plain(405, 'Only GET and HEAD are answered here.');
    return { ...refusal, headers: { ...refusal.headers, Allow: 'GET, HEAD' } };
  }

  const path = pathIn(folder, url, isHost);
  const bytes = path === undefined ? undefined : await bytesOf(path);
  if (path === undefined || bytes === undefined) return notFound(folder, asked.accept);

  const type = extname(path);
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`;
  const headers: Record<string, string> = {
    'Content-Type': TYPES[type] ?? 'application/octet-stream',
    'Cache-Control': cacheControlOf(path.slice(folder.length + 1).replaceAll(sep, '/')),
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (asked['if-none-match'] === etag) return { status: 304, headers, body: Buffer.alloc(0) };
  if (PACKED_ALREADY.has(type) || !/\bgzip\b/.test(asked['accept-encoding']?.toString() ?? '')) {
    return { status: 200, headers, body: bytes };
  }
  return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(bytes) };
}

function plain(status: number, words: string): Answer {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status, headers, body: Buffer.from(words + '\n') };
}

/** To whoever wants a page, a page. */
async function notFound(folder: string, accept: string | undefined): Promise<Answer> {
  const refusal = plain(404, 'There is no such file.');
  const page = accept?.includes('text/html') ? await bytesOf(join(folder, '404.html')) : undefined;
  return page ? { ...refusal, headers: { ...refusal.headers, 'Content-Type': TYPES['.html']! }, body: page } : refusal;
}

/** The file that a URL means, or `undefined` when it means nothing inside the folder. */
function pathIn(folder: string, url: string, isHost: HostCheck): string | undefined {
  let name: string;
  try {
    // Not by `URL`, which takes `//somewhere/else` for another host and forgives much besides.
    const whole = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url); // as a proxy is asked
    if (whole && !isHost(whole[1])) return undefined;
    name = decodeURIComponent((whole?.[2] ?? url).replace(/[?#].*$/s, '') || '/');
  } catch {
    return undefined; // %zz and its like
  }
  if (!name.startsWith('/') || name.startsWith('//') || /[\0\\]/.test(name)) return undefined;
  if (name.split('/').some((part) => part.startsWith('.') || NOT_SERVED.has(part.toLowerCase()))) return undefined;
  const path = resolve(folder, '.' + (name.endsWith('/') ? `${name}index.html` : name));
  return path.startsWith(folder + sep) ? path : undefined;
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (NO_SUCH_FILE.has((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
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
    const server = serverOf(DIST, hostCheck(hosts));
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
