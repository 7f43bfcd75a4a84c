import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const CORE_IS_TOLD = 'The core is told, it never asks: time and chance are arguments.';

/** Each takes a phone's processor as long as a screen, before anything is shown: 15 ms of `Intl.ListFormat`, 60 where it is slow. */
const NO_EARLY_FORMATTER = {
  selector:
    ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > NewExpression[callee.object.name="Intl"]',
  message: 'A formatter is made when it is first asked for, not when its module is loaded.',
};

export default ts.config(
  {
    ignores: [
      'dist/',
      'dist-cli/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      '**/.svelte-check/',
      'tests/types/{planted,realms,linted}/',
    ],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A number reads well in a template; anything else should say how it is written.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `(zone as Zone)` and `samples[i]!` at a place that proves it are fine; `any` is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `return this.#ports.say(cue)` in a switch of effects says what it does.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `post<ToWorker>(message)` checks the message at the call; that is what the parameter is for.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', NO_EARLY_FORMATTER] } },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: CORE_IS_TOLD },
        { object: 'Math', property: 'random', message: CORE_IS_TOLD },
      ],
      'no-restricted-syntax': [
        'error',
        NO_EARLY_FORMATTER,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CORE_IS_TOLD },
        { selector: "CallExpression[callee.name='Date']", message: CORE_IS_TOLD },
        { selector: 'AwaitExpression', message: 'The core never waits.' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      // Here alone: with other extensions every file waits for a project service, which takes twice as long as a program.
      parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'no-undef': 'off', // the compiler knows what there is
      // `let { seconds }: Props = $props()` and `let text = $derived(…)` are how Svelte reads.
      'prefer-const': 'off',
      'svelte/prefer-const': 'off',
      // State here is replaced whole, so a Set or a URL inside a function is a plain one.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      // `style:width` and `style={…}` go through the style object, which the policy allows; these two do not.
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style'][value.length=1] > SvelteLiteral",
          message: 'The content security policy refuses a static style attribute: use a class.',
        },
        {
          selector: 'SvelteStartTag > SvelteAttribute[key.name=/^--/]',
          message: 'The content security policy refuses the wrapper that --props bring: pass a prop.',
        },
      ],
    },
  },
  {
    files: ['src/node/**', 'tests/**', '*.config.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // A test may hold a method loosely, throw what it likes and poke with wrong types.
    files: ['tests/**'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  // Rules that need types take minutes here and seconds in oxlint, which has them for TypeScript (.oxlintrc.json) and for
  // components (tests/types/components.ts); tests/types/checkers.test.ts holds the two against each other. A nightly run has
  // them twice.
  ...(process.env['NIGHTLY']
    ? []
    : [
        {
          files: ['**/*.ts', '**/*.svelte'],
          extends: [ts.configs.disableTypeChecked],
          // a directive for a rule that oxlint has is unused here
          linterOptions: { reportUnusedDisableDirectives: 'off' },
        },
      ]),
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
