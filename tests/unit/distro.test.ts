import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchDistro } from '../../src/engine/index.ts';

const known = [
  { id: 'rhel-9.5', name: 'Red Hat Enterprise Linux 9.5', aliases: ['RHEL 9.5'] },
  { id: 'rocky-8', name: 'Rocky Linux 8' },
  { id: 'rocky-9', name: 'Rocky Linux 9' },
  { id: 'rocky-9.5', name: 'Rocky Linux 9.5' },
  { id: 'ol-9', name: 'Oracle Linux 9', aliases: ['OL9'] },
  { id: 'centos-stream-9', name: 'CentOS Stream 9' },
  { id: 'debian-12', name: 'Debian 12', aliases: ['bookworm'] },
  { id: 'ubuntu-22.04', name: 'Ubuntu 22.04 LTS' },
  { id: 'ubuntu-24.04', name: 'Ubuntu 24.04 LTS' },
  { id: 'opensuse-leap-15.6', name: 'openSUSE Leap 15.6' },
  { id: 'amzn-2023', name: 'Amazon Linux 2023', aliases: ['AL2023'] },
  { id: 'arch', name: 'Arch Linux' },
  { id: 'wsl2', name: 'WSL2' },
];

describe('a distro as people write it', () => {
  test.each([
    ['rocky-9.5', 'rocky-9.5'],
    ['Rocky Linux 9.5', 'rocky-9.5'],
    ['rocky 9.5', 'rocky-9.5'],
    ['Rocky9.5', 'rocky-9.5'],
    ['Rocky Linux 9.5 (Blue Onyx)', 'rocky-9.5'],
    ['RHEL 9.5', 'rhel-9.5'],
    ['Red Hat Enterprise Linux 9.5', 'rhel-9.5'],
    ['ol9', 'ol-9'],
    ['Oracle Linux Server 9', 'ol-9'],
    ['CentOS Stream 9', 'centos-stream-9'],
    ['bookworm', 'debian-12'],
    ['Debian GNU/Linux 12 (bookworm)', 'debian-12'],
    ['Ubuntu 24.04', 'ubuntu-24.04'],
    ['ubuntu 24.04 LTS', 'ubuntu-24.04'],
    ['openSUSE Leap 15.6', 'opensuse-leap-15.6'],
    ['AL2023', 'amzn-2023'],
    ['Amazon Linux 2023', 'amzn-2023'],
    ['arch', 'arch'],
    ['Arch Linux', 'arch'],
    ['wsl2', 'wsl2'],
  ])('%j is %s', (text, distro) => {
    expect(matchDistro(text, known)).toEqual({ kind: 'known', distro });
  });
});

test.each([
  ['rocky 9.7', 'rocky-9.5'],
  ['rocky-10', 'rocky-9.5'],
  ['rocky-7', 'rocky-8'],
  ['ubuntu-23.04', 'ubuntu-22.04'],
])('%j is not known; the nearest known one is %s', (text, nearest) => {
  expect(matchDistro(text, known)).toEqual({ kind: 'unknown', nearest });
});

test('a name without a version is several', () => {
  expect(matchDistro('Rocky Linux', known)).toEqual({
    kind: 'several',
    candidates: ['rocky-8', 'rocky-9', 'rocky-9.5'],
  });
});

test('a distro that nobody recorded has no nearest one', () => {
  expect(matchDistro('Kylin V10', known)).toEqual({ kind: 'unknown', nearest: null });
});

test('any text gives an answer about the known distros, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
      const match = matchDistro(text, known);
      const ids = known.map(({ id }) => id);
      if (match.kind === 'known') expect(ids).toContain(match.distro);
      if (match.kind === 'unknown') expect([null, ...ids]).toContain(match.nearest);
    }),
  );
});
