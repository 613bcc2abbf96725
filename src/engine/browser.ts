/** The part of the engine that pages carry: reading a choice and looking its answer up. */
export { mustParse, parseVersion, matchRelease } from './version.ts';
export { inRange, parseRange } from './range.ts';
export { matchDistro, type DistroName } from './distro.ts';
export { lookUp, valuesAt, type Found } from './look-up.ts';
export { queryOf, resolveSelection, type Choice } from './selection.ts';
export type { Values } from './template.ts';
