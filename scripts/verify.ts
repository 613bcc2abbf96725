// `npm run verify -- <clone of k0s> [<clone of image-builder>] [<clone of kube-router>] [--record]`: proves from git what
// the site says.
//
// - The release table and the history of changes are extracted anew and must be the committed ones.
// - For every known issue: a commit named as its fix is an ancestor of each release called fixed, and none of them is an
//   ancestor of a release that carries it.
// - Every image fact whose evidence is a Dockerfile is read in that Dockerfile again, at its commit.
//
// Prints what was proved and what could not be. Exits with 1 on a contradiction, and with 2 where nothing was proved:
// without a clone the answer is "not re-proved", never "ok". `--record` writes the date and the counts to
// content/k0s/proof.json, which /about/ shows.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../src/gate/index.ts';
import type { Proof } from '../src/schema/index.ts';
import { GitError } from './extract/git.ts';
import { ExtractError } from './extract/table.ts';
import { proveBoundaries, proveImages, proveTables, type Finding } from './verify/prove.ts';

const CONTENT = join(import.meta.dirname, '../content');
const args = process.argv.slice(2);
const [k0s, imageBuilder, kubeRouter] = args.filter((arg) => !arg.startsWith('--'));

function main(): void {
  if (!k0s) {
    console.log(
      'not re-proved: name a clone of k0s: npm run verify -- <k0s> [<image-builder>] [<kube-router>].',
    );
    process.exitCode = 2;
    return;
  }
  const { knowledge } = loadContent(CONTENT);
  const clones = {
    'k0sproject/k0s': k0s,
    'k0sproject/image-builder': imageBuilder,
    'cloudnativelabs/kube-router': kubeRouter,
  };
  const findings: Finding[] = [
    ...proveTables(k0s, knowledge),
    ...proveBoundaries(k0s, knowledge),
    ...proveImages(clones, knowledge),
  ];
  const of = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind);
  for (const { what } of of('not-proved')) console.log(`could not be proved: ${what}`);
  for (const { what } of of('contradiction')) console.error(`CONTRADICTION: ${what}`);
  const counts = {
    proved: of('proved').length,
    notProved: of('not-proved').length,
    contradictions: of('contradiction').length,
  };
  console.log(
    `\n${counts.proved} statements proved, ${counts.notProved} could not be, ${counts.contradictions} contradicted`,
  );
  if (counts.contradictions > 0) process.exitCode = 1;
  else if (counts.proved === 0) process.exitCode = 2;
  else if (args.includes('--record')) {
    const proof: Proof = {
      date: new Date().toISOString().slice(0, 10),
      ...counts,
      contradictions: 0,
    };
    writeFileSync(join(CONTENT, 'k0s/proof.json'), `${JSON.stringify(proof, null, 2)}\n`);
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof GitError || error instanceof ExtractError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
