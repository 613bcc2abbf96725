import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  formatVersion,
  lineOf,
  matchRelease,
  mustParse,
  parseLine,
  parseVersion,
  type Version,
} from '../../src/engine/index.ts';

const identifier = fc.oneof(fc.nat(99), fc.constantFrom('rc', 'beta', 'alpha', 'rc1', 'pre'));
const anyVersion: fc.Arbitrary<Version> = fc.record({
  major: fc.nat(3),
  minor: fc.nat(40),
  patch: fc.nat(20),
  pre: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(identifier, { minLength: 1, maxLength: 3 }),
  ),
  build: fc.option(fc.nat(12)),
});

describe('reading a version', () => {
  test.each([
    ['v1.31.2+k0s.0', 'v1.31.2+k0s.0'],
    ['1.31.2+k0s.0', 'v1.31.2+k0s.0'],
    ['v1.31.2', 'v1.31.2'],
    ['1.31.2', 'v1.31.2'],
    ['v1.31.2 k0s.0', 'v1.31.2+k0s.0'],
    ['v1.31.2-k0s.0', 'v1.31.2+k0s.0'],
    ['v1.31.2_k0s.0', 'v1.31.2+k0s.0'],
    ['v1.31.2%2Bk0s.0', 'v1.31.2+k0s.0'],
    ['V1.31.2+K0S.0', 'v1.31.2+k0s.0'],
    ['  v1.31.2+k0s.0  ', 'v1.31.2+k0s.0'],
    ['k0s v1.31.2+k0s.0', 'v1.31.2+k0s.0'],
    ['k0s version v1.31.2+k0s.0', 'v1.31.2+k0s.0'],
    ['k0s-v1.31.2+k0s.0', 'v1.31.2+k0s.0'],
    ['`v1.31.2+k0s.0`,', 'v1.31.2+k0s.0'],
    ['ｖ１．３１．２＋ｋ０ｓ．０', 'v1.31.2+k0s.0'],
    ['v1.31.2-rc.0+k0s.0', 'v1.31.2-rc.0+k0s.0'],
    ['v1.22.2-rc1+k0s.2', 'v1.22.2-rc1+k0s.2'],
    ['v1.31.0-beta.0', 'v1.31.0-beta.0'],
  ])('%j is %s', (text, tag) => {
    const version = parseVersion(text);
    expect(version && formatVersion(version)).toBe(tag);
  });

  test.each([
    'v1.30.6+k3s1',
    'v1.30.6+rke2r1',
    '1.31',
    'v1',
    '',
    'latest',
    '1.31.2.4',
    'v1.31.2+k0s.x',
    '1.31.2 && rm -rf /',
    '<script>alert(1)</script>',
    `v1.31.2+k0s.0${'0'.repeat(200)}`,
  ])('%j is not a k0s version', (text) => {
    expect(parseVersion(text)).toBeNull();
  });

  test('a written version reads back as itself', () => {
    fc.assert(
      fc.property(anyVersion, (version) => {
        expect(parseVersion(formatVersion(version))).toEqual(version);
      }),
    );
  });

  test('any text at all gives a version or null, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const version = parseVersion(text);
        expect(version === null || typeof version.major === 'number').toBe(true);
      }),
    );
  });

  test.each([
    ['1.31', '1.31'],
    ['v1.31', '1.31'],
    ['1.31.x', '1.31'],
    ['k0s 1.31', '1.31'],
    ['1.31.2', null],
    ['x', null],
  ])('%j as a line is %j', (text, line) => {
    expect(parseLine(text)).toBe(line);
  });
});

describe('ordering versions', () => {
  test.each([
    ['v1.9.0+k0s.0', 'v1.10.0+k0s.0'],
    ['v1.31.9+k0s.0', 'v1.31.10+k0s.0'],
    ['v1.31.2+k0s.0', 'v1.31.2+k0s.1'],
    ['v1.31.2+k0s.9', 'v1.31.2+k0s.10'],
    ['v1.31.2-rc.0+k0s.0', 'v1.31.2+k0s.0'],
    ['v1.31.2-alpha.1+k0s.0', 'v1.31.2-beta.0+k0s.0'],
    ['v1.31.2-rc.2+k0s.0', 'v1.31.2-rc.10+k0s.0'],
    ['v1.31.2-rc+k0s.0', 'v1.31.2-rc.0+k0s.0'],
    ['v1.31.2-1+k0s.0', 'v1.31.2-rc+k0s.0'],
    ['v1.31.2', 'v1.31.2+k0s.0'],
    ['v1.31.14+k0s.0', 'v1.32.1+k0s.0'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(mustParse(older), mustParse(newer))).toBeLessThan(0);
    expect(compareVersions(mustParse(newer), mustParse(older))).toBeGreaterThan(0);
  });

  test('is a total order: antisymmetric, transitive, and zero only for the same version', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) === 0) expect(formatVersion(a)).toBe(formatVersion(b));
        const [x, y, z] = [a, b, c].sort(compareVersions) as [Version, Version, Version];
        expect(compareVersions(x, y)).toBeLessThanOrEqual(0);
        expect(compareVersions(y, z)).toBeLessThanOrEqual(0);
        expect(compareVersions(x, z)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('finding a release in the table', () => {
  const known = [
    'v1.30.14+k0s.0',
    'v1.31.1+k0s.0',
    'v1.31.1+k0s.1',
    'v1.31.2+k0s.0',
    'v1.31.3+k0s.0',
    'v1.31.5+k0s.0',
    'v1.33.1+k0s.0',
  ];

  test.each([
    ['v1.31.2+k0s.0', { kind: 'known', release: 'v1.31.2+k0s.0' }],
    ['1.31.2', { kind: 'known', release: 'v1.31.2+k0s.0' }],
    ['v1.31.2 k0s.0', { kind: 'known', release: 'v1.31.2+k0s.0' }],
    ['1.31.1', { kind: 'several', candidates: ['v1.31.1+k0s.0', 'v1.31.1+k0s.1'] }],
    ['1.30', { kind: 'several', candidates: ['v1.30.14+k0s.0'] }],
    ['v1.31.4+k0s.0', { kind: 'unknown', nearest: 'v1.31.3+k0s.0' }],
    ['v1.31.2+k0s.7', { kind: 'unknown', nearest: 'v1.31.2+k0s.0' }],
    ['v1.31.0+k0s.0', { kind: 'unknown', nearest: 'v1.31.1+k0s.0' }],
    ['v1.31.2-rc.0+k0s.0', { kind: 'unknown', nearest: 'v1.31.1+k0s.1' }],
    ['v1.32.0+k0s.0', { kind: 'unknown', nearest: 'v1.31.5+k0s.0' }],
    ['1.32', { kind: 'unknown', nearest: 'v1.31.5+k0s.0' }],
    ['v1.99.0', { kind: 'unknown', nearest: 'v1.33.1+k0s.0' }],
    ['v0.9.0', { kind: 'unknown', nearest: 'v1.30.14+k0s.0' }],
    ['rubbish', { kind: 'invalid' }],
    ['v1.31.2+k3s1', { kind: 'invalid' }],
  ])('%j gives %j', (text, match) => {
    expect(matchRelease(text, known)).toEqual(match);
  });

  test('a release of the table is found by its tag, without its v, and as a page address', () => {
    for (const tag of known) {
      for (const text of [tag, tag.slice(1), tag.replace('+', '-'), tag.replace('+', ' ')]) {
        expect(matchRelease(text, known)).toEqual({ kind: 'known', release: tag });
      }
    }
  });

  test('an unknown version never becomes a known one, and its nearest is in the table', () => {
    fc.assert(
      fc.property(anyVersion, (version) => {
        const tag = formatVersion(version);
        const match = matchRelease(tag, known);
        if (match.kind === 'known') expect(lineOf(mustParse(match.release))).toBe(lineOf(version));
        if (match.kind === 'unknown') expect(known).toContain(match.nearest);
        if (known.includes(tag)) expect(match).toEqual({ kind: 'known', release: tag });
      }),
    );
  });
});
