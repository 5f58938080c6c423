// `lintel sbom` from files to the bill of materials.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cyclonedx } from '../../server/src/reports/cyclonedx.ts';
import { folderWith, lintel } from './shell.ts';

const files = {
  'requirements.txt':
    'flask==3.0.3\nrequests>=2.31,<3\nours @ git+https://github.com/example/ours.git@main\n-e ./own\n',
  'api/go.mod': 'module example.com/api\n\ngo 1.23\n\nrequire golang.org/x/text v0.19.0\n',
  'api/Dockerfile': [
    'ARG BASE',
    'FROM golang:1.23@sha256:0000000000000000000000000000000000000000000000000000000000000001 AS build',
    'FROM build AS test',
    'FROM $BASE AS other',
    'FROM scratch',
    'COPY --from=build /app /app',
    'COPY --from=ghcr.io/example/tools:2 /tool /tool',
    '',
  ].join('\n'),
  '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n',
  'k8s/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n',
};

interface Bom {
  readonly metadata: { readonly component: { readonly name: string }; readonly timestamp: string };
  readonly components: readonly {
    readonly type: string;
    readonly group?: string;
    readonly name: string;
    readonly version?: string;
    readonly purl: string;
    readonly properties?: readonly { readonly value: string }[];
    readonly evidence: { readonly occurrences: readonly { readonly location: string; readonly line: number }[] };
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const digest = 'sha256%3A0000000000000000000000000000000000000000000000000000000000000001';

describe('sbom', () => {
  it('lists packages and images with their places', async () => {
    const folder = folderWith(files);
    const { code, out, err } = await lintel(folder, 'sbom');
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    const bom = JSON.parse(out) as Bom;
    assert.equal(bom.metadata.component.name, basename(folder));
    assert.equal(bom.metadata.timestamp, '2026-03-01T12:00:00.000Z');
    assert.deepEqual(
      bom.components.map(({ type, group, name, version, purl, properties, evidence: { occurrences } }) =>
        [
          type,
          group ?? '-',
          name,
          version?.slice(0, 8) ?? '-',
          purl,
          ...(properties ?? []).map(({ value }) => value),
          ...occurrences.map(({ location, line }) => `${location}:${line}`),
        ].join(' '),
      ),
      [
        `container - golang sha256:0 pkg:docker/golang@${digest} api/Dockerfile:2`,
        'container - nginx - pkg:docker/nginx k8s/pod.yaml:8',
        'container - ghcr.io/example/tools 2 pkg:docker/example/tools@2?repository_url=ghcr.io api/Dockerfile:7',
        'application actions checkout - pkg:githubactions/actions/checkout v4 .github/workflows/ci.yml:4',
        'library golang.org/x text v0.19.0 pkg:golang/golang.org/x/text@v0.19.0 api/go.mod:5',
        'library - flask 3.0.3 pkg:pypi/flask@3.0.3 requirements.txt:1',
        'library - ours - pkg:pypi/ours requirements.txt:3',
        'library - requests - pkg:pypi/requests >=2.31,<3 requirements.txt:2',
      ].sort((a, b) => ((a.split(' pkg:')[1] ?? '') < (b.split(' pkg:')[1] ?? '') ? -1 : 1)),
    );
    assert.equal(bom.dependencies[0]?.dependsOn.length, bom.components.length);
  });

  it('writes the same bill of the same folder', async () => {
    const folder = folderWith(files);
    assert.equal((await lintel(folder, 'sbom')).out, (await lintel(folder, 'sbom', '.')).out);
  });

  it('writes it to a file', async () => {
    const folder = folderWith(files);
    const { code, out } = await lintel(folder, 'sbom', 'api', '--output', 'bill.json');
    assert.deepEqual({ code, out }, { code: 0, out: '' });
    const bom = JSON.parse(readFileSync(join(folder, 'bill.json'), 'utf8')) as Bom;
    assert.deepEqual(
      bom.components.map(({ name }) => name),
      ['golang', 'ghcr.io/example/tools', 'text'].sort(),
    );
  });

  it('is that of one folder', async () => {
    const { code, err } = await lintel(folderWith(files), 'sbom', 'api', 'k8s');
    assert.deepEqual(
      { code, err },
      { code: 2, err: 'lintel: "lintel sbom" takes one folder: a bill is that of one project\n' },
    );
  });

  it('tells who asks for whom by the manifest where the lock names no project', async () => {
    const folder = folderWith({
      'pyproject.toml': '[tool.poetry.dependencies]\nFlask = "^3.0"\n',
      'poetry.lock':
        '[[package]]\nname = "flask"\nversion = "3.1.0"\n[package.dependencies]\nwerkzeug = ">=3"\n\n[[package]]\nname = "werkzeug"\nversion = "3.1.3"\n',
    });
    const bom = JSON.parse((await lintel(folder, 'sbom')).out) as Bom;
    assert.deepEqual(
      bom.dependencies.map(({ dependsOn }) => dependsOn),
      [['pkg:pypi/flask@3.1.0'], ['pkg:pypi/werkzeug@3.1.3'], []],
    );
  });

  it('takes from the manifest what version 1 of a lock of npm does not tell', async () => {
    const folder = folderWith({
      'package.json': '{ "dependencies": { "web": "^1.0.0" } }',
      'package-lock.json':
        '{ "lockfileVersion": 1, "dependencies": { "web": { "version": "1.2.3", "requires": { "deep": "1" } }, "deep": { "version": "1.0.0" } } }',
    });
    const bom = JSON.parse((await lintel(folder, 'sbom')).out) as Bom;
    assert.deepEqual(
      bom.dependencies.map(({ dependsOn }) => dependsOn),
      [['pkg:npm/web@1.2.3'], [], ['pkg:npm/deep@1.0.0']],
    );
  });

  it('says what could not be read', async () => {
    const { code, err } = await lintel(folderWith({ 'package.json': '\0' }), 'sbom');
    assert.equal(code, 2);
    assert.match(err, /^lintel: .*package\.json is left out: it is not text in UTF-8\n$/);
  });
});

describe('sbom of broken files', () => {
  it('holds what can be read, and says that something is left out', async () => {
    const text = '{ "dependencies": { "a": "1.0.0", "b": \n';
    const { code, out, err } = await lintel(folderWith({ 'web/package.json': text }), 'sbom');
    const { components } = JSON.parse(out) as Bom;
    assert.deepEqual(
      components.map(({ purl }) => purl),
      ['pkg:npm/a@1.0.0'],
    );
    assert.deepEqual(
      { code, err },
      { code: 0, err: 'lintel: web/package.json:2:1 is not read as a whole: not valid JSON: value expected\n' },
    );
  });
});

describe('bill of materials', () => {
  const one = {
    purl: 'pkg:npm/a@1.0.0',
    kind: 'library',
    group: undefined,
    name: 'a',
    version: '1.0.0',
    range: undefined,
    integrity: undefined,
    isDirect: true,
    needs: [],
    file: 'package-lock.json',
    line: 3,
  } as const;
  const bill = (...components: Parameters<typeof cyclonedx>[0]['components']) =>
    JSON.parse(cyclonedx({ version: '1', project: 'p', made: '2026-03-01T12:00:00Z', components }));

  it('tells who asks for whom, of what it holds', () => {
    const b = { ...one, purl: 'pkg:npm/b@2.0.0', name: 'b', version: '2.0.0', isDirect: false };
    assert.deepEqual(
      bill({ ...one, needs: [b.purl, 'pkg:npm/gone@1'] }, b, { ...one, file: 'x', line: 9 }).dependencies,
      [
        { ref: 'project:p', dependsOn: [one.purl] },
        { ref: one.purl, dependsOn: [b.purl] },
        { ref: b.purl, dependsOn: [] },
      ],
    );
  });

  const checksums: Readonly<Record<string, readonly string[]>> = {
    [`sha1-${Buffer.alloc(20, 1).toString('base64')}`]: [`SHA-1 ${'01'.repeat(20)}`],
    [`sha512-${Buffer.alloc(64, 2).toString('base64')}`]: [`SHA-512 ${'02'.repeat(64)}`],
    [`sha256:${'ab'.repeat(32)}`]: [`SHA-256 ${'ab'.repeat(32)}`],
    ['CD'.repeat(32)]: [`SHA-256 ${'cd'.repeat(32)}`],
    [`sha1-${Buffer.alloc(20, 1).toString('base64')} sha256-${Buffer.alloc(32, 3).toString('base64')}`]: [
      `SHA-1 ${'01'.repeat(20)}`,
      `SHA-256 ${'03'.repeat(32)}`,
    ],
    [`sha512-${Buffer.alloc(20, 1).toString('base64')}`]: [],
    'h1:abc=': [],
    '10c0/abcdef': [],
  };
  for (const [integrity, hashes] of Object.entries(checksums)) {
    it(`reads the checksum ${integrity.slice(0, 30)}`, () => {
      const { components } = bill({ ...one, integrity });
      const found: readonly { alg: string; content: string }[] = components[0].hashes ?? [];
      assert.deepEqual(
        found.map(({ alg, content }) => `${alg} ${content}`),
        hashes,
      );
    });
  }
});
