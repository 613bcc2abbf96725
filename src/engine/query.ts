/**
 * What does a search query ask for?
 *
 * Releases and distros in it are recognised and answered directly; the words are made ready for a full-text index
 * whose match is by prefix and which knows versions as `v1.31.2+k0s.0`.
 * Errors  none.
 */
import { matchDistro, type DistroName } from './distro.ts';
import { matchRelease, parseVersion, formatVersion } from './version.ts';

export interface Query {
  /** Tags of releases that the query names, in its order. */
  readonly releases: readonly string[];
  /** Ids of distros that the query names. */
  readonly distros: readonly string[];
  /** The query for the index. */
  readonly text: string;
  /** Its words, each once: for the case that no page holds all of them. */
  readonly words: readonly string[];
}

/** Longest query that is looked at, in characters: a pasted log line, not a log. */
const LONGEST = 400;
const VERSION_LIKE = /(?<![\w.])v?\d+\.\d+\.\d+(?:-[0-9a-z.]+)?(?:[+ _-]k0s\.\d+)?(?![\w.])/gi;

/** Words that carry nothing in a question about a fault. */
const STOP = new Set(
  'a an and are as at be by can do does for from has have how i in is it its not of on or that the this to was what when where which who why with you my'.split(
    ' ',
  ),
);

/** Reads a query. `segment` splits text of a language without spaces into words, where the platform can. */
export function readQuery(
  query: string,
  known: { readonly releases: readonly string[]; readonly distros: readonly DistroName[] },
  segment: (text: string) => readonly string[] = (text) => text.split(/\s+/),
): Query {
  const plain = query.slice(0, LONGEST).normalize('NFKC').trim();
  const releases = new Set<string>();
  const withTags = plain.replace(VERSION_LIKE, (found) => {
    const match = matchRelease(found, known.releases);
    if (match.kind === 'known') releases.add(match.release);
    if (match.kind === 'several') for (const tag of match.candidates) releases.add(tag);
    const version = parseVersion(found);
    return version ? formatVersion(version) : found;
  });
  // Quotes, brackets and the like only stand around words; a plus sign, a dot or a dash is part of one.
  const text = withTags
    .replace(/[`"“”‘’«»()[\]{}<>|*?!,;…]|(?<!\w)'|'(?!\w)|:(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const words = [...new Set(segment(text).map((word) => word.trim().toLowerCase()))].filter(
    (word) => word.length > 0 && !STOP.has(word) && !/^[\p{P}\p{S}]+$/u.test(word),
  );
  return { releases: [...releases], distros: namedDistros(plain, known.distros), text, words };
}

/** Distros named by one to four neighbouring words. The longest name wins: `Rocky Linux 9.5` is not `Rocky Linux 9`. */
function namedDistros(text: string, known: readonly DistroName[]): string[] {
  const words = text.split(/[\s,;]+/);
  const found: string[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let length = Math.min(4, words.length - start); length > 0; length--) {
      const name = words.slice(start, start + length).join(' ');
      // A bare number or a single short word names no distro.
      if (!/[a-z]/i.test(name)) continue;
      const match = matchDistro(name, known);
      if (match.kind !== 'known') continue;
      if (!found.includes(match.distro)) found.push(match.distro);
      start += length - 1;
      break;
    }
  }
  return found;
}

/**
 * Ranks pages by the words they hold, for a query that no page matches whole. A rare word counts more than a common
 * one (inverse document frequency), a word that no page holds counts most and for nobody. Pages that hold less than
 * `share` of the weight are no answer.
 */
export function rankByWords(
  hits: ReadonlyMap<string, readonly string[]>,
  pageCount: number,
  share = 0.6,
): string[] {
  const scores = new Map<string, number>();
  let total = 0;
  for (const pages of hits.values()) {
    const weight = Math.log(1 + pageCount / (pages.length + 0.5));
    total += weight;
    for (const page of pages) scores.set(page, (scores.get(page) ?? 0) + weight);
  }
  return [...scores]
    .filter(([, score]) => score >= total * share)
    .sort((a, b) => b[1] - a[1])
    .map(([page]) => page);
}
