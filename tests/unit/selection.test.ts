import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryOf, resolveSelection } from '../../src/engine/index.ts';

const catalogue = {
  releases: ['v1.31.1+k0s.0', 'v1.31.1+k0s.1', 'v1.31.2+k0s.0'],
  distros: [
    { id: 'rocky-9.5', name: 'Rocky Linux 9.5' },
    { id: 'debian-12', name: 'Debian 12' },
  ],
};
const nothing = { k0s: null, distro: null };

describe('precedence', () => {
  test('the address wins over what is remembered', () => {
    const chosen = resolveSelection(
      { k0s: 'v1.31.2+k0s.0', distro: null },
      { k0s: 'v1.31.1+k0s.0', distro: 'debian-12' },
      catalogue,
    );
    expect(chosen.k0s).toEqual({ kind: 'chosen', value: 'v1.31.2+k0s.0', from: 'url' });
    expect(chosen.distro).toEqual({ kind: 'chosen', value: 'debian-12', from: 'remembered' });
  });

  test('nothing anywhere is no choice: there is no default', () => {
    expect(resolveSelection(nothing, nothing, catalogue)).toEqual({
      k0s: { kind: 'none' },
      distro: { kind: 'none' },
    });
  });

  test('an unknown value in the address is said, not replaced by the remembered one', () => {
    const chosen = resolveSelection(
      { k0s: 'v9.9.9', distro: null },
      { k0s: 'v1.31.2+k0s.0', distro: null },
      catalogue,
    );
    expect(chosen.k0s).toEqual({ kind: 'unknown', text: 'v9.9.9', nearest: 'v1.31.2+k0s.0' });
  });

  test('rubbish in the address is unknown without an offer', () => {
    const chosen = resolveSelection({ k0s: '<img src=x>', distro: '%00' }, nothing, catalogue);
    expect(chosen.k0s).toEqual({ kind: 'unknown', text: '<img src=x>', nearest: null });
    expect(chosen.distro.kind).toBe('unknown');
  });

  test('a remembered value that is no longer known is dropped', () => {
    const chosen = resolveSelection(nothing, { k0s: 'v0.1.0', distro: 'gone-1' }, catalogue);
    expect(chosen).toEqual({ k0s: { kind: 'none' }, distro: { kind: 'none' } });
  });

  test('a version that is two releases asks which', () => {
    const chosen = resolveSelection({ k0s: '1.31.1', distro: null }, nothing, catalogue);
    expect(chosen.k0s).toEqual({
      kind: 'several',
      text: '1.31.1',
      candidates: ['v1.31.1+k0s.0', 'v1.31.1+k0s.1'],
    });
  });
});

test('a query carries the plus sign so that it survives', () => {
  expect(queryOf('v1.31.2+k0s.0', 'rocky-9.5')).toBe('k0s=v1.31.2%2Bk0s.0&distro=rocky-9.5');
  expect(queryOf(null, null)).toBe('');
});

test('what a query says is what is read back from it', () => {
  for (const k0s of catalogue.releases) {
    for (const { id } of catalogue.distros) {
      const read = new URLSearchParams(queryOf(k0s, id));
      const chosen = resolveSelection(
        { k0s: read.get('k0s'), distro: read.get('distro') },
        nothing,
        catalogue,
      );
      expect(chosen).toMatchObject({ k0s: { value: k0s }, distro: { value: id } });
    }
  }
});

test('any address and any memory give a choice, and never throw', () => {
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 100 }));
  fc.assert(
    fc.property(text, text, text, text, (a, b, c, d) => {
      const chosen = resolveSelection({ k0s: a, distro: b }, { k0s: c, distro: d }, catalogue);
      expect(['none', 'chosen', 'several', 'unknown']).toContain(chosen.k0s.kind);
      expect(['none', 'chosen', 'several', 'unknown']).toContain(chosen.distro.kind);
    }),
  );
});
