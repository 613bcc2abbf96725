/**
 * Which distro release does this text mean?
 *
 * Result  never a guess: an unknown one comes with the nearest known one as an offer.
 * Errors  none.
 */

/** What matching needs to know of a distro. */
export interface DistroName {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
}

export type DistroMatch =
  | { readonly kind: 'known'; readonly distro: string }
  /** The text names a distro but no release of it. */
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: string | null }
  | { readonly kind: 'invalid' };

/** Longer texts name no distro. In characters. */
const LONGEST = 80;

/** Words that vendors put into names and people leave out. */
const FILLER = /\b(?:gnu|linux|os|release|lts|server|version|enterprise|edition)\b/g;

/** Ways people write a distro's name, by the name used in ids. */
const NAMES: Readonly<Record<string, string>> = {
  redhat: 'rhel',
  'red-hat': 'rhel',
  rockylinux: 'rocky',
  alma: 'almalinux',
  oracle: 'ol',
  oraclelinux: 'ol',
  amazon: 'amzn',
  al: 'amzn',
  amazonlinux: 'amzn',
  suse: 'sles',
  'opensuse-leap': 'opensuse-leap',
  leap: 'opensuse-leap',
  tumbleweed: 'opensuse-tumbleweed',
  archlinux: 'arch',
  raspbian: 'raspios',
  'raspberry-pi': 'raspios',
  wsl: 'wsl2',
  stream: 'centos-stream',
};

interface Reading {
  readonly name: string;
  readonly version: readonly number[];
}

/** Folds a text to a distro name and a version: `Rocky Linux 9.5` is `rocky` and `[9, 5]`. */
function read(text: string): Reading {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]{0,60}\)/g, ' ')
    .replace(/\//g, ' ')
    .replace(FILLER, ' ')
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '');
  const found = /^(.*?)-?v?(\d{1,6}(?:\.\d{1,6}){0,2})$/.exec(folded);
  const name = (found?.[1] ?? folded).replace(/-$/, '');
  return {
    name: NAMES[name] ?? name,
    version: found?.[2]?.split('.').map(Number) ?? [],
  };
}

/** Which of the known distros does this text mean? Understands ids, vendors' names, aliases and PRETTY_NAMEs. */
export function matchDistro(text: string, known: readonly DistroName[]): DistroMatch {
  if (text.trim() === '' || text.length > LONGEST) return { kind: 'invalid' };
  const asked = read(text);
  const key = keyOf(asked);
  const exact = known.find(
    (distro) =>
      distro.id === text.trim().toLowerCase() ||
      [distro.id, distro.name, ...(distro.aliases ?? [])].some((name) => keyOf(read(name)) === key),
  );
  if (exact) return { kind: 'known', distro: exact.id };

  const family = known
    .map((distro) => ({ id: distro.id, reading: read(distro.id) }))
    .filter(({ reading }) => reading.name === asked.name)
    .sort((a, b) => compare(a.reading.version, b.reading.version));
  if (family.length === 0) return { kind: 'unknown', nearest: null };
  if (asked.version.length === 0) {
    return { kind: 'several', candidates: family.map(({ id }) => id) };
  }
  const older = family.filter(({ reading }) => compare(reading.version, asked.version) <= 0);
  return { kind: 'unknown', nearest: (older.at(-1) ?? family[0])?.id ?? null };
}

function keyOf({ name, version }: Reading): string {
  return `${name}-${version.join('.')}`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
