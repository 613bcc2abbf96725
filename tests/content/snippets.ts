/** Every piece of code that readers may copy: from the articles' fences and from the remedies, with values filled in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { fillTemplate, rangesOf, releaseValues, type Values } from '../../src/engine/index.ts';
import { loadContent } from '../../src/gate/index.ts';

export const CONTENT = join(import.meta.dirname, '../../content');

export interface Snippet {
  /** Where it stands, for the name of a test. */
  readonly where: string;
  readonly lang: string;
  readonly code: string;
}

interface Node {
  readonly type: string;
  readonly lang?: string | null;
  readonly value?: string;
  readonly position?: { readonly start: { readonly line: number } };
  readonly children?: readonly Node[];
}

const { articles, knowledge } = loadContent(CONTENT);

export function articleSnippets(): Snippet[] {
  const parser = unified().use(remarkParse).use(remarkMdx);
  return articles.flatMap(({ file }) => {
    const text = readFileSync(join(CONTENT, file), 'utf8').replace(
      /^---\n[\s\S]*?\n---\n/,
      (front) => front.replace(/[^\n]+/g, ''),
    );
    const found: Snippet[] = [];
    const walk = (node: Node) => {
      if (node.type === 'code') {
        const line = node.position?.start.line ?? 0;
        found.push({ where: `${file}:${line}`, lang: node.lang ?? '', code: node.value ?? '' });
      }
      for (const child of node.children ?? []) walk(child);
    };
    walk(parser.parse(text) as Node);
    return found;
  });
}

/** Code of remedies and checks, once for every distinct set of values of an affected release. */
export function remedySnippets(): Snippet[] {
  return knowledge.issues.flatMap((issue) => {
    const code: Snippet[] = issue.faces.map(({ id, check }) => ({
      where: `face ${id}, check`,
      lang: 'sh',
      code: check.code,
    }));
    for (const { id, steps, check, undo, airgap } of issue.remedies) {
      steps.forEach((step, index) => {
        if (step.code)
          code.push({ where: `${id}, step ${index + 1}`, lang: step.lang ?? '', code: step.code });
      });
      code.push({ where: `${id}, check before`, lang: 'sh', code: check.before.code });
      code.push({ where: `${id}, check after`, lang: 'sh', code: check.after.code });
      if (undo.code) code.push({ where: `${id}, undo`, lang: undo.lang ?? '', code: undo.code });
      if (airgap.code)
        code.push({ where: `${id}, air gap`, lang: airgap.lang ?? '', code: airgap.code });
    }
    return valuesOfAffected(issue).flatMap((values) =>
      code.map(({ where, lang, code: text }) => ({
        where: `${issue.slug}: ${where} for ${values.release ?? 'no release'}`,
        lang,
        code: fillTemplate(text, values, (name) => {
          throw new Error(`${issue.slug}, ${where}: no value for {{${name}}}`);
        }),
      })),
    );
  });
}

function valuesOfAffected(issue: (typeof knowledge.issues)[number]): Values[] {
  return rangesOf(issue, knowledge).flatMap((range) =>
    range.releases
      .filter(({ carries }) => carries === true)
      .map(({ version }) => {
        const release = knowledge.releases.find((one) => one.version === version);
        if (!release) throw new Error(`${version} is not in the table`);
        return releaseValues(issue, release, range, knowledge.releases);
      }),
  );
}
