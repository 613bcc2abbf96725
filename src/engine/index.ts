/** The engine: pure judgement over parsed facts. No DOM, no Node, no clock, no I/O. */
export * from './version.ts';
export * from './range.ts';
export * from './comparison.ts';
export * from './predicate.ts';
export * from './facts.ts';
export * from './verdict.ts';
export * from './ranges.ts';
export * from './values.ts';
export * from './remedies.ts';
export * from './template.ts';
export * from './outcome.ts';
export * from './look-up.ts';
export * from './distro.ts';
export * from './selection.ts';
export * from './record.ts';
