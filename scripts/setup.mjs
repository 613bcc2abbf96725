// Installs what is missing, and nothing else. Runs on the machine's own Node (20 or newer) before any package is there,
// so it is plain JavaScript and imports nothing but Node.
//
//   node scripts/setup.mjs           the packages
//   node scripts/setup.mjs --tests   also a browser and ShellCheck, which the tests use

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.installed');

/** Runs a command with its output shown. Returns whether it succeeded. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status === 0;
}

/** Runs a step and ends the process, naming it, where it fails. */
export function step(name, command, args, env) {
  console.log(`\n== ${name}`);
  if (run(command, args, env)) return;
  console.error(`\n${name} failed: ${command} ${args.join(' ')}`);
  process.exit(1);
}

function has(command) {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, [command], { stdio: 'ignore' }).status === 0;
}

/** The packages of the lock file, installed once for each version of it. */
export function installPackages() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  step('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(STAMP, wanted);
}

/** Installs Debian packages, where this is a Debian machine and we may. Returns whether it was done. */
function installFromDebian(packages) {
  if (!has('apt-get')) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    return false;
  }
  const [command, ...before] = [...asRoot, 'apt-get'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run(command, [...before, 'update', '-qq'], env) &&
    run(command, [...before, 'install', '-y', '-qq', '--no-install-recommends', ...packages], env)
  );
}

/** A Chromium to test in, and ShellCheck. The browser: the system's, else Debian's, else Playwright's own download. */
export function installTestTools() {
  const missing = [];
  if (!has('chromium') && !process.env.CHROMIUM_PATH) missing.push('chromium');
  if (!has('shellcheck')) missing.push('shellcheck');
  if (missing.length > 0) {
    console.log(`\n== Installing ${missing.join(' and ')}`);
    installFromDebian(missing);
  }
  if (!has('chromium') && !process.env.CHROMIUM_PATH) {
    step('Installing a browser', 'npx', ['--no-install', 'playwright', 'install', 'chromium']);
  }
  if (!has('shellcheck')) {
    console.warn(
      'ShellCheck is not installed: the tests that need it are skipped (in CI they fail).',
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installPackages();
  if (process.argv.includes('--tests')) installTestTools();
}
