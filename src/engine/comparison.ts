/**
 * Is a version below or at least another? Dotted numbers as kernels, packages and image tags use them.
 *
 * Not for k0s releases: their build metadata counts, see version.ts.
 * Errors  none: a text without a version answers `not-known`.
 */
import type { Truth } from './predicate.ts';

/** A dotted number that stands alone: `6.8` of `6.8+ (6.8.2-300.fc40 seen)`, not the `1.8.9` of `iptables1.8.9`. */
const VERSION = /(?<![\w.-])v?(\d+(?:\.\d+)+)/g;

/** Compares dotted numbers part by part; a missing part counts as 0. Negative where `a` is below `b`. */
export function compareDotted(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Whether the versions that a text names lie in `[atLeast, below)`. A text that names several, such as
 * `5.15 (GA); 6.8 HWE`, answers only where all of them agree.
 */
export function within(
  text: string,
  {
    atLeast,
    below,
  }: { readonly atLeast?: string | undefined; readonly below?: string | undefined },
): Truth {
  const answers = [...text.matchAll(VERSION)].map(
    ([, version = '']) =>
      (atLeast === undefined || compareDotted(version, atLeast) >= 0) &&
      (below === undefined || compareDotted(version, below) < 0),
  );
  const [first] = answers;
  return first === undefined || answers.some((answer) => answer !== first) ? 'not-known' : first;
}
