/** Proofs of what the knowledge base says, each from git objects. A finding is one statement and how it fared. */
import { carriesIt, rangesOf, type LineRange } from '../../src/engine/index.ts';
import type { KnownIssue, Knowledge } from '../../src/schema/index.ts';
import { git, GitError, isAncestor } from '../extract/git.ts';
import { extractTable, traceChanges } from '../extract/table.ts';
import { readRecipe } from './recipe.ts';

export interface Finding {
  readonly kind: 'proved' | 'not-proved' | 'contradiction';
  readonly what: string;
}

const same = (what: string, is: unknown, says: unknown): Finding =>
  JSON.stringify(is) === JSON.stringify(says)
    ? { kind: 'proved', what }
    : {
        kind: 'contradiction',
        what: `${what}: the clone says ${JSON.stringify(is)}, the content ${JSON.stringify(says)}`,
      };

/** Every release and every change, extracted anew. A release that only the clone has is not a contradiction. */
export function proveTables(k0s: string, knowledge: Knowledge): Finding[] {
  const table = extractTable(k0s);
  const extracted = new Map(table.releases.map((release) => [release.version, release]));
  const findings = knowledge.releases.map((release) => {
    const found = extracted.get(release.version);
    return found
      ? same(`${release.version}: its commit, date, images and binaries`, found, release)
      : { kind: 'not-proved' as const, what: `${release.version}: the clone has no such tag` };
  });
  const known = new Set(knowledge.releases.map(({ version }) => version));
  const newer = table.releases.filter(({ version }) => !known.has(version));
  findings.push(
    ...newer.map(({ version }) => ({
      kind: 'not-proved' as const,
      what: `${version}: not in the table yet; run npm run extract`,
    })),
  );
  const history = traceChanges(k0s, table, [...knowledge.changes.values()]);
  for (const { id, releases } of history.changes) {
    const says = [...(knowledge.changes.get(id)?.releases ?? [])];
    findings.push(
      same(
        `${id}: the releases that hold it`,
        releases.filter((version) => known.has(version)),
        says,
      ),
    );
  }
  return findings;
}

/** The boundaries of every issue against the commits that its evidence names as the fix. */
export function proveBoundaries(k0s: string, knowledge: Knowledge): Finding[] {
  return knowledge.issues.flatMap((issue) => {
    const commits = fixCommits(issue, knowledge);
    const ranges = rangesOf(issue, knowledge).filter(({ state }) => state === 'affected');
    if (commits.length === 0) {
      return ranges.map(({ line }) => ({
        kind: 'not-proved' as const,
        what: `${issue.slug}, line ${line}: its evidence names no commit of k0s as the fix`,
      }));
    }
    const held = new Set(
      commits.flatMap((commit) => git(k0s, ['tag', '--contains', commit]).split('\n')),
    );
    return ranges.flatMap((range) => proveLine(k0s, issue, range, commits, held, knowledge));
  });
}

function proveLine(
  k0s: string,
  issue: KnownIssue,
  range: LineRange,
  commits: readonly string[],
  held: ReadonlySet<string>,
  knowledge: Knowledge,
): Finding[] {
  const findings = range.releases.flatMap(({ version, carries }, place): Finding[] => {
    const before = range.releases.slice(0, place).some((one) => one.carries === true);
    const what = `${issue.slug}: ${version} ${carries === true ? 'carries it, no fix in its history' : 'is fixed by a commit in its history'}`;
    if (carries === true && held.has(version)) {
      return [{ kind: 'contradiction', what: `${what}: the fix is an ancestor of it` }];
    }
    if (carries === true) return [{ kind: 'proved', what }];
    if (carries === 'not-known' || !before) return [];
    return [
      held.has(version)
        ? { kind: 'proved', what }
        : { kind: 'contradiction', what: `${what}: no fix is an ancestor of it` },
    ];
  });
  // The boundary itself is asked for a second time and in another way: commit by commit.
  for (const event of range.events) {
    if (!('fixed' in event)) continue;
    const place = range.releases.findIndex(({ version }) => version === event.fixed);
    const last = range.releases[place - 1]?.version;
    const has = (tag: string) => commits.some((commit) => isAncestor(k0s, commit, tag));
    const release = knowledge.releases.find(({ version }) => version === last);
    const right =
      has(event.fixed) &&
      last !== undefined &&
      (!has(last) || (release !== undefined && !carriesIt(issue, release, knowledge)));
    const what = `${issue.slug}: the fix landed between ${String(last)} and ${event.fixed}`;
    findings.push({ kind: right ? 'proved' : 'contradiction', what });
  }
  return findings;
}

/** Commits of k0s that an issue's evidence names as its fix. */
function fixCommits(issue: KnownIssue, { evidence }: Knowledge): string[] {
  return issue.fix.evidence.flatMap((id) => {
    const url = evidence.get(id)?.url ?? '';
    const commit = /github\.com\/k0sproject\/k0s\/commit\/([0-9a-f]{40})$/.exec(url)?.[1];
    return commit ? [commit] : [];
  });
}

/** Image facts whose evidence is a recipe, read in the recipe again. Clones by `owner/name`. */
export function proveImages(
  clones: Readonly<Record<string, string | undefined>>,
  knowledge: Knowledge,
): Finding[] {
  return [...knowledge.images.values()].flatMap((image) =>
    (['base', 'wrapper', 'holds'] as const).flatMap((name): Finding[] => {
      const fact = image[name];
      if (fact === 'not-known') return [];
      const what = `${image.image}: ${name} is ${fact.value}`;
      const recipes = fact.evidence.flatMap((id) => {
        const url = knowledge.evidence.get(id)?.url ?? '';
        const found = /github\.com\/([\w-]+\/[\w-]+)\/blob\/([^/]+)\/(.*Dockerfile)$/.exec(url);
        return found ? [found] : [];
      });
      const readable = recipes.find(([, repository = '']) => clones[repository]);
      if (!readable) {
        const why = recipes[0]?.[1];
        const clone = why ? `no clone of ${why} was given` : 'its evidence is no recipe';
        return [{ kind: 'not-proved', what: `${what}: ${clone}` }];
      }
      const [, repository = '', revision = '', path = ''] = readable;
      let recipe;
      try {
        recipe = readRecipe(
          git(clones[repository] ?? '', ['show', `${decodeURIComponent(revision)}:${path}`]),
        );
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        return [{ kind: 'contradiction', what: `${what}: ${error.message}` }];
      }
      const is = recipe[name];
      if (is === null) {
        return [{ kind: 'not-proved', what: `${what}: an argument of the build decides` }];
      }
      return [same(what, is, fact.value)];
    }),
  );
}
