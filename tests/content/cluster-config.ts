/**
 * Would k0s take this ClusterConfig? Asks k0s's own schema, of the very release.
 *
 * Stricter than the API server in one thing: a field that the schema does not know is an error, not silently dropped.
 * That is what k0s does with its configuration file (`UnmarshalStrict`), and what a reader of a misspelt field needs.
 */
import { Ajv, type SchemaObject } from 'ajv';
import { compareTags } from '../../src/engine/index.ts';
import type { ClusterConfigSchemas } from '../../src/schema/index.ts';

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema that a release has, with the release since which it holds. `null` before the first one. */
export function schemaOf(
  release: string,
  { schemas }: ClusterConfigSchemas,
): ClusterConfigSchemas['schemas'][number] | null {
  return schemas.findLast(({ from }) => compareTags(from, release) <= 0) ?? null;
}

/** A judge of ClusterConfigs: gives what is wrong with one, a line each, naming its fields as paths. */
export function configJudge(
  schema: Json,
  apiVersion: string,
): (config: unknown) => readonly string[] {
  // Values that k0s fills in by itself need not be written: the API server fills them in before it validates, too.
  const ajv = new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true });
  ajv.addFormat('int32', { type: 'number', validate: (value) => value === (value | 0) });
  ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
  ajv.addFormat('byte', /^[A-Za-z0-9+/]*={0,2}$/);
  ajv.addKeyword({ keyword: MAP_KEYS, type: 'array', schemaType: 'array', validate: areDistinct });
  const validate = ajv.compile(clusterConfigSchema(schema, apiVersion));
  return (config) => {
    validate(structuredClone(config));
    return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
      const field: unknown = params['additionalProperty'];
      return `${instancePath || '/'} ${typeof field === 'string' ? `has no field "${field}"` : message}`;
    });
  };
}

const MAP_KEYS = 'x-kubernetes-list-map-keys';

/** Whether no two entries of a list agree in all of the fields that identify an entry. */
function areDistinct(keys: readonly string[], list: readonly unknown[]): boolean {
  const identities = list.map((one) =>
    JSON.stringify(keys.map((key) => isObject(one) && one[key])),
  );
  return new Set(identities).size === identities.length;
}

/** The whole document: the schema of the definition, and what every Kubernetes object must have besides. */
function clusterConfigSchema(schema: Json, apiVersion: string): SchemaObject {
  const { properties = {}, ...rest } = jsonSchema(schema);
  const text = { type: 'string' };
  const texts = { type: 'object', additionalProperties: text };
  return {
    ...rest,
    properties: {
      ...(properties as Json),
      apiVersion: { const: apiVersion },
      kind: { const: 'ClusterConfig' },
      // The definition says no more than "object": the API server has its own schema for this part.
      metadata: {
        type: 'object',
        properties: { name: text, namespace: text, labels: texts, annotations: texts },
        additionalProperties: false,
      },
    },
    required: ['apiVersion', 'kind'],
  };
}

/** Keywords that mean the same in both kinds of schema. */
const SHARED = [
  'default',
  'enum',
  'format',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'required',
  MAP_KEYS,
];

/**
 * The schema of a CustomResourceDefinition as a JSON schema.
 *
 * Throws for a keyword that is not understood here, so that none is passed over in silence.
 * Source  https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function jsonSchema(schema: Json): SchemaObject {
  const result: SchemaObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (SHARED.includes(keyword)) result[keyword] = value;
    else if (keyword === 'pattern') result['pattern'] = javaScriptPattern(String(value));
    else if (keyword === 'items') result['items'] = jsonSchema(value as Json);
    else if (keyword === 'properties') {
      result['properties'] = Object.fromEntries(
        Object.entries(value as Json).map(([name, one]) => [name, jsonSchema(one as Json)]),
      );
    } else if (keyword === 'x-kubernetes-list-type') {
      if (value === 'set') result['uniqueItems'] = true;
    } else if (!HANDLED_BELOW.includes(keyword)) {
      throw new Error(`${keyword}: this keyword of a schema is not understood.`);
    }
  }
  const type = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema['type'];
  if (type !== undefined) {
    const types = [type].flat();
    result['type'] = schema['nullable'] ? [...types, 'null'] : types;
  }
  if (type === 'object') {
    const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
    const others = schema['additionalProperties'];
    result['additionalProperties'] = isObject(others)
      ? jsonSchema(others)
      : open || others === true;
  }
  return result;
}

const HANDLED_BELOW = [
  'type',
  'nullable',
  'additionalProperties',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
];

/** A pattern of Go as one of JavaScript. They differ in the named classes, of which k0s uses one. */
function javaScriptPattern(pattern: string): string {
  const plain = pattern.replaceAll('[[:xdigit:]]', '[0-9A-Fa-f]');
  if (plain.includes('[[:')) throw new Error(`${pattern}: this pattern is not understood.`);
  return plain;
}

/** Every ClusterConfig in a document, wherever it stands: k0sctl's cluster file holds one inside. */
export function configsIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document.flatMap(configsIn);
  if (!isObject(document)) return [];
  if (document['kind'] === 'ClusterConfig') return [document];
  return Object.values(document).flatMap(configsIn);
}
