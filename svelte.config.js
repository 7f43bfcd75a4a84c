/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: {
    runes: true,
    discloseVersion: false,
    // A class of five letters instead of thirteen stands thousands of times in what is sent.
    cssHash: ({ hash, filename }) => `s${hash(filename.replaceAll('\\', '/').replace(/^.*\/src\//, '')).slice(0, 5)}`,
  },
};
