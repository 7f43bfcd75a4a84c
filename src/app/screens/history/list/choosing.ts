// Choosing rows by keys, from one checkbox to the next.

/** Arrows go to the row above or below; with Shift that one is chosen too. */
export function byKeys(event: KeyboardEvent, choose: (id: string, isOn: boolean, ranging: boolean) => void): void {
  const { key, shiftKey, target, currentTarget } = event;
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !(target instanceof HTMLInputElement)) return;
  if (!(currentTarget instanceof HTMLElement)) return;
  const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const next = boxes[boxes.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  const id = (box: HTMLElement): string => box.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId'] ?? '';
  if (!shiftKey) return;
  if (!target.checked) choose(id(target), true, false);
  choose(id(next), true, false);
}
