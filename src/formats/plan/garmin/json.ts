import { isObject } from '../beatkeeper.ts';

// Foreign JSON, key by key.

/** A number, or a text that is one; none where it is neither, or not finite. */
export function numberAt(from: Record<string, unknown>, key: string): number | undefined {
  const value = from[key];
  const number = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function textAt(from: Record<string, unknown>, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : '';
}

export function objectAt(from: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = from[key];
  return isObject(value) ? value : {};
}

/** Whether a value says anything: not if it is none, zero, no, empty, or about a kind of things with the id 0. */
export function isSaid(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return false;
  if (Array.isArray(value)) return value.some(isSaid);
  if (!isObject(value)) return true;
  const entries = Object.entries(value);
  const id = entries.find(([key]) => key.endsWith('TypeId'));
  if (id) return isSaid(id[1]);
  return entries.some(([key, each]) => key !== 'displayOrder' && isSaid(each));
}
