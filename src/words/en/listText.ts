let list: Intl.ListFormat | undefined;

/** "a, b, and c". Made when first asked for: a browser takes as long for the formatter as for a screen. */
export const listText = (items: readonly string[]): string => (list ??= new Intl.ListFormat('en')).format(items);
