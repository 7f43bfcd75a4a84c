/** Files that were given to the history and are of plans: Plans takes them when it is gone to. */
let handed: readonly File[] = [];

export function handPlans(files: readonly File[]): void {
  handed = files;
}

/** They are taken once. */
export function takePlans(): readonly File[] {
  const files = handed;
  handed = [];
  return files;
}
