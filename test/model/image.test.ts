// Image references as Docker reads them: defaults, ports, digests, and what holes may hide.

import { deepEqual, equal } from 'node:assert/strict';
import { type ImageReference, parseImage } from '../../server/src/model/image.ts';
import { hole } from '../../server/src/model/value.ts';

interface Expected {
  readonly registry: string;
  readonly repository: string;
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

const h = hole;
const digest = `sha256:${'a'.repeat(64)}`;

const cases: readonly (readonly [text: string, expected: Expected])[] = [
  ['nginx', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' }],
  ['nginx:1.27', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: '1.27' }],
  ['nginx:', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' }],
  ['nginx@', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' }],
  [`nginx@${digest}`, { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', digest }],
  [`nginx:1@${digest}`, { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: '1', digest }],
  ['bitnami/redis', { registry: 'docker.io', repository: 'bitnami/redis', name: 'redis' }],
  ['index.docker.io/nginx', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' }],
  ['docker.io/a/b:c', { registry: 'docker.io', repository: 'a/b', name: 'b', tag: 'c' }],
  ['localhost/app', { registry: 'localhost', repository: 'app', name: 'app' }],
  ['localhost:5000/app:2', { registry: 'localhost:5000', repository: 'app', name: 'app', tag: '2' }],
  ['Registry/app', { registry: 'Registry', repository: 'app', name: 'app' }],
  ['[::1]:5000/app', { registry: '[::1]:5000', repository: 'app', name: 'app' }],
  ['gcr.io/a/b/c:1', { registry: 'gcr.io', repository: 'a/b/c', name: 'c', tag: '1' }],
  [`${h}`, { registry: h, repository: h, name: h, tag: h, digest: h }],
  [`nginx:${h}`, { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: h, digest: h }],
  [`nginx:1-${h}`, { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: `1-${h}`, digest: h }],
  [`${h}:1`, { registry: h, repository: h, name: h, tag: '1' }],
  [`${h}/nginx`, { registry: h, repository: `${h}/nginx`, name: 'nginx' }],
  [`gcr.io/${h}/nginx`, { registry: 'gcr.io', repository: `${h}/nginx`, name: 'nginx' }],
  [`gcr.io/a/${h}@${digest}`, { registry: 'gcr.io', repository: `a/${h}`, name: h, tag: h, digest }],
];

describe('image references', () => {
  for (const [text, expected] of cases) {
    it(text.replaceAll(hole, '…'), () => deepEqual(textsOf(parseImage(text)), expected));
  }

  it('gives each part its own characters', () => {
    const text = `registry.test:5000/team/app:1.2@${digest}`;
    deepEqual(writtenOf(text), {
      registry: 'registry.test:5000',
      repository: 'team/app',
      name: 'app',
      tag: '1.2',
      digest,
    });
    deepEqual(writtenOf('nginx:1'), { registry: 'nginx', repository: 'nginx', name: 'nginx', tag: '1' });
  });

  it('does not read text without a name', () => {
    for (const text of ['', ':1', '@sha256:a', 'gcr.io/', 'gcr.io/:1']) equal(parseImage(text), undefined);
  });
});

function textsOf(image: ImageReference | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(image ?? {}).flatMap(([key, part]) => (part ? [[key, part.text]] : [])));
}

function writtenOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parseImage(text) ?? {}).flatMap(([key, part]) =>
      part ? [[key, text.slice(part.span.start, part.span.end)]] : [],
    ),
  );
}
