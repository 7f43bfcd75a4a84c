/** Vite's: every file of a pattern, taken in at the build. */
interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true; import: string }): Record<string, T>;
}
