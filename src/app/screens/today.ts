// Today in its shell, fetched with the page, since nearly every visit begins there.
import { bringIcons } from '../parts/base/icons.ts';
import { MORE } from '../parts/base/moreIcons.ts';

bringIcons(MORE);

export { default as Shell } from './Shell.svelte';
export { default as Today } from './today/Today.svelte';
