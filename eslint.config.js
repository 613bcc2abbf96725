import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Which room may import from which: arrows point one way (see CONTRIBUTING.md). */
const rooms = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: forbidden.map((room) => ({
          group: [`**/${room}/**`, `**/${room}`],
          message: 'Arrows point one way between the rooms: see CONTRIBUTING.md.',
        })),
      },
    ],
  },
});

export default defineConfig(
  { ignores: ['dist/', '.astro/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/triple-slash-reference': 'off' } },
  rooms(['src/schema/**'], ['engine', 'gate', 'components', 'layouts', 'pages', 'client', 'i18n']),
  rooms(['src/engine/**'], ['gate', 'components', 'layouts', 'pages', 'client', 'i18n', 'build']),
  rooms(['src/gate/**'], ['components', 'layouts', 'pages', 'client', 'i18n']),
  rooms(['src/client/**'], ['gate', 'components', 'layouts', 'pages', 'i18n', 'build']),
  rooms(['src/components/**', 'src/layouts/**'], ['pages']),
);
