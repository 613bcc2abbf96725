import { z } from 'zod';
import { isoDate } from './text.ts';

/** A stable k0s version as upstream tags it. Pre-releases are not in the table. */
export const VersionTag = z.string().regex(/^v\d+\.\d+\.\d+\+k0s\.\d+$/, {
  error: (issue) => `"${String(issue.input)}" must be a k0s version such as "v1.31.2+k0s.0".`,
});

export const COMPONENTS = [
  'kube-router',
  'cni-node',
  'kube-proxy',
  'calico-node',
  'calico-cni',
  'calico-kube-controllers',
  'coredns',
  'konnectivity-agent',
  'pause',
  'metrics-server',
] as const;
export const Component = z.enum(COMPONENTS, {
  error: `must be one of ${COMPONENTS.join(', ')}.`,
});
export type Component = z.infer<typeof Component>;

export const BINARIES = [
  'kubernetes',
  'containerd',
  'runc',
  'iptables',
  'etcd',
  'kine',
  'konnectivity',
  'keepalived',
  'helm',
] as const;

/** What one k0s release ships. `null`: the release's own sources name none. */
export const Release = z.strictObject({
  version: VersionTag,
  line: z.string().regex(/^\d+\.\d+$/, { error: 'line must be such as "1.31".' }),
  date: isoDate.describe('Day of the tag, or of its commit where the tag has no date'),
  commit: z.string().regex(/^[0-9a-f]{40}$/, { error: 'commit must be 40 hex digits.' }),
  images: z.partialRecord(Component, z.string().min(1)),
  bundled: z.record(z.enum(BINARIES), z.string().min(1).nullable()),
});
export type Release = z.infer<typeof Release>;

/** `content/k0s/releases.json`, written by `npm run extract`, in ascending order of version. */
export const ReleaseTable = z.strictObject({
  source: z.strictObject({
    repository: z.string(),
    tags: z.number().int().positive().describe('How many stable tags were read'),
    newestTagDate: isoDate,
  }),
  releases: z.array(Release).min(1),
});
export type ReleaseTable = z.infer<typeof ReleaseTable>;
