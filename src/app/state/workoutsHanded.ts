/** Files that were given to another screen and are of workouts: the history takes them when it is gone to. */
let handed: readonly File[] = [];

export function handWorkouts(files: readonly File[]): void {
  handed = files;
}

/** They are taken once. */
export function takeWorkouts(): readonly File[] {
  const files = handed;
  handed = [];
  return files;
}
