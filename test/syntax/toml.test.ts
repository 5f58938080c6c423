// TOML: what it means, where it stands, and that a broken line costs that line alone.

import assert from 'node:assert/strict';
import type { Source } from '../../server/src/model/place.ts';
import { type MapValue, placeInString, plain, type Value } from '../../server/src/model/value.ts';
import { readToml } from '../../server/src/syntax/toml.ts';
import { marked } from '../../server/src/text/marked.ts';

const source: Source = { file: 'x.toml' };

describe('readToml', () => {
  describe('means', () => {
    const cases: Record<string, unknown> = {
      '': {},
      '\uFEFFa = 1': { a: 1 },
      '# c\r\na = 1 # d\r\n\r\nb=2': { a: 1, b: 2 },
      'a = true\nb = false': { a: true, b: false },
      'a = 0\nb = +17\nc = -1_000\nd = 0xdead_BEEF\ne = 0o755\nf = 0b1101': {
        a: 0,
        b: 17,
        c: -1000,
        d: 0xdeadbeef,
        e: 0o755,
        f: 13,
      },
      'a = 3.14\nb = -0.01\nc = 5e+22\nd = 6.62_6e-3\ne = -inf\nf = nan': {
        a: 3.14,
        b: -0.01,
        c: 5e22,
        d: 6.626e-3,
        e: -Infinity,
        f: Number.NaN,
      },
      'a = 1979-05-27T07:32:00Z\nb = 1979-05-27 00:32:00.9-07:00\nc = 1979-05-27\nd = 07:32:00': {
        a: '1979-05-27T07:32:00Z',
        b: '1979-05-27 00:32:00.9-07:00',
        c: '1979-05-27',
        d: '07:32:00',
      },
      'a = ""\nb = \'\'\nc = """"""\nd = \'\'\'\'\'\'': { a: '', b: '', c: '', d: '' },
      'a = "x\\ty\\u00e9\\U0001F600\\x41\\e\\"\\\\"': { a: 'x\ty\u00e9\u{1F600}A\x1b"\\' },
      "a = 'C:\\x\"'": { a: 'C:\\x"' },
      'a = """\nx\ny"""\nb = 1': { a: 'x\ny', b: 1 },
      'a = """x \\\n\n   y\\""""""': { a: 'x y"""' },
      "a = '''\r\nx\\\r\n''y'''''": { a: "x\\\r\n''y''" },
      'a = [1, [2, "3"], {b = 4}, ]': { a: [1, [2, '3'], { b: 4 }] },
      'a = [ # c\n  1, # d\n\n  2\n # e\n]\nb = 1': { a: [1, 2], b: 1 },
      'a = {}\nb = { c.d = 1, "e f" = [2], c.g = { h = 3 } }': { a: {}, b: { c: { d: 1, g: { h: 3 } }, 'e f': [2] } },
      // As TOML 1.1 allows.
      'a = {\n  b = 1, # c\n  c = 2,\n}\nd = 3': { a: { b: 1, c: 2 }, d: 3 },
      '"a.b" . \'c\' . d-_1 = 1\n1.2 = 3': { 'a.b': { c: { 'd-_1': 1 } }, 1: { 2: 3 } },
      '[a]\nb = 1\n[a.c]\nd = 2\n[ e . "f" ]\ng = 3\n[e]\nh = 4': {
        a: { b: 1, c: { d: 2 } },
        e: { f: { g: 3 }, h: 4 },
      },
      '[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\n[[a.e]]\nf = 3\n[[a.e]]\n': {
        a: [{ b: 1, c: { d: 2 } }, { e: [{ f: 3 }, {}] }],
      },
      '[a]\nb.c = 1\nb.d = 2\n[a.e]\nf = 3': { a: { b: { c: 1, d: 2 }, e: { f: 3 } } },
    };
    for (const [text, expected] of Object.entries(cases)) {
      it(JSON.stringify(text), () => {
        const { value, problems } = readToml(text, source);
        assert.deepEqual(plain(value), expected);
        assert.deepEqual(problems, []);
      });
    }
  });

  describe('places', () => {
    // Each path with what lies in the marks, in the order in which they open.
    const cases: readonly { readonly text: string; readonly at: readonly string[] }[] = [
      { text: '««a» = «"x"»» # c', at: ['a:entry', 'a:key', 'a'] },
      { text: '\uFEFF  ««"a b"»=«1979-05-27»»\r\n', at: ['a b:entry', 'a b:key', 'a b'] },
      { text: 'a = «[«1», «{««b» = «2»»}»]»', at: ['a', 'a.0', 'a.1', 'a.1.b:entry', 'a.1.b:key', 'a.1.b'] },
      { text: 'a = {« b = 1 »}', at: ['a:inner'] },
      { text: '«[«a»]\n\n# c\nb = 1\nc = [\n 2\n]»\n\n[d]\n', at: ['a', 'a:key'] },
      { text: '«[a]»«\nb = 1»\n\n[c]', at: ['a:header', 'a:inner'] },
      { text: '«[«a»]\nb = 1»\n«[a.«c»]\nd = 2»', at: ['a', 'a:key', 'a.c', 'a.c:key'] },
      { text: '«[[«a»]]»\nb = 1\n«[[a]]\nb = 2»', at: ['a', 'a:key', 'a.1'] },
      { text: '[«a».b]\nc = 1', at: ['a:key'] },
      { text: '«a.b = 1\na.c = 2»\nd = 3\na.e = 4', at: ['a'] },
      { text: '«a.b.«c» = 1»', at: ['a:entry', 'a.b.c:key'] },
    ];
    for (const { text: written, at } of cases) {
      it(written, () => {
        const { text, marks } = marked(written);
        const { value } = readToml(text, source);
        const held = ({ start, end }: { start: number; end: number }) => `${start}-${end} ${text.slice(start, end)}`;
        assert.deepEqual(
          at.map((path) => held(placeAt(value, path))),
          marks.map(held),
        );
      });
    }

    it('of the characters of a text', () => {
      const text = 'a = "b\\u00e9c"\nd = """\ne\\\n  f"""\n g = "h';
      const { value } = readToml(text, source);
      const held = (key: string, start: number, end: number): string => {
        const string = value.entries.get(key)?.value;
        assert.ok(string?.kind === 'string');
        const place = placeInString(string, start, end);
        return `${string.value.slice(start, end)}: ${text.slice(place.start, place.end)}`;
      };
      assert.equal(held('a', 0, 1), 'b: b');
      assert.equal(held('a', 1, 2), '\u00e9: \\u00e9');
      assert.equal(held('a', 2, 3), 'c: c');
      assert.equal(held('d', 0, 2), 'ef: e\\\n  f');
      assert.equal(held('g', 0, 1), 'h: h');
    });
  });

  describe('problems', () => {
    // The marks are what the messages lie on.
    const cases: readonly { readonly text: string; readonly means: unknown; readonly messages: readonly string[] }[] = [
      { text: 'a = 1\n«b»\nc = 2', means: { a: 1, c: 2 }, messages: ['a `=` and a value are expected after the key'] },
      { text: '«b =» # c\nc = 2', means: { c: 2 }, messages: ['a value is expected after `=`'] },
      { text: '«= 1»\nc = 2', means: { c: 2 }, messages: ['a key is expected at the start of the line'] },
      {
        text: 'b = «1.2.3»\nc = 2',
        means: { b: undefined, c: 2 },
        messages: ['`1.2.3` is not a value of TOML; texts stand in quotes'],
      },
      { text: 'b = 1 «c = 2»\nd = 3', means: { b: 1, d: 3 }, messages: ['the end of the line is expected here'] },
      { text: 'b = «"1.2»\nc = 2', means: { b: '1.2', c: 2 }, messages: ['this text is not closed with `"`'] },
      {
        text: 'b = «"""1.2»\nc = """2"""',
        means: { b: '1.2', c: '2' },
        messages: ['this text is not closed with `"""`'],
      },
      { text: 'b = "x«\\q»y"', means: { b: 'x\\qy' }, messages: ['`\\q` is not an escape of TOML'] },
      { text: 'b = «[»"1"\nc = 2', means: { b: ['1'], c: 2 }, messages: ['this `[` is not closed'] },
      {
        text: 'b = [\n  "1",\n  «"2»\n]\nc = 2',
        means: { b: ['1', '2'], c: 2 },
        messages: ['this text is not closed with `"`'],
      },
      {
        text: 'b = «[»\n  "1",\n\n[c]\nd = [[true]]',
        means: { b: ['1'], c: { d: [[true]] } },
        messages: ['this `[` is not closed'],
      },
      {
        text: 'b = [«,»1, 2 «3»]',
        means: { b: [1, 2, 3] },
        messages: ['a value is expected before the comma', 'a comma is expected before this value'],
      },
      {
        text: 'b = {c = 1, d = «[»2\ne = 3',
        means: { b: { c: 1, d: [2] }, e: 3 },
        messages: ['this `[` is not closed'],
      },
      {
        text: 'b = «{» c = 1, \nd = { e = 2 }',
        means: { b: { c: 1 }, d: { e: 2 } },
        messages: ['this `{` is not closed'],
      },
      {
        text: 'b = { «c», d = 2 }',
        means: { b: { d: 2 } },
        messages: ['a `=` and a value are expected after the key'],
      },
      { text: 'b = { c = 1 «d» = 2 }', means: { b: { c: 1, d: 2 } }, messages: ['`,` or `}` is expected here'] },
      { text: 'b = { c = 1, «/» d = 2 }', means: { b: { c: 1, d: 2 } }, messages: ['a key is expected here'] },
      { text: 'b = 1\n«b» = 2', means: { b: 1 }, messages: ['the key `b` stands here a second time'] },
      { text: '«[b»\nc = 2', means: { b: { c: 2 } }, messages: ['this header is not closed with `]`'] },
      {
        text: '[a]\nc = 1\n«[]»\nc = 2',
        means: { a: { c: 1 } },
        messages: ['the name of a table is expected between the brackets'],
      },
      {
        text: '[a]\nb = 1\n«[a]»\nc = 2',
        means: { a: { b: 1, c: 2 } },
        messages: ['the table `a` stands here a second time'],
      },
      { text: 'a = {}\n[«a».b]\nc = 2', means: { a: {} }, messages: ['the key `a` stands here a second time'] },
      {
        text: '[a]\n[[«a»]]\nc = 2\n[d]',
        means: { a: {}, d: {} },
        messages: ['the key `a` stands here a second time'],
      },
    ];
    for (const { text: written, means, messages } of cases) {
      it(written, () => {
        const { text, marks } = marked(written);
        const { value, problems } = readToml(text, source);
        assert.deepEqual(plain(value), means);
        assert.deepEqual(
          problems,
          messages.map((message, index) => ({ span: marks[index], message })),
        );
      });
    }
  });

  it('finds comments', () => {
    const { comments } = readToml('# one\na = [ # two\n "# no" ] # three\nb = [\n# four\nc = 1 #five', source);
    assert.deepEqual(
      comments.map(({ text }) => text),
      ['one', 'two', 'three', 'four', 'five'],
    );
  });

  it('loses one line where one line is cut anywhere', () => {
    const lines = [
      '[package]',
      'name = "a" # c',
      "version = '1.0'",
      'authors = ["a <a@b>", "c"]',
      '[dependencies]',
      'serde = { version = "1", features = ["derive"] }',
      'tokio.version = "1"',
      'clap.workspace = true',
      '[[bin]]',
      'name = """x"""',
      '[target."cfg(unix)".dependencies]',
      'libc = "0.2"',
    ];
    const whole = linesSaid(lines);
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('[')) continue;
      for (let length = 0; length < line.length; length++) {
        const cut = lines.map((other, at) => (at === index ? line.slice(0, length) : other));
        const said = linesSaid(cut);
        const missing = [...whole].filter(([at, value]) => at !== index && said.get(at) !== value);
        assert.deepEqual(missing, [], cut[index]);
      }
    }
  });
});

/** What each line says, told by the place of its value. */
function linesSaid(lines: readonly string[]): Map<number, string> {
  const text = lines.join('\n');
  const said = new Map<number, string>();
  const visit = (value: Value, path: string): void => {
    if (value.kind === 'list') for (const [index, item] of value.items.entries()) visit(item, `${path}.${index}`);
    else if (value.kind === 'map') for (const [key, entry] of value.entries) visit(entry.value, `${path}.${key}`);
    else {
      const line = text.slice(0, value.place.start).split('\n').length - 1;
      said.set(line, `${said.get(line) ?? ''} ${path}=${plain(value)}`);
    }
  };
  visit(readToml(text, source).value, '');
  return said;
}

/** `a.0.b` leads to a value, `:key` and the like to another place there. */
function placeAt(root: MapValue, path: string) {
  const [keys = '', what] = path.split(':');
  let value: Value = root;
  let entry: ReturnType<MapValue['entries']['get']>;
  for (const key of keys.split('.')) {
    entry = value.kind === 'map' ? value.entries.get(key) : undefined;
    const inner: Value | undefined = value.kind === 'list' ? value.items[Number(key)] : entry?.value;
    assert.ok(inner, `there is ${path}`);
    value = inner;
  }
  const place =
    what === 'key'
      ? entry?.key
      : what === 'entry'
        ? entry?.place
        : what === undefined
          ? value.place
          : value.kind === 'map' && (what === 'inner' ? value.inner : value.header);
  assert.ok(place, `there is a place for ${path}`);
  return place;
}
