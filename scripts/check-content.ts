// `npm run check:content [-- <folder>]`: says what is wrong with the content, or how much of it there is.

import { join } from 'node:path';
import { ContentError, loadContent } from '../src/gate/index.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '../content');
try {
  const { knowledge, articles } = loadContent(folder);
  const { releases, distros, images, issues, evidence } = knowledge;
  console.log(
    `content: ${releases.length} releases, ${distros.length} distros, ${images.size} images, ${issues.length} known ${issues.length === 1 ? 'issue' : 'issues'}, ${articles.length} articles, ${evidence.size} pieces of evidence: no problem`,
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
