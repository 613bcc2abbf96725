// `npm run new:issue -- <slug>`: lays out the files of a new known issue: facts, evidence, and three articles in each
// language. Everything that its author has to write is marked TODO, and the content is refused while one is left.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES, slug as Slug } from '../src/schema/index.ts';
import { KINDS } from '../src/gate/index.ts';

const content = join(import.meta.dirname, '../content');
const [slug] = process.argv.slice(2);
const parsed = Slug.safeParse(slug);

function facts(slug: string): string {
  const text = (what: string, indent: string) =>
    LANGUAGES.map((language) => `${indent}${language}: "TODO ${what}, in ${language}"`).join('\n');
  return `slug: ${slug}
# TODO what it is about: a component of src/schema/issue.ts
component: kube-router
# TODO the day of publication, quoted
published: "2026-01-01"
title:
${text('one line that names the symptom', '  ')}
summary:
${text('two sentences: what happens, and on what', '  ')}
# TODO what carries the defect; the releases follow from it (src/schema/predicate.ts)
carriedBy:
  release: { fact: bundled.iptables, in: ["1.8.8"] }
  evidence: [${slug}]
# TODO on which hosts it bites; { always: … } for every host
condition:
  host:
    always:
${text('why every host is hit, or a predicate on host facts instead', '      ')}
  evidence: [${slug}]
# TODO faces, where the same defect shows itself in several ways; else leave it empty
faces: []
why:
  affected:
${text('why {{release}} is affected, in one line', '    ')}
  fixed:
${text('why {{release}} is fixed: by what, since {{fixed}}', '    ')}
  not-affected-release:
${text('why {{release}} is not affected', '    ')}
  not-known-release:
${text('what nobody has looked into', '    ')}
fix:
  evidence: [${slug}]
  better: []
remedies:
  - id: upgrade
    kind: upgrade
    title:
${text('what to do, with {{fixed}}', '      ')}
    summary:
${text('why this helps', '      ')}
    for: { verdicts: [affected], needs: [fixed] }
    where:
      place: every-node
      text:
${text('where to run it, in which order', '        ')}
    steps:
      - text:
${text('one step', '          ')}
        lang: sh
        # TODO the commands
        code: |
          k0s version
    check:
      before:
        text:
${text('what to look at before', '          ')}
        code: |
          k0s version
        # TODO the output before
        expect: |
          {{release}}
      after:
        text:
${text('what to look at after', '          ')}
        code: |
          k0s version
        # TODO the output after
        expect: |
          {{fixed}}
    # TODO how to undo it, or why that cannot be done
    undo:
      possible: false
      text:
${text('how to get back', '        ')}
    survives:
      restart:
        answer: "yes"
        text:
${text('does it survive a restart of k0s, and why', '          ')}
      upgrade:
        answer: "yes"
        text:
${text('does it survive an upgrade of k0s, and why', '          ')}
    disruption:
      level: medium
      text:
${text('what stops, for how long', '        ')}
    airgap:
      text:
${text('what to bring into a room without internet', '        ')}
    tested:
${text('what of this was run, and what only read', '      ')}
    evidence: [${slug}]
refused: []
disputes: []
`;
}

function evidence(slug: string): string {
  return `evidence:
  - id: ${slug}
    # TODO the level, see src/schema/evidence.ts
    level: upstream-source
    claim:
${LANGUAGES.map((language) => `      ${language}: "TODO what the source shows, in your own words, in ${language}"`).join('\n')}
    # TODO the page, commit or file that shows it
    url: https://github.com/k0sproject/k0s
    # TODO the day you read it, quoted
    read: "2026-01-01"
`;
}

const HEADINGS: Record<(typeof KINDS)[number], readonly string[]> = {
  issue: [
    '<H2 id="symptoms">TODO what you see</H2>',
    '<H2 id="releases">TODO releases</H2>',
    '<Ranges />',
    '<H2 id="look-alikes">TODO how to tell it apart</H2>',
  ],
  background: ['<H2 id="cause">TODO the cause</H2>', '<H2 id="fix">TODO how it was fixed</H2>'],
  fix: ['<H2 id="remedies">TODO the remedies, in order</H2>', '<Remedies />'],
};

function article(kind: (typeof KINDS)[number], language: string): string {
  const body = HEADINGS[kind].flatMap((block) =>
    block.startsWith('<H2') ? [block, `TODO the text, in ${language}.`] : [block],
  );
  return `---
title: "TODO a title, in ${language}"
description: "TODO one sentence, in ${language}"
---

TODO the first paragraph, in ${language}.

${body.join('\n\n')}
`;
}

if (!parsed.success) {
  console.error(
    `Name a slug: npm run new:issue -- <slug>. ${parsed.error.issues[0]?.message ?? ''}`,
  );
  process.exit(1);
}
const name = parsed.data;
const files = new Map([
  [`issues/${name}/issue.yaml`, facts(name)],
  [`evidence/${name}.yaml`, evidence(name)],
  ...LANGUAGES.flatMap((language) =>
    KINDS.map(
      (kind) => [`issues/${name}/${language}/${kind}.mdx`, article(kind, language)] as const,
    ),
  ),
]);
const taken = [...files.keys()].filter((file) => existsSync(join(content, file)));
if (taken.length > 0) {
  console.error(
    `content/${taken[0]} is there already; nothing was written. A slug is permanent: take another.`,
  );
  process.exit(1);
}
for (const [file, text] of files) {
  mkdirSync(dirname(join(content, file)), { recursive: true });
  writeFileSync(join(content, file), text);
  console.log(`content/${file}`);
}
console.log('\nNow write what is marked TODO. What is left of it: npm run check:content');
