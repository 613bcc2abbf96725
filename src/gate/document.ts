/**
 * A YAML or JSON file, and the line of every field in it.
 *
 * JSON is read by the same parser: it is YAML.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isMap, isPair, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { unfinished, type Problem } from './problem.ts';

type Path = readonly PropertyKey[];

export class ContentFile {
  /** Path as problems show it. */
  readonly name: string;
  readonly #document: Document;
  readonly #text: string;
  readonly #lines = new LineCounter();

  constructor(path: string, name: string) {
    this.name = name;
    this.#text = readFileSync(path, 'utf8');
    this.#document = parseDocument(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
    });
  }

  /** The file's name without folders and ending: `rocky-9.5`. */
  get stem(): string {
    return basename(this.name).replace(/\.[a-z]+$/, '');
  }

  /** The name of the folder it stands in: `kube-router-legacy-iptables`. */
  get folder(): string {
    return basename(dirname(this.name));
  }

  /** Line of the field at a path, or of the nearest field around it. 1-based. */
  lineOf(path: Path): number {
    let node: unknown = this.#document.contents;
    let place = 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
        if (!pair) break;
        place = (pair.key as Node).range?.[0] ?? place;
        node = pair.value;
      } else if (isSeq(node) && typeof key === 'number') {
        node = node.items[key];
        place = (node as Node | undefined)?.range?.[0] ?? place;
      } else break;
    }
    return this.#lines.linePos(place).line;
  }

  problem(path: Path, reason: string, expected: string): Problem {
    return { file: this.name, line: this.lineOf(path), field: fieldName(path), reason, expected };
  }

  /** The content parsed by a schema, or what is wrong with it. */
  parse<T extends z.ZodType>(schema: T): { value: z.output<T> } | { problems: Problem[] } {
    const { errors, warnings } = this.#document;
    if (errors.length + warnings.length > 0) {
      return {
        problems: [...errors, ...warnings].map(({ pos, message }) => ({
          file: this.name,
          line: this.#lines.linePos(pos[0]).line,
          field: 'the file',
          reason: `this is not YAML: ${message.replace(/\.?$/, '.')}`,
          expected:
            'Quote texts that hold a colon, a hash or a backtick at the start; indent by two spaces.',
        })),
      };
    }
    const data: unknown = this.#document.toJS();
    const result = schema.safeParse(data);
    const left = unfinished(this.name, this.#text);
    if (left.length > 0) return { problems: left };
    if (result.success) return { value: result.data };
    return { problems: result.error.issues.flatMap((issue) => this.#explain(issue, [], data)) };
  }

  #explain(issue: z.core.$ZodIssue, at: Path, data: unknown): Problem[] {
    const path = [...at, ...issue.path];
    if (issue.code === 'invalid_union') {
      const inner = bestBranch(issue.errors as z.core.$ZodIssue[][], valueAt(data, path));
      if (inner) return inner.flatMap((one) => this.#explain(one, path, data));
    }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        this.problem(
          [...path, key],
          `the field ${key} is not known here.`,
          'Remove it, or mend its spelling.',
        ),
      );
    }
    const value = valueAt(data, path);
    const found =
      value === undefined ? 'it is missing.' : `it is ${shorten(JSON.stringify(value))}.`;
    return [this.problem(path, found, issue.message)];
  }
}

/** The branch of a union that the value was meant to be: not the one it fails at the root, if any other does better. */
function bestBranch(branches: z.core.$ZodIssue[][], value: unknown): z.core.$ZodIssue[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const inside = branches.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const sorted = inside.sort((a, b) => missingOf(a) - missingOf(b) || a.length - b.length);
  return sorted[0] ?? null;
}

/** Fields that the value lacks or has too many of for a branch: how unlike the branch it is. */
function missingOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.filter(
    (issue) =>
      issue.code === 'unrecognized_keys' ||
      (issue.code === 'invalid_type' && issue.path.length === 1),
  ).length;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    data,
  );
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 87)}…` : text;
}

/** `remedies[1].undo` of `['remedies', 1, 'undo']`. */
export function fieldName(path: Path): string {
  if (path.length === 0) return 'the file';
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('');
}
