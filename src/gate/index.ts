/** The one way into the knowledge base: reads a content folder, checks all of it, gives it back or says what is wrong. */
import type { Knowledge, Proof, Reproduction } from '../schema/index.ts';
import { readArticles, type Article } from './articles.ts';
import { checkFacts, shippedOf } from './checks.ts';
import { ContentError } from './problem.ts';
import { readFacts } from './read.ts';

export { ContentError, formatProblem, type Problem } from './problem.ts';
export { KINDS, pathOf, revisionOf, type Article } from './articles.ts';

export interface Content {
  readonly knowledge: Knowledge;
  readonly articles: readonly Article[];
  readonly reproduction: Reproduction;
  /** The last run of `npm run verify`; `null` where there was none. */
  readonly proof: Proof | null;
}

/** Loads a content folder. Throws a ContentError that names every problem with file, line, field and what is right. */
export function loadContent(folder: string): Content {
  const read = readFacts(folder);
  if ('problems' in read) throw new ContentError(read.problems);
  const { facts } = read;
  const { articles, problems } = readArticles(
    folder,
    facts.issues.map(({ file }) => file.folder),
    {
      releases: new Set(facts.releases.value.releases.map(({ version }) => version)),
      distros: new Set(facts.distros.map(({ value }) => value.id)),
      evidence: new Set(facts.evidence.map(({ value }) => value.id)),
      faces: new Map(
        facts.issues.map(({ file, value }) => [file.folder, value.faces.map(({ id }) => id)]),
      ),
    },
  );
  const cited = new Set(articles.flatMap(({ cites }) => cites));
  const all = [...checkFacts({ ...facts, citedInArticles: cited }), ...problems];
  if (all.length > 0) throw new ContentError(all);
  return {
    knowledge: {
      releases: facts.releases.value.releases,
      ...shippedOf(facts),
      distros: facts.distros.map(({ value }) => value),
      issues: facts.issues.map(({ value }) => value),
      evidence: new Map(facts.evidence.map(({ value }) => [value.id, value])),
    },
    articles,
    reproduction: facts.reproduction.value,
    proof: facts.proof?.value ?? null,
  };
}
