/** What a page with a selector carries for its script, as JSON in `#page-data`. */
import type { IssueTable, VerdictKind } from '../engine/index.ts';

export interface PageData {
  /** Other names of distros, by id. The releases and distros themselves stand in the selector. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly tables: readonly IssueTable[];
  readonly words: {
    readonly unknown: Readonly<
      Record<'title' | 'k0s' | 'distro' | 'nearest' | 'none' | 'several' | 'verdict', string>
    >;
    readonly prompts: Readonly<Record<'none' | 'release' | 'distro', string>>;
    readonly verdict: Readonly<Record<VerdictKind, string>>;
    readonly here: string;
    /** With `{verdict}`, `{release}` and `{distro}` to be filled in. */
    readonly announced: string;
  };
}

/** The data of this page, or `null` on a page without a selector. */
export function readPageData(): PageData | null {
  const element = document.getElementById('page-data');
  return element ? (JSON.parse(element.textContent) as PageData) : null;
}
