/** Reads the release table and the history of changes out of a clone of k0s. The same clone gives the same answer. */
import { compareTags, lineOf, mustParse } from '../../src/engine/version.ts';
import { History, ReleaseTable, type Change, type Release } from '../../src/schema/index.ts';
import { git } from './git.ts';
import { parseBundled, parseImages } from './parse.ts';

const STABLE = /^v\d+\.\d+\.\d+\+k0s\.\d+$/;

export class ExtractError extends Error {}

/** The release table of a clone's stable tags. Throws an ExtractError or a GitError that says what to do. */
export function extractTable(clone: string): ReleaseTable {
  const tags = git(clone, ['for-each-ref', '--format=%(refname:strip=2)', 'refs/tags'])
    .split('\n')
    .filter((tag) => STABLE.test(tag))
    .sort(compareTags);
  if (tags.length === 0) {
    throw new ExtractError(`${clone} has no stable k0s tag. Fetch them: git fetch --tags.`);
  }
  const releases = tags.map((tag) => readRelease(clone, tag));
  const newest =
    releases
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  return ReleaseTable.parse({
    source: {
      repository: 'https://github.com/k0sproject/k0s',
      tags: releases.length,
      newestTagDate: newest,
    },
    releases,
  });
}

function readRelease(clone: string, tag: string): Release {
  // `creatordate` is the tag's own date where it has one, else the date of its commit; in its author's zone.
  const [commit = '', date = ''] = git(clone, [
    'for-each-ref',
    '--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(creatordate:short)',
    `refs/tags/${tag}`,
  ]).split(' ');
  const files = git(clone, ['ls-tree', '--name-only', `${commit}:pkg/constant`])
    .split('\n')
    .filter((name) => name.endsWith('.go') && !/_(?:windows|test)\.go$/.test(name));
  const sources = files.map((name) => git(clone, ['show', `${commit}:pkg/constant/${name}`]));
  const images = parseImages(sources.join('\n'));
  if (!images['kube-router']) {
    throw new ExtractError(
      `${tag}: no constant names the kube-router image in pkg/constant/. If upstream renamed it, add the new name to scripts/extract/parse.ts.`,
    );
  }
  return {
    version: tag,
    line: lineOf(mustParse(tag)),
    date,
    commit,
    images,
    bundled: parseBundled(git(clone, ['show', `${commit}:embedded-bins/Makefile.variables`])),
  };
}

/** Which stable releases hold each change: any of its commits is an ancestor of the tag. */
export function traceChanges(
  clone: string,
  { releases }: ReleaseTable,
  changes: readonly Change[],
): History {
  const stable = new Set(releases.map(({ version }) => version));
  return History.parse({
    changes: changes.map(({ id, commits }) => {
      const held = new Set(
        commits.flatMap((commit) => git(clone, ['tag', '--contains', commit]).split('\n')),
      );
      return {
        id,
        commits,
        releases: [...held].filter((tag) => stable.has(tag)).sort(compareTags),
      };
    }),
  });
}
