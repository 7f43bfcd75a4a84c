import type { Cursor } from './cursor.ts';
import type { RoleNames } from './roleNames.ts';

export type Role = Exclude<keyof RoleNames, 'steady'>;

/** What people call a phase by what it is for. */
const ROLES: readonly [Role, RegExp][] = [
  ['warmUp', /warm(?:[- ]?up|ing up)?(?![\p{L}\p{N}-])/iuy],
  ['coolDown', /(?:cool|warm)(?:[- ]?down|ing down)(?![\p{L}\p{N}-])/iuy],
  ['recovery', /(?:recovery|recover|rest)(?![\p{L}\p{N}-])/iuy],
  ['interval', /interval(?![\p{L}\p{N}-])/iuy],
];

/** What is done at any pace, where a plan asks for none. */
export const EASY_ROLES: ReadonlySet<Role> = new Set<Role>(['warmUp', 'coolDown', 'recovery']);

/** What a phase of this name is for, if the name says just that. */
export function roleOf(name: string): Role | undefined {
  return ROLES.find(([, words]) => {
    words.lastIndex = 0;
    return words.exec(name)?.[0].length === name.length;
  })?.[0];
}

/** What a phase is for, if that is next. */
export function takeRole(cursor: Cursor): Role | undefined {
  for (const [role, words] of ROLES) {
    words.lastIndex = cursor.at;
    const [found] = words.exec(cursor.text) ?? [];
    if (found === undefined) continue;
    cursor.at += found.length;
    return role;
  }
  return undefined;
}
