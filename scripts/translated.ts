// `npm run translated -- <slug> [<kind>]`: records that the translations of an issue were compared with their source as it
// stands now. Until it is run after a change of the source, the translated page says that it lags behind.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, revisionOf } from '../src/gate/index.ts';
import { LANGUAGES } from '../src/schema/index.ts';

const [slug, only] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../content/issues', slug ?? '');
const [source, ...translations] = LANGUAGES;

if (!slug || (only && !KINDS.some((kind) => kind === only))) {
  console.error(`Name an issue: npm run translated -- <slug> [${KINDS.join(' | ')}].`);
  process.exit(1);
}
for (const kind of KINDS.filter((one) => !only || one === only)) {
  const text = readFileSync(join(folder, source, `${kind}.mdx`), 'utf8');
  const revision = revisionOf(text);
  for (const language of translations) {
    const path = join(folder, language, `${kind}.mdx`);
    const before = readFileSync(path, 'utf8');
    const without = before.replace(/^translates: .*\n/m, '');
    const after = without.replace(/\n---\n/, `\ntranslates: "${revision}"\n---\n`);
    if (after !== before) writeFileSync(path, after);
    console.log(`${language}/${kind}.mdx translates ${revision}`);
  }
}
