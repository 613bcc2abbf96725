/**
 * Broken content stops the build. Each mutant is the real content with one mistake in it, of the kind authors make; the
 * gate names its file, its line, the field, what is wrong, and what would be right.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentError, formatProblem, loadContent, type Problem } from '../../src/gate/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const ISSUE = 'issues/kube-router-legacy-iptables';
const FACTS = `${ISSUE}/issue.yaml`;
const ARTICLE = `${ISSUE}/en/fix.mdx`;
const ROCKY = 'distros/rocky-9.5.yaml';

let root: string;
let content: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'remedy-mutant-'));
  content = join(root, 'content');
  cpSync(join(ROOT, 'content'), content, { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Replaces a text that must be there. Returns the 1-based line on which the replaced text begins. */
function change(file: string, from: string, to: string): number {
  const path = join(content, file);
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`${file} no longer holds ${JSON.stringify(from)}`);
  writeFileSync(path, text.slice(0, at) + to + text.slice(at + from.length));
  return text.slice(0, at).split('\n').length;
}

function problems(): readonly Problem[] {
  try {
    loadContent(content);
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

interface Mutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Lines between the changed place and the reported one. */
  readonly below?: number;
  readonly field: string;
  readonly reason: RegExp;
  readonly right: RegExp;
}

const MUTANTS: Readonly<Record<string, Mutant>> = {
  'a file that is not YAML': {
    file: ROCKY,
    from: 'name: Rocky Linux 9.5',
    to: 'name: Rocky: Linux: 9.5',
    field: 'the file',
    reason: /not YAML/,
    right: /Quote texts that hold a colon/,
  },
  'a key that stands twice': {
    file: ROCKY,
    from: 'family: el',
    to: 'family: el\nfamily: fedora',
    below: 1,
    field: 'the file',
    reason: /not YAML.*unique/i,
    right: /Quote texts|indent/,
  },
  'a distro fact without evidence': {
    file: ROCKY,
    from: 'evidence: [kubespray-centos, rhel9-deprecated]',
    to: 'evidence: []',
    field: 'facts.backend.evidence',
    reason: /it is \[\]/,
    right: /at least one evidence id; without evidence write not-known/,
  },
  'a distro fact whose evidence is left out': {
    file: ROCKY,
    from: '    value: "nft"\n    confidence: documented\n    evidence: [kubespray-centos, rhel9-deprecated]\n',
    to: '    value: "nft"\n    confidence: documented\n',
    below: -1,
    field: 'facts.backend.evidence',
    reason: /it is missing/,
    right: /./,
  },
  'evidence that does not exist': {
    file: ROCKY,
    from: 'evidence: [cs9-iptables-rebase]',
    to: 'evidence: [cs9-iptables-rebased]',
    field: 'facts.iptables.evidence[0]',
    reason: /no evidence has the id "cs9-iptables-rebased"/,
    right: /cs9-iptables-rebase/,
  },
  'a value that the schema does not know': {
    file: ROCKY,
    from: 'value: "nft"',
    to: 'value: "nftables"',
    field: 'facts.backend.value',
    reason: /it is "nftables"/,
    right: /backend must be one of nft, legacy, none-installed/,
  },
  'a guess in place of a confidence': {
    file: ROCKY,
    from: 'confidence: derived',
    to: 'confidence: hint_unverified',
    field: 'facts.iptables.confidence',
    reason: /it is "hint_unverified"/,
    right: /documented or derived; if there is no evidence, write the whole fact as not-known/,
  },
  'a date that is no day of the calendar': {
    file: ROCKY,
    from: 'value: "2032-05-31"',
    to: 'value: "2032-02-31"',
    field: 'facts.eol.value',
    reason: /it is "2032-02-31"/,
    right: /a quoted day such as/,
  },
  'a misspelt field': {
    file: ROCKY,
    from: '  kernel:',
    to: '  kernal:',
    field: 'facts.kernal',
    reason: /the field kernal is not known here/,
    right: /Remove it, or mend its spelling/,
  },
  'a distro id that differs from its file name': {
    file: ROCKY,
    from: 'id: rocky-9.5',
    to: 'id: rocky-9.55',
    field: 'id',
    reason: /"rocky-9.55" in a file named rocky-9.5.yaml/,
    right: /id: rocky-9.5/,
  },
  'an alias that another distro has': {
    file: 'distros/rocky-9.6.yaml',
    from: 'aliases: ["Rocky 9.6"]',
    to: 'aliases: ["rocky 9.5"]',
    field: 'aliases',
    reason: /stands in content\/distros\/rocky-9/,
    right: /belongs to one distro release/,
  },
  'an image that no release ships': {
    file: 'k0s/images.yaml',
    from: 'image: docker.io/cloudnativelabs/kube-router:v1.1.1',
    to: 'image: docker.io/cloudnativelabs/kube-router:v1.1.1-0',
    field: 'images[0].image',
    reason: /no release ships/,
    right: /Write it as a release does/,
  },
  'an image that is described twice': {
    file: 'k0s/images.yaml',
    from: 'image: docker.io/cloudnativelabs/kube-router:v1.3.2',
    to: 'image: docker.io/cloudnativelabs/kube-router:v1.3.1',
    field: 'images[3].image',
    reason: /stands in content\/k0s\/images.yaml too/,
    right: /described once/,
  },
  'a release whose line is another': {
    file: 'k0s/releases.json',
    from: '"line": "1.20"',
    to: '"line": "1.21"',
    field: 'releases[0].line',
    reason: /it is "1.21"/,
    right: /The line of v1.20.6\+k0s.0 is "1.20"/,
  },
  'a release table with a release twice': {
    file: 'k0s/releases.json',
    from: '"version": "v1.31.2+k0s.0"',
    to: '"version": "v1.31.1+k0s.1"',
    field: 'releases[',
    reason: /stands after v1.31.1\+k0s.1/,
    right: /ascending order, each once/,
  },
  'a slug that differs from its folder': {
    file: FACTS,
    from: 'slug: kube-router-legacy-iptables',
    to: 'slug: kube-router-legacy',
    field: 'slug',
    reason: /"kube-router-legacy" in the folder kube-router-legacy-iptables/,
    right: /Folder and slug agree/,
  },
  'a predicate about a fact that is none': {
    file: FACTS,
    from: '{ fact: image.kube-router.wrapper, in: [not-installed] }',
    to: '{ fact: image.kube-router.colour, in: [not-installed] }',
    field: 'carriedBy.release.fact',
    reason: /"image.kube-router.colour" is no fact/,
    right: /image.<component>.wrapper/,
  },
  'a predicate with a value that the fact cannot have': {
    file: FACTS,
    from: '{ fact: host.backend, in: [nft, none-installed] }',
    to: '{ fact: host.backend, in: [nft, none] }',
    field: 'condition.host.any[0].in[1]',
    reason: /"none" is no value of host.backend/,
    right: /none-installed/,
  },
  'an issue that no release carries': {
    file: FACTS,
    from: '{ fact: image.kube-router.wrapper, in: [not-installed] }',
    to: '{ fact: image.kube-router.wrapper, in: [] }',
    field: 'carriedBy.release',
    reason: /./,
    right: /./,
  },
  'a better target that carries the issue itself': {
    file: FACTS,
    from: 'from: v1.31.6+k0s.0',
    to: 'from: v1.31.2+k0s.0',
    field: 'fix.better[0].from',
    reason: /carries the issue itself/,
    right: /known not to carry it/,
  },
  'a better target that was never released': {
    file: FACTS,
    from: 'from: v1.31.6+k0s.0',
    to: 'from: v1.31.66+k0s.0',
    field: 'fix.better[0].from',
    reason: /not in the release table/,
    right: /content\/k0s\/releases.json/,
  },
  'a remedy without undo': {
    file: FACTS,
    from: '    undo:\n      possible: false',
    to: '    redo:\n      possible: false',
    field: 'remedies[0].',
    reason: /missing|not known here/,
    right: /./,
  },
  'a remedy without a check after it': {
    file: FACTS,
    from: '      after:\n        text:\n          en: "The same command, and the pods."',
    to: '      later:\n        text:\n          en: "The same command, and the pods."',
    field: 'remedies[0].check.',
    reason: /missing|not known here/,
    right: /./,
  },
  'a remedy for a face that the issue does not have': {
    file: FACTS,
    from: 'faces: [split, not-known]',
    to: 'faces: [spilt, not-known]',
    field: 'remedies[3].for.faces[0]',
    reason: /"spilt" is no face of this issue/,
    right: /Faces are crash, split, not-known/,
  },
  'two remedies with one id': {
    file: FACTS,
    from: '- id: pin-fixed-image',
    to: '- id: upgrade',
    field: 'remedies[1].id',
    reason: /"upgrade" stands twice/,
    right: /an id of its own/,
  },
  'a step whose code has no language': {
    file: FACTS,
    from: '        lang: sh\n        code: |\n          k0s config edit',
    to: '        code: |\n          k0s config edit',
    below: -3,
    field: 'remedies[1].steps[2]',
    reason: /code has no language/,
    right: /lang: sh, yaml or text/,
  },
  'a placeholder that is none': {
    file: FACTS,
    from: 'Keep {{release}} and pin',
    to: 'Keep {{version}} and pin',
    field: 'remedies[1].title.en',
    reason: /unknown placeholder/,
    right: /\{\{version\}\} is not a value; use one of .*release/,
  },
  'languages that name different values': {
    file: FACTS,
    from: '不升级 {{release}}，在',
    to: '不升级，在',
    below: -2,
    field: 'remedies[1].title',
    reason: /languages name different values: release and none/,
    right: /same values/,
  },
  'a text in one language only': {
    file: FACTS,
    from: '          zh-cn: "DaemonSet 引用的镜像。"\n',
    to: '',
    below: -2,
    field: 'remedies[0].check.before.text.zh-cn',
    reason: /it is missing/,
    right: /./,
  },
  'a typographic apostrophe in a text': {
    file: FACTS,
    from: "becomes the shell's `$0`",
    to: 'becomes the shell’s `$0`',
    field: 'refused[1].reason.en',
    reason: /The first argument becomes/,
    right: /typographic apostrophe/,
  },
  'evidence with an address that cannot be opened': {
    file: 'evidence/k0s.yaml',
    from: 'url: https://github.com/k0sproject/k0s/issues/5328',
    to: 'url: k0s issue 5328',
    field: 'evidence[0].url',
    reason: /"k0s issue 5328"/,
    right: /https:\/\/ link/,
  },
  'evidence that nothing names': {
    file: 'evidence/k0s.yaml',
    from: '  - id: k0s-5328-symlink',
    to: '  - id: k0s-5328-orphan\n    level: reporter\n    claim: { en: "a", zh-cn: "b" }\n    url: https://example.org/x\n    read: "2026-11-24"\n  - id: k0s-5328-symlink',
    field: 'evidence[1].id',
    reason: /nothing names "k0s-5328-orphan"/,
    right: /Cite it where it is needed, or remove it/,
  },
  'two pieces of evidence with one id': {
    file: 'evidence/k0s.yaml',
    from: 'id: k0s-5328-symlink',
    to: 'id: k0s-5328',
    field: 'evidence[1].id',
    reason: /"k0s-5328" stands in content\/evidence\/k0s.yaml too/,
    right: /an id of its own/,
  },
  'an article without front matter': {
    file: ARTICLE,
    from: '---\n',
    to: '',
    field: 'front matter',
    reason: /it is missing/,
    right: /Begin the file with ---/,
  },
  'an article without description': {
    file: ARTICLE,
    from: 'description:',
    to: 'summary:',
    field: 'front matter ',
    reason: /missing|not known/,
    right: /./,
  },
  'a component that does not exist': {
    file: ARTICLE,
    from: '<Remedies />',
    to: '<Remedy />',
    field: '<Remedy>',
    reason: /there is no such component/,
    right: /Use one of .*Remedies/,
  },
  'a component prop that does not exist': {
    file: ARTICLE,
    from: '<When verdict="not-affected">',
    to: '<When verdict="not-affected" colour="red">',
    field: '<When colour>',
    reason: /it has no prop colour/,
    right: /Its props are verdict, face, release, distro/,
  },
  'a condition that can never hold': {
    file: ARTICLE,
    from: '<When verdict="fixed">',
    to: '<When verdict="mended">',
    field: '<When verdict>',
    reason: /it is "mended"/,
    right: /affected, fixed, not-affected, not-known/,
  },
  'a condition on a face that the issue does not have': {
    file: ARTICLE,
    from: '<When face="crash">',
    to: '<When face="crush">',
    field: '<When face>',
    reason: /"crush" is no face of this issue/,
    right: /Faces are crash, split, not-known/,
  },
  'a condition on a range that cannot be read': {
    file: ARTICLE,
    from: '<When face="crash">',
    to: '<When release="1.31 or so">',
    field: '<When release>',
    reason: /"1.31 or so" is not a range/,
    right: /./,
  },
  'a condition on a distro that is none of ours': {
    file: ARTICLE,
    from: '<When face="crash">',
    to: '<When distro="rocky-9.55">',
    field: '<When distro>',
    reason: /"rocky-9.55" is no distro of ours/,
    right: /rocky-9.5/,
  },
  'a value that does not exist': {
    file: ARTICLE,
    from: '<Value name="fixed" />',
    to: '<Value name="mended" />',
    field: '<Value name>',
    reason: /it is "mended"/,
    right: /name must be one of .*fixed/,
  },
  'a citation of nothing': {
    file: ARTICLE,
    from: '<Cite id="k0s-5351" />',
    to: '<Cite id="k0s-53510" />',
    field: '<Cite id>',
    reason: /no evidence has the id "k0s-53510"/,
    right: /k0s-5351/,
  },
  'a link to a page that is not there': {
    file: ARTICLE,
    from: '(/issues/kube-router-legacy-iptables/#look-alikes)',
    to: '(/issues/kube-router-iptables/#look-alikes)',
    field: 'a link to /issues/kube-router-iptables/#look-alikes',
    reason: /no such page/,
    right: /\/issues\/kube-router-legacy-iptables\//,
  },
  'a link to a heading that is not there': {
    file: ARTICLE,
    from: '[clear them](#stale)',
    to: '[clear them](#stail)',
    field: 'a link to #stail',
    reason: /no heading with the id "stail"/,
    right: /stale/,
  },
  'a relative link': {
    file: ARTICLE,
    from: '(/issues/kube-router-legacy-iptables/#confirm)',
    to: '(../#confirm)',
    field: 'a link to ../#confirm',
    reason: /it is relative/,
    right: /from the root/,
  },
  'a heading without a permanent id': {
    file: ARTICLE,
    from: '<H2 id="refused">Advice we do not give</H2>',
    to: '## Advice we do not give',
    field: 'a heading',
    reason: /no permanent id/,
    right: /<H2 id="…">/,
  },
  'a release that was never tagged': {
    file: ARTICLE,
    from: 'to v1.31.6+k0s.0 or later',
    to: 'to v1.31.66+k0s.0 or later',
    field: 'a release',
    reason: /v1.31.66\+k0s.0 is not in the release table/,
    right: /Name one that is/,
  },
  'code in an article': {
    file: ARTICLE,
    from: '<Remedies />',
    to: '{1 + 1}',
    field: 'an expression',
    reason: /is code/,
    right: /backticks/,
  },
  'a component that is never closed': {
    file: ARTICLE,
    from: '</When>',
    to: '',
    field: 'the text',
    reason: /not MDX/,
    right: /Close every component/,
  },
  'a code block in a language that is not tested': {
    file: ARTICLE,
    from: '```sh',
    to: '```bash',
    field: 'a code block',
    reason: /its language is "bash"/,
    right: /one of sh, text, yaml/,
  },
  'a translation that lacks a block': {
    file: `${ISSUE}/zh-cn/fix.mdx`,
    from: '<Remedies />',
    to: '',
    field: 'headings and blocks',
    reason: /in en it is Remedies/,
    right: /same headings \(by id\) and components/,
  },
};

/** Mutants whose problem is said of the article as a whole, on its first line. */
const ON_FIRST_LINE = new Set(['a translation that lacks a block']);
/** Mutants whose line is where the parser gives up, at or after the mistake. */
const PARSER_DECIDES = new Set([
  'a component that is never closed',
  'an article without description',
]);

describe('a mistake in the content is named with file, line, field, reason and what would be right', () => {
  test.each(Object.entries(MUTANTS))('%s', (name, mutant) => {
    const line = change(mutant.file, mutant.from, mutant.to);
    const found = problems();
    const told = found.filter(
      ({ file, field, reason }) =>
        file === `content/${mutant.file}` &&
        field.startsWith(mutant.field) &&
        mutant.reason.test(reason),
    );
    expect(told, found.map(formatProblem).join('\n')).not.toEqual([]);
    const lines = told.map((one) => one.line);
    if (ON_FIRST_LINE.has(name)) expect(lines).toContain(1);
    else if (PARSER_DECIDES.has(name)) expect(Math.min(...lines)).toBeGreaterThan(0);
    else expect(lines).toContain(line + (mutant.below ?? 0));
    expect(told.some(({ expected }) => mutant.right.test(expected))).toBe(true);
  });

  test('a missing translation', () => {
    rmSync(join(content, `${ISSUE}/zh-cn/background.mdx`));
    expect(problems()).toEqual([
      expect.objectContaining({
        file: `content/${ISSUE}/zh-cn/background.mdx`,
        line: 1,
        reason: 'the background article of kube-router-legacy-iptables is missing in zh-cn.',
      }),
    ]);
  });

  test('two issues with one slug', () => {
    cpSync(join(content, ISSUE), join(content, 'issues/another-issue'), { recursive: true });
    expect(problems()).toContainEqual(
      expect.objectContaining({
        field: 'slug',
        line: 1,
        reason: expect.stringMatching(/"kube-router-legacy-iptables" stands in .* too/) as string,
      }),
    );
  });

  test('a file that nothing reads', () => {
    writeFileSync(join(content, ISSUE, 'en/notes.md'), 'A note.\n');
    expect(problems()).toEqual([
      expect.objectContaining({
        file: `content/${ISSUE}/en/notes.md`,
        reason: 'nothing reads it.',
      }),
    ]);
  });

  test('a missing release table says how to write it', () => {
    rmSync(join(content, 'k0s/releases.json'));
    expect(problems()).toContainEqual(
      expect.objectContaining({
        file: 'content/k0s/releases.json',
        expected: expect.stringContaining('npm run extract') as string,
      }),
    );
  });
});

test('all mistakes are told at once, sorted by file and line', () => {
  const backend = change(ROCKY, 'value: "nft"', 'value: "nftables"');
  const end = change(ROCKY, 'value: "2032-05-31"', 'value: "soon"');
  change('distros/debian-12.yaml', 'id: debian-12', 'id: Debian 12');
  const found = problems();
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'content/distros/debian-12.yaml:1',
    `content/${ROCKY}:${backend}`,
    `content/${ROCKY}:${end}`,
  ]);
});

test('mistakes in facts and in articles are told together', () => {
  change(FACTS, 'from: v1.31.6+k0s.0', 'from: v1.31.66+k0s.0');
  change(ARTICLE, '<Cite id="k0s-5351" />', '<Cite id="nothing" />');
  expect(problems().map(({ field }) => field)).toEqual(
    expect.arrayContaining(['fix.better[0].from', '<Cite id>']),
  );
});

test('the content as it stands has no problem', () => {
  expect(problems()).toEqual([]);
});

describe('a translation', () => {
  const CHINESE = `${ISSUE}/zh-cn/fix.mdx`;

  test('that records no source is a problem that says which revision to record', () => {
    const text = readFileSync(join(content, CHINESE), 'utf8');
    writeFileSync(join(content, CHINESE), text.replace(/^translates: .*\n/m, ''));
    const found = problems().find(({ reason }) => reason === 'it is missing.');
    expect(found?.file).toBe(`content/${CHINESE}`);
    expect(found?.expected).toMatch(/translates: "[0-9a-f]{8}"/);
  });

  test('whose source has changed since lags behind; the others do not', () => {
    change(ARTICLE, '\n<H2', '\nOne more sentence.\n\n<H2');
    const stale = loadContent(content).articles.filter((article) => article.stale);
    expect(stale.map(({ file }) => file)).toEqual([`content/${CHINESE}`]);
  });

  test('of the real content is up to date', () => {
    expect(loadContent(content).articles.filter(({ stale }) => stale)).toEqual([]);
  });
});

describe('the build', () => {
  test('stops on bad content and prints where', () => {
    // A copy of the project with the real packages, so that the build of the site runs and not a part of it.
    for (const name of ['src', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json']) {
      cpSync(join(ROOT, name), join(root, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
    const line = change(ROCKY, 'value: "nft"', 'value: "nftables"');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } },
    );
    expect(status).not.toBe(0);
    const output = stdout + stderr;
    expect(output).toContain(`content/${ROCKY}:${line}: facts.backend.value: it is "nftables".`);
    expect(output).toContain('right: backend must be one of nft, legacy, none-installed.');
  });
});
