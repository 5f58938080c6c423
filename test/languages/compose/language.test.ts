// Compose files as resources: what is recognised, what completes a service, and what an edit leaves as it was.

import { deepEqual, equal } from 'node:assert/strict';
import { locate } from '../../../server/src/model/file.ts';
import { language, parse, resourcesOf, told, valueAt } from './read.ts';

describe('Compose', () => {
  describe('recognises', () => {
    const services = 'services:\n  web:\n    image: a\n';
    const cases: readonly (readonly [file: string, text: string, languageId: string | undefined, expected: boolean])[] =
      [
        ['compose.yaml', '', undefined, true],
        ['a/docker-compose.yml', 'services:\n  we', undefined, true],
        ['docker-compose.prod.yaml', services, undefined, true],
        ['compose-dev.yml', services, undefined, true],
        ['compose.override.yaml', 'services:\n  web:\n    command: x\n', undefined, true],
        ['compose.yaml', 'apiVersion: v1\nkind: Pod\n', undefined, false],
        ['composer.yaml', 'a: 1', undefined, false],
        ['compose.json', services, undefined, false],
        ['untitled:Untitled-1', '', 'dockercompose', true],
        ['untitled:Untitled-1', services, 'yaml', true],
        ['stack.yml', services, undefined, true],
        ['stack.yml', `version: "3"\n# note\n${services}`, undefined, true],
        ['stack.yml', 'services:\n\n  # note\n  web:\n    ports: [1]\n    build:\n      context: .\n', undefined, true],
        ['stack.yml', 'services: # all\r\n  web: &web\r\n    build: .\r\n', undefined, true],
        ['stack.yml', 'services:\n  web:\n    command: x\n', undefined, false],
        ['services.yaml', 'services:\n  _defaults:\n    autowire: true\n', undefined, false],
        ['.gitlab-ci.yml', 'services:\n  - name: docker\n    image: a\nbuild:\n  script: x\n', undefined, false],
        ['.drone.yml', `pipeline:\n  build:\n    image: a\n${services}`, undefined, false],
        ['.lando.yml', `recipe: lamp\n${services}`, undefined, false],
        ['a.yaml', `apiVersion: v1\nkind: A\n${services}`, undefined, false],
      ];
    for (const [file, text, languageId, expected] of cases) {
      it(`${file} ${JSON.stringify(text)}`, () => equal(language.recognises(file, text, languageId), expected));
    }
  });

  it('evaluates the files of a folder together that their names tell, and others alone', () => {
    equal(language.unitOf('/a/compose.yaml', '/'), '/a');
    equal(language.unitOf('/a/docker-compose.prod.yml', '/'), '/a');
    equal(language.unitOf('/a/stack.yml', '/'), '/a/stack.yml');
  });

  it('gives services and what else is declared', () => {
    const file = parse(
      'compose.yaml',
      'services:\n  web:\n    image: a\n  none:\nnetworks:\n  front:\nvolumes:\n  data: { driver: x }\nsecrets:\n  key: { file: k }\nconfigs:\n  c: { content: x }\nx-a: { image: b }\n',
    );
    const { resources } = language.evaluate([file]);
    deepEqual(
      resources.map(({ type, address, header }) => {
        const at = locate(header, () => file)?.span;
        return `${type} ${address} ${file.snapshot.text.slice(at?.start, at?.end)}`;
      }),
      [
        'service services.web web',
        'network networks.front front',
        'volume volumes.data data',
        'secret secrets.key key',
        'config configs.c c',
      ],
    );
  });

  it('reads the first format, which had services at the top', () => {
    const resources = resourcesOf({ 'docker-compose.yml': 'web:\n  build: .\n  net: host\nx-a:\n  image: b\n' });
    deepEqual([...resources.keys()], ['docker-compose.yml services.web']);
  });

  it('tells what is no mapping', () =>
    deepEqual(parse('compose.yaml', 'services: [a]\n').problems, [
      { span: { start: 0, end: 13 }, message: 'not analysed: `services` is no mapping' },
    ]));

  it('follows anchors', () => {
    const resources = resourcesOf({
      'compose.yaml':
        'x-a: &a\n  image: ${A:-b}\n  privileged: true\nservices:\n  web:\n    <<: *a\n    privileged: false\n  db: *a\n',
    });
    const [web, db] = [...resources.values()];
    deepEqual(web && told(valueAt(web, 'image')), 'b');
    deepEqual(web && told(valueAt(web, 'privileged')), false);
    deepEqual(db && told(valueAt(db, 'privileged')), true);
  });

  describe('knows that something stands elsewhere', () => {
    /** `-` is absent, `?` unknown, `[…?]` a list of which more is known elsewhere. */
    const cases: readonly (readonly [it: string, files: Readonly<Record<string, string>>, says: readonly string[]])[] =
      [
        [
          'in a service of the same file that is extended',
          {
            'compose.yaml':
              'services:\n  web:\n    extends: { service: base }\n    image: a\n    cap_drop: [A]\n  base:\n    image: b\n    cap_drop: [B]\n    read_only: true\n',
          },
          ['web image a', 'web read_only ?', 'web cap_drop [A?]', 'web user -', 'base read_only true'],
        ],
        [
          'in a file of which a service is extended',
          { 'compose.yaml': 'services:\n  web:\n    extends: { file: a.yaml, service: b }\n    image: a\n' },
          ['web image a', 'web read_only ?'],
        ],
        [
          'in a service that extends itself',
          { 'compose.yaml': 'services:\n  web:\n    extends: web\n    image: a\n' },
          ['web image a', 'web read_only ?'],
        ],
        [
          'in the file that is overridden',
          {
            'compose.override.yaml': 'services:\n  web:\n    user: root\n  extra:\n    image: a\n',
            'compose.yaml': 'services:\n  web:\n    image: a\n    deploy: { replicas: 2 }\n  db:\n    image: b\n',
          },
          ['compose.override.yaml web read_only ?', 'compose.override.yaml web user root', 'extra read_only -'],
        ],
        [
          'in an override',
          {
            'compose.yaml':
              'services:\n  web:\n    image: a\n    deploy: { replicas: 2 }\n    cap_drop: [A]\n  db:\n    image: b\n',
            'docker-compose.prod.yml':
              'services:\n  web:\n    read_only: true\n    deploy: { resources: { limits: { memory: 1g } } }\n    cap_drop: [B]\n',
          },
          [
            'compose.yaml web read_only ?',
            'compose.yaml web deploy.resources ?',
            'compose.yaml web cap_drop [A?]',
            'compose.yaml web user -',
            'db read_only -',
          ],
        ],
        [
          'in a later document',
          { 'compose.yaml': 'services:\n  web:\n    image: a\n---\nservices:\n  web:\n    read_only: true\n' },
          ['web user ?'],
        ],
        [
          'where a service names no image',
          { 'compose.prod.yaml': 'services:\n  web:\n    user: root\n  db:\n    image: a\n' },
          ['web read_only ?', 'db read_only -'],
        ],
        [
          'but not between files that each stand by themselves',
          {
            'compose.a.yaml': 'services:\n  web:\n    image: a\n',
            'compose.b.yaml': 'services:\n  web:\n    image: a\n    read_only: true\n',
          },
          ['compose.a.yaml web read_only -', 'compose.b.yaml web read_only true'],
        ],
      ];
    for (const [title, files, says] of cases) {
      it(title, () => {
        const resources = resourcesOf(files);
        const said = says.map((one) => {
          const [, file, name = '', path = ''] = /^(?:(\S+\.ya?ml) )?(\S+) (\S+)/.exec(one) ?? [];
          const key = [...resources.keys()].filter(
            (at) => at.endsWith(` services.${name}`) && (!file || at.startsWith(file)),
          );
          const resource = resources.get(key.at(-1) ?? '');
          return `${file ? `${file} ` : ''}${name} ${path} ${resource ? state(resource, path) : 'missing'}`;
        });
        deepEqual(said, says);
      });
    }

    const state = (resource: Parameters<typeof valueAt>[0], path: string): string => {
      const value = valueAt(resource, path);
      if (!value) return resource.body.open ? '?' : '-';
      if (value.kind === 'list') return `[${(told(value) as string[]).join()}${value.open ? '?' : ''}]`;
      return String(told(value));
    };
  });

  it('keeps what an edit does not touch', () => {
    const base = parse('/a/compose.yaml', 'services:\n  web:\n    image: a\n');
    const over = parse('/a/compose.override.yaml', 'services:\n  web:\n    user: root\n');
    const alone = parse('/a/compose.test.yaml', 'services:\n  test:\n    image: a\n');
    const first = language.evaluate([base, over, alone]);
    const same = language.evaluate(
      [base, over, parse('/a/compose.test.yaml', '\nservices:\n  test:\n    image: b\n', alone)],
      first,
    );
    deepEqual(
      same.resources.map((resource) => first.resources.includes(resource)),
      [true, true, false],
    );
    const edited = parse('/a/compose.override.yaml', 'services:\n  web:\n    user: app\n', over);
    const changed = language.evaluate([base, edited, alone], same);
    deepEqual(
      changed.resources.map((resource) => first.resources.includes(resource)),
      [false, false, true],
    );
  });

  it('keeps the resources of a document that only moves', () => {
    const text = '---\nservices:\n  web:\n    image: a\n';
    const before = parse('compose.yaml', text);
    const after = parse('compose.yaml', `# note\n${text}`, before);
    deepEqual(language.evaluate([after]).resources, language.evaluate([before]).resources);
    equal(language.evaluate([after]).resources[0], language.evaluate([before]).resources[0]);
  });
});
