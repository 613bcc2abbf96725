import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDotted, evaluate, releaseFacts, within } from '../../src/engine/index.ts';
import { image, known, knowledge, release } from './knowledge-fixture.ts';

describe('a version within bounds', () => {
  test.each([
    ['5.14.0-503.15.1.el9_5', { atLeast: '5.14' }, true],
    ['4.18.0 (el8)', { below: '5.0' }, true],
    ['1.9', { below: '1.10' }, true],
    ['6.2', { atLeast: '6.2' }, true],
    ['6.2', { below: '6.2' }, false],
    ['v2.2.1-iptables1.8.9-0', { atLeast: '2.0', below: '2.3' }, true],
    ['5.15 (GA); 6.8 HWE', { atLeast: '5.0' }, true],
    ['5.15 (GA); 6.8 HWE', { atLeast: '6.2' }, 'not-known'],
    ['6.1 default; newer lines incl. 6.18.15-14.217.amzn2023', { below: '6.0' }, false],
    ['rolling', { atLeast: '1.0' }, 'not-known'],
    ['6.x', { atLeast: '6.2' }, 'not-known'],
  ] as const)('%s against %o: %s', (text, bounds, truth) => {
    expect(within(text, bounds)).toBe(truth);
  });

  test('the order is total, and part by part', () => {
    const version = fc.array(fc.nat(30), { minLength: 2, maxLength: 4 }).map((n) => n.join('.'));
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareDotted(a, b))).toBe(-Math.sign(compareDotted(b, a)) + 0);
        expect(within(a, { atLeast: b })).toBe(compareDotted(a, b) >= 0);
        expect(within(a, { below: b })).toBe(compareDotted(a, b) < 0);
      }),
    );
  });
});

describe('facts of a release', () => {
  const one = {
    ...release('v1.31.1+k0s.0', 'quay.io/k/kube-router:v2.1'),
    bundled: { ...release('v1.31.1+k0s.0', null).bundled, iptables: '1.8.8' },
  };
  const change = {
    id: 'modprobe-runs',
    what: { en: 'it runs', 'zh-cn': '会执行' },
    commits: ['a'.repeat(40)],
    evidence: ['e-change'],
  };
  const shipped = {
    images: new Map([
      ['quay.io/k/kube-router:v2.1', image('quay.io/k/kube-router:v2.1', known('go'))],
    ]),
    changes: new Map([['modprobe-runs', { ...change, releases: new Set(['v1.31.2+k0s.0']) }]]),
  };
  const facts = releaseFacts(one, shipped);

  test('the version of a bundled binary can be asked for', () => {
    expect(evaluate({ fact: 'bundled.iptables', in: ['1.8.8'] }, facts).truth).toBe(true);
    expect(evaluate({ fact: 'bundled.iptables', below: '1.8.8' }, facts).truth).toBe(false);
    expect(evaluate({ fact: 'bundled.runc', in: ['1.1'] }, facts).truth).toBe('not-known');
  });

  test('a change is present in the releases that hold it and absent from the others', () => {
    expect(evaluate({ fact: 'source.modprobe-runs', in: ['absent'] }, facts)).toEqual({
      truth: true,
      uses: ['source.modprobe-runs'],
    });
    const later = releaseFacts({ ...one, version: 'v1.31.2+k0s.0' }, shipped);
    expect(later.get('source.modprobe-runs')).toMatchObject({
      value: 'present',
      evidence: ['e-change'],
    });
  });

  test("an image's tag is known from the release table, described or not", () => {
    const undescribed = releaseFacts(one, { images: new Map(), changes: new Map() });
    expect(evaluate({ fact: 'image.kube-router.tag', atLeast: '2.0' }, undescribed).truth).toBe(
      true,
    );
    expect(undescribed.has('image.kube-router.wrapper')).toBe(false);
  });

  test('the same release in another knowledge base has its own facts', () => {
    expect(releaseFacts(one, knowledge).has('source.modprobe-runs')).toBe(false);
    expect(releaseFacts(one, shipped).has('source.modprobe-runs')).toBe(true);
  });
});
