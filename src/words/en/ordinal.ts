import { pluralsOf } from '../plurals.ts';

export const ORDINAL_CATEGORIES = ['one', 'two', 'few'] as const;

const ordinals = pluralsOf<(typeof ORDINAL_CATEGORIES)[number]>('en', 'ordinal');

/** 1st, 22nd, 13th */
export const ordinal = (n: number): string => ordinals(n, { one: '#st', two: '#nd', few: '#rd', other: '#th' });
