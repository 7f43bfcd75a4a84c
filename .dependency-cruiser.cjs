// The same floor plan as tests/architecture.test.ts, held against what the compiler resolves rather than what is written,
// and with it: no cycles, no package that is not declared, nothing from tests.
const { mayImport, packages } = require('./tests/floor-plan.json');

const quoted = (path) => path.replaceAll('.', '\\.');
const below = (places) =>
  `^src/(${places.map((place) => (place.includes('.') ? `${quoted(place)}$` : `${place}/`)).join('|')})`;

const rooms = Object.entries(mayImport).map(([place, allowed]) => {
  const inner = Object.keys(mayImport).filter((other) => other.startsWith(`${place}/`));
  return {
    name: `room-${place.replace('/', '-')}`,
    severity: 'error',
    from: { path: below([place]), ...(inner.length > 0 && { pathNot: below(inner) }) },
    to: { path: '^src/', pathNot: below(allowed) },
  };
});

const tools = Object.entries(packages).map(([name, allowed]) => ({
  name: `package-${name}`,
  severity: 'error',
  from: { path: '^src/', pathNot: below(allowed) },
  to: { path: `node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...rooms,
    ...tools,
    {
      name: 'no-stranger',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/', pathNot: `node_modules/(@fontsource|${Object.keys(packages).join('|')})/` },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-mystery', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    { name: 'no-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^tests/' } },
    { name: 'node-at-home', severity: 'error', from: { pathNot: '^src/node/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'declared',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]svelte-check/' }, // what svelte-check writes for the compiler
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'svelte', 'types'],
    },
  },
};
