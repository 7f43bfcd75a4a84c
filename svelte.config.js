import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every component there is; its place in this list makes its class. */
const components = readdirSync(join(import.meta.dirname, 'src/app'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.svelte'))
  .sort();

/** Two or three letters instead of thirteen, which stand thousands of times in what is sent. */
function classOf({ css, filename, hash }) {
  const place = components.findIndex((path) => filename.endsWith(join('src/app', path)));
  return place < 0 ? `svelte-${hash(css)}` : `s${place.toString(36)}`;
}

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true, discloseVersion: false, cssHash: classOf },
};
