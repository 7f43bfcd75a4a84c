/** The browser's `indexedDB`, or one that refuses: some browsers have none, some throw at the mere look. */
export function browserIndexedDb(): IDBFactory {
  let cause: unknown = new Error('IndexedDB is not available');
  try {
    const factory = globalThis.indexedDB as IDBFactory | undefined;
    if (factory) return factory;
  } catch (error) {
    cause = error;
  }
  const open = (): never => {
    throw cause instanceof Error ? cause : new Error(String(cause));
  };
  return { open, deleteDatabase: open } as unknown as IDBFactory;
}
