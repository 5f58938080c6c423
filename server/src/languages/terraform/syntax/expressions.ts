// Expressions, from the nodes of the published grammar to our own tree. Crossing into wasm for a node costs more than reading a
// piece of text, so the expressions that most attributes have (plain strings, numbers, names with dots) are told by their text and
// their nodes are never asked for.

import type { Node } from '../../../syntax/grammar.ts';
import { spanOf } from '../../../text/span.ts';
import {
  type BinaryOperator,
  binaryOperators,
  type Conditional,
  type Expression,
  type ObjectEntry,
  type TraversalStep,
} from './ast.ts';
import { childOf, deeper, type Reading, spanIn, spanOfNodes, unreadable } from './reading.ts';
import { loopOf, stringOf } from './strings.ts';

/** `node` is an `expression`, or a node that the grammar puts in its stead. */
export function expressionOf(node: Node, reading: Reading): Expression {
  const start = node.startIndex;
  const end = node.endIndex;
  return plainExpression(reading.text.slice(start, end), start, reading) ?? termOf([node], reading);
}

// A `$` or `%` inside may begin an interpolation, a `\` an escape.
const plainString = /^"[^"\\$%\r\n]*"$/;
const plainNumber = /^\d+(?:\.\d+)?$/;
const plainNames = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;
const keywords: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function plainExpression(text: string, start: number, reading: Reading): Expression | undefined {
  const span = spanIn(reading, start, start + text.length);
  if (plainString.test(text)) return { kind: 'literal', value: text.slice(1, -1), span };
  if (plainNumber.test(text)) return { kind: 'literal', value: Number(text), span };
  if (!plainNames.test(text)) return undefined;
  const keyword = keywords.get(text);
  if (keyword !== undefined) return { kind: 'literal', value: keyword, span };
  const [name = '', ...rest] = text.split('.');
  const of: Expression = { kind: 'variable', name, span: spanIn(reading, start, start + name.length) };
  if (rest.length === 0) return of;
  return { kind: 'traversal', of, steps: rest.map((step) => ({ kind: 'attribute', name: step })), span };
}

/** The children that mean something: comments may stand between any two of them. */
const partsOf = (node: Node): Node[] => node.children.filter((child) => child.type !== 'comment');

/** A primary expression and the steps behind it; the grammar makes them siblings. */
function termOf(nodes: readonly Node[], reading: Reading): Expression {
  const [first] = nodes;
  if (!first) return unreadable(nodes, reading);
  if (nodes.length === 1) return primaryOf(first, reading);
  const parenthesised = first.type === '(';
  const length = parenthesised ? 3 : 1;
  const of = parenthesised ? parensOf(nodes.slice(0, 3), reading) : primaryOf(first, reading);
  const steps = nodes.slice(length).flatMap((node) => stepsOf(node, reading));
  return steps.length === 0 ? of : { kind: 'traversal', of, steps, span: spanOfNodes(nodes, reading) };
}

function parensOf(nodes: readonly Node[], reading: Reading): Expression {
  const inner = nodes[1];
  if (inner?.type !== 'expression') return unreadable(nodes, reading);
  return { kind: 'parens', inner: expressionOf(inner, reading), span: spanOfNodes(nodes, reading) };
}

function primaryOf(node: Node, reading: Reading): Expression {
  return deeper(reading, () => primary(node, reading)) ?? unreadable([node], reading);
}

function primary(node: Node, reading: Reading): Expression {
  const text = reading.text.slice(node.startIndex, node.endIndex);
  switch (node.type) {
    case 'expression':
      return termOf(partsOf(node), reading);
    case 'literal_value':
      return literalOf(node, text, reading);
    case 'template_expr':
      return stringOf(node.children[0], reading) ?? unreadable([node], reading);
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return stringOf(node, reading) ?? unreadable([node], reading);
    case 'collection_value':
      return collectionOf(node, reading);
    case 'variable_expr':
      return { kind: 'variable', name: text, span: spanOfNodes([node], reading) };
    case 'function_call':
      return callOf(node, reading);
    case 'for_expr':
      return forOf(node, reading);
    case 'operation':
      return operationOf(node, reading);
    case 'conditional':
      return conditionalOf(node, reading);
    default:
      return unreadable([node], reading);
  }
}

function literalOf(node: Node, text: string, reading: Reading): Expression {
  const plain = plainExpression(text, node.startIndex, reading);
  if (plain) return plain;
  const child = node.children[0];
  if (child?.type === 'numeric_lit')
    return { kind: 'literal', value: Number(text), span: spanOfNodes([node], reading) };
  return stringOf(child, reading) ?? unreadable([node], reading);
}

function collectionOf(node: Node, reading: Reading): Expression {
  const collection = node.children[0];
  const span = spanOfNodes([node], reading);
  if (collection?.type === 'tuple') {
    const items = collection.children.filter((child) => child.type === 'expression');
    return { kind: 'tuple', items: items.map((item) => expressionOf(item, reading)), span };
  }
  if (collection?.type !== 'object') return unreadable([node], reading);
  const elements = collection.children.filter((child) => child.type === 'object_elem');
  return { kind: 'object', entries: elements.flatMap((element) => entryOf(element, reading)), span };
}

function entryOf(element: Node, reading: Reading): ObjectEntry[] {
  const [keyNode, valueNode] = element.children.filter((child) => child.type === 'expression');
  if (!keyNode || !valueNode) return [];
  const key = expressionOf(keyNode, reading);
  const named: Expression = key.kind === 'variable' ? { kind: 'literal', value: key.name, span: key.span } : key;
  return [{ key: named, value: expressionOf(valueNode, reading), span: spanOfNodes([element], reading) }];
}

function callOf(node: Node, reading: Reading): Expression {
  const parts = partsOf(node);
  const name = parts[0];
  if (!name) return unreadable([node], reading);
  const given = parts.find((part) => part.type === 'function_arguments')?.children ?? [];
  return {
    kind: 'call',
    name: reading.text.slice(name.startIndex, name.endIndex),
    arguments: given.filter((part) => part.type === 'expression').map((argument) => expressionOf(argument, reading)),
    spread: given.some((part) => part.type === 'ellipsis'),
    span: spanOfNodes([node], reading),
  };
}

function forOf(node: Node, reading: Reading): Expression {
  const expression = node.children[0];
  const intro = expression && childOf(expression, 'for_intro');
  if (!intro) return unreadable([node], reading);
  const { names, collection } = loopOf(intro, reading);
  const results = expression.children.filter((child) => child.type === 'expression');
  const [first, second] = results.map((result) => expressionOf(result, reading));
  const conditionNode = childOf(expression, 'for_cond');
  const condition = conditionNode && childOf(conditionNode, 'expression');
  const isObject = expression.type === 'for_object_expr';
  const value = isObject ? second : first;
  if (!collection || !first || !value) return unreadable([node], reading);
  return {
    kind: 'for',
    ...(names.key === undefined ? {} : { keyName: names.key }),
    valueName: names.value,
    collection,
    ...(isObject ? { key: first } : {}),
    value,
    ...(condition ? { condition: expressionOf(condition, reading) } : {}),
    grouped: isObject && childOf(expression, 'ellipsis') !== undefined,
    span: spanOfNodes([node], reading),
  };
}

const isOperator = (type: string): type is BinaryOperator => (binaryOperators as readonly string[]).includes(type);

function operationOf(node: Node, reading: Reading): Expression {
  const operation = node.children[0];
  const parts = operation ? partsOf(operation) : [];
  const span = spanOfNodes([node], reading);
  if (operation?.type === 'unary_operation') {
    const operator = parts[0]?.type === '!' ? '!' : '-';
    return { kind: 'unary', operator, operand: termOf(parts.slice(1), reading), span };
  }
  const middle = parts.findIndex((part) => isOperator(part.type));
  const operator = parts[middle]?.type;
  if (operator === undefined || !isOperator(operator)) return unreadable([node], reading);
  const left = termOf(parts.slice(0, middle), reading);
  return { kind: 'binary', operator, left, right: termOf(parts.slice(middle + 1), reading), span };
}

function conditionalOf(node: Node, reading: Reading): Expression {
  const [condition, then, otherwise] = node.children
    .filter((child) => child.type === 'expression')
    .map((part) => expressionOf(part, reading));
  if (!condition || !then || !otherwise) return unreadable([node], reading);
  return conditional(condition, then, otherwise);
}

/** `a ? b : c ? d : e` is `a ? b : (c ? d : e)`; the grammar groups it from the left. */
function conditional(condition: Expression, then: Expression, otherwise: Expression): Conditional {
  const end = otherwise.span.end;
  if (condition.kind !== 'conditional') {
    return { kind: 'conditional', condition, then, otherwise, span: spanOf(condition.span.start, end) };
  }
  const rest = conditional(condition.otherwise, then, otherwise);
  return { ...condition, otherwise: rest, span: spanOf(condition.span.start, end) };
}

function stepsOf(node: Node, reading: Reading): TraversalStep[] {
  const { text } = reading;
  switch (node.type) {
    case 'get_attr': {
      const name = childOf(node, 'identifier');
      return name ? [{ kind: 'attribute', name: text.slice(name.startIndex, name.endIndex) }] : [];
    }
    case 'index': {
      const inner = node.children[0];
      const key = inner && childOf(inner, 'expression');
      if (key) return [{ kind: 'index', key: expressionOf(key, reading) }];
      // `list.0`: the grammar has no node for the number.
      const start = node.startIndex + 1;
      const number = text.slice(start, node.endIndex).trim();
      const span = spanIn(reading, start, node.endIndex);
      return /^\d+$/.test(number) ? [{ kind: 'index', key: { kind: 'literal', value: Number(number), span } }] : [];
    }
    case 'splat': {
      const splat = node.children[0];
      const steps = (splat?.children ?? []).flatMap((child) => stepsOf(child, reading));
      if (splat?.type === 'full_splat') return [{ kind: 'splat', steps }];
      // `a.*.b[0]`: the index is taken from the list of all `b`, unlike behind `[*]`.
      const firstIndex = steps.findIndex((step) => step.kind !== 'attribute');
      const inside = firstIndex < 0 ? steps.length : firstIndex;
      return [{ kind: 'splat', steps: steps.slice(0, inside) }, ...steps.slice(inside)];
    }
    default:
      return [];
  }
}
