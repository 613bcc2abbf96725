/**
 * Which outcome does a selection get? The browser's side of the table that `outcomesOf` builds.
 *
 * Errors  none: a release or distro outside the table gives `null`.
 */
import type { IssueTable, OutcomeKey } from './outcome.ts';
import type { Values } from './template.ts';

export interface Found {
  readonly outcome: OutcomeKey;
  readonly values: Values;
}

/**
 * Looks up one combination by the places of the release and the distro in the knowledge base's order.
 * `release` is the tag that stands at that place: it completes the values.
 */
export function lookUp(
  table: IssueTable,
  releasePlace: number,
  distroPlace: number,
  release: string,
): Found | null {
  const row = table.rows[releasePlace];
  const column = table.columns[distroPlace];
  if (row === undefined || column === undefined) return null;
  const outcome = table.outcomes[table.cells[row]?.[column] ?? -1];
  if (outcome === undefined) return null;
  return { outcome, values: valuesAt(table, releasePlace, release) };
}

/** The values of a release, whatever the distro. */
export function valuesAt(table: IssueTable, releasePlace: number, release: string): Values {
  const shared = table.values[table.valuesOf[releasePlace] ?? -1] ?? {};
  return { ...shared, release, releaseUrl: release.replaceAll('+', '%2B') };
}
