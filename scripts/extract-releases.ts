// `npm run extract -- <clone of k0s> [--check]`: writes content/k0s/releases.json from the stable tags of a clone,
// content/k0s/history.json: which of them hold the changes of content/k0s/changes.yaml, and
// content/k0s/cluster-config.json: which ClusterConfig they accept.
//
// A stable tag is `vX.Y.Z+k0s.N`. The first one whose sources name images as constants is v1.20.6+k0s.0; older tags
// are not of this form. The same clone gives the same bytes. `--check` writes nothing and says what would change.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  ChangeFile,
  type ClusterConfigSchemas,
  type History,
  type Release,
  type ReleaseTable,
} from '../src/schema/index.ts';
import { extractSchemas, printSchemas } from './extract/cluster-config.ts';
import { GitError } from './extract/git.ts';
import { ExtractError, extractTable, traceChanges } from './extract/table.ts';

const FOLDER = process.env.RELEASE_FOLDER ?? join(import.meta.dirname, '../content/k0s');

function main(): void {
  const args = process.argv.slice(2);
  const clone = args.find((arg) => !arg.startsWith('--'));
  if (!clone) {
    throw new ExtractError(
      'Name a clone of k0s: npm run extract -- <path> [--check]. It may be bare: git clone --bare <the k0s repository>.',
    );
  }
  const table = extractTable(clone);
  const { changes } = ChangeFile.parse(parse(before('changes.yaml')));
  const history = traceChanges(clone, table, changes);
  const schemas = extractSchemas(clone, table);
  const files = [
    { name: 'releases.json', text: print(table), describe: () => describeReleases(table) },
    { name: 'history.json', text: print(history), describe: () => describeHistory(history) },
    {
      name: 'cluster-config.json',
      text: printSchemas(schemas),
      describe: () => describeSchemas(schemas),
    },
  ];
  const stale = files.filter(({ name, text }) => text !== before(name));
  if (args.includes('--check')) {
    if (stale.length === 0) {
      console.log(
        `up to date: ${table.releases.length} releases, ${history.changes.length} changes`,
      );
      return;
    }
    for (const { name, describe } of stale) {
      const changes = describe();
      console.log(
        changes.length > 0 ? changes.join('\n') : `${name}: the same, laid out differently`,
      );
    }
    process.exitCode = 1;
    return;
  }
  for (const { name, text } of stale) writeFileSync(join(FOLDER, name), text);
  console.log(
    `${table.releases.length} releases, the newest tagged ${table.source.newestTagDate}; ${history.changes.length} changes`,
  );
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A file as it stands, or nothing. */
function before(name: string): string {
  const file = join(FOLDER, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What differs between the history as it stands and a new one, a line each. */
function describeHistory(after: History): string[] {
  const stands = before('history.json');
  const old = stands === '' ? [] : (JSON.parse(stands) as History).changes;
  const was = new Map(old.map((change) => [change.id, change.releases]));
  const lines = [...was.keys()]
    .filter((id) => !after.changes.some((change) => change.id === id))
    .map((id) => `removed ${id}`);
  for (const { id, releases } of after.changes) {
    const earlier = was.get(id);
    if (!earlier) {
      lines.push(`added ${id}: ${releases.length} releases`);
      continue;
    }
    const gained = releases.filter((tag) => !earlier.includes(tag));
    const lost = earlier.filter((tag) => !releases.includes(tag));
    if (gained.length > 0) lines.push(`changed ${id}: now in ${gained.join(', ')}`);
    if (lost.length > 0) lines.push(`changed ${id}: no longer in ${lost.join(', ')}`);
  }
  return lines;
}

/** At which releases the schema of ClusterConfig is not the one that stands, a line each. */
function describeSchemas(after: ClusterConfigSchemas): string[] {
  const stands = before('cluster-config.json');
  const old = stands === '' ? [] : (JSON.parse(stands) as ClusterConfigSchemas).schemas;
  const was = new Map(old.map(({ from, schema }) => [from, JSON.stringify(schema)]));
  const is = new Map(after.schemas.map(({ from, schema }) => [from, JSON.stringify(schema)]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((from) => was.get(from) !== is.get(from))
    .map((from) => {
      const verb = !was.has(from) ? 'added' : is.has(from) ? 'changed' : 'removed';
      return `${verb} the schema of ClusterConfig from ${from}`;
    });
}

/** What differs between a table as it stands and a new one, a line each: `field: old -> new`. */
function describeReleases(after: ReleaseTable): string[] {
  const stands = before('releases.json');
  const old = stands === '' ? [] : (JSON.parse(stands) as ReleaseTable).releases;
  const was = new Map(old.map((release) => [release.version, flatten(release)]));
  const is = new Map(after.releases.map((release) => [release.version, flatten(release)]));
  const lines = [...was.keys()].filter((version) => !is.has(version)).map((v) => `removed ${v}`);
  for (const [version, fields] of is) {
    const earlier = was.get(version);
    if (!earlier) {
      lines.push(`added ${version}`);
      continue;
    }
    for (const name of new Set([...earlier.keys(), ...fields.keys()])) {
      const [from, to] = [earlier.get(name), fields.get(name)];
      if (from !== to)
        lines.push(`changed ${version} ${name}: ${from ?? 'nothing'} -> ${to ?? 'nothing'}`);
    }
  }
  return lines;
}

function flatten(release: Release): Map<string, string> {
  const { images, bundled, ...plain } = release;
  return new Map(
    [
      ...Object.entries(plain),
      ...Object.entries(images).map(([name, value]) => [`images.${name}`, value]),
      ...Object.entries(bundled).map(([name, value]) => [`bundled.${name}`, value]),
    ].map(([name, value]) => [String(name), String(value)]),
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof ExtractError || error instanceof GitError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
