// What `vite.plugins.ts` makes up.
declare module 'virtual:worker-url' {
  const url: string;
  export default url;
}
