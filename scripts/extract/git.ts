import { spawnSync } from 'node:child_process';

export class GitError extends Error {}

/** What git prints about a clone, without the last line end. Throws a GitError with git's own words. */
export function git(clone: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = run(clone, args);
  if (error) throw new GitError(`git cannot be run: ${error.message}`);
  if (status !== 0) throw new GitError(`git ${args[0] ?? ''} in ${clone}: ${stderr.trim()}`);
  return stdout.trimEnd();
}

/** Whether a commit is an ancestor of a revision. Throws a GitError where the clone lacks one of them. */
export function isAncestor(clone: string, commit: string, revision: string): boolean {
  const { status, stderr, error } = run(clone, ['merge-base', '--is-ancestor', commit, revision]);
  if (error) throw new GitError(`git cannot be run: ${error.message}`);
  if (status === 0 || status === 1) return status === 0;
  throw new GitError(`git merge-base in ${clone}: ${stderr.trim()}`);
}

function run(clone: string, args: readonly string[]) {
  return spawnSync('git', ['-C', clone, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
