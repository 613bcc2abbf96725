import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compareTags,
  inRange,
  judge,
  lookUp,
  matchDistro,
  matchRelease,
  mustParse,
  outcomesOf,
  parseRange,
  rangesOf,
  recordVerdicts,
} from '../../src/engine/index.ts';
import { loadContent } from '../../src/gate/index.ts';

const { knowledge } = loadContent(join(import.meta.dirname, '../../content'));
const { releases, distros, issues } = knowledge;

describe('every release x distro x issue', () => {
  for (const issue of issues) {
    const { table, outcomes } = outcomesOf(issue, knowledge);

    test(`${issue.slug}: the table that pages carry answers as the judgement does`, () => {
      let seen = 0;
      for (const [r, release] of releases.entries()) {
        for (const [d, distro] of distros.entries()) {
          const verdict = judge(issue, release, distro, knowledge);
          const found = lookUp(table, r, d, release.version);
          const outcome = outcomes.find(({ id }) => id === found?.outcome.id);
          if (
            outcome?.verdict.kind !== verdict.kind ||
            outcome.verdict.face !== verdict.face ||
            outcome.verdict.ground !== verdict.ground ||
            outcome.verdict.confidence !== verdict.confidence
          ) {
            expect.fail(
              `${release.version} on ${distro.id}: ${JSON.stringify({ verdict, found })}`,
            );
          }
          seen += 1;
        }
      }
      expect(seen).toBe(releases.length * distros.length);
    });

    test(`${issue.slug}: every verdict but not-known can be traced to evidence that exists`, () => {
      for (const release of releases) {
        for (const distro of distros) {
          const { kind, evidence } = judge(issue, release, distro, knowledge);
          expect(evidence.length > 0, `${release.version} on ${distro.id}`).toBe(
            kind !== 'not-known',
          );
          for (const id of evidence) expect(knowledge.evidence.has(id), id).toBe(true);
        }
      }
    });

    test(`${issue.slug}: an affected host is offered a way out`, () => {
      for (const outcome of outcomes) {
        if (outcome.verdict.kind === 'affected') expect(outcome.remedies.length).toBeGreaterThan(0);
      }
    });

    test(`${issue.slug}: events of a line come in order and say what the verdicts say`, () => {
      for (const { events, releases: members } of rangesOf(issue, knowledge)) {
        const tags = events.map((event) =>
          'introduced' in event ? event.introduced : event.fixed,
        );
        expect(tags).toEqual([...tags].sort(compareTags));
        const carried = new Set(
          members.filter(({ carries }) => carries === true).map(({ version }) => version),
        );
        for (const event of events) {
          if ('introduced' in event) expect(carried.has(event.introduced)).toBe(true);
          else expect(carried.has(event.fixed)).toBe(false);
        }
      }
    });

    test(`${issue.slug}: the verdicts are the recorded ones (npm run record writes them anew)`, () => {
      const file = join(import.meta.dirname, 'verdicts', `${issue.slug}.txt`);
      expect(`${recordVerdicts(issue, knowledge).join('\n')}\n`).toBe(readFileSync(file, 'utf8'));
    });
  }
});

describe('kube-router-legacy-iptables', () => {
  const issue = issues.find(({ slug }) => slug === 'kube-router-legacy-iptables');
  if (!issue) throw new Error('the first case is missing');
  const verdictOf = (version: string, id: string) => {
    const release = releases.find((one) => one.version === version);
    const distro = distros.find((one) => one.id === id);
    if (!release || !distro) throw new Error(`${version} or ${id} is not in the tables`);
    return judge(issue, release, distro, knowledge);
  };

  test('exactly three stable releases carry it, and the fix landed in v1.31.3+k0s.0', () => {
    const ranges = rangesOf(issue, knowledge);
    const carrying = ranges.flatMap((range) =>
      range.releases.filter(({ carries }) => carries === true).map(({ version }) => version),
    );
    expect(carrying).toEqual(['v1.31.1+k0s.0', 'v1.31.1+k0s.1', 'v1.31.2+k0s.0']);
    expect(ranges.find(({ line }) => line === '1.31')?.events).toEqual([
      { introduced: 'v1.31.1+k0s.0' },
      { fixed: 'v1.31.3+k0s.0' },
    ]);
    expect(
      ranges.filter(({ line }) => line !== '1.31').every(({ state }) => state === 'clean'),
    ).toBe(true);
  });

  test('the plain images before v1.22.2+k0s.2 are not this defect', () => {
    for (const { version } of releases) {
      if (!inRange(mustParse(version), parseRange('<v1.22.2+k0s.2'))) continue;
      expect(verdictOf(version, 'rocky-9.5').kind).toBe('not-affected');
    }
  });

  test.each([
    ['v1.31.2+k0s.0', 'rocky-9.5', 'affected', 'crash', 'documented'],
    ['v1.31.1+k0s.0', 'rocky-9.5', 'affected', 'crash', 'documented'],
    ['v1.31.2+k0s.0', 'debian-12', 'affected', 'split', 'derived'],
    ['v1.31.2+k0s.0', 'ubuntu-24.04', 'affected', 'split', 'derived'],
    ['v1.31.2+k0s.0', 'ubuntu-20.04', 'not-affected', null, 'derived'],
    ['v1.31.2+k0s.0', 'openeuler-22.03', 'not-known', null, null],
    ['v1.31.3+k0s.0', 'rocky-9.5', 'fixed', null, 'documented'],
    ['v1.31.14+k0s.0', 'openeuler-22.03', 'fixed', null, 'documented'],
    ['v1.30.9+k0s.0', 'rocky-9.5', 'not-affected', null, 'documented'],
    ['v1.32.1+k0s.0', 'rocky-9.5', 'not-affected', null, 'documented'],
  ])('k0s %s on %s: %s, face %s, %s', (version, id, kind, face, confidence) => {
    expect(verdictOf(version, id)).toMatchObject({ kind, face, confidence });
  });

  test('the reader on v1.31.2 and Rocky Linux 9.5 gets upgrade, pin and patch, in this order', () => {
    const { table } = outcomesOf(issue, knowledge);
    const found = lookUp(
      table,
      releases.findIndex(({ version }) => version === 'v1.31.2+k0s.0'),
      distros.findIndex(({ id }) => id === 'rocky-9.5'),
      'v1.31.2+k0s.0',
    );
    expect(found?.outcome.remedies).toEqual(['upgrade', 'pin-fixed-image', 'patch-daemonset']);
    expect(found?.values).toMatchObject({
      fixed: 'v1.31.3+k0s.0',
      better: 'v1.31.6+k0s.0',
      latest: 'v1.31.14+k0s.0',
      imageTag: 'v2.2.1-iptables1.8.9-0',
      fixedTag: 'v2.2.1-iptables1.8.9-1',
    });
  });
});

describe('the tables', () => {
  test('every release is found by each way of writing it', () => {
    const tags = releases.map(({ version }) => version);
    for (const tag of tags) {
      for (const text of [tag, tag.slice(1), tag.replace('+', '-'), tag.replace('+', ' ')]) {
        expect(matchRelease(text, tags), text).toEqual({ kind: 'known', release: tag });
      }
    }
  });

  test('every distro is found by its id, name, PRETTY_NAME and aliases, and by no other', () => {
    for (const distro of distros) {
      const names = [distro.id, distro.name, ...(distro.aliases ?? [])];
      for (const name of names) {
        expect(matchDistro(name, distros), name).toEqual({ kind: 'known', distro: distro.id });
      }
    }
  });
});
