// Which files are Dockerfiles, and what of one is kept from one version to the next.

import assert from 'node:assert/strict';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';
import { all, type Dockerfiles, started } from './lowered.ts';

describe('the Dockerfile language', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  const names: readonly [file: string, text: string, recognised: boolean][] = [
    ['/a/Dockerfile', '', true],
    ['/a/dockerfile', '', true],
    ['/a/Dockerfile.dev', '', true],
    ['/a/web.Dockerfile', '', true],
    ['/a/web.dockerfile', '', true],
    ['/a/Containerfile', '', true],
    ['/a/Containerfile.ci', '', true],
    ['/a/web.containerfile', '', true],
    ['/a/Dockerfile.md', 'FROM a', false],
    ['/a/Dockerfile.dockerignore', '', true],
    ['/a/.dockerignore', '', true],
    ['/a/Dockerfiles', '', false],
    ['/a/MyDockerfile', '', false],
    ['/a/Dockerfile/a.txt', '', false],
    ['/a/dockerfile.go', 'package dockerfile', false],
    ['/a/Dockerfile.go', '# syntax=x\n\nFROM golang:1', true],
    ['/a/Dockerfile.j2', 'FROM {{ base }}', false],
  ];
  for (const [file, text, recognised] of names) {
    it(`${recognised ? 'recognises' : 'passes by'} ${file}`, () => {
      assert.equal(language.recognises(file, text), recognised);
    });
  }

  it('believes the editor where the name says nothing', () => {
    assert.equal(language.recognises('untitled:1', '', 'dockerfile'), true);
  });

  const problems: readonly [text: string, expected: readonly (readonly [string, string])[]][] = [
    ['FROM a\nRUN b', []],
    ['', []],
    ['# only a comment', []],
    ['ARG A=1', []],
    ['FROM a\nRNU b', [['`RNU` is no instruction of a Dockerfile', 'RNU']]],
    ['FROM a\nONBUILD RNU b', [['`RNU` is no instruction of a Dockerfile', 'RNU']]],
    ['FROM a\n“x” b', [['this is no instruction of a Dockerfile', '“x”']]],
    ['FROM \nUSER a', [['`FROM` names no image', 'FROM']]],
    ['ARG A\nRUN a\nUSER b\nFROM c', []],
    ['FROM a\nRUN cat <<EOF > x', [['the heredoc is never closed', '<<EOF']]],
    ['FROM a\nRUN <<-"EOF" cat\nset -e\nrm x\nUSER b\n', [['the heredoc is never closed', '<<-"EOF"']]],
    ['FROM a\nRUN echo "a <<EOF" $((1 << 2)) <<< x', []],
    [
      `FROM a\nRUN echo ${'x'.repeat(100_000)}`,
      [['the script is longer than 100000 characters and is not analysed', 'RUN']],
    ],
  ];
  for (const [text, expected] of problems) {
    it(`finds ${expected.length === 0 ? 'no problem' : expected[0]?.[0]} in \`${text.slice(0, 40).replaceAll('\n', '⏎')}\``, () => {
      const file = language.parse(snapshotOf('Dockerfile', text));
      language.forget('Dockerfile');
      assert.deepEqual(
        file.problems.map(({ message, span }) => [message, span && text.slice(span.start, span.end)]),
        expected,
      );
    });
  }

  it('gives comments, directives and those of scripts, with their places', () => {
    const text =
      '# syntax=x:1\n#check=skip=a\n\nFROM a # no\n  ## b \nRUN c \\\n  # d\r\n  e # f\nRUN <<EOF\n# g\nEOF\n';
    const file = language.parse(snapshotOf('Dockerfile', text));
    language.forget('Dockerfile');
    assert.deepEqual(
      file.comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)]),
      [
        ['syntax=x:1', '# syntax=x:1'],
        ['check=skip=a', '#check=skip=a'],
        ['b', '## b'],
        ['d', '# d'],
        ['f', '# f'],
        ['g', '# g'],
      ],
    );
  });

  it('answers after edits as for the new text', () => {
    const before = snapshotOf('Dockerfile', 'FROM a\nRUN b | c\nRUN d\n');
    const first = language.parse(before);
    const after = edited(
      before,
      [
        { span: { start: 5, end: 6 }, text: 'é😀x' },
        { span: { start: 23, end: 25 }, text: 'USER y' },
      ],
      1,
    );
    const second = language.parse(after, first);
    const fresh = language.parse(snapshotOf('other/Dockerfile', after.text));
    type Parsed = ReturnType<Dockerfiles['parse']>;
    const places = (file: Parsed): unknown =>
      all(language.evaluate([file]).resources).map(({ address, place, header }) => [
        address,
        place.start,
        place.end,
        header.start,
        header.end,
      ]);
    assert.deepEqual(places(second), places(fresh));
    const scriptOf = (file: Parsed) => 'scripts' in file && file.scripts.get('b | c');
    assert.equal(scriptOf(second), scriptOf(first), 'the script is read once');
    language.forget('Dockerfile');
    language.forget('other/Dockerfile');
  });

  it('evaluates a file once', () => {
    const file = language.parse(snapshotOf('Dockerfile', 'FROM a'));
    const unit = language.evaluate([file]);
    assert.equal(language.evaluate([file], unit), unit);
    assert.equal(language.unitOf('/a/Dockerfile', '/a'), '/a/Dockerfile');
    language.forget('Dockerfile');
  });
});
