/** Whom something is for, in words: the releases and distros of an outcome, short enough to read. */
import type { Words } from '../i18n/index.ts';
import { knowledge } from '../knowledge.ts';

const LISTED = 6;

/** One group of an outcome: these releases on these distros. */
export interface Group {
  readonly releases: readonly string[];
  readonly distros: readonly string[];
}

/** Groups combinations so that each group is a full product of releases and distros. */
export function groupsOf(combinations: readonly { release: string; distro: string }[]): Group[] {
  const byRelease = new Map<string, string[]>();
  for (const { release, distro } of combinations) {
    byRelease.set(release, [...(byRelease.get(release) ?? []), distro]);
  }
  const groups = new Map<string, { releases: string[]; distros: string[] }>();
  for (const [release, distros] of byRelease) {
    const key = distros.join();
    const group = groups.get(key) ?? { releases: [], distros };
    group.releases.push(release);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** `v1.31.1+k0s.0, v1.31.2+k0s.0`, or whole lines: `1.20 … 1.30 (120 releases)`. */
export function releaseLabel(releases: readonly string[], words: Words): string {
  if (releases.length === knowledge.releases.length) return `k0s: ${words.everyRelease}`;
  if (releases.length <= LISTED) return `k0s ${releases.join(', ')}`;
  const chosen = new Set(releases);
  const lines = [...new Set(knowledge.releases.map(({ line }) => line))];
  const pieces = lines.flatMap((line) => {
    const all = knowledge.releases.filter((release) => release.line === line);
    const some = all.filter(({ version }) => chosen.has(version));
    if (some.length === 0) return [];
    if (some.length === all.length) return [line];
    return [
      some.length <= 2
        ? some.map(({ version }) => version).join(', ')
        : `${some[0]?.version} … ${some.at(-1)?.version}`,
    ];
  });
  return `k0s ${joinLines(pieces, lines)} (${words.releases(releases.length)})`;
}

/** Runs of neighbouring whole lines as `1.20 … 1.30`. */
function joinLines(pieces: readonly string[], lines: readonly string[]): string {
  const out: string[] = [];
  let run: string[] = [];
  const flush = () => {
    if (run.length > 2) out.push(`${run[0]} … ${run.at(-1)}`);
    else out.push(...run);
    run = [];
  };
  for (const piece of pieces) {
    const place = lines.indexOf(piece);
    if (place >= 0 && (run.length === 0 || lines.indexOf(run.at(-1) ?? '') === place - 1)) {
      run.push(piece);
      continue;
    }
    flush();
    if (place >= 0) run.push(piece);
    else out.push(piece);
  }
  flush();
  return out.join(', ');
}

/** Names of the distros, or how many there are where it is all of them. */
export function distroLabel(distros: readonly string[], words: Words): string {
  if (distros.length === knowledge.distros.length) return words.everyDistro;
  const chosen = new Set(distros);
  return knowledge.distros
    .filter(({ id }) => chosen.has(id))
    .map(({ name }) => name)
    .join(', ');
}
