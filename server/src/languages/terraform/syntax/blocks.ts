// Blocks and attributes, from the nodes of the grammar to our own tree. What stands in an error node is left out, and the body
// around it is marked as broken.

import type { Node } from '../../../syntax/grammar.ts';
import { spanOf } from '../../../text/span.ts';
import type { Attribute, Block, Body, Label } from './ast.ts';
import { expressionOf } from './expressions.ts';
import { deeper, type Reading } from './reading.ts';

/** Undefined where the node has no readable header. */
export function blockOf(node: Node, reading: Reading): Block | undefined {
  const { text, at } = reading;
  const children = node.children.filter((child) => child.type !== 'comment');
  const open = children.find((child) => child.type === 'block_start');
  const type = children[0];
  if (!open || type?.type !== 'identifier') return undefined;
  const names = children.slice(1, children.indexOf(open));
  const close = children.find((child) => child.type === 'block_end');
  const body = children.find((child) => child.type === 'body');
  const end = node.endIndex;
  const last = names.at(-1) ?? type;
  return {
    kind: 'block',
    type: text.slice(type.startIndex, type.endIndex),
    labels: names.filter((name) => name.type !== 'ERROR').map((name) => labelOf(name, reading)),
    span: spanOf(at(node.startIndex), at(end)),
    header: spanOf(at(node.startIndex), at(last.endIndex)),
    inner: spanOf(at(open.endIndex), at(close?.startIndex ?? end)),
    body: body ? bodyOf(body, reading) : { attributes: [], blocks: [], broken: false },
  };
}

export function attributeOf(node: Node, reading: Reading): Attribute | undefined {
  const { text, at } = reading;
  const children = node.children;
  const name = children[0];
  const value = children.findLast((child) => child.type === 'expression');
  if (name?.type !== 'identifier' || !value) return undefined;
  return {
    kind: 'attribute',
    name: text.slice(name.startIndex, name.endIndex),
    key: spanOf(at(name.startIndex), at(name.endIndex)),
    span: spanOf(at(node.startIndex), at(node.endIndex)),
    value: expressionOf(value, reading),
  };
}

function labelOf(node: Node, { text, at }: Reading): Label {
  const span = spanOf(at(node.startIndex), at(node.endIndex));
  const raw = text.slice(node.startIndex, node.endIndex);
  return { text: raw.startsWith('"') ? raw.slice(1, -1) : raw, span };
}

function bodyOf(node: Node, reading: Reading): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  let broken = false;
  for (const child of node.children) {
    switch (child.type) {
      case 'attribute': {
        const attribute = attributeOf(child, reading);
        if (attribute) attributes.push(attribute);
        else broken = true;
        break;
      }
      case 'block': {
        const block = deeper(reading, () => blockOf(child, reading));
        if (block) blocks.push(block);
        else broken = true;
        break;
      }
      case 'comment':
        break;
      default:
        broken = true;
    }
  }
  return { attributes, blocks, broken };
}
