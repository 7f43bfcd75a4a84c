/** Which component has which class. */
const owners = new Map();

/** A class of four letters instead of thirteen, which stands thousands of times in what is sent. */
function classOf({ hash, filename }) {
  const path = filename.replaceAll('\\', '/').replace(/^.*\/src\//, '');
  const own = `s${hash(path).slice(0, 3)}`;
  const owner = owners.get(own) ?? path;
  if (owner !== path) throw new Error(`${owner} and ${path} have one class; take a letter more`);
  owners.set(own, path);
  return own;
}

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true, discloseVersion: false, cssHash: classOf },
};
