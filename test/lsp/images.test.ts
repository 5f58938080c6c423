// What the server tells of images, over stdio: the hover with and without a finding, the fix, and the hints behind them. The releases are
// long past or have no end, so that the day of the test does not matter.

import assert from 'node:assert/strict';
import type { CodeAction, Hover, InlayHint } from 'vscode-languageserver';
import { rangeOf } from '../../server/src/text/lsp.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { startClient, type TestClient } from './client.ts';

const dockerfile = 'untitled:Dockerfile';
const manifest = 'untitled:pod.yaml';
const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`;

describe('images in the language server', () => {
  let client: TestClient;
  const start = async (settings: object) => {
    client = await startClient({ settings: () => settings, capabilities: { workspace: { configuration: true } } });
  };
  afterEach(() => client.stop());

  const hoverIn = async (uri: string, languageId: string, text: string): Promise<string | undefined> => {
    const { text: plain, marks } = marked(text);
    await client.open(uri, languageId, plain);
    await client.nextPush(uri, 1);
    const [mark] = marks;
    assert.ok(mark);
    const { start: position } = rangeOf(snapshotOf('', plain), mark);
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    return hover ? (hover.contents as { value: string }).value : undefined;
  };

  const node12 = '**Node.js 12** has had no security fixes since 2022-04-30.';
  const quiet = { rules: { '*': 'off' } };
  const hovers: readonly (readonly [where: string, uri: string, language: string, text: string, lines: string[]])[] = [
    ['FROM', dockerfile, 'dockerfile', 'FROM «node»:12\n', [node12]],
    [
      'FROM with a platform and a name',
      dockerfile,
      'dockerfile',
      'FROM --platform=$BUILDPLATFORM node:«12» AS a\n',
      [node12],
    ],
    ['COPY --from', dockerfile, 'dockerfile', 'FROM scratch\nCOPY --from=«node»:12 /a /b\n', [node12]],
    ['a variable', dockerfile, 'dockerfile', 'ARG V=12\nFROM node:«${V}»\n', [node12]],
    ['a container', manifest, 'yaml', pod('"node:«12»"'), [node12]],
    [
      'two releases',
      dockerfile,
      'dockerfile',
      'FROM python:3.6-«jessie»\n',
      [
        '**Python 3.6** has had no security fixes since 2021-12-23.',
        '**Debian 8 (jessie)** has had no security fixes since 2020-06-30 (from its security team until 2018-06-17).',
      ],
    ],
    [
      'what moves',
      dockerfile,
      'dockerfile',
      'FROM python:«3»\n',
      ['**Python 3** gets security fixes, and no end is announced.'],
    ],
    [
      'what names no release',
      dockerfile,
      'dockerfile',
      'FROM «node»\n',
      ['**Node.js**: the tag names no release that has a date.'],
    ],
    [
      'a retired image',
      dockerfile,
      'dockerfile',
      'FROM «openjdk»:11\n',
      [
        'The official image `openjdk` is retired and has had no updates since 2022-07-31: `eclipse-temurin` takes its place.',
      ],
    ],
  ];
  for (const [where, uri, language, text, lines] of hovers) {
    it(`says what is known of ${where}`, async () => {
      await start(quiet);
      const hover = await hoverIn(uri, language, text);
      for (const line of lines) assert.ok(hover?.split('\n\n').includes(line), hover);
    });
  }

  it('lists tags of the same flavour, and where the dates are from', async () => {
    await start(quiet);
    const hover = await hoverIn(dockerfile, 'dockerfile', 'FROM «composer»:1\n');
    assert.deepEqual(hover?.split('\n\n').slice(1), [
      'Supported tags: `2.2`, `2.10`',
      '[endoflife.date](https://endoflife.date/composer)',
    ]);
  });

  it('says nothing of a stage and of what it does not know', async () => {
    await start(quiet);
    assert.equal(await hoverIn(dockerfile, 'dockerfile', 'FROM scratch AS node\nFROM «node»\n'), undefined);
    assert.equal(await hoverIn('untitled:b.dockerfile', 'dockerfile', 'FROM example.com/«app»:1\n'), undefined);
  });

  it('adds to the hover of a finding', async () => {
    await start({});
    const hover = await hoverIn(dockerfile, 'dockerfile', 'FROM composer:«1»\nUSER 1\n');
    assert.match(hover ?? '', /`docker\/base-image-eol`.*\n\n---\n\n\*\*Composer 1\*\* has had no security fixes/s);
  });

  it('offers the nearest supported tag', async () => {
    await start({ rules: { '*': 'off', 'docker/base-image-eol': 'high' } });
    await client.open(dockerfile, 'dockerfile', 'FROM composer:1\n');
    const { diagnostics } = await client.nextPush(dockerfile, 1);
    const [action] = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: dockerfile },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    assert.equal(action?.title, 'Use the nearest supported tag, 2.2');
  });

  const hintsIn = async (settings: object): Promise<readonly InlayHint[]> => {
    await start(settings);
    await client.open(dockerfile, 'dockerfile', 'FROM node:12-stretch AS a\nFROM node\nFROM golang:1.12\nFROM a\n');
    await client.nextPush(dockerfile, 1);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: dockerfile }, range });
  };

  it('shows no hints unless asked for', async () => assert.deepEqual(await hintsIn({}), []));

  it('shows hints behind images in the range, with the first end', async () => {
    assert.deepEqual(await hintsIn({ imageHints: true }), [
      {
        position: { line: 0, character: 20 },
        label: 'ended 2022-04-30',
        tooltip: 'Node.js 12 has had no security fixes since 2022-04-30.',
        paddingLeft: true,
      },
    ]);
  });
});
