// Expressions of every kind, with their values.

import assert from 'node:assert/strict';
import { evaluated, shown } from './read.ts';

const declared = `
variable "u" {}
variable "s" { default = "text" }
locals {
  people = [{ name = "ann", age = 3 }, { name = "bob", age = 5 }]
  ports  = { ssh = 22, web = 80 }
  none   = null
}
`;

const families: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  literals: {
    '1.5e3': 1500,
    '-1': -1,
    true: true,
    null: null,
    '"a\\n\\t\\"\\\\\\u00e9\\U0001F600"': 'a\n\t"\\é😀',
    '"$${a} %%{b} $a %b $$"': '${a} %{b} $a %b $$',
    '[1, "a", [true]]': [1, 'a', [true]],
    '{ a = 1, "b" = 2, c : 3, (var.s) = 4, "d-${var.s}" = 5, 6 = 7 }': { 6: 7, a: 1, b: 2, c: 3, text: 4, 'd-text': 5 },
    '{ a = 1, (var.u) = 2 }': { a: 1, '…': '…' },
  },
  operators: {
    '1 + 2 * 3 - 4': 3,
    '(1 + 2) * 3': 9,
    '"1" + 1': 2,
    '"a" + 1': '?',
    '1 == 1 && "a" != "b"': true,
    '1 == "1"': false,
    '[1, { a = 2 }] == [1, { a = 2 }]': true,
    'null == local.none': true,
    '!true || 2 > 1': true,
    '1 < 2 == true': true,
    'var.u == "a"': '?',
    'false && var.u': false,
    'var.u && false': false,
    'true && var.u': '?',
    'true || var.u': true,
    '!var.u': '?',
    '-var.u': '?',
    '[var.u] == [1, 2]': false,
  },
  conditionals: {
    'true ? 1 : 2': 1,
    '"false" ? 1 : 2': 2,
    'false ? 1 : true ? 2 : 3': 2,
    'false ? 1 : false ? 2 : false ? 3 : 4': 4,
    'true ? false ? 1 : 2 : 3': 2,
    'false || true ? 1 : 2': 1,
    'var.u ? 1 : 2': '?',
    'var.u ? "a" : "a"': 'a',
    'var.s == "text" ? [for p in local.people : p.name] : []': ['ann', 'bob'],
    '"x" ? 1 : 2': '?',
  },
  traversals: {
    'local.people[0].name': 'ann',
    'local.people.1.name': 'bob',
    'local.people[length(local.people) - 1]["name"]': 'bob',
    'local.people[*].name': ['ann', 'bob'],
    'local.people.*.name': ['ann', 'bob'],
    'local.people[*].name[0]': '?',
    'local.people.*.name[0]': 'ann',
    'local.ports.ssh': 22,
    'local.ports["web"]': 80,
    'local.ports[var.u]': '?',
    'local.ports.ftp': '?',
    'local.people[2]': '?',
    'local.none[*]': [],
    'local.ports[*].ssh': [22],
    '[1, 2, 3][1]': 2,
    '{ a = { b = 1 } }.a.b': 1,
    'tolist(["x"])[0]': 'x',
    'local.missing': '?',
    'var.missing.a': '?',
    'path.module': '.',
    'terraform.workspace': '?',
    nonsense: '?',
    'var.u.a[0].b[*].c': '?',
  },
  'for expressions': {
    '[for p in local.people : upper(p.name)]': ['ANN', 'BOB'],
    '[for i, p in local.people : "${i}-${p.name}" if p.age > 3]': ['1-bob'],
    '[for k, v in local.ports : "${k}=${v}"]': ['ssh=22', 'web=80'],
    '{ for p in local.people : p.name => p.age }': { ann: 3, bob: 5 },
    '{ for k, v in local.ports : v => k }': { 22: 'ssh', 80: 'web' },
    '{ for s in ["a", "b", "ab"] : substr(s, 0, 1) => s... }': { a: ['a', 'ab'], b: ['b'] },
    '[for k, v in toset(["b", "a"]) : "${k}${v}"]': ['aa', 'bb'],
    '[for x in [[1, 2], [3]] : [for y in x : y * 2]]': [[2, 4], [6]],
    '[for x in var.u : x]': '?',
    '[for x in ["a", "b"] : x if x != var.u]': ['…'],
    '[for x in ["a", "b"] : x if x != "a" || var.u]': ['b', '…'],
    '{ for x in ["a", "b"] : (x == "a" ? var.u : x) => 1 }': { b: 1, '…': '…' },
    '[for x in [1] : x.y]': '?',
    '[for x in "no" : x]': '?',
  },
  templates: {
    '"a-${var.s}-b"': 'a-text-b',
    '"${local.ports}"': { ssh: 22, web: 80 },
    '"${true}"': true,
    '"a${true}${1.50}"': 'atrue1.5',
    '"a-${var.u}-b"': 'a-…-b',
    '"${var.u}${var.u}"': '?',
    '"a ${~ var.s ~} b"': 'atextb',
    '"%{ if var.s == "text" }yes%{ else }no%{ endif }!"': 'yes!',
    '"x%{ if var.u }yes%{ endif }"': 'x…',
    '"%{ for i, p in local.people }${i}:${p.name},%{ endfor }"': '0:ann,1:bob,',
    '"a%{ for x in var.u }${x}%{ endfor }"': 'a…',
    '"a${[]}"': '?',
    '"${"${"deep"}"}"': 'deep',
    '"$$${var.s}"': '$${var.s}',
  },
};

describe('Terraform expressions', () => {
  for (const [family, cases] of Object.entries(families)) {
    for (const [expression, expected] of Object.entries(cases)) {
      it(`${family}: ${expression}`, async () => {
        const module = await evaluated(`${declared}\noutput "o" {\n  value = ${expression}\n}\n`);
        assert.deepEqual(module.files[0]?.problems, []);
        assert.deepEqual(shown(module.value('output.o', 'value')), expected);
      });
    }
  }

  const heredocs: Readonly<Record<string, readonly [text: string, expected: string]>> = {
    'as it is': ['<<EOT\n  a "b" \\n\n    c\nEOT', '  a "b" \\n\n    c\n'],
    'escapes of templates only': ['<<EOT\n$${a} %%{b}\nEOT', '${a} %{b}\n'],
    indented: ['<<-EOT\n    a\n      b\n    EOT', 'a\n  b\n'],
    'indented less at its end': ['<<-EOT\n    a\n   b\nEOT', ' a\nb\n'],
    'blank lines do not count': ['<<-EOT\n    a\n\n    b\n    EOT', 'a\n\nb\n'],
    'an interpolation at the start of a line': ['<<-EOT\n    a\n${var.s}\n    EOT', '    a\ntext\n'],
    'indentation before an interpolation': ['<<-EOT\n    ${var.s}\n      b\n    EOT', 'text\n  b\n'],
    'a trimmed line end joins lines, so the second keeps its indentation': [
      '<<-EOT\n    a\n    %{ if true ~}\n    b\n    %{ endif ~}\n    c\n    EOT',
      'a\n    b\n    c\n',
    ],
    'with line ends of Windows': ['<<EOT\r\na\r\nb\r\nEOT', 'a\r\nb\r\n'],
    empty: ['<<EOT\nEOT', ''],
    'JSON inside': ['<<EOT\n{"a": "${var.u}"}\nEOT', '{"a": "…"}\n'],
  };
  for (const [title, [text, expected]] of Object.entries(heredocs)) {
    it(`heredocs: ${title}`, async () => {
      const module = await evaluated(`${declared}\noutput "o" {\n  value = ${text}\n}\n`);
      assert.deepEqual(module.files[0]?.problems, []);
      assert.equal(shown(module.value('output.o', 'value')), expected);
    });
  }

  it('ends, whatever there is to do', async () => {
    const wide = 'range(1000)';
    const module = await evaluated(`
      locals {
        nested = [for a in ${wide} : [for b in ${wide} : [for c in ${wide} : a]]]
        text   = join("", [for a in ${wide} : join("", [for b in ${wide} : "xxxxxxxxxxxxxxxx"])])
        double = "\${local.text}\${local.text}"
        product = setproduct(${wide}, ${wide}, ${wide})
      }
      resource "a" "b" {
        count = 1000000000
      }
    `);
    assert.equal(shown(module.value('locals', 'product')), '?');
    const doubled = Array.from({ length: 40 }, (_, index) => `  l${index + 1} = [local.l${index}, local.l${index}]`);
    const bomb = await evaluated(`locals {\n  l0 = "x"\n${doubled.join('\n')}\n  text = jsonencode(local.l40)\n}`);
    assert.ok(String(shown(bomb.value('locals', 'text'))).length < 1_000_000);
    assert.equal(module.unit.resources.filter((resource) => resource.type === 'a').length, 100);
  });
});
