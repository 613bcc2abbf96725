/**
 * What k0s version is this text, and which of two versions is newer?
 *
 * Result  `null` where the text is not one k0s version; never a guess.
 * Errors  none.
 * Source  Semantic Versioning 2.0.0, clause 11, with one difference: clause 10 ignores build metadata,
 *         but k0s re-releases the same Kubernetes version as `+k0s.1`, `+k0s.2` with other images
 *         (v1.36.3+k0s.0 and +k0s.1 ship different kube-router builds), so here the build number counts.
 */

/** One version. `build` is the number after `+k0s.`, or `null` where the text gave none. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Pre-release identifiers: `rc`, `0` of `v1.31.2-rc.0+k0s.0`. Empty for a stable release. */
  readonly pre: readonly (string | number)[];
  readonly build: number | null;
}

/** Longer texts are not versions; the bound keeps hostile input cheap. In characters. */
const LONGEST = 80;

// Nine digits at most, so that every part is an exact integer. The build may follow a plus sign, a space (a `+`
// that went through a URL), `%2B`, a hyphen (the form used in page addresses) or an underscore (image tags).
const VERSION =
  /^(?:k0s[\s:=@-]{0,2})?(?:version[\s:=]{1,2})?v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-((?!k0s)[0-9a-z]{1,20}(?:\.[0-9a-z]{1,20}){0,4}))?(?:(?:\+|%2b|[\s_-]\+?)k0s\.?(\d{1,9}))?$/;

/** Folds the ways people write the same thing: full-width forms, case, quotes and backticks around it. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s"'`(]+|[\s"'`),;]+$/g, '')
    .replace(/\s+/g, ' ');
}

/**
 * Reads one version as tags, URLs, file names and people write it: `v1.31.2+k0s.0`, `1.31.2`,
 * `v1.31.2 k0s.0`, `v1.31.2-k0s.0`, `k0s 1.31.2`, `v1.31.2-rc.0+k0s.0`.
 * Other distributions' versions (`v1.30.6+k3s1`, `+rke2r1`) give `null`.
 */
export function parseVersion(text: string): Version | null {
  if (text.length > LONGEST) return null;
  const found = VERSION.exec(fold(text));
  if (!found) return null;
  const [, major, minor, patch, pre, build] = found;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    pre: pre ? pre.split('.').map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part)) : [],
    build: build === undefined ? null : Number(build),
  };
}

/** Reads a release line: `1.31`, `v1.31`, `1.31.x`, `k0s 1.31`. Gives `1.31`, or `null`. */
export function parseLine(text: string): string | null {
  if (text.length > LONGEST) return null;
  const found = /^(?:k0s[\s:=-]{0,2})?v?(\d{1,3})\.(\d{1,3})(?:\.[x*])?$/.exec(fold(text));
  return found ? `${Number(found[1])}.${Number(found[2])}` : null;
}

/**
 * Negative where `a` is older, positive where it is newer, 0 where both are the same version.
 * A version without a build number comes just before its `+k0s.0`.
 */
export function compareVersions(a: Version, b: Version): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePre(a.pre, b.pre) ||
    (a.build ?? -1) - (b.build ?? -1)
  );
}

/** Clause 11: a pre-release is older than its release; numbers are older than words; shorter is older. */
function comparePre(a: Version['pre'], b: Version['pre']): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] as string | number;
    const y = b[i] as string | number;
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** The version as upstream tags it: `v1.31.2+k0s.0`. Without a build number: `v1.31.2`. */
export function formatVersion(version: Version): string {
  const pre = version.pre.length ? `-${version.pre.join('.')}` : '';
  const build = version.build === null ? '' : `+k0s.${version.build}`;
  return `v${version.major}.${version.minor}.${version.patch}${pre}${build}`;
}

/** The release line of a version: `1.31`. */
export function lineOf(version: Version): string {
  return `${version.major}.${version.minor}`;
}

/** Compares two tags that are known to be versions. Throws a RangeError where one is not. */
export function compareTags(a: string, b: string): number {
  return compareVersions(mustParse(a), mustParse(b));
}

/** Reads a tag that is known to be a version. Throws a RangeError where it is not. */
export function mustParse(tag: string): Version {
  const version = parseVersion(tag);
  if (!version) throw new RangeError(`"${tag}" is not a k0s version such as v1.31.2+k0s.0.`);
  return version;
}

/** What a text says about the releases that are known. */
export type ReleaseMatch =
  | { readonly kind: 'known'; readonly release: string }
  /** The text fits several releases (`1.31.1` is `+k0s.0` and `+k0s.1`; `1.31` is a whole line). */
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  /** A version that is not in the table. `nearest` is the closest one that is: an offer, never a default. */
  | { readonly kind: 'unknown'; readonly nearest: string | null }
  | { readonly kind: 'invalid' };

/**
 * Which of the known releases does this text mean?
 * `known` lists tags in ascending order. The nearest release of an unknown version is, in this order: the newest
 * one of its line that is not newer; the oldest of its line; the newest release of an older line; the oldest of all.
 */
export function matchRelease(text: string, known: readonly string[]): ReleaseMatch {
  const line = parseLine(text);
  if (line !== null) {
    const candidates = known.filter((tag) => lineOf(mustParse(tag)) === line);
    if (candidates.length > 0) return { kind: 'several', candidates };
    return { kind: 'unknown', nearest: nearestRelease(mustParse(`${line}.999999`), known) };
  }
  const version = parseVersion(text);
  if (!version) return { kind: 'invalid' };
  const same = known.filter((tag) => {
    const other = mustParse(tag);
    return version.build === null
      ? compareVersions({ ...other, build: null }, version) === 0
      : compareVersions(other, version) === 0;
  });
  if (same.length === 1) return { kind: 'known', release: same[0] as string };
  if (same.length > 1) return { kind: 'several', candidates: same };
  return { kind: 'unknown', nearest: nearestRelease(version, known) };
}

function nearestRelease(version: Version, known: readonly string[]): string | null {
  const line = lineOf(version);
  const inLine = known.filter((tag) => lineOf(mustParse(tag)) === line);
  const notNewer = (tags: readonly string[]) =>
    tags.filter((tag) => compareVersions(mustParse(tag), version) <= 0).at(-1);
  return notNewer(inLine) ?? inLine[0] ?? notNewer(known) ?? known[0] ?? null;
}
