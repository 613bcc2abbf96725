import type { Change } from './change.ts';
import type { Distro } from './distro.ts';
import type { Evidence } from './evidence.ts';
import type { ImageFacts } from './image.ts';
import type { KnownIssue } from './issue.ts';
import type { Release } from './release.ts';

/** What verdicts about a release rest on, besides the release itself. */
export type Shipped = Pick<Knowledge, 'images' | 'changes'>;

/** Everything the site knows: parsed, checked against each other, and in a fixed order. */
export interface Knowledge {
  /** Ascending by version. */
  readonly releases: readonly Release[];
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** By id: each change with the releases whose history holds it. */
  readonly changes: ReadonlyMap<string, Change & { readonly releases: ReadonlySet<string> }>;
  /** In the order of `content/distros`, by family, name and version. */
  readonly distros: readonly Distro[];
  /** By slug. */
  readonly issues: readonly KnownIssue[];
  readonly evidence: ReadonlyMap<string, Evidence>;
}
