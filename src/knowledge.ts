/** The knowledge base of this build: read once, checked, shared by every page. */
import { join } from 'node:path';
import { outcomesOf, rangesOf, type IssueOutcomes, type LineRange } from './engine/index.ts';
import { loadContent, type Article } from './gate/index.ts';
import { LANGUAGE_ROUTES } from './i18n/index.ts';
import type { KnownIssue, Language } from './schema/index.ts';

export const { knowledge, articles, reproduction, proof } = loadContent(
  join(process.cwd(), 'content'),
);

const outcomes = new Map<string, IssueOutcomes>();
const ranges = new Map<string, LineRange[]>();

/** The outcomes of an issue, judged once per build. */
export function outcomesFor(issue: KnownIssue): IssueOutcomes {
  let known = outcomes.get(issue.slug);
  if (!known) outcomes.set(issue.slug, (known = outcomesOf(issue, knowledge)));
  return known;
}

/** The ranges of an issue, derived once per build. */
export function rangesFor(issue: KnownIssue): LineRange[] {
  let known = ranges.get(issue.slug);
  if (!known) ranges.set(issue.slug, (known = rangesOf(issue, knowledge)));
  return known;
}

/** The issue with this slug. Throws where there is none: slugs come from the site's own routes. */
export function issueOf(slug: string): KnownIssue {
  const issue = knowledge.issues.find((one) => one.slug === slug);
  if (!issue) throw new Error(`No known issue has the slug "${slug}".`);
  return issue;
}

/** The article of an issue in a language. The gate has made sure that it exists. */
export function articleOf(slug: string, language: Language, kind: Article['kind']): Article {
  const article = articles.find(
    (one) => one.slug === slug && one.language === language && one.kind === kind,
  );
  if (!article) throw new Error(`${slug} has no ${kind} article in ${language}.`);
  return article;
}

/** A route for each issue in each language, for `getStaticPaths`. */
export function issueRoutes() {
  return LANGUAGE_ROUTES.flatMap(({ params, props }) =>
    knowledge.issues.map((issue) => ({
      params: { ...params, slug: issue.slug },
      props: { ...props, issue },
    })),
  );
}

/** Every evidence id that an issue's own data names, in the order of the data. */
export function evidenceOf(issue: KnownIssue): string[] {
  return [
    ...issue.carriedBy.evidence,
    ...issue.condition.evidence,
    ...issue.faces.flatMap(({ evidence }) => evidence),
    ...issue.fix.evidence,
    ...issue.fix.better.flatMap(({ evidence }) => evidence),
    ...issue.remedies.flatMap(({ evidence }) => evidence),
    ...issue.refused.flatMap(({ evidence }) => evidence),
    ...issue.disputes.flatMap(({ source, evidence }) => [source, ...evidence]),
  ];
}
