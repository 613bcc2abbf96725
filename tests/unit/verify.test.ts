import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRecipe } from '../../scripts/verify/recipe.ts';
import { proveBoundaries, proveImages } from '../../scripts/verify/prove.ts';
import type { Evidence, Knowledge } from '../../src/schema/index.ts';
import { image, issue, known, release } from './knowledge-fixture.ts';

describe('a recipe', () => {
  const tail = 'COPY --from=w /iptables-wrapper-installer.sh /';
  test.each([
    ['no wrapper', 'FROM alpine:3.12\nRUN apk add iptables', 'none', 'both'],
    ['files copied, installer never run', `FROM alpine:3.18.9\n${tail}`, 'not-installed', null],
    [
      'shell script, installed',
      `FROM alpine:3.18\n${tail}\nRUN apk add \\\n  iptables \\\n && /iptables-wrapper-installer.sh`,
      'script',
      'both',
    ],
    [
      'Go binary, installed; the legacy binaries are a package of their own from 3.19 on',
      `FROM golang AS w\nRUN make && test -x bin/iptables-wrapper\nFROM docker.io/library/alpine:3.21.3\nRUN apk add --no-cache iptables ip6tables\n${tail}\nRUN /iptables-wrapper-installer.sh`,
      'go',
      'nft',
    ],
    [
      'a comment about the installer installs nothing',
      `FROM alpine:3.18\n${tail}\n# RUN /iptables-wrapper-installer.sh`,
      'not-installed',
      null,
    ],
  ])('%s', (_, text, wrapper, holds) => {
    expect(readRecipe(text)).toMatchObject({ wrapper, holds });
  });

  test.each([
    ['FROM docker.io/library/alpine:3.18.9', 'alpine:3.18.9'],
    ['ARG V=3.20\nFROM alpine:$V', 'alpine:3.20'],
    ['FROM golang:1\nFROM --platform=x alpine:3.17@sha256:00', 'alpine:3.17'],
    ['ARG BASE\nFROM ${BASE}', null],
  ])('the base of %j is %s', (text, base) => {
    expect(readRecipe(text).base).toBe(base);
  });
});

describe('boundaries against a history', () => {
  let clone: string;
  const commits: Record<string, string> = {};
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('git', ['-C', clone, ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.org',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.org',
      },
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  beforeAll(() => {
    clone = mkdtempSync(join(tmpdir(), 'remedy-verify-'));
    git('init', '--quiet', '--initial-branch=main');
    for (const tag of ['v1.31.1+k0s.0', 'v1.31.2+k0s.0', 'v1.31.3+k0s.0']) {
      writeFileSync(
        join(clone, 'Dockerfile'),
        tag === 'v1.31.3+k0s.0'
          ? 'FROM alpine:3.18\nCOPY iptables-wrapper-installer.sh /\nRUN /iptables-wrapper-installer.sh\n'
          : `FROM alpine:3.18\nCOPY iptables-wrapper-installer.sh /\n# ${tag}\n`,
      );
      git('add', '.');
      git('commit', '--quiet', '-m', tag);
      git('tag', tag);
      commits[tag] = git('rev-parse', 'HEAD');
    }
  });
  afterAll(() => {
    rmSync(clone, { recursive: true });
  });

  const BAD = 'quay.io/k/kube-router:bad';
  const GOOD = 'quay.io/k/kube-router:good';
  /** The knowledge base with the fix named as the commit of one tag, and fixed from another tag on. */
  const says = (fixCommit: string, fixedFrom: string): Knowledge => {
    const evidence = (id: string, url: string): [string, Evidence] => [
      id,
      { id, level: 'upstream-source', claim: { en: id, 'zh-cn': id }, url, read: '2026-01-01' },
    ];
    const recipe = (tag: string) =>
      `https://github.com/k0sproject/image-builder/blob/${commits[tag]}/Dockerfile`;
    const tags = ['v1.31.1+k0s.0', 'v1.31.2+k0s.0', 'v1.31.3+k0s.0'];
    return {
      releases: tags.map((tag) => release(tag, tag < fixedFrom ? BAD : GOOD)),
      images: new Map([
        [BAD, image(BAD, { ...known('not-installed'), evidence: ['e-bad'] })],
        [GOOD, image(GOOD, { ...known('script'), evidence: ['e-good'] })],
      ]),
      changes: new Map(),
      distros: [],
      issues: [issue],
      evidence: new Map([
        evidence('e-fix', `https://github.com/k0sproject/k0s/commit/${commits[fixCommit]}`),
        evidence('e-bad', recipe('v1.31.2+k0s.0')),
        evidence('e-good', recipe('v1.31.3+k0s.0')),
      ]),
    };
  };
  const contradictions = (knowledge: Knowledge) =>
    proveBoundaries(clone, knowledge)
      .filter(({ kind }) => kind === 'contradiction')
      .map(({ what }) => what);

  test('a boundary that the history shows is proved', () => {
    const findings = proveBoundaries(clone, says('v1.31.3+k0s.0', 'v1.31.3+k0s.0'));
    expect(findings.map(({ kind }) => kind)).toEqual(['proved', 'proved', 'proved', 'proved']);
  });

  test('called fixed one release too early is a contradiction that names the release', () => {
    expect(contradictions(says('v1.31.3+k0s.0', 'v1.31.2+k0s.0')).join('\n')).toContain(
      'made-up: v1.31.2+k0s.0 is fixed by a commit in its history: no fix is an ancestor of it',
    );
  });

  test('called affected although the fix is in its history is a contradiction', () => {
    expect(contradictions(says('v1.31.2+k0s.0', 'v1.31.3+k0s.0')).join('\n')).toContain(
      'v1.31.2+k0s.0 carries it, no fix in its history: the fix is an ancestor of it',
    );
  });

  test('an issue whose evidence names no commit is not proved, and not called wrong', () => {
    const knowledge = says('v1.31.3+k0s.0', 'v1.31.3+k0s.0');
    expect(
      proveBoundaries(clone, { ...knowledge, evidence: new Map() }).map(({ kind }) => kind),
    ).toEqual(['not-proved']);
  });

  test('image facts are read in their recipes; without the clone they are not proved', () => {
    const knowledge = says('v1.31.3+k0s.0', 'v1.31.3+k0s.0');
    const kinds = (clones: Record<string, string>) =>
      proveImages(clones, knowledge).map(({ kind }) => kind);
    expect(kinds({ 'k0sproject/image-builder': clone })).toEqual(['proved', 'proved']);
    expect(kinds({})).toEqual(['not-proved', 'not-proved']);
  });

  test('an image fact that its recipe denies is a contradiction', () => {
    const knowledge = says('v1.31.3+k0s.0', 'v1.31.3+k0s.0');
    const images = new Map([[GOOD, image(GOOD, { ...known('none'), evidence: ['e-good'] })]]);
    const [finding] = proveImages({ 'k0sproject/image-builder': clone }, { ...knowledge, images });
    expect(finding).toMatchObject({ kind: 'contradiction' });
    expect(finding?.what).toContain('wrapper is none: the clone says "script"');
  });
});

describe('the command', () => {
  test('says "not re-proved" without a clone, and does not succeed', () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/verify.ts'], {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../..'),
    });
    expect(stdout).toContain('not re-proved');
    expect(status).toBe(2);
  });
});
