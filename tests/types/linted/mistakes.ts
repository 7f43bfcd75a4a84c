// Mistakes that a linter without types does not see: each is found by the rule that it is named for.
async function save(): Promise<void> {
  await Promise.resolve();
}

export function floatingPromise(): void {
  save();
}

export async function awaitThenable(): Promise<void> {
  await 1;
}

export function unnecessaryCondition(text: string): string {
  return text ?? '';
}

export function unsafeReturn(text: string): string {
  return JSON.parse(text);
}

export function exhaustive(side: 'low' | 'high'): number {
  switch (side) {
    case 'low':
      return 1;
  }
  return 2;
}
