/**
 * What has the reader chosen?
 *
 * Precedence, for each of the two blanks alone: the URL, then the remembered choice, then nothing. An unknown value
 * in the URL is said out loud and never replaced by the remembered one. There is no default.
 */
import { matchDistro, type DistroName } from './distro.ts';
import { matchRelease } from './version.ts';

export type Blank = 'k0s' | 'distro';

/** One blank of the sentence. `value` is the id of a known release or distro. */
export type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: 'chosen'; readonly value: string; readonly from: 'url' | 'remembered' }
  /** The text of the URL fits several known values: the reader must say which. */
  | { readonly kind: 'several'; readonly text: string; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly text: string; readonly nearest: string | null };

export interface Selection {
  readonly k0s: Choice;
  readonly distro: Choice;
}

export interface Catalogue {
  /** Tags in ascending order. */
  readonly releases: readonly string[];
  readonly distros: readonly DistroName[];
}

/** The raw texts of one source: decoded query values, or the remembered ids. `null` where there is none. */
export type Raw = Readonly<Record<Blank, string | null>>;

/** Resolves both blanks. Remembered values that are no longer known are dropped in silence. */
export function resolveSelection(url: Raw, remembered: Raw, catalogue: Catalogue): Selection {
  return {
    k0s: resolveBlank('k0s', url.k0s, remembered.k0s, catalogue),
    distro: resolveBlank('distro', url.distro, remembered.distro, catalogue),
  };
}

function resolveBlank(
  blank: Blank,
  url: string | null,
  remembered: string | null,
  catalogue: Catalogue,
): Choice {
  if (url !== null && url.trim() !== '') {
    const text = url.trim();
    const match = matchBlank(blank, text, catalogue);
    if (match.kind === 'known') return { kind: 'chosen', value: match.value, from: 'url' };
    if (match.kind === 'several') return { kind: 'several', text, candidates: match.candidates };
    return { kind: 'unknown', text, nearest: match.nearest };
  }
  if (remembered === null) return { kind: 'none' };
  const match = matchBlank(blank, remembered, catalogue);
  return match.kind === 'known'
    ? { kind: 'chosen', value: match.value, from: 'remembered' }
    : { kind: 'none' };
}

type BlankMatch =
  | { readonly kind: 'known'; readonly value: string }
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: string | null };

function matchBlank(blank: Blank, text: string, { releases, distros }: Catalogue): BlankMatch {
  const match = blank === 'k0s' ? matchRelease(text, releases) : matchDistro(text, distros);
  switch (match.kind) {
    case 'known':
      return { kind: 'known', value: 'release' in match ? match.release : match.distro };
    case 'several':
      return match;
    case 'unknown':
      return match;
    case 'invalid':
      return { kind: 'unknown', nearest: null };
  }
}

/** The query of a selection, without the question mark: `k0s=v1.31.2%2Bk0s.0&distro=rocky-9.5`. */
export function queryOf(k0s: string | null, distro: string | null): string {
  const parts = [];
  if (k0s !== null) parts.push(`k0s=${encodeValue(k0s)}`);
  if (distro !== null) parts.push(`distro=${encodeValue(distro)}`);
  return parts.join('&');
}

/** Percent-encodes everything that has a meaning in a query; `+` would decode to a space. */
function encodeValue(value: string): string {
  return value.replace(
    /[^A-Za-z0-9._~-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
