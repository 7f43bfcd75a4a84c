/** Whether a foreign value is what it should be. Checks never throw, whatever they are given. */
export type Check = (value: unknown) => boolean;

/** A check for every field of a message or record, so that none is forgotten when one is added. */
export type Fields<T> = { [K in keyof T]-?: Check };

export const isNumber: Check = (value) => Number.isFinite(value);
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isText: Check = (value) => typeof value === 'string';
export const isFlag: Check = (value) => typeof value === 'boolean';
export const isObject: Check = (value) => typeof value === 'object' && value !== null;

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const oneOf =
  <T>(...values: readonly T[]): Check =>
  (value) =>
    values.includes(value as T);

export const listOf =
  (check: Check, lengthMax = Infinity): Check =>
  (value) =>
    Array.isArray(value) && value.length <= lengthMax && value.every(check);

export const record =
  <T>(fields: Fields<T>): Check =>
  (value) =>
    isObject(value) &&
    (Object.keys(fields) as (keyof T & string)[]).every((name) =>
      fields[name]((value as Record<string, unknown>)[name]),
    );

/** One of several records, told apart by a field. */
export const variants =
  <T extends string>(tag: string, kinds: Record<T, Check>): Check =>
  (value) => {
    const kind = isObject(value) ? (value as Record<string, unknown>)[tag] : undefined;
    return typeof kind === 'string' && Object.hasOwn(kinds, kind) && kinds[kind as T](value);
  };
