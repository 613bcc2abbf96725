/** Runs commands of the content where they can do no harm, to see what a shell makes of them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shells that are on this machine, each as a program and its first arguments. `sh` and bash always are. */
export const SHELLS = [['sh'], ['bash', '--posix'], ['busybox', 'sh']].filter(
  ([program = '', ...args]) => spawnSync(program, [...args, '-c', ':']).status === 0,
);

/**
 * The calls that a command makes of k0s and kubectl, each with its arguments, after the shell has dealt with quotes.
 *
 * The only programs that the shell finds are two that write their arguments down; what else the command calls is not
 * found, and that is left unsaid. A shell that can restrict itself (bash) also writes no files, leaves no folder and
 * starts no program by its path.
 */
export function recordCalls(code: string, shell: readonly string[] = ['bash', '--posix']) {
  return withFolder((folder) => {
    const record = join(folder, 'calls');
    writeFileSync(record, '');
    for (const name of ['k0s', 'kubectl']) {
      // The number of arguments, then the arguments, each ended by a NUL: arguments can hold anything else.
      writeProgram(join(folder, name), `printf '%s\\0' "$#" "$@" >> '${record}'`);
    }
    const [program = '', ...args] = shell;
    const prepared = 'readonly PATH="$1"; if (set -r) 2> /dev/null; then set -r; fi; eval "$2"';
    const { error } = spawnSync(program, [...args, '-c', prepared, 'shell', folder, code], {
      cwd: folder,
      stdio: 'ignore',
    });
    if (error) throw error;
    return splitCalls(readWords(record));
  });
}

function splitCalls(words: readonly string[]): string[][] {
  const calls: string[][] = [];
  for (let at = 0; at < words.length;) {
    const length = Number(words[at]);
    calls.push(words.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return calls;
}

/** The words of a file in which each is ended by a NUL. */
export function readWords(file: string): string[] {
  return readFileSync(file, 'utf8').split('\0').slice(0, -1);
}

/** Writes a shell script that can be run as a program. */
export function writeProgram(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Hands over a folder of its own, by its real path, that is gone afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'remedy-shell-')));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
