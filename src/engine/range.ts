/**
 * Is a release inside a range such as `>=v1.31.1+k0s.0 <v1.31.3+k0s.0`?
 *
 * A range is comparisons joined by spaces (all must hold); alternatives are joined by `||`.
 * Errors  RangeError with the part that cannot be read: ranges come from authors, not from readers.
 */
import { compareVersions, mustParse, type Version } from './version.ts';

type Operator = '>=' | '>' | '<=' | '<' | '=';
interface Bound {
  readonly operator: Operator;
  readonly version: Version;
}
export type Range = readonly (readonly Bound[])[];

/** Reads a range. Throws a RangeError that names the part that is not `>=`, `>`, `<=`, `<` or `=` and a version. */
export function parseRange(text: string): Range {
  return text.split('||').map((alternative) => {
    const parts = alternative.trim().split(/\s+/);
    return parts.map((part) => {
      const found = /^(>=|<=|>|<|=)?(v\d.*)$/.exec(part);
      if (!found) {
        throw new RangeError(
          `"${part}" is not a bound; write a range such as ">=v1.31.1+k0s.0 <v1.31.3+k0s.0".`,
        );
      }
      return { operator: (found[1] ?? '=') as Operator, version: mustParse(found[2] as string) };
    });
  });
}

/** True where one alternative of the range holds whole for the version. */
export function inRange(version: Version, range: Range): boolean {
  return range.some((bounds) =>
    bounds.every(({ operator, version: bound }) => {
      const order = compareVersions(version, bound);
      switch (operator) {
        case '>=':
          return order >= 0;
        case '>':
          return order > 0;
        case '<=':
          return order <= 0;
        case '<':
          return order < 0;
        case '=':
          return order === 0;
      }
    }),
  );
}
