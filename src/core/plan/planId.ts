import { BUILT_IN_IDS } from './builtins.ts';

// What kind of id a plan has (see `planIdentity.ts`).

export const PLAN_ID_MAX = 64;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (id: unknown): id is string => typeof id === 'string' && UUID.test(id);

export const isBuiltIn = (id: string): boolean => BUILT_IN_IDS.some((each) => each === id);

/** Neither a UUID nor a built-in plan's: made of a name, or written into a file by hand. */
export const isNameMade = (id: string): boolean => !isUuid(id) && !isBuiltIn(id);
