import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Facts, type FactValue, type Truth } from '../../src/engine/index.ts';
import type { Predicate } from '../../src/schema/index.ts';

const fact = (value: string, confidence: 'documented' | 'derived' = 'documented'): FactValue => ({
  value,
  confidence,
  evidence: [`e-${value}`],
});
const facts: Facts = new Map([
  ['host.yes', fact('on')],
  ['host.no', fact('off')],
  ['host.guess', fact('on', 'derived')],
  ['host.unchecked', 'not-known' as const],
]);
const on = (name: string): Predicate => ({ fact: `host.${name}`, in: ['on'] });
const T = on('yes');
const F = on('no');
const U = on('unchecked');

describe('three values', () => {
  test.each<[string, Predicate, Truth]>([
    ['a fact with the value is true', T, true],
    ['a fact with another value is false', F, false],
    ['a fact that nobody has established is not known', U, 'not-known'],
    ['a fact that is missing is not known', on('missing'), 'not-known'],
    ['not turns true into false', { not: T }, false],
    ['not leaves not known as it is', { not: U }, 'not-known'],
    ['all of true and not known is not known', { all: [T, U] }, 'not-known'],
    ['all of false and not known is false', { all: [U, F] }, false],
    ['any of true and not known is true', { any: [U, T] }, true],
    ['any of false and not known is not known', { any: [F, U] }, 'not-known'],
    [
      'what always holds needs no fact',
      { always: { en: 'every release ships it', 'zh-cn': '每个版本都带有' } },
      true,
    ],
    [
      'a part that says it is not known is never true',
      { notKnown: { en: 'x', 'zh-cn': 'x' } },
      'not-known',
    ],
  ])('%s', (_, predicate, truth) => {
    expect(evaluate(predicate, facts).truth).toBe(truth);
  });
});

const leaf = fc.constantFrom(T, F, U, on('guess'), on('missing'));
const anyPredicate: fc.Arbitrary<Predicate> = fc.letrec<{ node: Predicate }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ not: tie('node') }),
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
  ),
})).node;

describe('laws', () => {
  test('twice not changes nothing', () => {
    fc.assert(
      fc.property(anyPredicate, (p) => {
        expect(evaluate({ not: { not: p } }, facts).truth).toBe(evaluate(p, facts).truth);
      }),
    );
  });

  test('not all is any not', () => {
    fc.assert(
      fc.property(fc.array(anyPredicate, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(evaluate({ not: { all: parts } }, facts).truth).toBe(
          evaluate({ any: parts.map((p) => ({ not: p })) }, facts).truth,
        );
      }),
    );
  });

  test('learning a fact never overturns an answer that was already known', () => {
    fc.assert(
      fc.property(anyPredicate, fc.constantFrom('on', 'off'), (p, learned) => {
        const before = evaluate(p, facts).truth;
        const after = evaluate(p, new Map([...facts, ['host.unchecked', fact(learned)]])).truth;
        if (before !== 'not-known') expect(after).toBe(before);
      }),
    );
  });

  test('the facts that an answer names are enough to give it', () => {
    fc.assert(
      fc.property(anyPredicate, (p) => {
        const { truth, uses } = evaluate(p, facts);
        if (truth === 'not-known') return;
        const only: Facts = new Map([...facts].filter(([name]) => uses.includes(name)));
        expect(evaluate(p, only).truth).toBe(truth);
      }),
    );
  });
});
