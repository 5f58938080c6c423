// Strings and templates, from the nodes of the grammar: it says where interpolations and directives stand, the rest is cut out of the
// text.

import type { Grammar, Node } from '../../../syntax/grammar.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { Expression } from './ast.ts';
import { expressionOf } from './expressions.ts';
import { childOf, deeper, firstOfType, type Reading, readingOf, spanIn, unreadable } from './reading.ts';
import { type Sequence, type TemplateText, templateOf } from './templates.ts';

/** The string in quotes or of a heredoc; undefined if it has no end. */
export function stringOf(node: Node | null | undefined, reading: Reading): Expression | undefined {
  if (!node) return undefined;
  const { text } = reading;
  const start = node.startIndex;
  const end = node.endIndex;
  const span = spanIn(reading, start, end);
  if (node.type !== 'heredoc_template') {
    if (end - start < 2) return undefined;
    return templateFrom(node.children, spanOf(start + 1, end - 1), 'quoted', reading, span);
  }
  const contentStart = text.indexOf('\n', start) + 1;
  const contentEnd = text.lastIndexOf('\n', end - 1) + 1;
  if (contentStart === 0 || contentStart > end) return undefined;
  const style = text[start + 2] === '-' ? 'indented heredoc' : 'heredoc';
  return templateFrom(node.children, spanOf(contentStart, Math.max(contentStart, contentEnd)), style, reading, span);
}

/** The template that `nodes` (those between the quotes or behind the heredoc's first line) stand in. */
export function templateFrom(
  nodes: readonly Node[],
  content: Span,
  style: TemplateText['style'],
  reading: Reading,
  span: Span,
): Expression {
  return templateOf(
    { text: reading.text, content, style, sequences: sequencesOf(nodes, reading), at: reading.at },
    span,
  );
}

/** A text that is a template as a whole, as in Terraform's JSON and in files of templates. `at` gives the place of its characters. */
export function templateIn(
  value: string,
  grammar: Grammar,
  span: Span = spanOf(0, value.length),
  at: (offset: number) => number = (offset) => offset,
): Expression {
  if (!/[$%]\{/.test(value)) return { kind: 'literal', value, pieces: [], span };
  // The grammar knows no text without a frame.
  const head = 'x = <<LINTEL\n';
  const text = `${head}${value}\nLINTEL\n`;
  const template = grammar.parseText(text, (root) => {
    const node = firstOfType(root, 'heredoc_template');
    const content = spanOf(head.length, head.length + value.length);
    const reading = readingOf(text, (offset) => at(offset - head.length));
    return node && !root.hasError ? templateFrom(node.children, content, 'heredoc', reading, span) : undefined;
  });
  return template ?? { kind: 'unreadable', span };
}

function sequencesOf(nodes: readonly Node[], reading: Reading): Sequence[] {
  return nodes.flatMap((node): Sequence[] => {
    const place = { open: node.startIndex, close: node.endIndex };
    switch (node.type) {
      case 'template_interpolation': {
        // `$$${x}` is text as `$${x}` is, which the grammar does not know.
        if (reading.text[place.open - 1] === '$') return [];
        const expression = childOf(node, 'expression');
        return [
          {
            ...place,
            kind: 'interpolation',
            expression: expression ? expressionOf(expression, reading) : unreadable([node], reading),
          },
        ];
      }
      case 'template_directive':
      case 'template_if':
      case 'template_for':
        return deeper(reading, () => sequencesOf(node.children, reading)) ?? [];
      case 'template_if_intro': {
        const condition = childOf(node, 'expression');
        return condition ? [{ ...place, kind: 'if', condition: expressionOf(condition, reading) }] : [];
      }
      case 'template_for_start': {
        const { names, collection } = loopOf(node, reading);
        return collection ? [{ ...place, kind: 'for', ...names, collection }] : [];
      }
      case 'template_else_intro':
        return [{ ...place, kind: 'else' }];
      case 'template_if_end':
        return [{ ...place, kind: 'endif' }];
      case 'template_for_end':
        return [{ ...place, kind: 'endfor' }];
      default:
        return [];
    }
  });
}

/** `for k, v in collection`, of an expression or a directive. */
export function loopOf(
  node: Node,
  reading: Reading,
): { names: { key?: string; value: string }; collection: Expression | undefined } {
  const [first, second] = node.children
    .filter((child) => child.type === 'identifier')
    .map((child) => reading.text.slice(child.startIndex, child.endIndex));
  const collection = childOf(node, 'expression');
  return {
    names: second === undefined ? { value: first ?? '' } : { key: first ?? '', value: second },
    collection: collection && expressionOf(collection, reading),
  };
}
