/**
 * All verdicts of an issue as lines a person can read and diff: one per distro, releases joined into runs.
 *
 * `rocky-9.5: not-affected by release (documented) v1.20.6+k0s.0 … v1.30.14+k0s.0; affected crash (documented) …`
 */
import type { KnownIssue, Knowledge } from '../schema/index.ts';
import { judge, type Verdict } from './verdict.ts';

export function recordVerdicts(issue: KnownIssue, knowledge: Knowledge): string[] {
  return knowledge.distros.map((distro) => {
    const runs: { words: string; first: string; last: string; count: number }[] = [];
    for (const release of knowledge.releases) {
      const words = describe(judge(issue, release, distro, knowledge));
      const run = runs.at(-1);
      if (run?.words === words) {
        run.last = release.version;
        run.count += 1;
      } else {
        runs.push({ words, first: release.version, last: release.version, count: 1 });
      }
    }
    const text = runs.map(({ words, first, last, count }) =>
      count === 1 ? `${words}: ${first}` : `${words}: ${first} … ${last} (${count})`,
    );
    return [distro.id, ...text.map((run) => `  ${run}`)].join('\n');
  });
}

function describe({ kind, ground, face, confidence }: Verdict): string {
  const what = face === null ? `${kind} by ${ground}` : `${kind}, face ${face}`;
  return confidence === null ? what : `${what} (${confidence})`;
}
