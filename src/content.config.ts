import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { FrontMatter } from './schema/components.ts';

/** The articles: `<slug>/<language>/<kind>.mdx`. Facts are read by src/gate, not as a collection. */
export const collections = {
  articles: defineCollection({
    loader: glob({ base: './content/issues', pattern: '*/*/*.mdx' }),
    schema: FrontMatter,
  }),
};
