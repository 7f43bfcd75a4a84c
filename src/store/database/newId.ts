/** A random UUID, also on an address that is not secure, where a browser has no `randomUUID`. */
export function newId(): string {
  const id = (crypto as Partial<Crypto>).randomUUID?.();
  if (id !== undefined) return id;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
