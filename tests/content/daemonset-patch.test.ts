/**
 * The emergency patch of kube-router's DaemonSet does what its remedy says: taken from the page through a shell, applied
 * to a manifest of the shape that k0s renders, and run with the shells at hand.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mergeStrategically, removePaths, type Operation } from './manifest-patch.ts';
import { readWords, recordCalls, SHELLS, withFolder, writeProgram } from './shell.ts';
import { articleSnippets, dataSnippets, knowledge } from './snippets.ts';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
}
interface DaemonSet {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
  };
  readonly [field: string]: unknown;
}

const SLUG = 'kube-router-legacy-iptables';
const manifest = parse(
  readFileSync(join(import.meta.dirname, '../fixtures/kube-router-daemonset.yaml'), 'utf8'),
) as DaemonSet;
const command = codeOf('patch-daemonset, step 1');
const patched = apply(command);

function codeOf(place: string): string {
  const found = dataSnippets().find(({ where }) => where === `${SLUG}: ${place}`);
  const [variant, ...others] = found?.variants ?? [];
  if (!variant || others.length > 0) throw new Error(`${SLUG} has not one code at ${place}`);
  return variant.code;
}

/** The arguments of the one call that a command makes, by the names of its options. */
function callOf(code: string, shell?: readonly string[]) {
  const [argv = [], ...others] = recordCalls(code, shell);
  if (others.length > 0) throw new Error(`more than one call: ${code}`);
  return { argv, patch: JSON.parse(argv[argv.indexOf('-p') + 1] ?? '') as unknown };
}

function apply(code: string, shell?: readonly string[]): DaemonSet {
  return mergeStrategically(
    manifest,
    callOf(code, shell).patch as object as DaemonSet,
  ) as DaemonSet;
}

function containerOf({ spec }: DaemonSet): Container {
  const found = spec.template.spec.containers.find(({ name }) => name === 'kube-router');
  if (!found) throw new Error('the manifest has lost its container kube-router');
  return found;
}

interface Outcome {
  readonly status: number | null;
  /** What was started, in order: each program with the folder in which it ran. */
  readonly started: readonly string[];
  /** The arguments that kube-router was given; `null` where it was not started. */
  readonly args: readonly string[] | null;
  /** Whether kube-router ran as the process that the shell was. */
  readonly replaced: boolean;
  readonly stdout: string;
}

interface Run {
  readonly shell?: readonly string[];
  /** What the installer does; `null`: there is none. */
  readonly installer?: string | null;
  /** Run by the shell before the script of the container. */
  readonly before?: string;
}

/** Runs a container's command and arguments in a folder that stands for the root of its image. */
function start(
  { command: words = [], args }: Pick<Container, 'command' | 'args'>,
  { shell = ['sh'], installer = ':', before = '' }: Run = {},
): Outcome {
  const [program, option, script = '', ...rest] = words;
  if (program !== '/bin/sh' || option !== '-c') throw new Error(`not a script: ${words.join(' ')}`);
  // kubelet replaces $(NAME) in commands, and $$ by $: a script must hold neither, or another script would run.
  if (/\$[($]/.test(script)) throw new Error(`kubelet would change it: ${script}`);
  return withFolder((root) => {
    const record = join(root, 'record');
    writeFileSync(record, '');
    mkdirSync(join(root, 'root'));
    mkdirSync(join(root, 'usr/local/bin'), { recursive: true });
    if (installer !== null) {
      writeProgram(
        join(root, 'iptables-wrapper-installer.sh'),
        `printf '%s\\0' installer "$PWD" >> '${record}'; ${installer}`,
      );
    }
    writeProgram(
      join(root, 'usr/local/bin/kube-router'),
      `printf '%s\\0' kube-router "$PWD" "$$" "$@" >> '${record}'`,
    );
    const [binary = '', ...options] = shell;
    const { status, stdout, pid, error } = spawnSync(
      binary,
      [...options, '-c', before + insideOf(root, script), ...rest, ...args],
      { cwd: root, encoding: 'utf8' },
    );
    if (error) throw error;
    const words = readWords(record).map((word) => word.replace(root, '') || '/');
    const at = words.indexOf('kube-router');
    return {
      status,
      stdout,
      started: at < 0 ? words : words.slice(0, at + 2),
      args: at < 0 ? null : readWords(record).slice(at + 3),
      replaced: words[at + 2] === String(pid),
    };
  });
}

/** A script whose absolute paths lead into a folder: the first slash of each word gets the folder before it. */
function insideOf(root: string, script: string): string {
  return script.replace(/(?<![^\s;&|("'])\//g, `${root}/`);
}

const withArgs = (...args: string[]) => ({ ...containerOf(patched), args });

describe('the patch on the page', () => {
  test.each(SHELLS)(
    'reaches kubectl as one strategic patch of the DaemonSet, from %s',
    (...shell) => {
      const { argv } = callOf(command, shell);
      expect(argv.slice(0, -1)).toEqual([
        ...['kubectl', '-n', 'kube-system', 'patch', 'daemonset', 'kube-router'],
        ...['--type=strategic', '-p'],
      ]);
      expect(apply(command, shell)).toEqual(patched);
    },
  );

  test('changes the command of the container kube-router, and nothing else', () => {
    const { command: added, ...rest } = containerOf(patched);
    expect(added?.slice(0, 2)).toEqual(['/bin/sh', '-c']);
    expect(rest).toEqual(containerOf(manifest));
    expect(
      removePaths(patched, [{ op: 'remove', path: '/spec/template/spec/containers/0/command' }]),
    ).toEqual(manifest);
  });

  test('is undone by the command that the remedy gives', () => {
    const { argv, patch } = callOf(codeOf('patch-daemonset, undo'));
    expect(argv).toContain('--type=json');
    expect(removePaths(patched, patch as Operation[])).toEqual(manifest);
  });
});

describe.each(SHELLS)('the patched container, with %s', (...shell) => {
  test('runs the installer, then kube-router with all nine arguments in order', () => {
    const { args } = containerOf(manifest);
    expect(args).toHaveLength(9);
    expect(start(containerOf(patched), { shell })).toMatchObject({
      status: 0,
      started: ['installer', '/', 'kube-router', '/root'],
      args,
    });
  });

  test('hands on values with spaces, quotes, stars and nothing in them as they are', () => {
    const args = ['--peer-router-passwords=a b', '--x=*', `--y="'`, '', '--z=$HOME'];
    expect(start(withArgs(...args), { shell }).args).toEqual(args);
  });

  test('stops where the installer fails, with its status', () => {
    expect(start(containerOf(patched), { shell, installer: 'exit 3' })).toMatchObject({
      status: 3,
      started: ['installer', '/'],
      args: null,
    });
  });

  test('stops where there is no installer', () => {
    expect(start(containerOf(patched), { shell, installer: null })).toMatchObject({
      status: 127,
      started: [],
      args: null,
    });
  });

  test('leaves no shell behind: kube-router takes its place', () => {
    // Shells may replace themselves for a last command of their own accord, but not while they have a trap to run.
    const outcome = start(containerOf(patched), { shell, before: "trap 'echo a shell' EXIT; " });
    expect(outcome).toMatchObject({ status: 0, replaced: true, stdout: '' });
  });
});

describe.each(SHELLS)('the form that was published elsewhere, with %s', (...shell) => {
  const { code } = refused('unquoted-arguments');
  const published = { ...containerOf(manifest), ...(parse(code) as { command: string[] }) };

  test('loses the first argument', () => {
    const { args } = containerOf(manifest);
    expect(start(published, { shell }).args).toEqual(args.slice(1));
  });

  test('splits a value at its space', () => {
    const args = ['--first', '--peer-router-passwords=a b'];
    expect(start({ ...published, args }, { shell }).args).toEqual([
      '--peer-router-passwords=a',
      'b',
    ]);
  });

  test('starts kube-router after a failed installer, as if nothing had happened', () => {
    expect(start(published, { shell, installer: 'exit 3' })).toMatchObject({
      status: 0,
      started: ['installer', '/', 'kube-router', '/root'],
    });
  });

  test('leaves the shell in front of kube-router', () => {
    const outcome = start(published, { shell, before: "trap 'echo a shell' EXIT; " });
    expect(outcome).toMatchObject({ replaced: false, stdout: 'a shell\n' });
  });
});

function refused(id: string): { code: string } {
  const issue = knowledge.issues.find(({ slug }) => slug === SLUG);
  const code = issue?.refused.find((one) => one.id === id)?.code;
  if (code === undefined) throw new Error(`${SLUG} has no refused advice ${id} with code`);
  return { code };
}

describe('the demonstrations of the articles', () => {
  const all = articleSnippets();
  const demonstrations = all.flatMap((snippet, i) => {
    const code = snippet.variants[0]?.code ?? '';
    if (!code.startsWith(`sh -c 'printf `)) return [];
    return [{ where: snippet.where, code, output: all[i + 1]?.variants[0]?.code }];
  });

  test('stand in each language', () => {
    expect(demonstrations.length).toBeGreaterThan(0);
    expect(new Set(demonstrations.map(({ where }) => where.split('/')[3]))).toEqual(
      new Set(['en', 'zh-cn']),
    );
  });

  test.each(demonstrations)('$where prints what stands below it', ({ code, output }) => {
    const { stdout } = spawnSync('sh', ['-c', code], { encoding: 'utf8' });
    expect(stdout).toBe(`${output ?? ''}\n`);
  });
});
