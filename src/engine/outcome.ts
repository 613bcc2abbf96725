/**
 * Which distinct answers exist for an issue, and which one does a selection get?
 *
 * An outcome is a distinct (verdict, ordered remedies) pair. There are a handful while combinations are tens of
 * thousands, so outcomes are prerendered and combinations are looked up in a table: releases and distros that always
 * get the same answer share a row or a column. The table is built from `judge` and answers exactly as it does.
 */
import type { KnownIssue, Knowledge, Remedy } from '../schema/index.ts';
import { rangesOf } from './ranges.ts';
import { remediesFor } from './remedies.ts';
import type { Values } from './template.ts';
import { releaseValues } from './values.ts';
import { judge, type Verdict, type VerdictKind } from './verdict.ts';

export interface Outcome {
  /** Stable within a page: `affected-crash-documented`, `not-affected-host-derived`. */
  readonly id: string;
  readonly verdict: Pick<Verdict, 'kind' | 'ground' | 'face' | 'confidence'>;
  readonly remedies: readonly Remedy[];
  /** Every evidence id that stands behind the outcome, with the ids of the distros that it speaks for. */
  readonly evidence: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An outcome without its texts: its verdict, and its remedies in order, by id. */
export interface OutcomeKey {
  readonly id: string;
  readonly kind: VerdictKind;
  readonly face: string | null;
  readonly remedies: readonly string[];
}

/** The look-up of one issue. Small enough to be sent with every page. */
export interface IssueTable {
  readonly slug: string;
  /** The outcomes that `cells` points to: what a page needs to show the right parts. */
  readonly outcomes: readonly OutcomeKey[];
  /** For each release of the knowledge base, in its order: its row in `cells`. */
  readonly rows: readonly number[];
  /** For each distro, in its order: its column in `cells`. */
  readonly columns: readonly number[];
  /** Index of the outcome, by row and column. */
  readonly cells: readonly (readonly number[])[];
  /** For each release: its set of values in `values`. */
  readonly valuesOf: readonly number[];
  readonly values: readonly Values[];
}

export interface IssueOutcomes {
  readonly outcomes: readonly Outcome[];
  readonly table: IssueTable;
  /** Every combination of an outcome, for labels: release versions and distro ids. */
  combinations(outcome: string): readonly { release: string; distro: string }[];
}

/** An outcome while its evidence is being gathered. */
type Gathered = Omit<Outcome, 'evidence'> & { readonly evidence: Map<string, Set<string>> };

/** Judges every release on every distro. Cost: releases x distros evaluations. */
export function outcomesOf(issue: KnownIssue, knowledge: Knowledge): IssueOutcomes {
  const ranges = new Map(rangesOf(issue, knowledge).map((range) => [range.line, range]));
  const outcomes = new Map<string, Gathered>();
  const grid: string[][] = [];
  const values: Values[] = [];

  for (const release of knowledge.releases) {
    const range = ranges.get(release.line);
    if (!range) throw new Error(`${release.version}: its line ${release.line} has no range.`);
    const own = releaseValues(issue, release, range, knowledge.releases);
    values.push(own);
    grid.push(
      knowledge.distros.map((distro) => {
        const verdict = judge(issue, release, distro, knowledge);
        const remedies = remediesFor(issue, verdict, release, own, knowledge);
        const id = outcomeId(verdict, remedies, issue);
        let outcome = outcomes.get(id);
        if (!outcome) {
          const { kind, ground, face, confidence } = verdict;
          outcome = {
            id,
            verdict: { kind, ground, face, confidence },
            remedies,
            evidence: new Map(),
          };
          outcomes.set(id, outcome);
        }
        for (const evidence of verdict.evidence) {
          const distros = outcome.evidence.get(evidence) ?? new Set<string>();
          outcome.evidence.set(evidence, distros.add(distro.id));
        }
        return id;
      }),
    );
  }

  const ordered = [...outcomes.values()].sort(
    (a, b) => rank(a.verdict, issue) - rank(b.verdict, issue) || (a.id < b.id ? -1 : 1),
  );
  return {
    outcomes: ordered,
    table: compress(issue.slug, ordered, grid, values),
    combinations: (outcome) =>
      knowledge.releases.flatMap((release, r) =>
        knowledge.distros
          .filter((_, d) => grid[r]?.[d] === outcome)
          .map((distro) => ({ release: release.version, distro: distro.id })),
      ),
  };
}

function outcomeId(verdict: Verdict, remedies: readonly Remedy[], issue: KnownIssue): string {
  const parts: (string | null)[] = [verdict.kind];
  if (verdict.kind === 'affected')
    parts.push(verdict.face === 'not-known' ? 'face-not-known' : verdict.face);
  else parts.push(verdict.ground);
  parts.push(verdict.confidence);
  // A verdict usually has one list of remedies; where needs or release facts cut it, the list tells them apart.
  const full = issue.remedies.filter(
    ({ for: target }) =>
      target.verdicts.some((kind) => kind === verdict.kind) &&
      (verdict.kind !== 'affected' || !target.faces || target.faces.includes(verdict.face ?? '')),
  );
  if (remedies.length < full.length)
    parts.push('with', ...(remedies.length ? remedies.map(({ id }) => id) : ['none']));
  return parts.filter((part) => part !== null).join('-');
}

/** Order in which outcomes are shown: what is broken first, by face; what is not known last. */
function rank({ kind, face, ground, confidence }: Outcome['verdict'], issue: KnownIssue): number {
  const kinds = ['affected', 'fixed', 'not-affected', 'not-known'];
  const faces = issue.faces.map(({ id }) => id);
  const faceRank = face === null ? 0 : face === 'not-known' ? faces.length : faces.indexOf(face);
  return (
    kinds.indexOf(kind) * 1000 +
    faceRank * 10 +
    (ground === 'release' ? 0 : 4) +
    (confidence === 'documented' ? 0 : 1)
  );
}

function compress(
  slug: string,
  outcomes: readonly Outcome[],
  grid: readonly (readonly string[])[],
  values: readonly Values[],
): IssueTable {
  const index = new Map(outcomes.map(({ id }, i) => [id, i]));
  const numbers = grid.map((row) => row.map((id) => index.get(id) ?? -1));
  const rows = distinct(numbers.map((row) => row.join()));
  const width = numbers[0]?.length ?? 0;
  const columns = distinct(
    Array.from({ length: width }, (_, d) => numbers.map((row) => row[d]).join()),
  );
  // The release and its spelling for URLs are known to whoever asks: left out, releases share their sets of values.
  const shared = values.map(({ release: _release, releaseUrl: _releaseUrl, ...rest }) => rest);
  const sets = distinct(shared.map((set) => JSON.stringify(set)));
  return {
    slug,
    outcomes: outcomes.map(({ id, verdict, remedies }) => ({
      id,
      kind: verdict.kind,
      face: verdict.face,
      remedies: remedies.map((remedy) => remedy.id),
    })),
    rows: rows.of,
    columns: columns.of,
    cells: rows.first.map((r) => columns.first.map((d) => numbers[r]?.[d] ?? -1)),
    valuesOf: sets.of,
    values: sets.first.map((i) => shared[i] ?? {}),
  };
}

/** Numbers equal keys alike: `of` gives each key's number, `first` the place where each number first stood. */
function distinct(keys: readonly string[]): { of: number[]; first: number[] } {
  const numbers = new Map<string, number>();
  const first: number[] = [];
  const of = keys.map((key, place) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, first.length);
    return first.push(place) - 1;
  });
  return { of, first };
}
