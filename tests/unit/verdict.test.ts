import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fixedRelease,
  judge,
  lookUp,
  outcomesOf,
  rangesOf,
  releaseValues,
  remediesFor,
} from '../../src/engine/index.ts';
import type { Knowledge } from '../../src/schema/index.ts';
import { distro, image, issue, known, knowledge, release } from './knowledge-fixture.ts';

const verdictOf = (version: string, id: string) => {
  const one = knowledge.releases.find((other) => other.version === version);
  const host = knowledge.distros.find((other) => other.id === id);
  if (!one || !host) throw new Error('not in the fixture');
  return judge(issue, one, host, knowledge);
};

describe('a verdict', () => {
  test.each([
    ['v1.30.1+k0s.0', 'crashes-1', 'not-affected', 'release', null, 'documented'],
    ['v1.31.1+k0s.0', 'crashes-1', 'affected', 'host', 'crash', 'documented'],
    ['v1.31.1+k0s.1', 'splits-1', 'affected', 'host', 'split', 'derived'],
    ['v1.31.1+k0s.0', 'unclear-1', 'affected', 'host', 'not-known', 'documented'],
    ['v1.31.1+k0s.0', 'legacy-1', 'not-affected', 'host', null, 'documented'],
    ['v1.31.1+k0s.0', 'blank-1', 'not-known', 'host', null, null],
    ['v1.31.2+k0s.0', 'crashes-1', 'fixed', 'release', null, 'documented'],
    ['v1.31.5+k0s.0', 'blank-1', 'fixed', 'release', null, 'documented'],
    ['v1.32.1+k0s.0', 'crashes-1', 'not-known', 'release', null, null],
    ['v1.33.1+k0s.0', 'crashes-1', 'affected', 'host', 'crash', 'documented'],
  ])('k0s %s on %s: %s because of the %s', (version, id, kind, ground, face, confidence) => {
    expect(verdictOf(version, id)).toMatchObject({ kind, ground, face, confidence });
  });

  test('names the evidence of the deciding facts and of the issue', () => {
    expect(verdictOf('v1.31.1+k0s.0', 'crashes-1').evidence).toEqual([
      'e-not-installed',
      'e-carried',
      'e-nft',
      'e-fails',
      'e-condition',
      'e-crash',
    ]);
  });

  test('one that is not known promises no evidence and names the missing fact', () => {
    expect(verdictOf('v1.31.1+k0s.0', 'blank-1')).toMatchObject({
      evidence: [],
      facts: ['host.backend'],
    });
  });
});

describe('ranges per line', () => {
  const ranges = rangesOf(issue, knowledge);

  test('are derived from the images, one entry for each line', () => {
    expect(ranges.map(({ line, state, events }) => ({ line, state, events }))).toEqual([
      { line: '1.30', state: 'clean', events: [] },
      {
        line: '1.31',
        state: 'affected',
        events: [{ introduced: 'v1.31.1+k0s.0' }, { fixed: 'v1.31.2+k0s.0' }],
      },
      { line: '1.32', state: 'not-known', events: [] },
      { line: '1.33', state: 'affected', events: [{ introduced: 'v1.33.1+k0s.0' }] },
    ]);
  });

  test('the fixed release of a line without a fix is none', () => {
    expect(fixedRelease(ranges[3] as (typeof ranges)[0], 'v1.33.1+k0s.0')).toBeNull();
    expect(fixedRelease(ranges[1] as (typeof ranges)[0], 'v1.31.1+k0s.1')).toBe('v1.31.2+k0s.0');
    expect(fixedRelease(ranges[1] as (typeof ranges)[0], 'v1.31.5+k0s.0')).toBe('v1.31.2+k0s.0');
  });
});

describe('remedies', () => {
  const offered = (version: string, id: string) => {
    const one = knowledge.releases.find((other) => other.version === version);
    const range = rangesOf(issue, knowledge).find(({ line }) => line === one?.line);
    if (!one || !range) throw new Error('not in the fixture');
    const values = releaseValues(issue, one, range, knowledge.releases);
    return remediesFor(issue, verdictOf(version, id), one, values, knowledge).map(
      (remedy) => remedy.id,
    );
  };

  test.each([
    ['v1.31.1+k0s.0', 'crashes-1', ['upgrade', 'only-crash']],
    ['v1.31.1+k0s.0', 'splits-1', ['upgrade', 'clean']],
    ['v1.31.1+k0s.0', 'unclear-1', ['upgrade', 'clean']],
    ['v1.33.1+k0s.0', 'crashes-1', ['only-crash']],
    ['v1.31.2+k0s.0', 'crashes-1', ['clean']],
    ['v1.31.1+k0s.0', 'legacy-1', []],
    ['v1.31.1+k0s.0', 'blank-1', []],
  ])('for k0s %s on %s are %j', (version, id, remedies) => {
    expect(offered(version, id)).toEqual(remedies);
  });
});

test('values of a release name the fixed release, its image and the better target', () => {
  const range = rangesOf(issue, knowledge)[1];
  const one = knowledge.releases[1];
  if (!range || !one) throw new Error('not in the fixture');
  expect(releaseValues(issue, one, range, knowledge.releases)).toEqual({
    release: 'v1.31.1+k0s.0',
    releaseUrl: 'v1.31.1%2Bk0s.0',
    line: '1.31',
    image: 'quay.io/k/kube-router:v2-0',
    imageTag: 'v2-0',
    fixed: 'v1.31.2+k0s.0',
    fixedUrl: 'v1.31.2%2Bk0s.0',
    fixedImage: 'quay.io/k/kube-router:v2-1',
    fixedTag: 'v2-1',
    better: 'v1.31.5+k0s.0',
    betterUrl: 'v1.31.5%2Bk0s.0',
    latest: 'v1.31.5+k0s.0',
    latestUrl: 'v1.31.5%2Bk0s.0',
  });
});

const anyFact = <T extends string>(...values: T[]) =>
  fc.oneof(
    fc.constant('not-known' as const),
    fc
      .record({
        value: fc.constantFrom(...values),
        confidence: fc.constantFrom('documented' as const, 'derived' as const),
      })
      .map(({ value, confidence }) => known(value, confidence)),
  );
const REFERENCES = ['r/a:1', 'r/b:2', 'r/c:3', 'r/d:4'];
const anyKnowledge: fc.Arbitrary<Knowledge> = fc
  .record({
    wrappers: fc.array(anyFact('none', 'not-installed', 'script', 'go'), {
      minLength: 3,
      maxLength: 3,
    }),
    // The fourth reference is never described.
    shipped: fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }),
    hosts: fc.array(
      fc.record({
        backend: anyFact('nft', 'legacy', 'none-installed'),
        legacyInPod: anyFact('fails', 'works'),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ wrappers, shipped, hosts }) => ({
    releases: shipped.map((place, i) =>
      release(`v1.${31 + Math.floor(i / 5)}.${i % 5}+k0s.0`, REFERENCES[place] ?? null),
    ),
    images: new Map(
      wrappers.map((wrapper, i) => [REFERENCES[i] ?? '', image(REFERENCES[i] ?? '', wrapper)]),
    ),
    changes: new Map(),
    distros: hosts.map((facts, i) => distro(`host-${i}`, facts)),
    issues: [issue],
    evidence: new Map(),
  }));

describe('whatever the knowledge base', () => {
  test('the table that pages carry answers exactly as the judgement', () => {
    fc.assert(
      fc.property(anyKnowledge, (base) => {
        const { table, outcomes } = outcomesOf(issue, base);
        for (const [r, one] of base.releases.entries()) {
          for (const [d, host] of base.distros.entries()) {
            const verdict = judge(issue, one, host, base);
            const found = lookUp(table, r, d, one.version);
            const outcome = outcomes.find(({ id }) => id === found?.outcome.id);
            expect(found?.outcome).toMatchObject({ kind: verdict.kind, face: verdict.face });
            expect(outcome?.verdict.confidence).toBe(verdict.confidence);
            expect(found?.outcome.remedies).toEqual(outcome?.remedies.map(({ id }) => id));
            expect(found?.values.release).toBe(one.version);
          }
        }
      }),
    );
  });

  test('a verdict that promises something has evidence; one that is not known has none', () => {
    fc.assert(
      fc.property(anyKnowledge, (base) => {
        for (const one of base.releases) {
          for (const host of base.distros) {
            const { kind, evidence, confidence } = judge(issue, one, host, base);
            expect(evidence.length > 0).toBe(kind !== 'not-known');
            expect(confidence === null).toBe(kind === 'not-known');
          }
        }
      }),
    );
  });

  test('forgetting a host fact never turns not known into a promise about the host', () => {
    fc.assert(
      fc.property(anyKnowledge, (base) => {
        for (const one of base.releases) {
          const verdict = judge(issue, one, distro('blank', {}), base);
          expect(verdict.kind).not.toBe('affected');
          if (verdict.kind === 'not-affected') expect(verdict.ground).toBe('release');
        }
      }),
    );
  });

  test('fixed follows an affected release of the same line, and only then', () => {
    fc.assert(
      fc.property(anyKnowledge, (base) => {
        for (const range of rangesOf(issue, base)) {
          let carried = false;
          for (const { version, carries } of range.releases) {
            const one = base.releases.find((other) => other.version === version);
            if (!one) throw new Error('a range names a release that is not there');
            for (const host of base.distros) {
              const { kind } = judge(issue, one, host, base);
              if (kind === 'fixed') expect(carried && carries === false).toBe(true);
              if (carried && carries === false) expect(kind).toBe('fixed');
            }
            carried ||= carries === true;
          }
        }
      }),
    );
  });
});

test('an outcome is found outside the table for nothing', () => {
  const { table } = outcomesOf(issue, knowledge);
  expect(lookUp(table, -1, 0, '')).toBeNull();
  expect(lookUp(table, 0, 99, '')).toBeNull();
});
