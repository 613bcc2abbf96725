/** Reads k0s's own schema of ClusterConfig out of a clone, once for every release at which it changed. */
import { parse } from 'yaml';
import {
  ClusterConfigSchemas,
  type ClusterConfigSchemas as Schemas,
  type ReleaseTable,
} from '../../src/schema/index.ts';
import { git } from './git.ts';
import { ExtractError } from './table.ts';

/** Where the definition has stood, newest first. Releases before v1.22.2+k0s.2 have none. */
const PATHS = [
  'static/_crds/k0s/k0s.k0sproject.io_clusterconfigs.yaml',
  'static/_crds/v1beta1/k0s.k0sproject.io_clusterconfigs.yaml',
  'static/manifests/v1beta1/CustomResourceDefinition/k0s.k0sproject.io_clusterconfigs.yaml',
];

/** What is read of a CustomResourceDefinition. */
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: unknown };
    }[];
  };
}

/** The schemas of a table's releases. Throws an ExtractError where a release has lost its definition. */
export function extractSchemas(clone: string, { releases }: ReleaseTable): Schemas {
  const read = new Map<string, { apiVersion: string; schema: unknown }>();
  const versions = new Set<string>();
  const schemas: { from: string; schema: unknown }[] = [];
  for (const { version, commit } of releases) {
    const blob = git(clone, ['ls-tree', '--format=%(objectname)', commit, '--', ...PATHS]);
    if (blob === '') {
      if (schemas.length === 0) continue;
      throw new ExtractError(
        `${version}: no definition of ClusterConfig. If upstream moved it, add the new path to scripts/extract/cluster-config.ts.`,
      );
    }
    const known = read.get(blob) ?? readDefinition(git(clone, ['cat-file', 'blob', blob]), version);
    read.set(blob, known);
    versions.add(known.apiVersion);
    if (JSON.stringify(known.schema) !== JSON.stringify(schemas.at(-1)?.schema))
      schemas.push({ from: version, schema: known.schema });
  }
  const [apiVersion, ...others] = versions;
  if (others.length > 0)
    throw new ExtractError(`ClusterConfig has more than one version: ${[...versions].join(', ')}.`);
  return ClusterConfigSchemas.parse({
    source: { repository: 'https://github.com/k0sproject/k0s', licence: 'Apache-2.0, k0s authors' },
    apiVersion,
    schemas,
  });
}

function readDefinition(text: string, release: string): { apiVersion: string; schema: unknown } {
  const { spec } = parse(text) as Definition;
  const [version, ...others] = spec.versions;
  if (!version || others.length > 0)
    throw new ExtractError(`${release}: its definition of ClusterConfig has not one version.`);
  return {
    apiVersion: `${spec.group}/${version.name}`,
    schema: withoutDescriptions(version.schema.openAPIV3Schema),
  };
}

/** A schema without its prose. A field that is called "description" stays: it stands under `properties`. */
function withoutDescriptions(schema: unknown, names = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => withoutDescriptions(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => names || key !== 'description')
      .map(([key, value]) => [key, withoutDescriptions(value, !names && key === 'properties')]),
  );
}

/** The file's text: an entry a line, so that a diff shows at which release something changed. */
export function printSchemas({ schemas, ...head }: Schemas): string {
  const fields = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
  );
  const lines = schemas.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n${fields.join('')}  "schemas": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
