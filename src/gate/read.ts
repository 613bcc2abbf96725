/** Reads the facts of a content folder. Every file is parsed by its schema; nothing is kept of one that fails. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  ChangeFile,
  Distro,
  EvidenceFile,
  FAMILIES,
  History,
  ImageFile,
  KnownIssue,
  Proof,
  ReleaseTable,
  Reproduction,
  type Change,
  type Evidence,
  type ImageFacts,
} from '../schema/index.ts';
import { ContentFile } from './document.ts';
import type { Problem } from './problem.ts';

/** A record and the file it stands in; `path` is where in the file. */
export interface Placed<T> {
  readonly value: T;
  readonly file: ContentFile;
  readonly path: readonly PropertyKey[];
}

export interface Facts {
  readonly releases: Placed<ReleaseTable>;
  readonly images: readonly Placed<ImageFacts>[];
  readonly changes: readonly Placed<Change>[];
  readonly history: Placed<History>;
  readonly distros: readonly Placed<Distro>[];
  readonly issues: readonly Placed<KnownIssue>[];
  readonly evidence: readonly Placed<Evidence>[];
  readonly reproduction: Placed<Reproduction>;
  /** `null` where the content was never proved. */
  readonly proof: Placed<Proof> | null;
  /** Evidence ids that articles cite, once they are read. */
  readonly citedInArticles?: ReadonlySet<string>;
}

/** The facts, or everything that is wrong with their shape. */
export function readFacts(folder: string): { facts: Facts } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const read = <T extends z.ZodType>(path: string, schema: T): Placed<z.output<T>>[] => {
    if (!existsSync(join(folder, path))) {
      problems.push(missing(path));
      return [];
    }
    const file = new ContentFile(join(folder, path), `content/${path}`);
    const result = file.parse(schema);
    if ('value' in result) return [{ value: result.value, file, path: [] }];
    problems.push(...result.problems);
    return [];
  };
  const list = (path: string) =>
    existsSync(join(folder, path)) ? readdirSync(join(folder, path)).sort() : [];

  const yamlIn = (path: string) =>
    list(path).filter((name) => {
      if (name.endsWith('.yaml')) return true;
      problems.push({
        file: `content/${path}/${name}`,
        line: 1,
        field: 'the file',
        reason: 'it is not a .yaml file.',
        expected: `Facts in content/${path} are YAML files; move it, or give it the ending .yaml.`,
      });
      return false;
    });

  const releases = read('k0s/releases.json', ReleaseTable);
  const images = read('k0s/images.yaml', ImageFile).flatMap(({ value, file }) =>
    value.images.map((image, i) => ({ value: image, file, path: ['images', i] })),
  );
  const changes = read('k0s/changes.yaml', ChangeFile).flatMap(({ value, file }) =>
    value.changes.map((change, i) => ({ value: change, file, path: ['changes', i] })),
  );
  const [history] = read('k0s/history.json', History);
  const distros = yamlIn('distros').flatMap((name) => read(`distros/${name}`, Distro));
  const evidence = yamlIn('evidence')
    .flatMap((name) => read(`evidence/${name}`, EvidenceFile))
    .flatMap(({ value, file }) =>
      value.evidence.map((one, i) => ({ value: one, file, path: ['evidence', i] })),
    );
  const issues = list('issues').flatMap((slug) => read(`issues/${slug}/issue.yaml`, KnownIssue));

  const [table] = releases;
  const [reproduction] = read('reproduction/reproduction.yaml', Reproduction);
  const [proof = null] = list('k0s').includes('proof.json') ? read('k0s/proof.json', Proof) : [];
  if (problems.length > 0 || !table || !history || !reproduction) return { problems };
  return {
    facts: {
      releases: table,
      images,
      changes,
      history,
      distros: sortDistros(distros),
      issues,
      evidence,
      reproduction,
      proof,
    },
  };
}

function missing(path: string): Problem {
  return {
    file: `content/${path}`,
    line: 1,
    field: 'the file',
    reason: 'it is missing.',
    expected: path.endsWith('.json')
      ? 'Write it with: npm run extract -- <a clone of k0s>.'
      : 'Add it; CONTRIBUTING.md says what stands in it.',
  };
}

/** By family as the schema lists them, then by name, then by version: 9.5 before 9.10. */
function sortDistros(distros: Placed<Distro>[]): Placed<Distro>[] {
  const order = new Intl.Collator('en', { numeric: true });
  return distros.sort(
    ({ value: a }, { value: b }) =>
      FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || order.compare(a.id, b.id),
  );
}
