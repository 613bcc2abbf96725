/** What the API server makes of a patch: as much of its rules as the patches of the content need, and no more. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lists of a pod template that merge, with the field that identifies an entry. Other lists are replaced.
 * Source  `patchMergeKey` in https://github.com/kubernetes/kubernetes/blob/v1.31.2/staging/src/k8s.io/api/core/v1/types.go
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
};

/** A strategic merge patch, applied. Throws where the patch has a directive: none of ours needs one. */
export function mergeStrategically(target: Json, patch: Json): Json {
  const directive = Object.keys(patch).find((field) => field.startsWith('$'));
  if (directive) throw new Error(`${directive}: directives are not understood.`);
  return Object.fromEntries(
    Object.entries({ ...target, ...patch })
      // A field that the patch sets to null is gone.
      .filter(([field]) => patch[field] !== null)
      .map(([field, value]) => [
        field,
        field in patch ? mergeField(field, target[field], patch[field]) : value,
      ]),
  );
}

function mergeField(field: string, before: unknown, value: unknown): unknown {
  if (isObject(value)) return mergeStrategically(isObject(before) ? before : {}, value);
  const key = MERGE_KEYS[field];
  if (!Array.isArray(value) || key === undefined) return value;
  return mergeLists(Array.isArray(before) ? before : [], value, key);
}

/** Entries that both have are merged where they stand; new ones come last. */
function mergeLists(before: readonly Json[], patch: readonly Json[], key: string): Json[] {
  const entryOf = (list: readonly Json[], identity: unknown) =>
    list.find((one) => one[key] === identity);
  return [
    ...before.map((one) => mergeStrategically(one, entryOf(patch, one[key]) ?? {})),
    ...patch.filter((one) => !entryOf(before, one[key])).map((one) => mergeStrategically({}, one)),
  ];
}

export interface Operation {
  readonly op: string;
  readonly path: string;
}

/** A JSON patch (RFC 6902) of removals, applied. Throws for another operation, and where a path leads nowhere. */
export function removePaths(target: Json, operations: readonly Operation[]): Json {
  return operations.reduce((value, { op, path }) => {
    if (op !== 'remove') throw new Error(`${op}: this operation is not understood.`);
    return without(value, path.split('/').slice(1), path) as Json;
  }, target);
}

/** A value without what stands at the end of some steps into it. `path` is for the message. */
function without(value: unknown, [step = '', ...rest]: readonly string[], path: string): unknown {
  if (typeof value !== 'object' || value === null || !(step in value))
    throw new Error(`${path} leads nowhere.`);
  const kept = Object.entries(value).flatMap(([name, one]) => {
    if (name !== step) return [[name, one] as const];
    return rest.length === 0 ? [] : [[name, without(one, rest, path)] as const];
  });
  return Array.isArray(value) ? kept.map(([, one]) => one) : Object.fromEntries(kept);
}
