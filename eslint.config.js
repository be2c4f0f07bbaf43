import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import a11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const javaScript = ['**/*.{js,mjs}'];
const typeScript = ['**/*.{ts,tsx}'];
// Astro's own parser reads these without type information; `astro check` looks at their types.
const untyped = ['**/*.astro', '**/*.astro/*.{js,ts}', 'src/examples/**/*.{js,mjs}'];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Use a named export: one name everywhere.',
};
const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'Use a union or a table that is `as const`.',
};
// The accessibility rules cannot evaluate these and print a complaint of their own for each.
const noEvaluationInAttributes = {
  selector: ':matches(JSXAttribute, AstroTemplateLiteralAttribute) :matches(MetaProperty, AwaitExpression)',
  message: 'Read import.meta and await in the front matter, and give the attribute the value.',
};
// What scrolls must be reachable by keyboard, though nothing in it can be pressed (WCAG 2.1.1).
const scrollable = { tags: ['pre'], roles: ['group', 'region', 'tabpanel'] };

export default defineConfig(
  globalIgnores(['.astro', 'dist', 'playwright-report', 'public', 'test-results']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      eqeqeq: 'error',
      'no-constant-binary-expression': 'error',
      'no-constant-condition': 'error',
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-fallthrough': 'error',
      'no-irregular-whitespace': 'error',
      'no-self-assign': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, noEnum, noEvaluationInAttributes],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: typeScript, rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' } },
  {
    files: ['**/*.tsx'],
    plugins: { 'jsx-a11y-x': a11y, 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      ...a11y.configs.strict.rules,
      'jsx-a11y-x/no-noninteractive-tabindex': ['error', scrollable],
      // Only the two classic rules: the others describe React's compiler, and Preact has none.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    // The pure domains hold no clock and no chance: the same input gives the same output.
    files: ['src/{protocol,simulation,quiz}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Date',
        'crypto',
        'document',
        'fetch',
        'performance',
        'setInterval',
        'setTimeout',
        'window',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Use the seeded source.' }],
    },
  },
  {
    // In plain JavaScript what comes from JSON has no type to be unsafe about; JSDoc and `tsc` check the rest.
    files: javaScript,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
    },
  },
  {
    // A component imported from an .astro file has no type here; `astro check` knows it.
    files: ['src/components/**/*.ts', 'src/pages/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  astro.configs['flat/recommended'],
  astro.configs['flat/jsx-a11y-strict'],
  { files: ['**/*.astro'], rules: { 'astro/jsx-a11y/no-noninteractive-tabindex': ['error', scrollable] } },
  { files: untyped, extends: [tseslint.configs.disableTypeChecked] },
  {
    // Tools ask for a default export, and a reader's copy of an example follows the habits of its platform.
    files: ['*.config.{js,mjs,ts}', 'e2e/*.config.ts', 'src/examples/**/*.{js,mjs}', '**/*.astro'],
    rules: {
      'no-restricted-syntax': ['error', noEnum, noEvaluationInAttributes],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
