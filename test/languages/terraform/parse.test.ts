// Files to items: what is recognised, broken texts, comments, and what an edit leaves as it was.

import assert from 'node:assert/strict';
import type { TerraformFile } from '../../../server/src/languages/terraform/file.ts';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';
import { evaluated, language, shown } from './read.ts';

describe('Terraform files', () => {
  const names: Readonly<Record<string, boolean>> = {
    'main.tf': true,
    'a/b/main.tofu': true,
    'terraform.tfvars': true,
    'x.auto.tfvars.json': true,
    'main.tf.json': true,
    'main.tofu.json': true,
    'main.json': false,
    'main.hcl': false,
    Dockerfile: false,
    'main.tf.bak': false,
  };
  it('are recognised by their names', async () => {
    const { recognises, unitOf } = await language();
    for (const [name, expected] of Object.entries(names)) assert.equal(recognises(name, ''), expected, name);
    assert.equal(recognises('untitled:Untitled-1', '', 'terraform'), true);
    assert.equal(recognises('pod.yaml', '', 'terraform'), false);
    assert.equal(unitOf('/w/a/main.tf', '/w'), '/w/a');
  });

  it('have comments', async () => {
    const text = [
      '# a',
      'locals { // b',
      '  x = "# no ${ /* c */ "// no" } #{ no"',
      '  y = <<-EOT',
      '    # no "',
      '  EOT',
      '  z = "\\" # no" #d é😀',
      '}',
      '/* e',
      ' f */ variable "g" {} #',
    ].join('\r\n');
    const { comments } = (await language()).parse(snapshotOf('comments.tf', text));
    assert.deepEqual(
      comments.map((comment) => [text.slice(comment.span.start, comment.span.end), comment.text]),
      [
        ['# a', 'a'],
        ['// b', 'b'],
        ['/* c */', 'c'],
        ['#d é😀', 'd é😀'],
        ['/* e\r\n f */', 'e\r\n f'],
        ['#', ''],
      ],
    );
  });

  const fine = 'resource "a" "before" {\n  x = 1\n}\n\n';
  const after = '\nresource "a" "after" {\n  x = 2\n}\n';
  const broken: Readonly<Record<string, readonly [text: string, problems: readonly string[], body: unknown]>> = {
    'a string that is not closed': [
      'resource "a" "b" {\n  x = "foo\n  y = 1\n}\n',
      ['"foo: this string is not closed on its line'],
      { y: 1, '…': '…' },
    ],
    'a value that is missing': [
      'resource "a" "b" {\n  x =\n  y = 1\n  z = 2\n}\n',
      ['x =: the value of `x` is missing'],
      { y: 1, z: 2, '…': '…' },
    ],
    'a bracket that is not closed': [
      'resource "a" "b" {\n  w = 0\n  x = [1,\n}\n',
      ['x = [1,: `x = [1,` is not valid here'],
      { w: 0, '…': '…' },
    ],
    'a word alone': [
      'resource "a" "b" {\n  publ\n  y = 1\n}\n',
      ['publ: `publ` is neither an argument nor a block'],
      { y: 1, '…': '…' },
    ],
    'a word before a block': [
      'resource "a" "b" {\n  publ\n  in {\n    p = 1\n  }\n}\n',
      ['publ: `publ` is neither an argument nor a block'],
      { in: [{ p: 1, '…': '…' }], '…': '…' },
    ],
    'a nested block that is not closed': [
      'resource "a" "b" {\n  in {\n    p = 1\n  y = 1\n}\n',
      ['}: `}` is missing'],
      { in: [{ p: 1, y: 1, '…': '…' }], '…': '…' },
    ],
    'a heredoc that is not closed': [
      'resource "a" "b" {\n  w = 0\n  x = <<EOT\n  text\n  y = 1\n}\n',
      ['<<EOT: this heredoc is not closed by `EOT`'],
      { w: 0, '…': '…' },
    ],
    'an interpolation that is not closed': [
      'resource "a" "b" {\n  x = "a${var.x"\n  y = 1\n}\n',
      ['"a${var.x": this string is not closed on its line'],
      { y: 1, '…': '…' },
    ],
  };
  for (const [title, [text, expected, body]] of Object.entries(broken)) {
    it(`broken by ${title}`, async () => {
      const whole = fine + text + after;
      const module = await evaluated(whole);
      const problems = module.files[0]?.problems.map(
        ({ span, message }) => `${whole.slice(span?.start, span?.end)}: ${message}`,
      );
      assert.deepEqual(problems, expected);
      assert.deepEqual(shown(module.resource('a.before').body), { x: 1 });
      assert.deepEqual(shown(module.resource('a.b').body), body);
      assert.deepEqual(shown(module.resource('a.after').body), { x: 2 });
    });
  }

  const lost: Readonly<Record<string, readonly string[]>> = {
    resour: ['resour: this is not a block such as `resource "type" "name" { … }`'],
    '}': ['}: this is not a block such as `resource "type" "name" { … }`'],
    'resource "a {\n}': ['resource "a {: this is not a block such as `resource "type" "name" { … }`'],
    'resource "a" "b" {': ['{: `}` is missing'],
    'a = ': ['a =: the value of `a` is missing'],
    '\0': ['undefined: not analysed: the file is not text'],
  };
  it('broken as a whole', async () => {
    const { parse } = await language();
    for (const [text, expected] of Object.entries(lost)) {
      const { problems } = parse(snapshotOf('lost.tf', text));
      assert.deepEqual(
        problems.map(({ span, message }) => `${span && text.slice(span.start, span.end)}: ${message}`),
        expected,
        text,
      );
    }
  });

  const deep: Readonly<Record<string, string>> = {
    brackets: `${'['.repeat(3000)}${']'.repeat(3000)}`,
    parentheses: `${'('.repeat(3000)}1${')'.repeat(3000)}`,
    operators: `1${' + 1'.repeat(3000)}`,
    conditionals: `${'true ? 1 : '.repeat(3000)}2`,
    negations: `${'!'.repeat(3000)}true`,
    directives: `"${'%{ if true }'.repeat(3000)}${'%{ endif }'.repeat(3000)}"`,
  };
  for (const [title, expression] of Object.entries(deep)) {
    it(`nest too deeply in ${title}`, async () => {
      const module = await evaluated(`${fine}locals {\n  x = ${expression}\n}\n`);
      assert.deepEqual(
        module.files[0]?.problems.map(({ message }) => message),
        ['this nests too deeply to be read'],
      );
      assert.deepEqual(shown(module.resource('a.before').body), { x: 1 });
    });
  }

  it('never throw, wherever they end', async () => {
    const { parse, evaluate, forget } = await language();
    const text =
      'resource "a" "b" {\n  c = "x${var.y[0]}" # d\n  e = [for f in g : { h = <<-EOT\n  i %{ if j }k%{ endif }\n  EOT\n  }]\n}\n';
    for (let end = 0; end <= text.length; end++) {
      for (const cut of [text.slice(0, end), text.slice(end)]) evaluate([parse(snapshotOf('cut.tf', cut))]);
    }
    forget('cut.tf');
  });

  it('say the same in other folders with sources of their own', async () => {
    const { parse } = await language();
    const text = `# twice\n${fine}resource "a" {\n}\nresource "a" "b" {\n  x = \n}\n`;
    const [one, two, other] = ['/copies/a/main.tf', '/copies/b/main.tf', '/copies/b/other.tf'].map((file) =>
      parse(snapshotOf(file, text)),
    );
    const told = (file: TerraformFile | undefined) =>
      file?.items.map((item) => [item.source.file, file.sources.get(item.source), item.text]);
    assert.deepEqual(
      told(two),
      told(one)?.map(([, start, own]) => ['/copies/b/main.tf', start, own]),
    );
    assert.deepEqual(
      told(other),
      told(one)?.map(([, start, own]) => ['/copies/b/other.tf', start, own]),
    );
    for (const file of [two, other]) assert.deepEqual([file?.comments, file?.problems], [one?.comments, one?.problems]);
    assert.ok(
      two?.items.every(({ content, source }, index) => {
        const original = one?.items[index];
        return content === original?.content && source !== original.source;
      }),
    );
  });

  it('say something else in other folders under the same name and of the same length', async () => {
    const { parse } = await language();
    const names = ['/copies/c/main.tf', '/copies/d/main.tf'].map((file, index) => {
      const { items } = parse(snapshotOf(file, `variable "v${index}" {}`));
      return items.map(({ content }) => content.kind === 'block' && content.labels[0]?.text);
    });
    assert.deepEqual(names, [['v0'], ['v1']]);
  });

  describe('after an edit', () => {
    const text = `# é😀\n${fine}${'resource "a" "same" {\n}\n'.repeat(2)}locals {\n  l = "x"\n}\n`;

    async function changed(search: string, replacement: string): Promise<readonly [TerraformFile, TerraformFile]> {
      const { parse, forget } = await language();
      const before = parse(snapshotOf('edit.tf', text));
      const start = text.indexOf(search);
      const snapshot = edited(before.snapshot, [{ span: { start, end: start + search.length }, text: replacement }], 1);
      const now = parse(snapshot, before);
      forget('edit.tf');
      return [before, now];
    }

    it('keep the items whose text is the same', async () => {
      const [before, now] = await changed('x = 1', 'x = 10\n  y = 2');
      assert.deepEqual(
        now.items.map((item) => before.items.includes(item)),
        [false, true, true, true],
      );
      assert.deepEqual(now.items.slice(1), before.items.slice(1));
      const moved = now.items.slice(1).map((item) => now.sources.get(item.source)! - before.sources.get(item.source)!);
      assert.deepEqual(moved, [9, 9, 9]);
    });

    it('keep all items when only a comment changes', async () => {
      const [before, now] = await changed('é😀', 'other');
      assert.deepEqual(
        now.items.map((item, index) => item === before.items[index]),
        [true, true, true, true],
      );
    });

    it('keep the others when one breaks', async () => {
      const [before, now] = await changed('x = 1', 'x = "');
      assert.deepEqual(
        now.items.map((item) => before.items.includes(item)),
        [false, true, true, true],
      );
      assert.equal(now.problems.length, 1);
    });
  });
});
