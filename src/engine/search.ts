/** The part of the engine that search carries. */
export { readQuery, rankByWords } from './query.ts';
export { queryOf } from './selection.ts';
export type { DistroName } from './distro.ts';
