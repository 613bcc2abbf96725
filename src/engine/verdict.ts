/**
 * Does this known issue hit this release on this distro?
 *
 * Result  exactly one Verdict. A missing fact gives `not-known`, never a promise.
 * Errors  none: inputs were parsed and checked by src/schema.
 * Source  the words follow OpenVEX: `affected`, `fixed`, `not_affected`, `under_investigation` (here `not-known`).
 */
import type {
  Confidence,
  Distro,
  KnownIssue,
  Knowledge,
  Release,
  Shipped,
} from '../schema/index.ts';
import { hostFacts, releaseFacts } from './facts.ts';
import { confidenceOf, evaluate, type Answer, type Facts } from './predicate.ts';

export const VERDICT_KINDS = ['affected', 'fixed', 'not-affected', 'not-known'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** Where the reason lies: in what the release ships, or in the host. */
export type Ground = 'release' | 'host';

export interface Verdict {
  readonly kind: VerdictKind;
  readonly ground: Ground;
  /** The face an affected host shows; `not-known` where its facts do not decide; `null` unless affected. */
  readonly face: string | 'not-known' | null;
  /** The weakest confidence among the facts that decided; `null` for `not-known`. */
  readonly confidence: Confidence | null;
  /** Names of the facts that decided, or that are missing. */
  readonly facts: readonly string[];
  /** Ids of the evidence behind it. Empty only for `not-known`. */
  readonly evidence: readonly string[];
}

/** The verdict for one issue, release and distro. The release must be one of `knowledge.releases`. */
export function judge(
  issue: KnownIssue,
  release: Release,
  distro: Distro,
  knowledge: Pick<Knowledge, 'releases'> & Shipped,
): Verdict {
  const shipped = releaseFacts(release, knowledge);
  const carries = evaluate(issue.carriedBy.release, shipped);

  if (carries.truth === 'not-known') return notKnown('release', carries);
  if (carries.truth === false) {
    const earlier = wasCarriedBefore(issue, release, knowledge);
    return {
      kind: earlier ? 'fixed' : 'not-affected',
      ground: 'release',
      face: null,
      confidence: confidenceOf(carries.uses, shipped),
      facts: carries.uses,
      evidence: cite(carries, shipped, earlier ? issue.fix.evidence : issue.carriedBy.evidence),
    };
  }

  const host = hostFacts(distro);
  const bites = evaluate(issue.condition.host, host);
  if (bites.truth === 'not-known') return notKnown('host', bites);
  if (bites.truth === false) {
    return {
      kind: 'not-affected',
      ground: 'host',
      face: null,
      confidence: confidenceOf(bites.uses, host),
      facts: bites.uses,
      evidence: cite(bites, host, issue.condition.evidence),
    };
  }
  return affected(issue, { carries, bites }, shipped, host);
}

function affected(
  issue: KnownIssue,
  { carries, bites }: { carries: Answer; bites: Answer },
  shipped: Facts,
  host: Facts,
): Verdict {
  const seen = issue.faces
    .map((face) => ({ face, answer: evaluate(face.when, host) }))
    .find(({ answer }) => answer.truth === true);
  const hostUses = [...new Set([...bites.uses, ...(seen?.answer.uses ?? [])])];
  const sure =
    confidenceOf(carries.uses, shipped) === 'documented' &&
    confidenceOf(hostUses, host) === 'documented';
  return {
    kind: 'affected',
    ground: 'host',
    face: issue.faces.length === 0 ? null : (seen?.face.id ?? 'not-known'),
    confidence: sure ? 'documented' : 'derived',
    facts: [...carries.uses, ...hostUses],
    evidence: unique([
      ...cite(carries, shipped, issue.carriedBy.evidence),
      ...cite({ truth: true, uses: hostUses }, host, issue.condition.evidence),
      ...(seen?.face.evidence ?? []),
    ]),
  };
}

/** Which of the issue's reasons explains a verdict; `null` where its face has a reason of its own. */
export function whyKey({
  kind,
  ground,
  face,
}: Pick<Verdict, 'kind' | 'ground' | 'face'>): keyof KnownIssue['why'] | null {
  if (kind === 'affected') return face === null || face === 'not-known' ? 'affected' : null;
  return kind === 'fixed' ? 'fixed' : `${kind}-${ground}`;
}

/** True where an earlier release of the same line carried the defect. */
function wasCarriedBefore(
  issue: KnownIssue,
  release: Release,
  knowledge: Pick<Knowledge, 'releases'> & Shipped,
): boolean {
  for (const other of knowledge.releases) {
    if (other.version === release.version) return false;
    if (other.line === release.line && carriesIt(issue, other, knowledge)) return true;
  }
  return false;
}

/** True where the release is known to carry the defect, whatever the host. */
export function carriesIt(issue: KnownIssue, release: Release, shipped: Shipped): boolean {
  return evaluate(issue.carriedBy.release, releaseFacts(release, shipped)).truth === true;
}

function notKnown(ground: Ground, { uses }: Answer): Verdict {
  return { kind: 'not-known', ground, face: null, confidence: null, facts: uses, evidence: [] };
}

/** The evidence of the deciding facts, then the issue's own. */
function cite({ uses }: Answer, facts: Facts, also: readonly string[]): string[] {
  const own = uses.flatMap((name) => {
    const fact = facts.get(name);
    return fact === undefined || fact === 'not-known' ? [] : fact.evidence;
  });
  return unique([...own, ...also]);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
