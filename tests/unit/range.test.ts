import { expect, test } from 'vitest';
import { inRange, mustParse, parseRange } from '../../src/engine/index.ts';

test.each([
  ['>=v1.31.1+k0s.0 <v1.31.3+k0s.0', 'v1.31.1+k0s.0', true],
  ['>=v1.31.1+k0s.0 <v1.31.3+k0s.0', 'v1.31.2+k0s.5', true],
  ['>=v1.31.1+k0s.0 <v1.31.3+k0s.0', 'v1.31.3+k0s.0', false],
  ['>=v1.31.1+k0s.1', 'v1.31.1+k0s.0', false],
  ['<v1.10.0', 'v1.9.0', true],
  ['v1.31.2+k0s.0', 'v1.31.2+k0s.0', true],
  ['v1.31.2+k0s.0', 'v1.31.2+k0s.1', false],
  ['<v1.20.0 || >v1.30.0', 'v1.31.0+k0s.0', true],
  ['<v1.20.0 || >v1.30.0', 'v1.25.0+k0s.0', false],
])('in the range %j, %s: %j', (range, version, inside) => {
  expect(inRange(mustParse(version), parseRange(range))).toBe(inside);
});

test.each(['', '>=', '1.31', '~v1.31.0', '>=v1.31.0 and more', '>=v1.31.2+k3s1'])(
  'the range %j is refused by name',
  (range) => {
    expect(() => parseRange(range)).toThrow(RangeError);
  },
);
