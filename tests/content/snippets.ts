/** Every piece of code that readers may copy: from the articles' fences and from the issues' data, with values filled in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import {
  fillTemplate,
  inRange,
  mustParse,
  outcomesOf,
  parseRange,
  rangesOf,
  releaseValues,
  type Values,
} from '../../src/engine/index.ts';
import { loadContent } from '../../src/gate/index.ts';
import type { KnownIssue } from '../../src/schema/index.ts';

const ROOT = join(import.meta.dirname, '../..');
export const { articles, knowledge } = loadContent(join(ROOT, 'content'));

export interface Snippet {
  /** Where it stands, for messages. No two snippets stand in one place. */
  readonly where: string;
  readonly lang: string;
  /** The file that readers put it in, where the content names one. */
  readonly file?: string | undefined;
  /** Each distinct code that it becomes, with the releases for which it does. At least one. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly code: string;
  readonly releases: readonly string[];
  /** Names of values that the code needs and that do not exist for these releases. */
  readonly missing: readonly string[];
}

/** The releases for which an issue has an answer with something to do, with the values and the pieces they are shown. */
interface Offer {
  readonly release: string;
  readonly values: Values;
  readonly remedies: ReadonlySet<string>;
  readonly faces: ReadonlySet<string | null>;
}

function offersOf(issue: KnownIssue): Offer[] {
  const { table } = outcomesOf(issue, knowledge);
  const ranges = new Map(rangesOf(issue, knowledge).map((range) => [range.line, range]));
  return knowledge.releases.flatMap((release, r) => {
    const cells = table.cells[table.rows[r] ?? -1] ?? [];
    const shown = cells.flatMap((cell) => table.outcomes[cell] ?? []);
    const hit = shown.filter(({ kind }) => kind === 'affected' || kind === 'fixed');
    const range = ranges.get(release.line);
    if (hit.length === 0 || !range) return [];
    return {
      release: release.version,
      values: releaseValues(issue, release, range, knowledge.releases),
      remedies: new Set(hit.flatMap(({ remedies }) => remedies)),
      faces: new Set(hit.map(({ face }) => face)),
    };
  });
}

const offers = new Map(knowledge.issues.map((issue) => [issue.slug, offersOf(issue)]));

/** Every value of every release that an issue hits, by name. */
export function offeredValues(): { where: string; name: string; value: string }[] {
  return [...offers].flatMap(([slug, list]) =>
    list.flatMap(({ release, values }) =>
      Object.entries(values).map(([name, value]) => ({
        where: `${slug}, ${release}`,
        name,
        value,
      })),
    ),
  );
}

/** Code of faces and remedies, filled in for every release that is offered it. Refused advice is not code to copy. */
export function dataSnippets(): Snippet[] {
  return knowledge.issues.flatMap((issue) => {
    const list = offers.get(issue.slug) ?? [];
    const snippet = (
      where: string,
      {
        code,
        lang = 'sh',
        file,
      }: { code?: string | undefined; lang?: string | undefined; file?: string | undefined },
      shown: (offer: Offer) => boolean,
    ): Snippet[] => {
      const variants = code === undefined ? [] : variantsOf(code, list.filter(shown));
      if (variants.length === 0) return [];
      return [{ where: `${issue.slug}: ${where}`, lang, file, variants }];
    };
    return [
      ...issue.faces.flatMap(({ id, check }) =>
        snippet(`face ${id}, check`, { code: check.code }, ({ faces }) => faces.has(id)),
      ),
      ...issue.remedies.flatMap(({ id, steps, check, undo, airgap }) => {
        const shown = ({ remedies }: Offer) => remedies.has(id);
        return [
          ...steps.flatMap((step, i) => snippet(`${id}, step ${i + 1}`, step, shown)),
          ...snippet(`${id}, check before`, { code: check.before.code }, shown),
          ...snippet(`${id}, check after`, { code: check.after.code }, shown),
          ...snippet(`${id}, undo`, undo, shown),
          ...snippet(`${id}, air gap`, airgap, shown),
        ];
      }),
    ];
  });
}

function variantsOf(template: string, list: readonly Offer[]): Variant[] {
  const variants = new Map<string, { code: string; releases: string[]; missing: string[] }>();
  for (const { release, values } of list) {
    const missing: string[] = [];
    const code = fillTemplate(template, values, (name) => {
      missing.push(name);
      return name;
    });
    const key = JSON.stringify([code, missing]);
    const known = variants.get(key);
    if (known) known.releases.push(release);
    else variants.set(key, { code, releases: [release], missing });
  }
  return [...variants.values()];
}

interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly lang?: string | null;
  readonly value?: string;
  readonly position?: { readonly start: { readonly line: number } };
  readonly children?: readonly Node[];
}

/** The fences of the articles, each with the releases that its issue hits and that the blocks around it admit. */
export function articleSnippets(): Snippet[] {
  const parser = unified().use(remarkParse).use(remarkMdx);
  return articles.flatMap(({ file, slug }) => {
    // The front matter is blanked, not cut, so that lines stay where they are.
    const text = readFileSync(join(ROOT, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, (front) =>
      front.replace(/[^\n]+/g, ''),
    );
    const found: Snippet[] = [];
    const walk = (node: Node, releases: readonly string[]) => {
      if (node.type === 'code') {
        found.push({
          where: `${file}:${node.position?.start.line ?? 0}`,
          lang: node.lang ?? '',
          variants: [{ code: node.value ?? '', releases, missing: [] }],
        });
      }
      const admitted = node.name === 'When' ? admittedBy(node, releases) : releases;
      for (const child of node.children ?? []) walk(child, admitted);
    };
    walk(
      parser.parse(text) as Node,
      (offers.get(slug) ?? []).map(({ release }) => release),
    );
    return found;
  });
}

function admittedBy({ attributes = [] }: Node, releases: readonly string[]): readonly string[] {
  const range = attributes.find(({ name }) => name === 'release')?.value;
  if (typeof range !== 'string') return releases;
  const comparators = parseRange(range);
  return releases.filter((release) => inRange(mustParse(release), comparators));
}
