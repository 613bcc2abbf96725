// `npm run record`: writes the table of all verdicts anew, one file per issue, for a reviewer to diff.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordVerdicts } from '../src/engine/index.ts';
import { loadContent } from '../src/gate/index.ts';

const root = join(import.meta.dirname, '..');
const { knowledge } = loadContent(join(root, 'content'));
const folder = join(root, 'tests/content/verdicts');
mkdirSync(folder, { recursive: true });
for (const issue of knowledge.issues) {
  const file = join(folder, `${issue.slug}.txt`);
  writeFileSync(file, `${recordVerdicts(issue, knowledge).join('\n')}\n`);
  console.log(
    `${issue.slug}: ${knowledge.releases.length} releases on ${knowledge.distros.length} distros`,
  );
}
