// What rules ask of a service: variables filled in, and both forms of ports, volumes and environment as one, each part in its place.

import { deepEqual, equal } from 'node:assert/strict';
import { assertPlaces, serviceOf, told, valueAt } from './read.ts';

const service = (key: string, value: string) => serviceOf(`services:\n  web:\n    image: a\n    ${key}: ${value}\n`);

describe('Compose services', () => {
  describe('variables', () => {
    const cases: readonly (readonly [written: string, value: unknown])[] = [
      ['plain', 'plain'],
      ['${A}', '?'],
      ['$A', '?'],
      ['${A:-b}', 'b'],
      ['${A-b}', 'b'],
      ['${A:-}', ''],
      ['a${B:-b}c', 'abc'],
      ['a$B', 'a\uFFFC'],
      ['a${B}c$D', 'a\uFFFCc\uFFFC'],
      ['${A:?must be given}', '?'],
      ['${A:+b}', '?'],
      ['${A:-${B:-c}}d', 'cd'],
      ['${A:-${B}}', '?'],
      ['$$A', '$A'],
      ['$${A}', '${A}'],
      ['a$', 'a$'],
      ['a${B', 'a${B'],
      ['"${A:-\\"b\\"}"', '"b"'],
    ];
    for (const [written, value] of cases) {
      it(written, () => equal(told(valueAt(service('hostname', written), 'hostname')), value));
    }

    it('of a value that is one default, the default is what one would change', () => {
      assertPlaces('services:\n  web:\n    image: a\n    user: ${USER:-«root»}\n', ['user']);
      assertPlaces('services:\n  web:\n    image: a\n    user: "${USER-«0»}"\n', ['user']);
      assertPlaces('services:\n  web:\n    image: a\n    user: «a${USER:-b}»\n', ['user']);
    });

    it('keys are not filled in', () => {
      deepEqual(told(valueAt(service('labels', '{ $A: $B }'), 'labels')), { $A: '?' });
    });
  });

  describe('$image', () => {
    const cases: readonly (readonly [written: string, image: unknown])[] = [
      ['nginx', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' }],
      ['nginx:${TAG:-1.27}', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: '1.27' }],
      ['nginx:${TAG}', { registry: 'docker.io', repository: 'library/nginx', name: 'nginx', tag: '?', digest: '?' }],
      ['${IMAGE}', '?'],
    ];
    for (const [written, image] of cases) {
      it(written, () =>
        deepEqual(told(valueAt(serviceOf(`services: { web: { image: "${written}" } }`), '$image')), image),
      );
    }

    it('stands on its characters', () =>
      assertPlaces('services:\n  web:\n    image: «ghcr.io»/a/«b»:${TAG:-«latest»}\n', [
        '$image.registry',
        '$image.name',
        '$image.tag',
      ]));
  });

  describe('$ports', () => {
    const cases: readonly (readonly [written: string, port: unknown])[] = [
      ['80', { target: '80' }],
      ['"80"', { target: '80' }],
      ['8080:80', { published: '8080', target: '80' }],
      ['8080:80/udp', { published: '8080', target: '80', protocol: 'udp' }],
      ['127.0.0.1:8080:80', { host_ip: '127.0.0.1', published: '8080', target: '80' }],
      ['127.0.0.1::80', { host_ip: '127.0.0.1', target: '80' }],
      ['"[::1]:8080:80"', { host_ip: '::1', published: '8080', target: '80' }],
      ['"::1:8080:80"', { host_ip: '::1', published: '8080', target: '80' }],
      ['9090-9091:8080-8081', { published: '9090-9091', target: '8080-8081' }],
      ['"${PORT:-8080}:80"', { published: '8080', target: '80' }],
      // The variable may hold `127.0.0.1:8080`.
      ['"${PORT}:80"', { host_ip: '?', published: '?', target: '80' }],
      ['"127.0.0.1:${PORT}:80"', { host_ip: '127.0.0.1', published: '?', target: '80' }],
      ['"${ADDRESS}:8080:80"', { host_ip: '?', published: '8080', target: '80' }],
      ['"8080:${PORT}"', { published: '8080', target: '?' }],
      ['"80/${PROTOCOL}"', { host_ip: '?', target: '80', protocol: '?' }],
      ['"${PORTS}"', '?'],
      ['{ target: 80, published: "8080", host_ip: ::1 }', { target: 80, published: '8080', host_ip: '::1' }],
    ];
    for (const [written, port] of cases) {
      it(written, () => {
        const read = told(valueAt(service('ports', `[${written}]`), '$ports.0'));
        const { $text: _, ...parts } = (typeof read === 'object' ? read : { all: read }) as Record<string, unknown>;
        deepEqual('all' in parts ? parts['all'] : parts, port);
      });
    }

    it('stand on their characters', () => {
      assertPlaces('services:\n  web:\n    image: a\n    ports:\n      - "«127.0.0.1»:«8080»:«80»/«tcp»"\n', [
        '$ports.0.host_ip',
        '$ports.0.published',
        '$ports.0.target',
        '$ports.0.protocol',
      ]);
      assertPlaces('services:\n  web:\n    image: a\n    ports: [«80», "${A:-«81»}:«82»"]\n', [
        '$ports.0.target',
        '$ports.1.published',
        '$ports.1.target',
      ]);
    });
  });

  describe('$volumes', () => {
    const cases: readonly (readonly [written: string, volume: unknown])[] = [
      ['/data', { type: 'volume', target: '/data' }],
      ['data:/data', { type: 'volume', source: 'data', target: '/data' }],
      ['./data:/data:ro', { type: 'bind', source: './data', target: '/data', read_only: true }],
      ['"/a:/b:z,ro"', { type: 'bind', source: '/a', target: '/b', read_only: true }],
      ['/a:/b:rw', { type: 'bind', source: '/a', target: '/b' }],
      ['~/a:/b', { type: 'bind', source: '~/a', target: '/b' }],
      ["'C:\\a:/b:ro'", { type: 'bind', source: 'C:\\a', target: '/b', read_only: true }],
      ["'C:\\a:D:\\b'", { type: 'bind', source: 'C:\\a', target: 'D:\\b' }],
      ['"${HOME}/a:/b"', { type: 'bind', source: '\uFFFC/a', target: '/b' }],
      ['"${DATA}:/b"', { type: '?', source: '?', target: '/b' }],
      ['"${DATA:-./data}:/b"', { type: 'bind', source: './data', target: '/b' }],
      ['"/a:/b:${MODE}"', { type: 'bind', source: '/a', target: '/b', read_only: '?' }],
      [
        '{ type: bind, source: /a, target: /b, read_only: true }',
        { type: 'bind', source: '/a', target: '/b', read_only: true },
      ],
    ];
    for (const [written, volume] of cases) {
      it(written, () => {
        const { $text: _, ...parts } = told(valueAt(service('volumes', `[${written}]`), '$volumes.0')) as Record<
          string,
          unknown
        >;
        deepEqual(parts, volume);
      });
    }

    it('stand on their characters', () =>
      assertPlaces('services:\n  web:\n    image: a\n    volumes:\n      - "«./data»:«/data»:«ro»"\n', [
        '$volumes.0.source',
        '$volumes.0.target',
        '$volumes.0.read_only',
      ]));
  });

  describe('$environment', () => {
    const cases: readonly (readonly [written: string, variables: unknown])[] = [
      ['{ A: b, C: 1, D: }', [{ name: 'A', value: 'b' }, { name: 'C', value: 1 }, { name: 'D' }]],
      ['[A=b, C, D=]', [{ name: 'A', value: 'b' }, { name: 'C' }, { name: 'D', value: '' }]],
      ['["A=${B}", "C=${D:-e}", "${F}"]', [{ name: 'A', value: '?' }, { name: 'C', value: 'e' }, '?']],
      ['"${ALL}"', '?'],
    ];
    for (const [written, variables] of cases) {
      it(written, () => deepEqual(told(valueAt(service('environment', written), '$environment')), variables));
    }

    it('stands on its characters', () => {
      assertPlaces('services:\n  web:\n    image: a\n    environment:\n      - «A»=«b=c»\n', [
        '$environment.0.name',
        '$environment.0.value',
      ]);
      assertPlaces('services:\n  web:\n    image: a\n    environment:\n      «A»: «b»\n', [
        '$environment.0.name',
        '$environment.0.value',
      ]);
    });
  });

  it('gives the arguments of the build', () =>
    deepEqual(told(valueAt(service('build', '{ context: ., args: [A=b, C] }'), '$buildArgs')), [
      { name: 'A', value: 'b' },
      { name: 'C' },
    ]));
});
