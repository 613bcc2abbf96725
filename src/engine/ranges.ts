/**
 * Which releases of each line carry a known issue, and where did the fix land?
 *
 * Derived from the release table through the image facts; nobody types a version list.
 * Source  the events are OSV's: `introduced` is the first release that has it, `fixed` the first one after that has not
 *         (https://ossf.github.io/osv-schema/#affectedrangesevents-fields).
 */
import type { KnownIssue, Knowledge, Release, Shipped } from '../schema/index.ts';
import { releaseFacts } from './facts.ts';
import { evaluate, type Truth } from './predicate.ts';

export type RangeEvent = { readonly introduced: string } | { readonly fixed: string };

export interface LineRange {
  readonly line: string;
  /** `affected`: some release carries it. `clean`: none does. `not-known`: none is known to, some are not known. */
  readonly state: 'affected' | 'clean' | 'not-known';
  readonly events: readonly RangeEvent[];
  /** Every release of the line in ascending order, with whether it carries the defect. */
  readonly releases: readonly { readonly version: string; readonly carries: Truth }[];
}

/** The ranges of an issue, one per release line, in ascending order of line. */
export function rangesOf(
  issue: KnownIssue,
  knowledge: Pick<Knowledge, 'releases'> & Shipped,
): LineRange[] {
  const lines = new Map<string, Release[]>();
  for (const release of knowledge.releases) {
    lines.set(release.line, [...(lines.get(release.line) ?? []), release]);
  }
  return [...lines].map(([line, members]) => {
    const states = members.map((release) => ({
      version: release.version,
      carries: evaluate(issue.carriedBy.release, releaseFacts(release, knowledge)).truth,
    }));
    return { line, state: stateOf(states), events: eventsOf(states), releases: states };
  });
}

function stateOf(states: LineRange['releases']): LineRange['state'] {
  if (states.some(({ carries }) => carries === true)) return 'affected';
  return states.some(({ carries }) => carries === 'not-known') ? 'not-known' : 'clean';
}

function eventsOf(states: LineRange['releases']): RangeEvent[] {
  const events: RangeEvent[] = [];
  let carried = false;
  for (const { version, carries } of states) {
    if (carries === true && !carried) events.push({ introduced: version });
    if (carries === false && carried) events.push({ fixed: version });
    if (carries !== 'not-known') carried = carries;
  }
  return events;
}

/**
 * The first release of its line that no longer carries the defect: after `release` where it carries it, or the one
 * that ended the last run before `release` where it does not. `null` where the line has no such release.
 */
export function fixedRelease(range: LineRange, release: string): string | null {
  const at = range.releases.findIndex(({ version }) => version === release);
  if (at < 0) return null;
  if (range.releases[at]?.carries === true) {
    return range.releases.slice(at + 1).find(({ carries }) => carries === false)?.version ?? null;
  }
  const before = range.releases.slice(0, at + 1).findLastIndex(({ carries }) => carries === true);
  if (before < 0) return null;
  return range.releases.slice(before + 1).find(({ carries }) => carries === false)?.version ?? null;
}
