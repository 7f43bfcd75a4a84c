// Strict means strict, in all realms: they share `tsconfig.base.json`.
const list: number[] = [];
// @ts-expect-error an index may miss
export const first: number = list[0];
// @ts-expect-error an absent option is not undefined
export const options: { a?: number } = { a: undefined };
// @ts-expect-error an enum is not erasable
export enum Sport {
  Run,
}
