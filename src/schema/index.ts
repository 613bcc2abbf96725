/** Every record of the knowledge base. Types only reach the browser: import from here with `import type`. */
export * from './change.ts';
export * from './cluster-config.ts';
export * from './text.ts';
export * from './evidence.ts';
export * from './release.ts';
export * from './image.ts';
export * from './distro.ts';
export * from './predicate.ts';
export * from './proof.ts';
export * from './issue.ts';
export * from './values.ts';
export * from './components.ts';
export * from './reproduction.ts';
export type { Knowledge, Shipped } from './knowledge.ts';
