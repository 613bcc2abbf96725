/**
 * Which ways out does a verdict have, in which order?
 *
 * The order is the one of the issue's data. A remedy that needs a value which does not exist (no fixed release in
 * the line), or a release fact that is not known to hold, is not offered.
 */
import type { KnownIssue, Release, Remedy, Shipped } from '../schema/index.ts';
import { releaseFacts } from './facts.ts';
import { evaluate } from './predicate.ts';
import type { Values } from './template.ts';
import type { Verdict } from './verdict.ts';

export function remediesFor(
  issue: KnownIssue,
  verdict: Pick<Verdict, 'kind' | 'face'>,
  release: Release,
  values: Values,
  shipped: Shipped,
): Remedy[] {
  return issue.remedies.filter(({ for: target }) => {
    if (!target.verdicts.some((kind) => kind === verdict.kind)) return false;
    if (verdict.kind === 'affected' && target.faces && !target.faces.includes(verdict.face ?? ''))
      return false;
    if (target.needs?.some((name) => values[name] === undefined)) return false;
    if (!target.release) return true;
    return evaluate(target.release, releaseFacts(release, shipped)).truth === true;
  });
}
