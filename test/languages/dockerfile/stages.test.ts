// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the Dockerfile's.

import assert from 'node:assert/strict';
import { type Dockerfiles, lower, resourceAt, shown, started, valueAt } from './lowered.ts';

describe('stages of a Dockerfile', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  const cases: readonly [
    title: string,
    text: string,
    expected: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ][] = [
    [
      'are named by alias or number',
      'FROM a AS one\nFROM b',
      {
        'stage one': {
          name: '"one" at one',
          index: '0 at FROM a AS one',
          final: 'false at FROM a AS one',
          used: 'false at FROM a AS one',
        },
        'stage 1': { name: '"1" at FROM b', final: 'true at FROM b', used: 'true at FROM b' },
      },
    ],
    [
      'have the parts of their image',
      'FROM --platform=linux/amd64 ghcr.io/x/app:1.2@sha256:ab',
      {
        'stage 0': {
          'image.text': '"ghcr.io/x/app:1.2@sha256:ab" at ghcr.io/x/app:1.2@sha256:ab',
          'image.registry': '"ghcr.io" at ghcr.io',
          'image.repository': '"x/app" at x/app',
          'image.name': '"app" at app',
          'image.tag': '"1.2" at 1.2',
          'image.digest': '"sha256:ab" at sha256:ab',
          'base.tag': '"1.2" at 1.2',
          platform: '"linux/amd64" at linux/amd64',
          from: 'absent',
        },
      },
    ],
    [
      'take an image without registry from Docker Hub',
      'FROM alpine',
      {
        'stage 0': {
          'image.registry': '"docker.io" at alpine',
          'image.repository': '"library/alpine" at alpine',
          'image.tag': 'absent',
        },
      },
    ],
    [
      'resolve ARGs of the head in FROM',
      'ARG TAG=3.1 IMG=alpine\nARG NO\nFROM ${IMG}:${TAG} AS a\nFROM $NO\nFROM b:${NO:-4}\nFROM c:$NO\nFROM ${NO:+x}d',
      {
        'stage a': { 'image.name': '"alpine" at ${IMG}', 'image.tag': '"3.1" at ${TAG}' },
        'stage 1': { 'image.text': 'unknown at $NO', 'image.tag': 'unknown at $NO' },
        'stage 2': { 'image.tag': '"4" at 4' },
        'stage 3': { 'image.name': '"c" at c', 'image.tag': 'unknown at $NO' },
        'stage 4': { 'image.text': '"d" at ${NO:+x}d', 'image.name': '"d" at d' },
      },
    ],
    [
      'build on other stages, whatever the case',
      'FROM x:1 AS Base\nUSER app\nWORKDIR /a\nENV A=1 B=2\nSHELL ["bash", "-c"]\nFROM base AS two\nENV B=3\nWORKDIR b\nFROM two',
      {
        'stage two': {
          from: '"Base" at base',
          'image.text': '"base" at base',
          'image.tag': 'absent',
          'base.tag': '"1" at 1',
          user: '"app" at app',
          workdir: '"/a/b" at b',
          shell: '["bash","-c"] at ["bash", "-c"]',
          env: '{"A":"1","B":"3"} at FROM base AS two',
          used: 'true at FROM base AS two',
        },
        'stage 2': { user: '"app" at app', from: '"two" at two', 'base.name': '"x" at x' },
        'stage Base': { used: 'true at FROM x:1 AS Base', user: '"app" at app', from: 'absent' },
      },
    ],
    [
      'have the last USER and WORKDIR',
      'FROM a\nUSER x\nWORKDIR /a\nUSER y:z\nWORKDIR $B',
      { 'stage 0': { user: '"y" at y', workdir: 'unknown at $B' } },
    ],
    [
      'have neither without the instruction',
      'FROM a',
      { 'stage 0': { user: 'absent', workdir: 'absent', shell: 'absent', env: '{} at FROM a' } },
    ],
    ['have a folder below the image’s', 'FROM a\nWORKDIR b', { 'stage 0': { workdir: '"?/b" at b' } }],
    [
      'are used where files are taken from them',
      'FROM a AS x\nFROM a AS y\nFROM a AS z\nFROM a AS no\nFROM a\nCOPY --from=x a b\nRUN --mount=from=y,target=/y c\nCOPY --from=2 a b\nCOPY --from=nginx a b',
      {
        'stage x': { used: 'true at FROM a AS x' },
        'stage y': { used: 'true at FROM a AS y' },
        'stage z': { used: 'true at FROM a AS z' },
        'stage no': { used: 'false at FROM a AS no' },
      },
    ],
    [
      'may stand on nothing',
      'FROM scratch',
      {
        'stage 0': {
          'image.text': '"scratch" at scratch',
          'image.name': '"scratch" at scratch',
          'image.tag': 'absent',
        },
      },
    ],
    [
      'are shipped where the image is built on them, with their health check',
      'FROM a AS x\nHEALTHCHECK NONE\nFROM a AS y\nFROM x\nCOPY --from=y a b',
      {
        'stage x': { shipped: 'true at FROM a AS x' },
        'stage y': { shipped: 'false at FROM a AS y', healthcheck: 'absent' },
        'stage 2': { shipped: 'true at FROM x', 'healthcheck.none': 'true at NONE' },
      },
    ],
    [
      'tell their instructions what stands around them',
      'FROM a AS x\nCOPY a b\nWORKDIR /w\nWORKDIR d\nCOPY --from=X a b\nCMD a\nFROM b\nCOPY --from=x a b\nCOPY --from=y a b\nCOPY --from=1 a b\nCMD b\nCMD c\nENV X=1\nRUN d\nENV X=2 Y=3\nRUN e',
      {
        'COPY#1': { workdir: 'absent', origin: 'absent' },
        'WORKDIR#2': { path: '"d" at d', resolved: '"/w/d" at d' },
        'COPY#2': { workdir: '"/w/d" at d', origin: '"own" at X' },
        'CMD#1': { overridden: 'false at CMD' },
        'COPY#3': { workdir: 'absent', origin: '"stage" at x' },
        'COPY#4': { origin: '"none" at y' },
        'COPY#5': { origin: '"own" at 1' },
        'CMD#2': { overridden: 'true at CMD' },
        'CMD#3': { overridden: 'false at CMD' },
        'RUN#1': { 'previous.keyword': '"ENV" at ENV', env: '{"X":"1"} at RUN' },
        'RUN#2': {
          'previous.text': '"X=2 Y=3" at X=2 Y=3',
          'previous.flags': 'absent',
          env: '{"X":"2","Y":"3"} at RUN',
        },
      },
    ],
    [
      'read what an ARG that FROM does not see was meant to say',
      'FROM a:1\nARG IMG=b:2\nARG NO\nFROM $IMG\nFROM c:${NO}\nFROM ${TARGETARCH}:${X-3}',
      {
        'stage 1': { 'image.tag': '"2" at $IMG' },
        'stage 2': { 'image.tag': 'absent' },
        'FROM#1': { undeclared: 'absent' },
        'FROM#2': { 'undeclared.0': '"IMG" at $IMG' },
        'FROM#3': { 'undeclared.0': '"NO" at ${NO}' },
        'FROM#4': { undeclared: 'absent' },
      },
    ],
    [
      'take a variable that no ARG declares as empty, as BuildKit does',
      'FROM --platform=${P} a$NO',
      {
        'stage 0': { 'image.text': '"a" at a$NO', 'image.tag': 'absent' },
        'FROM#1': { writtenPlatform: '"${P}" at ${P}' },
      },
    ],
    ['may be half written', 'FROM\nUSER a', { 'stage 0': { image: 'unknown at FROM', user: '"a" at a' } }],
  ];
  for (const [title, text, stages] of cases) {
    it(title, () => {
      const resources = lower(language, text);
      for (const [address, expected] of Object.entries(stages)) {
        const { body } = resourceAt(resources, address);
        const found = Object.keys(expected).map((path) => [path, shown(valueAt(body, path), text)]);
        assert.deepEqual(Object.fromEntries(found), expected, address);
      }
    });
  }

  it('leave open what a stage or scratch has in place of an image', () => {
    const resources = lower(language, 'FROM a AS b\nFROM b\nFROM scratch');
    const open = resources.map(({ body }) => {
      const image = valueAt(body, 'image');
      return image?.kind === 'map' && image.open === true;
    });
    assert.deepEqual(open, [false, true, true]);
  });

  it('reach from FROM to their last instruction', () => {
    const text = '# c\nFROM --platform=x a AS b\nRUN x\n\n# d\nFROM c\n';
    const stage = resourceAt(lower(language, text), 'stage b');
    assert.equal(text.slice(stage.place.start, stage.place.end), 'FROM --platform=x a AS b\nRUN x');
    assert.equal(text.slice(stage.header.start, stage.header.end), 'FROM --platform=x a AS b');
    assert.deepEqual(
      stage.parts.map(({ address }) => address),
      ['FROM#1', 'RUN#1'],
    );
  });

  it('tell apart by number where a name comes twice', () => {
    const addresses = lower(language, 'FROM a AS x\nFROM b AS x').map(({ address }) => address);
    assert.deepEqual(addresses, ['stage x', 'stage x#2']);
  });

  it('need no FROM for what stands before it', () => {
    const addresses = lower(language, 'ARG A\nRUN x | y\nFROM b').map(({ address }) => address);
    assert.deepEqual(addresses, ['ARG#1', 'RUN#1', 'stage 0']);
  });
});
