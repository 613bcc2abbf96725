/** Agreement between files. Each check is one function and returns every problem it finds. */
import {
  compareTags,
  evaluate,
  lineOf,
  mustParse,
  parseTemplate,
  releaseFacts,
} from '../engine/index.ts';
import {
  BACKENDS,
  IMAGE_BACKENDS,
  IMAGE_BINARIES,
  LEGACY_IN_POD,
  LEGACY_MODULES,
  LANGUAGES,
  WRAPPERS,
  type KnownIssue,
  type Predicate,
} from '../schema/index.ts';
import type { Problem } from './problem.ts';
import type { Facts, Placed } from './read.ts';

type Path = readonly PropertyKey[];

/** Every problem between the files of a knowledge base whose shapes are right. */
export function checkFacts(facts: Facts): Problem[] {
  return [
    checkReleases,
    checkNames,
    checkUnique,
    checkEvidence,
    checkImages,
    checkPredicates,
    checkTexts,
    checkRemedies,
    checkFixes,
    checkOwnPages,
  ].flatMap((check) => check(facts));
}

function checkReleases({ releases: { value, file } }: Facts): Problem[] {
  return value.releases.flatMap((release, i) => {
    const path = ['releases', i];
    const problems: Problem[] = [];
    const line = lineOf(mustParse(release.version));
    if (release.line !== line) {
      problems.push(
        file.problem(
          [...path, 'line'],
          `it is "${release.line}".`,
          `The line of ${release.version} is "${line}".`,
        ),
      );
    }
    const before = value.releases[i - 1];
    if (before && compareTags(before.version, release.version) >= 0) {
      problems.push(
        file.problem(
          [...path, 'version'],
          `${release.version} stands after ${before.version}.`,
          'Releases stand in ascending order, each once; write the table with npm run extract.',
        ),
      );
    }
    return problems;
  });
}

function checkNames({ distros, issues }: Facts): Problem[] {
  return [
    ...distros.flatMap(({ value, file }) =>
      file.stem === value.id
        ? []
        : [
            file.problem(
              ['id'],
              `it is "${value.id}" in a file named ${file.stem}.yaml.`,
              `File name and id agree: ${value.id}.yaml, or id: ${file.stem}.`,
            ),
          ],
    ),
    ...issues.flatMap(({ value, file }) => {
      const { folder } = file;
      return folder === value.slug
        ? []
        : [
            file.problem(
              ['slug'],
              `it is "${value.slug}" in the folder ${folder}.`,
              `Folder and slug agree: content/issues/${value.slug}/, or slug: ${folder}.`,
            ),
          ];
    }),
  ];
}

function checkUnique({ images, distros, issues, evidence }: Facts): Problem[] {
  const twice = <T>(
    records: readonly Placed<T>[],
    field: string,
    namesOf: (value: T) => readonly string[],
    expected: string,
  ) => {
    const seen = new Map<string, string>();
    return records.flatMap(({ value, file, path }) =>
      namesOf(value).flatMap((name) => {
        const key = name.toLowerCase();
        const first = seen.get(key);
        if (first !== undefined) {
          return [file.problem([...path, field], `"${name}" stands in ${first} too.`, expected)];
        }
        seen.set(key, file.name);
        return [];
      }),
    );
  };
  return [
    ...twice(issues, 'slug', ({ slug }) => [slug], 'Every issue has a slug of its own.'),
    ...twice(distros, 'id', ({ id }) => [id], 'Every distro release has an id of its own.'),
    ...twice(
      distros,
      'aliases',
      ({ aliases }) => aliases ?? [],
      'An alias belongs to one distro release.',
    ),
    ...twice(evidence, 'id', ({ id }) => [id], 'Every piece of evidence has an id of its own.'),
    ...twice(images, 'image', ({ image }) => [image], 'Every image build is described once.'),
  ];
}

/** Every id that is named exists, and every piece of evidence is named by something. */
function checkEvidence(facts: Facts): Problem[] {
  const known = new Set(facts.evidence.map(({ value }) => value.id));
  const named = new Set<string>();
  const problems: Problem[] = [];
  for (const { value, file, path } of [...facts.images, ...facts.distros, ...facts.issues]) {
    walk(value, path, (item, at) => {
      const key = at.at(-1);
      if (typeof item !== 'string' || !(at.at(-2) === 'evidence' || key === 'source')) return;
      named.add(item);
      if (known.has(item)) return;
      problems.push(
        file.problem(
          at,
          `no evidence has the id "${item}".`,
          `Add it to a file in content/evidence/, or name one of its neighbours: ${nearest(item, known)}.`,
        ),
      );
    });
  }
  for (const { value, file, path } of facts.evidence) {
    if (named.has(value.id) || facts.citedInArticles?.has(value.id)) continue;
    problems.push(
      file.problem(
        [...path, 'id'],
        `nothing names "${value.id}".`,
        'Cite it where it is needed, or remove it.',
      ),
    );
  }
  return problems;
}

/** Releases and image facts name the same images of the components that issues are about. */
function checkImages({ releases, images, issues }: Facts): Problem[] {
  const described = new Set(images.map(({ value }) => value.image));
  const shipped = new Set(
    releases.value.releases.flatMap((release) => Object.values(release.images)),
  );
  const needed = new Set(issues.map(({ value }) => value.component));
  return [
    ...images.flatMap(({ value, file, path }) =>
      shipped.has(value.image)
        ? []
        : [
            file.problem(
              [...path, 'image'],
              `no release ships "${value.image}".`,
              `Write it as a release does, such as ${nearest(value.image, shipped)}.`,
            ),
          ],
    ),
    ...releases.value.releases.flatMap((release, i) =>
      [...needed].flatMap((component) => {
        const reference = release.images[component];
        return reference === undefined || described.has(reference)
          ? []
          : [
              releases.file.problem(
                ['releases', i, 'images', component],
                `"${reference}" has no facts.`,
                `Describe it in content/k0s/images.yaml, with not-known for what nobody has checked.`,
              ),
            ];
      }),
    ),
  ];
}

/** Values that predicates may ask for, by fact. */
const VALUES: Readonly<Record<string, readonly string[] | null>> = {
  'host.backend': BACKENDS,
  'host.legacyModules': LEGACY_MODULES,
  'host.legacyInPod': LEGACY_IN_POD,
  wrapper: WRAPPERS,
  runs: IMAGE_BACKENDS,
  holds: IMAGE_BINARIES,
};

function checkPredicates({ issues }: Facts): Problem[] {
  return issues.flatMap(({ value, file }) => {
    const problems: Problem[] = [];
    const check = (predicate: Predicate, path: Path, scope: 'host' | 'image') => {
      walk(predicate, path, (item, at) => {
        if (at.at(-1) !== 'fact' || typeof item !== 'string') return;
        const name = item.startsWith('host.') ? item : (item.split('.').at(-1) ?? '');
        const allowed = item.startsWith(`${scope}.`) ? VALUES[name] : undefined;
        if (!allowed) {
          problems.push(
            file.problem(
              at,
              `"${item}" is no fact that can be asked for here.`,
              `Ask for one of ${Object.keys(VALUES)
                .filter((key) => key.startsWith('host.') === (scope === 'host'))
                .map((key) => (scope === 'host' ? key : `image.<component>.${key}`))
                .join(', ')}.`,
            ),
          );
          return;
        }
        const wanted = valueAt(value, [...at.slice(0, -1), 'in']) as string[];
        for (const [i, one] of wanted.entries()) {
          if (allowed.includes(one)) continue;
          problems.push(
            file.problem(
              [...at.slice(0, -1), 'in', i],
              `"${one}" is no value of ${item}.`,
              `It can be ${allowed.join(', ')}.`,
            ),
          );
        }
      });
    };
    check(value.carriedBy.release, ['carriedBy', 'release'], 'image');
    check(value.condition.host, ['condition', 'host'], 'host');
    for (const [i, face] of value.faces.entries()) check(face.when, ['faces', i, 'when'], 'host');
    for (const [i, remedy] of value.remedies.entries()) {
      if (remedy.for.release) check(remedy.for.release, ['remedies', i, 'for', 'release'], 'image');
    }
    return problems;
  });
}

/** Placeholders exist, and both languages of a text have the same ones. */
function checkTexts({ issues }: Facts): Problem[] {
  return issues.flatMap(({ value, file }) => {
    const problems: Problem[] = [];
    walk(value, [], (item, at) => {
      if (typeof item === 'string') {
        try {
          parseTemplate(item);
        } catch (error) {
          problems.push(
            file.problem(
              at,
              `${quote(item)} holds an unknown placeholder.`,
              (error as Error).message,
            ),
          );
        }
        return;
      }
      if (!isLocalised(item)) return;
      const [first, ...rest] = LANGUAGES.map((language) => placeholders(item[language] ?? ''));
      if (rest.some((other) => other !== first)) {
        problems.push(
          file.problem(
            at,
            `the languages name different values: ${[first, ...rest].map((names) => names || 'none').join(' and ')}.`,
            'Every language says the same values, in any order.',
          ),
        );
      }
    });
    return problems;
  });
}

function checkRemedies({ issues }: Facts): Problem[] {
  return issues.flatMap(({ value, file }) => {
    const faces = [...value.faces.map(({ id }) => id), 'not-known'];
    const ids = value.remedies.map(({ id }) => id);
    return value.remedies.flatMap((remedy, i) => {
      const problems = (remedy.for.faces ?? []).flatMap((face, f) =>
        faces.includes(face)
          ? []
          : [
              file.problem(
                ['remedies', i, 'for', 'faces', f],
                `"${face}" is no face of this issue.`,
                `Faces are ${faces.join(', ')}.`,
              ),
            ],
      );
      if (ids.indexOf(remedy.id) !== i) {
        problems.push(
          file.problem(
            ['remedies', i, 'id'],
            `"${remedy.id}" stands twice.`,
            'Every remedy of an issue has an id of its own.',
          ),
        );
      }
      for (const [s, step] of remedy.steps.entries()) {
        if (step.code && !step.lang) {
          problems.push(
            file.problem(
              ['remedies', i, 'steps', s],
              'code has no language.',
              'Add lang: sh, yaml or text.',
            ),
          );
        }
      }
      return problems;
    });
  });
}

/** Some release carries the issue, and the better targets exist and do not carry it. */
function checkFixes({ issues, releases, images }: Facts): Problem[] {
  const byReference = new Map(images.map(({ value }) => [value.image, value]));
  const carries = (issue: KnownIssue, version: string) => {
    const release = releases.value.releases.find((one) => one.version === version);
    return release && evaluate(issue.carriedBy.release, releaseFacts(release, byReference)).truth;
  };
  return issues.flatMap(({ value, file }) => {
    const problems = value.fix.better.flatMap(({ line, from }, i) => {
      const path = ['fix', 'better', i, 'from'];
      const state = carries(value, from);
      if (state === undefined) {
        return [
          file.problem(
            path,
            `${from} is not in the release table.`,
            'Name a release of content/k0s/releases.json.',
          ),
        ];
      }
      if (lineOf(mustParse(from)) !== line) {
        return [
          file.problem(path, `${from} is not of the line ${line}.`, `Name a release of ${line}.`),
        ];
      }
      return state === false
        ? []
        : [
            file.problem(
              path,
              `${from} carries the issue itself, or it is not known whether it does.`,
              'Name a release that is known not to carry it.',
            ),
          ];
    });
    if (!releases.value.releases.some(({ version }) => carries(value, version) === true)) {
      problems.push(
        file.problem(
          ['carriedBy', 'release'],
          'no release carries this issue.',
          'The predicate must hold for the image of at least one release.',
        ),
      );
    }
    return problems;
  });
}

/** Evidence that points to a page of this site points to a place that is there. */
function checkOwnPages({ evidence, reproduction }: Facts): Problem[] {
  const sections = reproduction.value.sections.map(({ id }) => `/about/reproduction/#${id}`);
  return evidence.flatMap(({ value, file, path }) =>
    !value.url.startsWith('/') || sections.includes(value.url)
      ? []
      : [
          file.problem(
            [...path, 'url'],
            `this site has no ${value.url}.`,
            `Name one of ${sections.join(', ')}.`,
          ),
        ],
  );
}

function walk(value: unknown, path: Path, visit: (item: unknown, path: Path) => void): void {
  visit(value, path);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, [...path, i], visit);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
}

function isLocalised(item: unknown): item is Record<string, string> {
  return typeof item === 'object' && item !== null && 'en' in item && 'zh-cn' in item;
}

function placeholders(text: string): string {
  try {
    const names = parseTemplate(text).flatMap((part) => ('value' in part ? [part.value] : []));
    return [...new Set(names)].sort().join(', ');
  } catch {
    // Reported where the text itself is checked.
    return '';
  }
}

function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}

/** The known name that is most like a wrong one, by the number of pairs of letters they share. */
export function nearest(name: string, known: Iterable<string>): string {
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const mine = pairs(name);
  const score = (other: string) => {
    const theirs = pairs(other);
    return (
      [...theirs].filter((pair) => mine.has(pair)).length / Math.max(1, mine.size + theirs.size)
    );
  };
  return [...known].sort((a, b) => score(b) - score(a))[0] ?? 'none';
}
