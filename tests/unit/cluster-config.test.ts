import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extractSchemas, printSchemas } from '../../scripts/extract/cluster-config.ts';
import { ExtractError } from '../../scripts/extract/table.ts';
import type { ReleaseTable } from '../../src/schema/index.ts';

const OLD = 'static/manifests/v1beta1/CustomResourceDefinition';
const NEW = 'static/_crds/k0s';
const FILE = 'k0s.k0sproject.io_clusterconfigs.yaml';

let clone: string;
let releases: { version: string; commit: string }[];

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'remedy-clone-'));
  releases = [];
  git('init', '--quiet');
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

function git(...args: string[]): string {
  const name = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  const { status, stdout, stderr } = spawnSync('git', ['-C', clone, ...name, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Commits a release that holds these files and no others. */
function release(version: string, files: Readonly<Record<string, string>>): void {
  rmSync(join(clone, 'static'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', version);
  releases.push({ version, commit: git('rev-parse', 'HEAD') });
}

function definition(properties: object, version = 'v1beta1'): string {
  const schema = { openAPIV3Schema: { type: 'object', description: 'All of it', properties } };
  const spec = { group: 'k0s.k0sproject.io', versions: [{ name: version, schema }] };
  return JSON.stringify({ kind: 'CustomResourceDefinition', spec });
}

const extract = () => extractSchemas(clone, { releases } as unknown as ReleaseTable);

describe('the schemas of ClusterConfig', () => {
  test('begin with the first release that has one, and stand at each release that changed it', () => {
    const text = { type: 'string', description: 'A text' };
    release('v1.20.6+k0s.0', {});
    release('v1.22.2+k0s.2', { [`${OLD}/${FILE}`]: definition({ a: text }) });
    release('v1.23.3+k0s.1', { [`${OLD}/${FILE}`]: definition({ a: text }) });
    release('v1.24.2+k0s.0', { [`${NEW}/${FILE}`]: definition({ a: text, description: text }) });
    expect(extract()).toMatchObject({
      apiVersion: 'k0s.k0sproject.io/v1beta1',
      schemas: [
        {
          from: 'v1.22.2+k0s.2',
          schema: { type: 'object', properties: { a: { type: 'string' } } },
        },
        {
          from: 'v1.24.2+k0s.0',
          // A field that is called "description" is no description.
          schema: { properties: { a: { type: 'string' }, description: { type: 'string' } } },
        },
      ],
    });
    expect(JSON.stringify(extract())).not.toContain('A text');
  });

  test('do not change where only descriptions or the path do', () => {
    release('v1.30.4+k0s.0', { [`${OLD}/${FILE}`]: definition({ a: { type: 'string' } }) });
    release('v1.30.5+k0s.0', {
      [`${NEW}/${FILE}`]: definition({ a: { type: 'string', description: 'New words' } }),
    });
    expect(extract().schemas.map(({ from }) => from)).toEqual(['v1.30.4+k0s.0']);
  });

  test('are printed an entry a line, as JSON', () => {
    release('v1.22.2+k0s.2', { [`${OLD}/${FILE}`]: definition({}) });
    const text = printSchemas(extract());
    expect(JSON.parse(text)).toEqual(extract());
    expect(text.split('\n').filter((line) => line.includes('"from"'))).toHaveLength(1);
  });

  test('that vanish stop the extraction, with what to do', () => {
    release('v1.22.2+k0s.2', { [`${OLD}/${FILE}`]: definition({}) });
    release('v1.37.0+k0s.0', { [`static/elsewhere/${FILE}`]: definition({}) });
    expect(extract).toThrow(ExtractError);
    expect(extract).toThrow(/v1\.37\.0\+k0s\.0: no definition.*add the new path/);
  });

  test('of a second version of the API stop it too', () => {
    release('v1.22.2+k0s.2', { [`${OLD}/${FILE}`]: definition({}) });
    release('v1.37.0+k0s.0', { [`${NEW}/${FILE}`]: definition({}, 'v1') });
    expect(extract).toThrow(/more than one version: .*v1beta1, .*v1/);
  });
});
