// What runs out of the screen, in the manners in which it most easily does.
import type { Page } from '@playwright/test';

interface Manner {
  name: string;
  /** 320 px is also a small phone at its largest text. */
  width: number;
  dir: 'ltr' | 'rtl';
  fontSize: '' | '200%';
}

export const MANNERS: readonly Manner[] = [
  { name: 'on 320 px', width: 320, dir: 'ltr', fontSize: '' },
  { name: 'from right to left', width: 390, dir: 'rtl', fontSize: '' },
  { name: 'with letters twice as large', width: 390, dir: 'ltr', fontSize: '200%' },
];

/** Everything shown in the page or its bar that lies beyond an edge of the screen, by its element and the start of its text. */
export async function tooWide(page: Page, { width, dir, fontSize }: Manner): Promise<string[]> {
  await page.setViewportSize({ width, height: 700 });
  const wide = await page.evaluate(
    ([dir, fontSize]) => {
      const { documentElement } = document;
      const before = documentElement.dir;
      documentElement.dir = dir;
      documentElement.style.fontSize = fontSize;
      const found = [...document.querySelectorAll('main *, nav *')]
        .filter((each) => {
          const { left, right, width } = each.getBoundingClientRect();
          // what goes on sideways is in a frame that does not
          const shown = width > 1 && !each.closest('.unseen, svg, select, [data-sideways] > *');
          return shown && (right > innerWidth + 1 || left < -1);
        })
        .map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 30)}`);
      documentElement.dir = before;
      documentElement.style.fontSize = '';
      return found;
    },
    [dir, fontSize] as const,
  );
  return wide;
}
