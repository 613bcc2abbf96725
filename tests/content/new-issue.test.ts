/** The checklist of CONTRIBUTING.md, followed to the letter for a made-up issue in a copy of the project. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SLUG = 'made-up-by-the-checklist';
let copy: string;

const run = (command: string) => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  return { status, output: stdout + stderr };
};

/** The commands of the checklist, in its order, for this slug. */
const commands = () => {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const section = text.split('## A new known issue')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sh\n\s*(.*)\n\s*```/g)].map(([, command = '']) =>
    command.replace('<slug>', SLUG),
  );
};

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'remedy-checklist-'));
  const names = [
    'content',
    'src',
    'public',
    'scripts',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
  ];
  for (const name of names) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  cpSync(join(ROOT, 'tests/content'), join(copy, 'tests/content'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** Every file of the issue. */
const files = () =>
  [
    ...readdirSync(join(copy, 'content/issues', SLUG), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(yaml|mdx)$/.test(file))
      .map((file) => join('content/issues', SLUG, file)),
    `content/evidence/${SLUG}.yaml`,
  ].map((file) => join(copy, file));

test('the checklist leads to a published issue', () => {
  const [layOut = '', check = '', translated = '', record = '', ...more] = commands();
  expect(more).toEqual([]);

  expect(run(layOut)).toMatchObject({ status: 0 });
  expect(run(layOut).output).toContain('nothing was written');

  const before = run(check);
  expect(before.status).not.toBe(0);
  expect(before.output).toMatch(
    new RegExp(`content/issues/${SLUG}/issue.yaml:\\d+: the text: it is still to be written`),
  );
  expect(before.output).toContain('right: Write one line that names the symptom, in zh-cn.');

  // The author writes: comments go, and every marked text is replaced by one.
  for (const file of files()) {
    const text = readFileSync(file, 'utf8');
    const written = text
      .replace(/^\s*# TODO.*\n/gm, '')
      .replace(/TODO ([^"<\n]*)/g, (_, what: string) => `Written: ${what}`);
    writeFileSync(file, written);
  }
  const left = run(check);
  expect(left.output).toContain(`npm run translated -- ${SLUG}`);
  expect(left.output).not.toContain('still to be written');

  expect(run(translated)).toMatchObject({ status: 0 });
  expect(run(check).output).toContain('no problem');
  expect(run(record)).toMatchObject({ status: 0 });
  const verdicts = readFileSync(join(copy, `tests/content/verdicts/${SLUG}.txt`), 'utf8');
  expect(verdicts).toContain('affected by host (derived): v1.24.4+k0s.0');

  const build = run('npm run build');
  expect(build.status, build.output).toBe(0);
  for (const path of ['', 'zh-cn/']) {
    const page = readFileSync(join(copy, `dist/${path}issues/${SLUG}/index.html`), 'utf8');
    expect(page).toContain('Written: a title, in');
    expect(readFileSync(join(copy, `dist/${path}index.html`), 'utf8')).toContain(SLUG);
  }
}, 180_000);

test('a slug that is no slug is refused, and nothing is written', () => {
  const { status, output } = run('npm run new:issue -- Not_A_Slug');
  expect(status).not.toBe(0);
  expect(output).toContain('"Not_A_Slug" must be lower case words joined by hyphens');
});
