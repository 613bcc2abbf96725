import type { Distro } from './distro.ts';
import type { Evidence } from './evidence.ts';
import type { ImageFacts } from './image.ts';
import type { KnownIssue } from './issue.ts';
import type { Release } from './release.ts';

/** Everything the site knows: parsed, checked against each other, and in a fixed order. */
export interface Knowledge {
  /** Ascending by version. */
  readonly releases: readonly Release[];
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** In the order of `content/distros`, by family, name and version. */
  readonly distros: readonly Distro[];
  /** By slug. */
  readonly issues: readonly KnownIssue[];
  readonly evidence: ReadonlyMap<string, Evidence>;
}
