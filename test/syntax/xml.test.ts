// XML with the places of all its parts, and what is left of broken text.

import assert from 'node:assert/strict';
import { hole } from '../../server/src/model/value.ts';
import { spanIn } from '../../server/src/syntax/mapped.ts';
import { readXml, type XmlElement } from '../../server/src/syntax/xml.ts';

/** `name(attribute=value) "text" [children]`, each with the characters that its place holds where they are not the same. */
function said(element: XmlElement, text: string): string {
  const attributes = element.attributes.map(({ name, value, valueAt }) => {
    const written = text.slice(valueAt.start, valueAt.end);
    return `${name}=${value.text}${written === value.text ? '' : ` as ${written}`}`;
  });
  const children = element.children.map((child) => said(child, text));
  assert.equal(text.slice(element.nameAt.start, element.nameAt.end).replace(/^.*:/, ''), element.name);
  return [
    element.name + (attributes.length > 0 ? `(${attributes.join(', ')})` : ''),
    ...(element.text ? [textOf(element.text, text)] : []),
    ...(children.length > 0 ? [`[${children.join(', ')}]`] : []),
  ].join(' ');
}

function textOf(mapped: NonNullable<XmlElement['text']>, text: string): string {
  const { start, end } = spanIn(mapped, 0, mapped.text.length);
  const written = text.slice(start, end);
  const value = mapped.text.replaceAll(hole, '?');
  return written === value ? `"${value}"` : `"${value}" as "${written}"`;
}

describe('XML', () => {
  const cases: Record<string, string> = {
    '<?xml version="1.0"?>\n<!DOCTYPE a>\n<a/>': 'a',
    '<!DOCTYPE a [ <!ENTITY x "y"> ]><a>&x;</a>': 'a "?" as "&x;"',
    '\uFEFF<a b="1" c = \'2\'>\n  t \n</a>': 'a(b=1, c=2) "t"',
    '<a><b>1</b><c><d/></c></a>': 'a [b "1", c [d]]',
    '<x:a xmlns:x="u"><x:b>1</x:b></x:a>': 'a(x=u) [b "1"]',
    '<a>1<!-- c -->2</a>': 'a "12" as "1<!-- c -->2"',
    '<a><![CDATA[<b>&amp;]]></a>': 'a "<b>&amp;"',
    '<a b="&lt;&#65;&#x42;">1 &amp; 2 &amp</a>': 'a(b=<AB as &lt;&#65;&#x42;) "1 & 2 &amp" as "1 &amp; 2 &amp"',
    '<a>[1.0,2.0)</a >': 'a "[1.0,2.0)"',
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(text, () => {
      const { root, problems } = readXml(text);
      assert.deepEqual(problems, []);
      assert.equal(root && said(root, text), expected);
    });
  }

  it('tells whole elements and comments', () => {
    const text = '<a>\n  <b c="1"/> <!-- lintel -->\n  <d>2</d>\n</a>';
    const { root, comments } = readXml(text);
    assert.deepEqual(
      root?.children.map(({ span }) => text.slice(span.start, span.end)),
      ['<b c="1"/>', '<d>2</d>'],
    );
    assert.deepEqual(
      comments.map(({ span, text: comment }) => [text.slice(span.start, span.end), comment]),
      [['<!-- lintel -->', 'lintel']],
    );
  });

  describe('keeps of broken text what is not broken', () => {
    const broken: Record<string, readonly [said: string, ...problems: string[]]> = {
      '<a><b>1</c></b></a>': ['a [b "1"]', '</c>: `</c>` closes nothing'],
      '<a><b>1</a>': ['a [b "1"]', '<b: `<b>` is not closed'],
      '<a><b><c>1</c></a>': ['a [b [c "1"], c "1"]', '<b: `<b>` is not closed'],
      '<a><b\n<c>1</c></a>': ['a [b, c "1"]', '<b: `<b` is not closed with `>`'],
      '<a><\n<c>1</c></a>': ['a [c "1"]', '<: `<` begins no tag here'],
      '<a><b>1</b\n<c/></a>': ['a [b "1", c]', '</b: `</b` is not closed with `>`'],
      '<a><b c="1\n  <d/></a>': ['a [b(c=1), d]', '"1: this quote is not closed', '<b: `<b` is not closed with `>`'],
      '<a><b c="1/>\n<d e="2"/></a>': ['a [b(c=1), d(e=2)]', '"1: this quote is not closed'],
      '<a><b c=1/></a>': ['a [b(c=1)]', 'c=1: the value of `c` stands in no quotes'],
      '<a><b c/></a>': ['a [b]', 'c: expected an attribute such as `name="value"`'],
      '<a><!-- <b/>\n<c/></a>': ['a [c]', '<!-- <b/>: this comment is not closed with `-->`'],
      '<a><![CDATA[1\n<c/></a>': ['a [c]', '<![CDATA[1: this section is not closed with `]]>`'],
      '<a>': ['a', '<a: `<a>` is not closed'],
    };
    for (const [text, [expected, ...messages]] of Object.entries(broken)) {
      it(text, () => {
        const { root, problems } = readXml(text);
        assert.equal(root && said(root, text), expected);
        assert.deepEqual(
          problems.map(({ span, message }) => `${text.slice(span?.start, span?.end)}: ${message}`),
          messages,
        );
      });
    }
  });

  describe('takes any text', () => {
    const many = 300_000;
    const texts: Record<string, string> = {
      nothing: '',
      openings: '<a>'.repeat(many),
      'names without an end': '<a'.repeat(many),
      closings: '</a>'.repeat(many),
      comments: '<!--\n'.repeat(many),
      sections: '<![CDATA[\n'.repeat(many),
      declarations: '<!['.repeat(many),
      quotes: `<a ${'b="\n'.repeat(many)}`,
      'quotes of both kinds': `<a ${'b="\nb=\'\n'.repeat(many)}`,
      ampersands: `<a>${'&'.repeat(many)}</a>`,
      'openings of elements that are closed': `<x>${'<a>'.repeat(many)}</x>`,
    };
    for (const [name, text] of Object.entries(texts)) {
      it(name, () => assert.ok(readXml(text).problems.length <= 20));
    }
  });
});
