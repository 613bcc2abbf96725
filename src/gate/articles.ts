/**
 * The articles: front matter, components, headings and links, checked against the facts before anything is built.
 *
 * Authors' mistakes are found here, with file and line, and not as a broken page.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from 'unist';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { parseRange } from '../engine/index.ts';
import {
  COMPONENT_PROPS,
  FrontMatter,
  LANGUAGES,
  type ComponentName,
  type Language,
} from '../schema/index.ts';
import { nearest } from './checks.ts';
import { unfinished, type Problem } from './problem.ts';

export const KINDS = ['issue', 'background', 'fix'] as const;
export type Kind = (typeof KINDS)[number];

export interface Heading {
  readonly depth: 2 | 3;
  readonly id: string;
  readonly text: string;
}

export interface Article {
  readonly slug: string;
  readonly language: Language;
  readonly kind: Kind;
  readonly title: string;
  readonly description: string;
  readonly file: string;
  readonly headings: readonly Heading[];
  /** Evidence ids that it cites, in order. */
  readonly cites: readonly string[];
  /** Revision of its file, 8 hex digits: what a translation records of its source. */
  readonly revision: string;
  /** For a translation: the revision of the source that it was last compared with. */
  readonly translates?: string | undefined;
  /** True for a translation whose source has changed since. */
  readonly stale: boolean;
}

/** What articles are checked against. */
export interface Ground {
  readonly releases: ReadonlySet<string>;
  readonly distros: ReadonlySet<string>;
  readonly evidence: ReadonlySet<string>;
  readonly faces: ReadonlyMap<string, readonly string[]>;
}

interface Element extends Node {
  readonly name?: string | null;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null;
  readonly depth?: number;
  readonly attributes?: readonly { type: string; name?: string; value?: unknown }[];
  readonly children?: readonly Element[];
}

interface Parsed extends Article {
  readonly links: readonly { url: string; line: number }[];
  /** Components in order, for comparison between languages. */
  readonly blocks: readonly string[];
}

/** Pages that an article may link to, besides articles. */
const PAGES = ['/', '/issues/', '/search/', '/about/', '/about/reproduction/'];
const FENCES = ['sh', 'text', 'yaml'];
const TAG = /v\d+\.\d+\.\d+\+k0s\.\d+/g;

/** Reads and checks every article of every issue; `slugs` are the folders they stand in. Articles that cannot be parsed are left out. */
export function readArticles(
  folder: string,
  slugs: readonly string[],
  ground: Ground,
): { articles: Article[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const parsed = slugs.flatMap((slug) =>
    LANGUAGES.flatMap((language) =>
      KINDS.flatMap((kind) => {
        const name = `content/issues/${slug}/${language}/${kind}.mdx`;
        const path = join(folder, 'issues', slug, language, `${kind}.mdx`);
        if (!existsSync(path)) {
          problems.push({
            file: name,
            line: 1,
            field: 'the file',
            reason: `the ${kind} article of ${slug} is missing in ${language}.`,
            expected: `Every issue has ${KINDS.map((one) => `${one}.mdx`).join(', ')} in ${LANGUAGES.join(' and ')}.`,
          });
          return [];
        }
        return readArticle(path, { slug, language, kind, file: name }, ground, problems);
      }),
    ),
  );
  problems.push(
    ...strayFiles(folder, slugs),
    ...checkLinks(parsed),
    ...compareLanguages(parsed),
    ...checkTranslations(parsed),
  );
  const articles = parsed.map((article) => ({
    ...article,
    stale:
      article.translates !== undefined &&
      article.translates !== sourceOf(article, parsed)?.revision,
  }));
  return { articles, problems };
}

type Identity = Pick<Article, 'slug' | 'language' | 'kind' | 'file'>;

function readArticle(
  path: string,
  identity: Identity,
  ground: Ground,
  problems: Problem[],
): Parsed[] {
  const { file } = identity;
  const source = readFileSync(path, 'utf8');
  problems.push(...unfinished(file, source));
  const fence = /^---\n([\s\S]*?)\n---\n/.exec(source);
  const report = (line: number, field: string, reason: string, expected: string) => {
    problems.push({ file, line, field, reason, expected });
  };
  if (!fence) {
    report(
      1,
      'front matter',
      'it is missing.',
      'Begin the file with ---, title, description, ---.',
    );
    return [];
  }
  const front = readFrontMatter(fence[1] ?? '', report);
  // The front matter is blanked, not cut, so that lines stay where they are.
  const body = source.replace(fence[0], '\n'.repeat(fence[0].split('\n').length - 1));
  let tree: Element;
  try {
    tree = unified().use(remarkParse).use(remarkMdx).parse(body) as Element;
  } catch (error) {
    const { line = 1, reason = String(error) } = error as { line?: number; reason?: string };
    report(
      line,
      'the text',
      `this is not MDX: ${reason}`,
      'Close every component; put < and { in prose into backticks.',
    );
    return [];
  }
  const article = readBody(tree, identity.slug, ground, report);
  const revision = revisionOf(source);
  return front ? [{ ...identity, ...front, ...article, revision, stale: false }] : [];
}

/** The revision of an article's file: 8 hex digits that change with its text. */
export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

type Report = (line: number, field: string, reason: string, expected: string) => void;

function readFrontMatter(text: string, report: Report): z.infer<typeof FrontMatter> | null {
  let data: unknown;
  try {
    data = parseYaml(text);
  } catch (error) {
    report(
      2,
      'front matter',
      `it is not YAML: ${(error as Error).message.split('\n')[0] ?? ''}`,
      'Quote a text that holds a colon.',
    );
    return null;
  }
  const result = FrontMatter.safeParse(data);
  if (result.success) return result.data;
  const lines = text.split('\n');
  for (const issue of result.error.issues) {
    const key =
      issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue.path[0] ?? '');
    const line = lines.findIndex((one) => one.startsWith(`${key}:`));
    const what =
      issue.code === 'unrecognized_keys'
        ? `the field ${key} is not known.`
        : line < 0
          ? 'it is missing.'
          : 'it does not fit.';
    report(
      line < 0 ? 1 : line + 2,
      `front matter ${key}`,
      what,
      issue.code === 'unrecognized_keys'
        ? 'Front matter is title, description and, in a translation, translates.'
        : issue.message,
    );
  }
  return null;
}

function readBody(tree: Element, slug: string, ground: Ground, report: Report) {
  const headings: (Heading & { line: number })[] = [];
  const cites: string[] = [];
  const blocks: string[] = [];
  const links: { url: string; line: number }[] = [];

  const visit = (node: Element): void => {
    const line = node.position?.start.line ?? 1;
    switch (node.type) {
      case 'mdxjsEsm':
        report(
          line,
          'import or export',
          'articles hold no code.',
          'Remove it: the components need no import.',
        );
        return;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        report(
          line,
          'an expression',
          `{${node.value ?? ''}} is code.`,
          'Put braces in prose into backticks; a value is <Value name="…" />.',
        );
        return;
      case 'heading':
        report(
          line,
          'a heading',
          'it has no permanent id.',
          `Write it as <H${node.depth === 3 ? 3 : 2} id="…">…</H${node.depth === 3 ? 3 : 2}>.`,
        );
        break;
      case 'code':
        checkFence(node, line, report);
        break;
      case 'text':
      case 'inlineCode':
        for (const [tag] of (node.value ?? '').matchAll(TAG)) {
          if (!ground.releases.has(tag)) {
            report(
              line,
              'a release',
              `${tag} is not in the release table.`,
              `Name one that is, such as ${nearest(tag, ground.releases)}.`,
            );
          }
        }
        if (/[\u2018\u2019]/.test(node.value ?? '')) {
          report(
            line,
            'the text',
            'it holds a typographic apostrophe.',
            "Write ' so that log lines can be matched.",
          );
        }
        break;
      case 'link':
        links.push({ url: node.url ?? '', line });
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const props = checkComponent(node, line, slug, ground, report);
        if (!props) break;
        const name = node.name ?? '';
        if (name === 'H2' || name === 'H3') {
          headings.push({
            depth: name === 'H2' ? 2 : 3,
            id: props.id ?? '',
            text: textOf(node),
            line,
          });
        }
        if (name === 'Cite') cites.push(props.id ?? '');
        if (name !== 'Value' && name !== 'Cite')
          blocks.push(`${name}${props.id ? `#${props.id}` : ''}`);
        break;
      }
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);

  const seen = new Set<string>();
  for (const { id, line } of headings) {
    if (seen.has(id))
      report(
        line,
        `heading #${id}`,
        'this id stands twice.',
        'Every heading of an article has an id of its own.',
      );
    seen.add(id);
  }
  return { headings, cites, blocks, links };
}

function checkFence(node: Element, line: number, report: Report): void {
  const lang = node.lang ?? '';
  if (!FENCES.includes(lang)) {
    report(
      line,
      'a code block',
      `its language is "${lang}".`,
      `Write one of ${FENCES.join(', ')} after the fence.`,
    );
  }
  if (/[\u2018\u2019]/.test(node.value ?? '')) {
    report(
      line,
      'a code block',
      'it holds a typographic apostrophe.',
      "Write ' so that log lines can be matched.",
    );
  }
  if (lang === 'yaml') {
    try {
      parseYaml(node.value ?? '');
    } catch (error) {
      report(
        line,
        'a code block',
        `it is not YAML: ${(error as Error).message.split('\n')[0] ?? ''}`,
        'Mend it, so that readers can copy it.',
      );
    }
  }
}

/** The props of a component that is written right, else `null`. */
function checkComponent(
  node: Element,
  line: number,
  slug: string,
  ground: Ground,
  report: Report,
): Record<string, string> | null {
  const name = node.name ?? '';
  if (!(name in COMPONENT_PROPS)) {
    report(
      line,
      `<${name}>`,
      'there is no such component.',
      `Use one of ${Object.keys(COMPONENT_PROPS).join(', ')}.`,
    );
    return null;
  }
  const props: Record<string, string> = {};
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') {
      report(
        line,
        `<${name}${attribute.name ? ` ${attribute.name}` : ''}>`,
        'its value is an expression.',
        'Write props as texts: name="value".',
      );
      return null;
    }
    props[attribute.name ?? ''] = attribute.value;
  }
  const result = COMPONENT_PROPS[name as ComponentName].safeParse(props);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const key =
        issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue.path[0] ?? '');
      const field = `<${name}${key ? ` ${key}` : ''}>`;
      if (issue.code === 'unrecognized_keys') {
        const allowed = Object.keys(COMPONENT_PROPS[name as ComponentName].shape);
        report(
          line,
          field,
          `it has no prop ${key}.`,
          allowed.length ? `Its props are ${allowed.join(', ')}.` : 'It takes no props.',
        );
      } else {
        report(
          line,
          field,
          key in props ? `it is "${props[key] ?? ''}".` : 'it is missing.',
          issue.message,
        );
      }
    }
    return null;
  }
  checkReferences(name, props, line, slug, ground, report);
  return props;
}

function checkReferences(
  name: string,
  props: Record<string, string>,
  line: number,
  slug: string,
  ground: Ground,
  report: Report,
): void {
  if (name === 'Cite' && !ground.evidence.has(props.id ?? '')) {
    report(
      line,
      '<Cite id>',
      `no evidence has the id "${props.id ?? ''}".`,
      `Add it to content/evidence/, or name one such as ${nearest(props.id ?? '', ground.evidence)}.`,
    );
  }
  if (name !== 'When') return;
  if (props.release !== undefined) {
    try {
      parseRange(props.release);
    } catch (error) {
      report(
        line,
        '<When release>',
        `"${props.release}" is not a range.`,
        (error as Error).message,
      );
    }
  }
  const faces = [...(ground.faces.get(slug) ?? []), 'not-known'];
  for (const face of props.face?.split(' ') ?? []) {
    if (!faces.includes(face))
      report(
        line,
        '<When face>',
        `"${face}" is no face of this issue.`,
        `Faces are ${faces.join(', ')}.`,
      );
  }
  for (const distro of props.distro?.split(' ') ?? []) {
    if (!ground.distros.has(distro)) {
      report(
        line,
        '<When distro>',
        `"${distro}" is no distro of ours.`,
        `Write ids such as ${nearest(distro, ground.distros)}, separated by single spaces.`,
      );
    }
  }
}

function checkLinks(articles: readonly Parsed[]): Problem[] {
  const paths = new Map<string, Parsed[]>();
  for (const article of articles) {
    const path = pathOf(article);
    paths.set(path, [...(paths.get(path) ?? []), article]);
  }
  return articles.flatMap((article) =>
    article.links.flatMap(({ url, line }) => {
      const problem = (reason: string, expected: string) => [
        { file: article.file, line, field: `a link to ${url}`, reason, expected },
      ];
      if (url.startsWith('https://')) return [];
      if (/^[a-z]+:/.test(url)) return problem('it is not https.', 'Link to https:// addresses.');
      const [path = '', hash] = url.split('#');
      const target = path === '' ? [article] : paths.get(path);
      if (path !== '' && !path.startsWith('/'))
        return problem('it is relative.', 'Write the path from the root: /issues/….');
      if (!target && !PAGES.includes(path)) {
        return problem(
          'there is no such page.',
          `Write a path such as ${nearest(path, [...paths.keys(), ...PAGES])}, with a slash at the end and without language prefix.`,
        );
      }
      if (hash === undefined || !target) return [];
      const same = target.find(({ language }) => language === article.language) ?? target[0];
      const ids = [...(same?.headings.map(({ id }) => id) ?? []), 'evidence'];
      return ids.includes(hash)
        ? []
        : problem(
            `that page has no heading with the id "${hash}".`,
            `Its headings are ${ids.join(', ')}.`,
          );
    }),
  );
}

/** The articles of an issue have the same headings and blocks in every language, in the same order. */
function compareLanguages(articles: readonly Parsed[]): Problem[] {
  return articles.flatMap((article) => {
    const source = sourceOf(article, articles);
    if (!source || source === article) return [];
    const at = article.blocks.findIndex((block, i) => block !== source.blocks[i]);
    if (at < 0 && article.blocks.length === source.blocks.length) return [];
    const place = at < 0 ? article.blocks.length : at;
    return [
      {
        file: article.file,
        line: 1,
        field: 'headings and blocks',
        reason: `number ${place + 1} is ${article.blocks[place] ?? 'missing'}, in ${source.language} it is ${source.blocks[place] ?? 'missing'}.`,
        expected: 'Every language has the same headings (by id) and components, in the same order.',
      },
    ];
  });
}

/** The same article in the language that the others are made from. */
function sourceOf(article: Parsed, articles: readonly Parsed[]): Parsed | undefined {
  return articles.find(
    (other) =>
      other.slug === article.slug && other.kind === article.kind && other.language === LANGUAGES[0],
  );
}

/** A translation records the revision of its source; the source itself records none. */
function checkTranslations(articles: readonly Parsed[]): Problem[] {
  return articles.flatMap((article) => {
    const source = sourceOf(article, articles);
    if (source === article ? article.translates === undefined : article.translates !== undefined) {
      return [];
    }
    return [
      {
        file: article.file,
        line: 1,
        field: 'front matter translates',
        reason: source === article ? 'the source translates nothing.' : 'it is missing.',
        expected:
          source === article
            ? 'Remove it.'
            : `Compare with ${source?.file ?? 'the source'} as it stands, then run npm run translated -- ${article.slug} (it writes translates: "${source?.revision ?? ''}").`,
      },
    ];
  });
}

function strayFiles(folder: string, slugs: readonly string[]): Problem[] {
  const allowed = new Set(
    LANGUAGES.flatMap((language) => KINDS.map((kind) => `${language}/${kind}.mdx`)),
  );
  return slugs.flatMap((slug) =>
    readdirSync(join(folder, 'issues', slug), { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.[a-z]+$/.test(name) && name !== 'issue.yaml' && !allowed.has(name))
      .map((name) => ({
        file: `content/issues/${slug}/${name}`,
        line: 1,
        field: 'the file',
        reason: 'nothing reads it.',
        expected: `An issue has issue.yaml and, for each language, ${KINDS.map((kind) => `${kind}.mdx`).join(', ')}.`,
      })),
  );
}

/** The site path of an article, without language prefix. */
export function pathOf({ slug, kind }: Pick<Article, 'slug' | 'kind'>): string {
  return `/issues/${slug}/${kind === 'issue' ? '' : `${kind}/`}`;
}

function textOf(node: Element): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
