/** A file of the build. */
export interface BuiltFile {
  url: string;
  /** The beginning of the SHA-256 of its bytes, in base64. */
  hash: string;
  /**
   * `later`: not needed for a workout, and kept once the app is there and the network is free. `used`: kept when it is
   * first used. `checked`: the browser keeps it itself; at the installation it must be the one of this build.
   */
  when?: 'later' | 'used' | 'checked';
}

/** Its name says what is in it, so that it never changes. */
export const isNamedByContent = ({ url }: BuiltFile): boolean => url.startsWith('assets/');

/** Types without which a browser refuses a file. Others are often given as something of no meaning, and only a page is certainly wrong. */
const TYPES: Record<string, RegExp> = {
  js: /^(text|application)\/(java|ecma)script\b/,
  css: /^text\/css\b/,
  html: /^text\/html\b/,
};
const NO_PAGE = /^(?!text\/html\b)/;

/** Whether a response is the file that was built: bytes and type. Reads it. */
export async function isSound(response: Response, { url, hash }: BuiltFile): Promise<boolean> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!(TYPES[url.slice(url.lastIndexOf('.') + 1)] ?? NO_PAGE).test(type)) return false;
  try {
    const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    return btoa(String.fromCharCode(...new Uint8Array(digest))).startsWith(hash);
  } catch {
    return false; // cut off on the way, or a cache that cannot be read
  }
}
