/**
 * Commands and configuration that readers copy are right as far as a machine can tell: shell parses and ShellCheck has
 * nothing to say, YAML parses, a ClusterConfig is one that the releases it is offered for accept.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ClusterConfigSchemas } from '../../src/schema/index.ts';
import { configJudge, configsIn, isObject, jsonSchema, schemaOf } from './cluster-config.ts';
import { recordCalls, withFolder } from './shell.ts';
import {
  articleSnippets,
  dataSnippets,
  knowledge,
  offeredValues,
  type Snippet,
} from './snippets.ts';

const fromArticles = articleSnippets();
const fromData = dataSnippets();
const snippets = [...fromArticles, ...fromData];
const of = (lang: string) => snippets.filter((snippet) => snippet.lang === lang);

describe('the code that is offered', () => {
  test('stands in articles and in the data of issues', () => {
    expect(fromArticles.length).toBeGreaterThan(0);
    expect(fromData.length).toBeGreaterThan(0);
    expect(of('sh').length).toBeGreaterThan(0);
    expect(of('yaml').length).toBeGreaterThan(0);
  });

  test('has a language', () => {
    expect(snippets.filter(({ lang }) => lang === '').map(({ where }) => where)).toEqual([]);
  });

  test('names only values that exist for every release it is offered for', () => {
    expect(
      snippets.flatMap(({ where, variants }) =>
        variants.flatMap(({ missing, releases }) =>
          missing.map((name) => `${where}: no {{${name}}} for ${releases.join(', ')}`),
        ),
      ),
    ).toEqual([]);
  });

  test('belongs to remedies that some release on some distro is offered', () => {
    const offered = fromData.map(({ where }) => where);
    expect(
      knowledge.issues.flatMap(({ slug, remedies }) =>
        remedies
          .filter(({ id }) => !offered.includes(`${slug}: ${id}, check before`))
          .map(({ id }) => `${slug}: nobody is offered ${id}`),
      ),
    ).toEqual([]);
  });
});

/**
 * ShellCheck's codes that do not hold for commands on a page. None so far.
 * To leave one out: its code, such as SC2016, and the reason why it is wrong for every command of the site.
 */
const NOT_FOR_PAGES: Readonly<Record<string, string>> = {};

describe('shell', () => {
  // Values are words that mean nothing to a shell (tested below), so a command is the same command with any of them.
  const commands = of('sh').map(({ where, variants }) => ({
    where,
    code: variants[0]?.code ?? '',
  }));

  test('every value is one plain word to a shell', () => {
    expect(offeredValues().filter(({ value }) => !/^[\w.:/@%+-]+$/.test(value))).toEqual([]);
  });

  test('every command is a command to bash', () => {
    expect(commands.flatMap(({ where, code }) => parseErrors(where, code))).toEqual([]);
  });

  test.each([
    ['a quote that is never closed', "echo 'k0s"],
    ['a placeholder in angle brackets', 'k0s kubectl drain <node>'],
    ['a loop without end', 'for n in a b; do k0s start'],
  ])('bash refuses %s', (_, code) => {
    expect(parseErrors('here', code)).not.toEqual([]);
  });

  test('no command begins with a prompt, which would be copied too', () => {
    expect(commands.filter(({ code }) => /^\s*[$>] /m.test(code))).toEqual([]);
  });

  test('ShellCheck has nothing to say about any command, read as POSIX shell', ({ skip }) => {
    if (!hasShellCheck() && !process.env['CI'])
      skip('ShellCheck is not installed; npm run setup -- --tests installs it.');
    expect(hasShellCheck(), 'ShellCheck must be installed in CI').toBe(true);
    expect(shellCheck(commands)).toEqual([]);
  });

  test('ShellCheck finds the unquoted variable of one command among many', ({ skip }) => {
    if (!hasShellCheck() && !process.env['CI']) skip('ShellCheck is not installed.');
    const many = Array.from({ length: 3 }, (_, i) => ({
      where: `command ${i}`,
      code: 'k0s stop\n',
    }));
    const found = shellCheck([
      ...many,
      { where: 'the bad one', code: 'read -r NODE\nssh $NODE reboot\n' },
    ]);
    expect(found).toEqual([expect.stringMatching(/^the bad one, line 2: SC2086/)]);
  });
});

/** What bash says about a command that it cannot parse. Nothing is run. */
function parseErrors(where: string, code: string): string[] {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  return status === 0 && stderr === '' ? [] : [`${where}: ${stderr.trim()}`];
}

function hasShellCheck(): boolean {
  return spawnSync('shellcheck', ['--version'], { stdio: 'ignore' }).status === 0;
}

interface Comment {
  readonly file: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

/** Every finding of ShellCheck, a line each. Each distinct code is checked once, all in one process. */
function shellCheck(commands: readonly { where: string; code: string }[]): string[] {
  return withFolder((folder) => {
    const places = new Map(commands.map(({ code, where }) => [code, where]));
    const whereOf = new Map(
      [...places].map(([code, where], i) => {
        const file = join(folder, `${i}.sh`);
        writeFileSync(file, code);
        return [file, where];
      }),
    );
    const { status, stdout, stderr, error } = spawnSync(
      'shellcheck',
      ['--norc', '--shell=sh', '--format=json1', ...whereOf.keys()],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    // 0: no findings; 1: findings; else it could not read its input.
    if (error ?? (status !== 0 && status !== 1)) throw new Error(error?.message ?? stderr);
    const { comments } = JSON.parse(stdout) as { comments: readonly Comment[] };
    return comments
      .filter(({ code }) => !(`SC${code}` in NOT_FOR_PAGES))
      .map(
        ({ file, line, code, message }) =>
          `${whereOf.get(file) ?? file}, line ${line}: SC${code} ${message}`,
      );
  });
}

describe('patches', () => {
  test('every patch that a command hands to kubectl is JSON or YAML of its kind', () => {
    const patches = of('sh').flatMap(({ where, variants }) => {
      const code = variants[0]?.code ?? '';
      if (!/\bkubectl\b[^]*?\bpatch\b[^]*?\s(?:-p|--patch)[\s=]/.test(code)) return [];
      const calls = recordCalls(code).filter((argv) => argv.includes('patch'));
      if (calls.length === 0) return [{ where, wrong: 'it never comes to the patch' }];
      return calls.map((argv) => ({ where, wrong: wrongOf(argv) }));
    });
    expect(patches.filter(({ wrong }) => wrong !== null)).toEqual([]);
    expect(patches.length).toBeGreaterThan(0);
  });

  test.each([
    ['a patch whose braces do not match', `k0s kubectl patch ds x -p '{"spec":{'`],
    ['a list of operations without --type=json', `k0s kubectl patch ds x -p '[]'`],
    ['an object with --type=json', `k0s kubectl patch ds x --type=json -p '{}'`],
    ['a patch that the shell splits', `k0s kubectl patch ds x -p {"spec": {}}`],
  ])('%s is noticed', (_, code) => {
    expect(recordCalls(code).map(wrongOf)).toEqual([expect.any(String)]);
  });
});

/** What is wrong with the patch among the arguments of a `kubectl patch`; nothing is `null`. */
function wrongOf(argv: readonly string[]): string | null {
  const valueOf = (...names: string[]) => {
    const at = argv.findIndex((arg) => names.includes(arg.split('=')[0] ?? ''));
    if (at < 0) return '';
    const [, joined] = /=([^]*)/.exec(argv[at] ?? '') ?? [];
    return joined ?? argv[at + 1] ?? '';
  };
  const patch = valueOf('-p', '--patch');
  const [document, ...others] = yamlOf(patch);
  if (others.length > 0 || !document || document.errors.length > 0)
    return `this is no patch: ${patch}`;
  const { value } = document;
  if (valueOf('--type') === 'json')
    return Array.isArray(value) ? null : 'it is no list of operations';
  return isObject(value) ? null : 'it is no object';
}

/** The documents of a YAML text with everything that the parser objects to. */
function yamlOf(text: string): { value: unknown; errors: readonly string[] }[] {
  return parseAllDocuments(text, { strict: true, uniqueKeys: true, stringKeys: true }).map(
    (document) => {
      const errors = [...document.errors, ...document.warnings].map(({ message }) => message);
      return { value: errors.length > 0 ? null : document.toJS(), errors };
    },
  );
}

describe('YAML', () => {
  test('every block parses, with each key once', () => {
    expect(
      of('yaml').flatMap(({ where, variants }) =>
        variants.flatMap(({ code }) => {
          const documents = yamlOf(code);
          if (documents.length === 0) return [`${where}: it is empty`];
          return documents.flatMap(({ errors }) => errors.map((error) => `${where}: ${error}`));
        }),
      ),
    ).toEqual([]);
  });

  test.each([
    ['a key that stands twice', 'spec: 1\nspec: 2\n'],
    ['a tab as indentation', 'spec:\n\tapi: 1\n'],
    ['a text with a colon, unquoted', 'message: k0s: stopped\n'],
  ])('%s is noticed', (_, code) => {
    expect(yamlOf(code).flatMap(({ errors }) => errors)).not.toEqual([]);
  });
});

const schemas = ClusterConfigSchemas.parse(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../content/k0s/cluster-config.json'), 'utf8'),
  ),
);

describe('ClusterConfig', () => {
  const judges = new Map(
    schemas.schemas.map(({ from, schema }) => [from, configJudge(schema, schemas.apiVersion)]),
  );
  /** What the schema of a release says about a config; a release without schema accepts nothing. */
  const judge = (release: string, config: unknown): readonly string[] => {
    const from = schemaOf(release, schemas)?.from ?? '';
    return judges.get(from)?.(config) ?? [`${release} has no schema of ClusterConfig`];
  };

  test('every one that is offered is valid for every release that it is offered for', () => {
    const wrong: string[] = [];
    let judged = 0;
    for (const { where, variants, file } of of('yaml')) {
      for (const { code, releases } of variants) {
        const configs = yamlOf(code).flatMap(({ value }) => clusterConfigs(value, file));
        const offered = releases.filter((release) => schemaOf(release, schemas) !== null);
        for (const config of configs) {
          judged += 1;
          if (offered.length === 0) wrong.push(`${where}: no release with a schema is offered it`);
          // Releases that share a schema share the answer.
          const first = new Map(offered.map((one) => [schemaOf(one, schemas)?.from, one] as const));
          for (const release of first.values())
            wrong.push(...judge(release, config).map((error) => `${where}, ${release}: ${error}`));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(judged).toBeGreaterThan(0);
  });

  const pinned = (cni: object, rest: object = {}) => ({
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    metadata: { name: 'k0s' },
    spec: { images: { kuberouter: { cni } }, ...rest },
  });
  const pin = { image: 'quay.io/k0sproject/kube-router', version: 'v2.2.1-iptables1.8.9-1' };

  test.each([
    [
      'a misspelt field',
      pinned({ ...pin, verson: 'x' }),
      '/spec/images/kuberouter/cni has no field "verson"',
    ],
    ['a field in the wrong place', { ...pinned(pin), images: {} }, '/ has no field "images"'],
    [
      'a number for a text',
      pinned({ ...pin, version: 2 }),
      '/spec/images/kuberouter/cni/version must be string',
    ],
    [
      'half a pin',
      pinned({ image: pin.image }),
      "/spec/images/kuberouter/cni must have required property 'version'",
    ],
    ['a tag with a space', pinned({ ...pin, version: 'v2 1' }), /version must match pattern/],
    [
      'an unknown network',
      pinned(pin, { network: { provider: 'kubenet' } }),
      /provider must be equal to one of/,
    ],
    [
      'a port that is none',
      pinned(pin, { api: { port: 65536 } }),
      '/spec/api/port must be <= 65535',
    ],
    [
      'another version of the API',
      { ...pinned(pin), apiVersion: 'k0s.k0sproject.io/v1' },
      '/apiVersion must be equal to constant',
    ],
    [
      'a misspelt label of metadata',
      { ...pinned(pin), metadata: { nam: 'k0s' } },
      '/metadata has no field "nam"',
    ],
    [
      'one profile twice',
      pinned(pin, { workerProfiles: [{ name: 'a' }, { name: 'a' }] }),
      /workerProfiles must pass/,
    ],
  ] as const)('%s is refused', (_, config, error) => {
    const expected: unknown = typeof error === 'string' ? error : expect.stringMatching(error);
    expect(judge('v1.31.2+k0s.0', config)).toEqual([expected]);
  });

  test('what k0s leaves open stays open, and what it fills in need not be written', () => {
    const config = pinned(pin, {
      workerProfiles: [{ name: 'big', values: { maxPods: 300 } }],
      api: { extraArgs: { 'anonymous-auth': 'false' } },
      network: { provider: 'calico' },
    });
    expect(judge('v1.31.2+k0s.0', config)).toEqual([]);
  });

  test('a field is refused by the releases before it and taken by those after', () => {
    const config = pinned(pin, {
      network: { controlPlaneLoadBalancing: { enabled: true, type: 'Keepalived' } },
    });
    const refused = ['/spec/network has no field "controlPlaneLoadBalancing"'];
    expect(judge('v1.29.14+k0s.0', config)).toEqual(refused);
    expect(judge('v1.31.2+k0s.0', config)).toEqual([]);
  });

  test('one that stands inside another file, or is only a part of k0s.yaml, is found', () => {
    const config = pinned(pin);
    expect(clusterConfigs({ spec: { k0s: { version: 'x', config } } }, 'k0sctl.yaml')).toEqual([
      config,
    ]);
    expect(clusterConfigs({ spec: config.spec }, '/etc/k0s/k0s.yaml')).toEqual([
      { apiVersion: config.apiVersion, kind: config.kind, spec: config.spec },
    ]);
    expect(clusterConfigs({ spec: { k0s: { version: 'x' } } }, 'k0sctl.yaml')).toEqual([]);
  });

  test('a keyword or pattern of a schema that is not understood stops the test', () => {
    expect(() => jsonSchema({ type: 'object', 'x-kubernetes-validations': [] })).toThrow(
      /not understood/,
    );
    expect(() => jsonSchema({ type: 'string', pattern: '[[:alpha:]]' })).toThrow(/not understood/);
  });

  test('every schema stands at the release that brought it', () => {
    const tags = knowledge.releases.map(({ version }) => version);
    const starts = schemas.schemas.map(({ from }) => tags.indexOf(from));
    expect(starts).not.toContain(-1);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(schemaOf('v1.20.6+k0s.0', schemas)).toBeNull();
  });
});

/** The ClusterConfigs of a document. A part of k0s's own file is one without its first lines. */
function clusterConfigs(document: unknown, file: Snippet['file']): readonly unknown[] {
  const found = configsIn(document);
  if (found.length > 0 || basename(file ?? '') !== 'k0s.yaml') return found;
  return [{ apiVersion: schemas.apiVersion, kind: 'ClusterConfig', ...(document as object) }];
}
