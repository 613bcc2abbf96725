/** Agreement between files. Each check is one function and returns every problem it finds. */
import {
  compareTags,
  evaluate,
  judge,
  lineOf,
  mustParse,
  parseTemplate,
  releaseFacts,
  TABLE_EVIDENCE,
  whyKey,
} from '../engine/index.ts';
import {
  BACKENDS,
  BINARIES,
  CGROUPS,
  COMPONENTS,
  IMAGE_BACKENDS,
  IMAGE_BINARIES,
  LANGUAGES,
  LEGACY_IN_POD,
  LEGACY_MODULES,
  NETFILTER_MODULES,
  SELINUX_MODES,
  WRAPPERS,
  YES_NO,
  type Component,
  type KnownIssue,
  type Predicate,
  type Shipped,
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
    checkHistory,
    checkPredicates,
    checkTexts,
    checkRemedies,
    checkFixes,
    checkWhys,
    checkOwnPages,
  ].flatMap((check) => check(facts));
}

/** What the engine judges releases by: images by reference, changes by id with the releases that hold them. */
export function shippedOf({ images, changes, history }: Facts): Shipped {
  const releases = new Map(history.value.changes.map((one) => [one.id, new Set(one.releases)]));
  return {
    images: new Map(images.map(({ value }) => [value.image, value])),
    changes: new Map(
      changes.map(({ value }) => [
        value.id,
        { ...value, releases: releases.get(value.id) ?? new Set<string>() },
      ]),
    ),
  };
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

function checkUnique({ images, changes, distros, issues, evidence }: Facts): Problem[] {
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
    ...twice(changes, 'id', ({ id }) => [id], 'Every change has an id of its own.'),
    ...twice(images, 'image', ({ image }) => [image], 'Every image build is described once.'),
  ];
}

/** Every id that is named exists, and every piece of evidence is named by something. */
function checkEvidence(facts: Facts): Problem[] {
  const known = new Set(facts.evidence.map(({ value }) => value.id));
  const named = new Set<string>([TABLE_EVIDENCE]);
  const problems: Problem[] = [];
  for (const { value, file, path } of [
    ...facts.images,
    ...facts.changes,
    ...facts.distros,
    ...facts.issues,
  ]) {
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

/** Images that are described are shipped, and those whose facts an issue asks for are described. */
function checkImages({ releases, images, issues }: Facts): Problem[] {
  const described = new Set(images.map(({ value }) => value.image));
  const shipped = new Set(
    releases.value.releases.flatMap((release) => Object.values(release.images)),
  );
  const needed = new Set<Component>();
  for (const { value } of issues) {
    walk(value, [], (item, at) => {
      const [, component, fact] = /^image\.([a-z-]+)\.(\w+)$/.exec(String(item)) ?? [];
      const known = COMPONENTS.find((one) => one === component);
      if (at.at(-1) === 'fact' && known && fact !== 'tag') needed.add(known);
    });
  }
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

/** The history was extracted for the changes as they stand now. */
function checkHistory({ changes, history, releases }: Facts): Problem[] {
  const extracted = new Map(history.value.changes.map((one) => [one.id, one.commits.join()]));
  const tags = new Set(releases.value.releases.map(({ version }) => version));
  const again = 'Write it anew: npm run extract -- <a clone of k0s>.';
  return [
    ...changes.flatMap(({ value, file, path }) =>
      extracted.get(value.id) === value.commits.join()
        ? []
        : [
            file.problem(
              [...path, 'commits'],
              `content/k0s/history.json does not know "${value.id}" with these commits.`,
              again,
            ),
          ],
    ),
    ...history.value.changes.flatMap((one, i) => [
      ...(changes.some(({ value }) => value.id === one.id)
        ? []
        : [history.file.problem(['changes', i, 'id'], `"${one.id}" is no change.`, again)]),
      ...one.releases.flatMap((release, r) =>
        tags.has(release)
          ? []
          : [
              history.file.problem(
                ['changes', i, 'releases', r],
                `${release} is not in the release table.`,
                again,
              ),
            ],
      ),
    ]),
  ];
}

/** Values that predicates may ask for, by fact. `null`: a version or another free text. */
const VALUES: Readonly<Record<string, readonly string[] | null>> = {
  'host.backend': BACKENDS,
  'host.legacyModules': LEGACY_MODULES,
  'host.legacyInPod': LEGACY_IN_POD,
  'host.cgroup': CGROUPS,
  'host.selinux': SELINUX_MODES,
  'host.networkd': YES_NO,
  'host.netfilterModules': NETFILTER_MODULES,
  'host.kernel': null,
  'host.iptables': null,
  'host.nft': null,
  'host.firewall': null,
  'image.wrapper': WRAPPERS,
  'image.runs': IMAGE_BACKENDS,
  'image.holds': IMAGE_BINARIES,
  'image.tag': null,
  ...Object.fromEntries(BINARIES.map((binary) => [`bundled.${binary}`, null])),
};

function checkPredicates({ issues, changes }: Facts): Problem[] {
  const ids = changes.map(({ value }) => value.id);
  const values = new Map([
    ...Object.entries(VALUES),
    ...ids.map((id) => [`source.${id}`, ['present', 'absent']] as const),
  ]);
  return issues.flatMap(({ value, file }) => {
    const problems: Problem[] = [];
    const check = (predicate: Predicate, path: Path, scope: 'host' | 'release') => {
      walk(predicate, path, (item, at) => {
        if (at.at(-1) !== 'fact' || typeof item !== 'string') return;
        // `image.kube-router.wrapper` is asked for as `image.wrapper` of a component.
        const name = item.replace(/^image\.[a-z-]+\./, 'image.');
        const allowed = values.get(name);
        if (allowed === undefined || name.startsWith('host.') !== (scope === 'host')) {
          const possible = [...values.keys()].filter(
            (key) => key.startsWith('host.') === (scope === 'host'),
          );
          problems.push(
            file.problem(
              at,
              `"${item}" is no fact that can be asked for here.`,
              `Ask for one of ${possible.join(', ').replaceAll('image.', 'image.<component>.')}.`,
            ),
          );
          return;
        }
        const wanted = valueAt(value, [...at.slice(0, -1), 'in']) as string[] | undefined;
        if (wanted === undefined) {
          if (allowed !== null) {
            problems.push(
              file.problem(
                at,
                `"${item}" is no version: it cannot be compared.`,
                `Write in: with some of ${allowed.join(', ')}.`,
              ),
            );
          }
          return;
        }
        for (const [i, one] of wanted.entries()) {
          if (allowed === null || allowed.includes(one)) continue;
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
    check(value.carriedBy.release, ['carriedBy', 'release'], 'release');
    check(value.condition.host, ['condition', 'host'], 'host');
    for (const [i, face] of value.faces.entries()) check(face.when, ['faces', i, 'when'], 'host');
    for (const [i, remedy] of value.remedies.entries()) {
      if (remedy.for.release)
        check(remedy.for.release, ['remedies', i, 'for', 'release'], 'release');
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
function checkFixes(facts: Facts): Problem[] {
  const { issues, releases } = facts;
  const shipped = shippedOf(facts);
  const carries = (issue: KnownIssue, version: string) => {
    const release = releases.value.releases.find((one) => one.version === version);
    return release && evaluate(issue.carriedBy.release, releaseFacts(release, shipped)).truth;
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

/** Every verdict that occurs has its reason in words. */
function checkWhys(facts: Facts): Problem[] {
  const knowledge = { releases: facts.releases.value.releases, ...shippedOf(facts) };
  return facts.issues.flatMap(({ value, file }) => {
    const missing = new Map<string, string>();
    for (const release of knowledge.releases) {
      for (const { value: distro } of facts.distros) {
        const verdict = judge(value, release, distro, knowledge);
        const key = whyKey(verdict);
        if (key === null || value.why[key] || missing.has(key)) continue;
        missing.set(key, `${release.version} on ${distro.id}`);
      }
    }
    return [...missing].map(([key, where]) =>
      file.problem(
        ['why'],
        `it has no "${key}", which ${where} gets.`,
        `Add ${key}: { en: …, zh-cn: … }: one line that says why.`,
      ),
    );
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
