import { z } from 'zod';
import { EvidenceId } from './evidence.ts';
import { VersionTag } from './release.ts';
import { Localised, slug } from './text.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/, { error: 'commit must be 40 hex digits.' });

/** A change of k0s that releases have or have not. Its commits are the one on main and its backports. */
export const Change = z.strictObject({
  id: slug,
  what: Localised.describe('What is so in a release that holds it'),
  commits: z.array(commit).min(1, { error: 'a change has at least one commit.' }),
  evidence: z.array(EvidenceId).min(1, { error: 'needs at least one evidence id.' }),
});
export type Change = z.infer<typeof Change>;

/** `content/k0s/changes.yaml`: the changes that known issues ask for. */
export const ChangeFile = z.strictObject({ changes: z.array(Change) });

/** `content/k0s/history.json`, written by `npm run extract`: which stable releases hold which change. */
export const History = z.strictObject({
  changes: z.array(
    z.strictObject({ id: slug, commits: z.array(commit), releases: z.array(VersionTag) }),
  ),
});
export type History = z.infer<typeof History>;
