// The YAML reader: values and their places, dialect, broken text, templates, and what an edit leaves as it was.

import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Place } from '../../server/src/model/place.ts';
import { hole, placeInString, plain, type Value } from '../../server/src/model/value.ts';
import { readYaml, type YamlStream } from '../../server/src/syntax/yaml.ts';

describe('YAML', () => {
  describe('values', () => {
    const cases: readonly (readonly [text: string, expected: unknown])[] = [
      ['a: 1\nb: [x, "y", {c: d}]', { a: 1, b: ['x', 'y', { c: 'd' }] }],
      ['- a\n- - b\n  - c: d', ['a', ['b', { c: 'd' }]]],
      ['a: yes\nb: off\nc: "yes"\nd: Y', { a: true, b: false, c: 'yes', d: true }],
      ['a: 0644\nb: 0x1f\nc: 1_000\nd: 0o17\ne: 089\nf: -0b11', { a: 420, b: 31, c: 1000, d: 15, e: 89, f: -3 }],
      ['a: 1.5\nb: .5\nc: 1e3\nd: 1.\ne: 22:22\nf: 1.2.3', { a: 1.5, b: 0.5, c: 1000, d: 1, e: '22:22', f: '1.2.3' }],
      ['a:\nb: ~\nc: null\nd: ""', { a: null, b: null, c: null, d: '' }],
      ['a: !!str 1\nb: !!int "2"\nc: !Ref x', { a: '1', b: '2', c: undefined }],
      ['a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z', { a: 'x\n y\n', b: 'x y\nz' }],
      ['a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}', { a: { b: 1 }, c: { b: 1 }, d: { e: 2, b: 1 } }],
      ['a: &x {b: 1, c: 1}\nd:\n  c: 2\n  <<: [*x, {b: 3, f: 4}]', { a: { b: 1, c: 1 }, d: { c: 2, b: 1, f: 4 } }],
      ['\uFEFFa: 1\r\nb:\r\n  - c\r\n', { a: 1, b: ['c'] }],
      ['{"a": 1,\n\t"b": [true]}', { a: 1, b: [true] }],
      ['a: "😀 \\U0001F600"', { a: '😀 😀' }],
      ['a:\n  - "b\n c"\n  - d', { a: ['b  c', 'd'] }],
      ['', undefined],
    ];
    for (const [text, expected] of cases) {
      it(JSON.stringify(text), () => {
        const { documents, problems } = readYaml(text, 'a.yaml');
        deepEqual(problems, []);
        deepEqual(documents[0]?.document.value && plain(documents[0].document.value), expected);
      });
    }
  });

  it('splits a stream into documents', () => {
    const text = '# only a comment\n---\na: 1\n---\n---\nb: |\n  --- not one\n...\n%YAML 1.1\n---\nc: 1\n--- {d: 1}\n';
    deepEqual(valuesOf(readYaml(text, 'a.yaml')), [{ a: 1 }, { b: '--- not one\n' }, { c: 1 }, { d: 1 }]);
  });

  describe('places', () => {
    const text = [
      'spec:',
      '  list:',
      '    - image: x # note',
      '      name: web',
      '      map: {a: "b"}',
      '    - deep:',
      '        x: 1',
      '  text: |',
      '    one',
      '    two',
      '  empty:',
      'last: &anchor  {p: q}',
      'use: *anchor',
    ].join('\n');
    const root = rootOf(text);
    const cases: readonly (readonly [what: string, place: Place | undefined, expected: string])[] = [
      ['a scalar', at(root, 'spec', 'list', 0, 'image')?.place, 'x'],
      ['a quoted scalar', at(root, 'spec', 'list', 0, 'map', 'a')?.place, '"b"'],
      ['a block scalar', at(root, 'spec', 'text')?.place, '|\n    one\n    two'],
      ['the header of a mapping', headerOf(at(root, 'spec')), 'spec'],
      ['the header of an item with a name', headerOf(at(root, 'spec', 'list', 0)), 'name: web'],
      ['the header of an item without', headerOf(at(root, 'spec', 'list', 1)), 'deep'],
      ['the inside of a flow mapping', innerOf(at(root, 'spec', 'list', 0, 'map')), 'a: "b"'],
      ['the inside of a block mapping', innerOf(at(root, 'spec', 'list', 1, 'deep')), 'x: 1'],
      ['an entry', entryOf(at(root, 'spec'), 'text'), 'text: |\n    one\n    two'],
      ['an entry without a value', entryOf(at(root, 'spec'), 'empty'), 'empty:'],
      ['an alias', at(root, 'use')?.place, '*anchor'],
      ['what an alias holds', at(root, 'use', 'p')?.place, 'q'],
      ['the header of an alias', headerOf(at(root, 'use')), 'use'],
    ];
    for (const [what, place, expected] of cases) {
      it(what, () => equal(place && text.slice(place.start, place.end), expected));
    }
  });

  describe('characters of strings', () => {
    // The characters of the value between the two marks are those of the text.
    const cases: readonly (readonly [text: string, searched: string])[] = [
      ['plain words', 'words'],
      ['"quoted words"', 'words'],
      ["'it''s words'", 'words'],
      ['"a\\tb words"', 'words'],
      ['"a \\U0001F600 words"', 'words'],
      ['"one \\\n   words"', 'words'],
      ['one\n  more\n  words', 'words'],
      ['|\n   one\n     words\n', 'words'],
      ['>\n  one\n  two\n\n  words\n', 'words'],
      ['|\r\n  one\r\n  words\r\n', 'words'],
    ];
    for (const [scalar, searched] of cases) {
      it(JSON.stringify(scalar), () => {
        const text = `a: ${scalar}`;
        const value = at(rootOf(text), 'a');
        ok(value?.kind === 'string');
        const start = value.value.indexOf(searched);
        const place = placeInString(value, start, start + searched.length);
        equal(text.slice(place.start, place.end), searched);
      });
    }
  });

  it('finds comments but not in strings', () => {
    const text = '# a\nb: c # d\ne: "# f"\ng: h#i\nj: | # k\n  # l\n#m\n';
    deepEqual(
      readYaml(text, 'a.yaml').comments.map((comment) => [
        comment.text,
        text.slice(comment.span.start, comment.span.end),
      ]),
      [
        ['a', '# a'],
        ['d', '# d'],
        ['k', '# k'],
        ['m', '#m'],
      ],
    );
  });

  describe('broken text keeps the rest', () => {
    const cases: readonly (readonly [
      text: string,
      values: readonly unknown[],
      problems: readonly (readonly [string, string])[],
    ])[] = [
      [
        'a: 1\nb: "x\nc: "3"\nd: 4',
        [{ a: 1, b: undefined, c: '3', d: 4 }],
        [['b: "x', 'not valid YAML: a quote is not closed']],
      ],
      [
        "x: z\na: 'f\nb: 'x'\n---\nc: 1",
        [{ x: 'z', a: undefined, b: 'x' }, { c: 1 }],
        [["a: 'f", 'not valid YAML: a quote is not closed']],
      ],
      ['a: 1\npriv\nc: 3', [{ a: 1, c: 3 }], [['priv', 'not valid YAML: a key without a colon']]],
      ['a: b: c\nd: 1', [{ a: undefined, d: 1 }], [['a: b: c', 'not valid YAML: a second key in one line']]],
      ['half\n# note\na: 1', [{ a: 1 }], [['half', 'not valid YAML: unexpected text']]],
      ['a:\n\tb: 1\nd: 1', [{ a: {}, d: 1 }], [['b: 1', 'not valid YAML: tabs are not allowed as indentation']]],
      ['a: *x\nb: 1', [{ a: undefined, b: 1 }], [['*x', 'no anchor `&x` stands before this alias']]],
      ['a: &x [*x]\nb: 1', [{ a: [undefined], b: 1 }], [['*x', 'no anchor `&x` stands before this alias']]],
      ['a: 1\na: 2', [{ a: 2 }], [['a', 'the key `a` stands twice in this mapping; the last one counts']]],
      [
        'a: 1\n<<<<<<< HEAD\nb: 1\n||||||| base\nb: 0\n=======\nb: 2\n>>>>>>> main\nc: 1',
        [{ a: 1, b: 1, c: 1 }],
        [['<<<<<<< HEAD', 'a merge conflict: only its first side is analysed']],
      ],
    ];
    for (const [text, values, problems] of cases) {
      it(JSON.stringify(text), () => {
        const stream = readYaml(text, 'a.yaml');
        deepEqual(valuesOf(stream), values);
        deepEqual(problemsOf(stream, text), problems);
      });
    }
  });

  describe('text that is too much is not read', () => {
    const cases: readonly (readonly [name: string, text: string, message: string])[] = [
      ['one long line', `a: ${'x'.repeat(10_000_000)}`, 'not analysed: this document is larger than 8 MB'],
      [
        'many items in a line',
        `a: [${'1,'.repeat(100_000)}]`,
        'not analysed: this document holds more than 50000 keys and items in one line',
      ],
      ['many keys', 'a: b\n'.repeat(300_000), 'not analysed: this document holds more than 400000 keys and items'],
      ['deep flow', `a: ${'['.repeat(100_000)}`, 'not analysed: this document nests deeper than 200 levels'],
      ['deep dashes', '- '.repeat(100_000), 'not analysed: this document nests deeper than 200 levels'],
      [
        'many actions',
        '{{a}}'.repeat(2_000_000),
        'Helm template, read in part: not analysed, since it holds 10000 actions or more',
      ],
    ];
    for (const [name, text, message] of cases) {
      it(name, () => {
        const { problems, documents } = readYaml(`${text}\n---\nb: 1\n`, 'a.yaml');
        deepEqual(
          problems.map((problem) => problem.message),
          [message],
        );
        if (name !== 'many actions') deepEqual(plain(documents[1]?.document.value as Value), { b: 1 });
      });
    }

    it('bounds what aliases stand for', () => {
      const levels = Array.from({ length: 12 }, (_, level) =>
        level === 0
          ? 'l0: &l0 [x, x, x]'
          : `l${level}: &l${level} [${Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')}]`,
      );
      const { problems } = readYaml(levels.join('\n'), 'a.yaml');
      deepEqual(problems[0]?.message, 'the aliases of this document stand for more than 100000 values');
    });
  });

  describe('templates', () => {
    const cases: readonly (readonly [name: string, text: string, value: unknown])[] = [
      ['a scalar', 'a: {{ .Values.a }}\nb: 1', { a: undefined, b: 1 }],
      ['a part of a scalar', 'a: "x-{{ .Values.a }}{{ "}}" }}:{{ b }}"', { a: `x-${hole}:${hole}` }],
      ['control lines', '{{- if .a }}\na: 1\n{{- end }}\n{{ $x := 1 -}}\nb: 2', { a: 1, b: 2 }],
      ['an action over lines', 'a: 1\n{{- if and\n  .b\n  .c }}\nb: 2\n{{- end }}', { a: 1, b: 2 }],
      ['both branches', '{{ if .a }}\na: 1\nb: 1\n{{ else }}\na: 2\nb: 1\n{{ end }}', { a: undefined, b: 1 }],
      ['a branch in a line', 'a: {{ if .b }}"x"{{ else }}y{{ end }}\nb: 1', { a: undefined, b: 1 }],
      ['a value below its key', 'a:\n  {{- toYaml .a | nindent 2 }}\nb: 1', { a: undefined, b: 1 }],
      ['a value at the margin', 'a:\n{{ toYaml .a | indent 2 }}\nb: 1', { a: undefined, b: 1 }],
      ['entries before others', 'a:\n  {{- include "a" . | nindent 2 }}\n  b: 1', { a: { b: 1 } }],
      ['entries after others', 'a:\n  b: 1\n  {{- include "a" . | nindent 2 }}\nc: 1', { a: { b: 1 }, c: 1 }],
      ['entries behind the key', 'a: {{- include "a" . | nindent 2 }}\n  b: 1\nc: 1', { a: { b: 1 }, c: 1 }],
      ['items', 'a:\n  - b\n  {{- toYaml .a | nindent 2 }}\nc: 1', { a: ['b', undefined], c: 1 }],
      ['items right below their key', 'a:\n{{ toYaml .a | indent 0 }}\nc: 1', { a: undefined, c: 1 }],
      ['entries of an item', 'a:\n  - b: 1\n    {{- include "a" . | nindent 4 }}\n', { a: [{ b: 1 }] }],
      ['a block scalar', 'a: |\n  x\n{{ .Files.Get "y" | indent 2 }}\n  z\nb: 1', { a: `x\n${hole}\nz\n`, b: 1 }],
      ['a definition', '{{- define "x" }}\na: [\n{{- end }}\nb: 1', { b: 1 }],
      ['a comment', '{{/* lintel: { */}}\na: 1', { a: 1 }],
      ['a key', '{{ .a }}: 1\nb: 1', { b: 1 }],
    ];
    for (const [name, text, value] of cases) {
      it(name, () => {
        const stream = readYaml(text, 'a.yaml');
        deepEqual(stream.problems, []);
        deepEqual(valuesOf(stream), [value]);
        equal(stream.documents[0]?.document.masked.length, text.length);
      });
    }

    it('tells that a mapping may hold more', () => {
      const root = rootOf('a:\n  {{- include "a" . | nindent 2 }}\n  b: 1');
      const a = at(root, 'a');
      deepEqual([a?.kind === 'map' && a.open, root?.kind === 'map' && root.open], [true, undefined]);
    });

    it('reads the first branches where both do not hold together', () => {
      const text = 'a:\n{{ if .x }}\n  - b\n{{ else }}\n  c: 1\n{{ end }}\nd: 1';
      const stream = readYaml(text, 'a.yaml');
      deepEqual(valuesOf(stream), [{ a: ['b'], d: 1 }]);
      deepEqual(
        stream.problems.map(({ message }) => message),
        ['Helm template, read in part: only the first branch of each condition'],
      );
    });

    it('reports an action that is not closed', () => {
      const text = 'a: {{ .Values\nb: {{ .c }}\n';
      const stream = readYaml(text, 'a.yaml');
      deepEqual(valuesOf(stream), [{ a: undefined, b: undefined }]);
      deepEqual(problemsOf(stream, text), [['{{ .Values', 'Helm template, read in part: `{{` without `}}`']]);
    });

    it('keeps the comments of the template', () => {
      const { comments } = readYaml('{{- /* one */ -}}\na: 1 # {{ two }}\n', 'a.yaml');
      deepEqual(
        comments.map(({ text }) => text),
        ['one', '{{ two }}'],
      );
    });
  });

  it('keeps the documents whose text is as it was', () => {
    const first = readYaml('a: 1\n---\nb: {{ .x }}\n---\nc: 1\n', 'a.yaml');
    const second = readYaml('a: 12\n---\nb: {{ .x }}\n---\nc: 1\n', 'a.yaml', first);
    deepEqual(
      second.documents.map(({ document }, index) => document === first.documents[index]?.document),
      [false, true, true],
    );
    deepEqual(
      second.documents.map(({ offset }) => offset),
      [0, 6, 22],
    );
  });
});

function rootOf(text: string): Value | undefined {
  return readYaml(text, 'a.yaml').documents[0]?.document.value;
}

const valuesOf = ({ documents }: YamlStream): unknown[] =>
  documents.map(({ document }) => document.value && plain(document.value));

const problemsOf = ({ problems }: YamlStream, text: string): unknown[] =>
  problems.map(({ span, message }) => [span && text.slice(span.start, span.end), message]);

function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  return path.reduce<Value | undefined>((found, step) => {
    if (found?.kind === 'list' && typeof step === 'number') return found.items[step];
    return found?.kind === 'map' ? found.entries.get(String(step))?.value : undefined;
  }, value);
}

function headerOf(value: Value | undefined): Place | undefined {
  return value?.kind === 'map' ? value.header : undefined;
}

function innerOf(value: Value | undefined): Place | undefined {
  return value?.kind === 'map' ? value.inner : undefined;
}

function entryOf(value: Value | undefined, key: string): Place | undefined {
  return value?.kind === 'map' ? value.entries.get(key)?.place : undefined;
}
