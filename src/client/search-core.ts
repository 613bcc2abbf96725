/**
 * Finds pages: both languages' indexes, the reader's first, and direct answers to releases and distros.
 *
 * The index and its program are fetched at the first query and not before.
 */
import { queryOf, rankByWords, readQuery, type DistroName } from '../engine/search.ts';

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');

export interface Section {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
}

export interface Hit extends Section {
  readonly language: string;
  readonly kind: string;
  readonly sections: readonly Section[];
}

export interface Answer {
  readonly label: string;
  readonly url: string;
}

export interface Found {
  readonly answers: readonly Answer[];
  readonly hits: readonly Hit[];
  /** Everything that can be chosen in each filter. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

interface Fragment {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sub_results: readonly { title: string; url: string; excerpt: string }[];
}
interface Result {
  readonly id: string;
  data(): Promise<Fragment>;
}
interface Pagefind {
  options(options: object): Promise<void>;
  init(): Promise<void>;
  mergeIndex(path: string, options: object): Promise<void>;
  search(query: string, options?: object): Promise<{ results: Result[] }>;
  filters(): Promise<Record<string, Record<string, number>>>;
}
interface Engine {
  readonly pagefind: Pagefind;
  readonly known: { readonly releases: string[]; readonly distros: DistroName[] };
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly pageCount: number;
}

let engine: Promise<Engine> | null = null;

/** Loads what search needs, once. Rejects where it cannot be fetched. */
export function loadSearch(): Promise<Engine> {
  engine ??= load().catch((error: unknown) => {
    engine = null;
    throw error;
  });
  return engine;
}

async function load(): Promise<Engine> {
  const page = document.documentElement.lang.toLowerCase();
  const path = `${BASE}pagefind/`;
  const [pagefind, known] = await Promise.all([
    import(/* @vite-ignore */ `${path}pagefind.js`) as Promise<Pagefind>,
    fetch(`${BASE}search-data.json`).then((answer) => answer.json() as Promise<Engine['known']>),
  ]);
  const ranking = { pageLength: 0.4, termFrequency: 0.6, termSaturation: 1.6 };
  await pagefind.options({ basePath: path, ranking });
  await pagefind.init();
  // The same folder by another name: the program refuses to merge an index with itself, and means the folder.
  const other = page === 'en' ? 'zh-cn' : 'en';
  await pagefind.mergeIndex(`${path}./`, { language: other, ranking });
  const counts = await pagefind.filters();
  const filters = Object.fromEntries(
    Object.entries(counts).map(([name, values]) => [name, Object.keys(values).sort()]),
  );
  const pageCount = Object.values(counts.kind ?? {}).reduce((a, b) => a + b, 1);
  return { pagefind, known, filters, pageCount };
}

/** Finds what a query asks for. `filters` narrows by kind, component or language. */
export async function find(query: string, filters: Record<string, string>): Promise<Found> {
  const { pagefind, known, filters: all, pageCount } = await loadSearch();
  const asked = readQuery(query, known, segment);
  const options = { filters: Object.fromEntries(Object.entries(filters).filter(([, v]) => v)) };

  let results: Result[] = (await pagefind.search(asked.text, options)).results;
  if (results.length === 0 && asked.words.length > 1) {
    const byId = new Map<string, Result>();
    const hits = new Map<string, string[]>();
    for (const word of asked.words) {
      const found = (await pagefind.search(word, options)).results;
      for (const result of found) byId.set(result.id, result);
      hits.set(
        word,
        found.map(({ id }) => id),
      );
    }
    results = rankByWords(hits, pageCount).flatMap((id) => byId.get(id) ?? []);
  }
  const fragments = await Promise.all(results.slice(0, 12).map((result) => result.data()));
  const hits = fragments.map(toHit);
  const page = document.documentElement.lang.toLowerCase();
  return {
    answers: answersTo(asked, known.distros),
    hits: [
      ...hits.filter((hit) => hit.language === page),
      ...hits.filter((hit) => hit.language !== page),
    ],
    filters: all,
  };
}

function toHit(fragment: Fragment): Hit {
  const sections = fragment.sub_results
    .filter(({ url }) => url.includes('#'))
    .slice(0, 3)
    .map(({ title, url, excerpt }) => ({ title, url: tidy(url), excerpt }));
  return {
    title: fragment.meta.title ?? fragment.url,
    url: tidy(fragment.url),
    excerpt: fragment.excerpt,
    language: fragment.filters.language?.[0] ?? 'en',
    kind: fragment.filters.kind?.[0] ?? 'page',
    sections,
  };
}

/** The merged index is addressed through `./`; addresses that readers see are not. */
function tidy(url: string): string {
  const { pathname, hash } = new URL(url, location.href);
  return pathname + hash;
}

/** The finder with the releases and distros of the query chosen. */
function answersTo(
  { releases, distros }: { releases: readonly string[]; distros: readonly string[] },
  known: readonly DistroName[],
): Answer[] {
  const home = document.documentElement.lang === 'en' ? BASE : `${BASE}zh-cn/`;
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? id;
  const pairs =
    releases.length > 0
      ? releases.slice(0, 3).map((release) => [release, distros[0] ?? null] as const)
      : distros.slice(0, 3).map((distro) => [null, distro] as const);
  return pairs.map(([release, distro]) => ({
    label: [release && `k0s ${release}`, distro && nameOf(distro)].filter(Boolean).join(' · '),
    url: `${home}?${queryOf(release, distro)}`,
  }));
}

/** Words of a text, in languages without spaces too. Where the platform cannot, at the spaces. */
function segment(text: string): string[] {
  return text.split(/\s+/).flatMap((word) => {
    if (!/\p{Script=Han}/u.test(word) || !('Segmenter' in Intl)) return [word];
    return [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(word)].map(
      (part) => part.segment,
    );
  });
}
