/** Builds the search index over the finished pages, one index per language, into `<site>/pagefind/`. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const { index, errors } = await createIndex({ includeCharacters: '+-_.$/`' });
        if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: root });
        const written = await index.writeFiles({ outputPath: `${root}pagefind` });
        await close();
        const problems = [...added.errors, ...written.errors];
        if (problems.length > 0) throw new Error(`The search index failed: ${problems.join('; ')}`);
        logger.info(`${added.page_count} pages indexed`);
      },
    },
  };
}
