import { defineConfig } from 'vitest/config';

const project = (name: string, folder: string, timeout: number) => ({
  test: { name, include: [`tests/${folder}/**/*.test.ts`], testTimeout: timeout },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 'unit', 60_000),
      project('content', 'content', 60_000),
      // Reads dist/: run after a build.
      project('site', 'site', 60_000),
    ],
  },
});
