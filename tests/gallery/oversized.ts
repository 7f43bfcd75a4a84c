/**
 * What is taller than its content asks: an element that would be much lower if no rule gave it a height. A thumb may be given
 * more than what is in a button. Not meant are what fills the screen, pictures, which are drawn as tall as they are wanted,
 * the list of what is ahead, which keeps whole lines, and the place that is kept for what is still to come.
 */
export function oversized(): string[] {
  const found: string[] = [];
  for (const each of document.querySelectorAll<HTMLElement>('#app *')) {
    if (
      each.closest('svg, .unseen, .profile, .picture, .dial, .ahead, .place-of-hero, .keepsPlace, .PlanProfile, .bars')
    )
      continue;
    // without a rule for its height nothing would change: to try it all the same has the page laid out anew for each element
    const rules = each.computedStyleMap();
    if (String(rules.get('height')) === 'auto' && /^(0px|auto)$/.test(String(rules.get('min-height')))) continue;
    if (each.querySelector('.dial')) continue; // its frame
    const { height } = each.getBoundingClientRect();
    if (height <= 100 || height >= innerHeight - 1 || getComputedStyle(each).display === 'inline') continue;
    const style = each.getAttribute('style');
    each.style.setProperty('min-height', '0', 'important');
    each.style.setProperty('height', 'auto', 'important');
    const over = height - each.getBoundingClientRect().height;
    if (style === null) each.removeAttribute('style');
    else each.setAttribute('style', style);
    if (over > 48)
      found.push(`${each.tagName}.${each.className} is ${Math.round(height)} px, ${Math.round(over)} too many`);
  }
  return found;
}
