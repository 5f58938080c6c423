// Bodies of blocks to maps: attributes to their values, nested blocks to a list of maps for each type, `dynamic` blocks expanded.

import type { Entry, ListValue, MapValue, Value } from '../../../model/value.ts';
import type { Attribute, Block, Expression } from '../syntax/ast.ts';
import { type MergedBody, type Sourced, typeOfBlock } from './declarations.ts';
import { evaluate } from './expression.ts';
import { type Elements, elementsOf } from './loops.ts';
import { placeIn, type Scope, withNames } from './scope.ts';
import { typeOf, typeText } from './types.ts';
import { isObject, list, map, text, unknown } from './values.ts';

/** The body of a top-level block: `frame` is its own block, where its header and its braces stand. */
export function bodyValue(kind: string, body: MergedBody, frame: Sourced<Block>, scope: Scope): MapValue {
  const entries = new Map<string, Entry>();
  for (const [name, { source, node }] of body.attributes) {
    const inner = { ...scope, source };
    entries.set(
      name,
      entryOf(node, isStatic(kind, name) ? staticValue(kind, node.value, inner) : evaluate(node.value, inner), inner),
    );
  }
  for (const [type, entry] of blockEntries(body.blocks, scope)) if (!entries.has(type)) entries.set(type, entry);
  return framed(entries, frame.node, frame.node.inner, { ...scope, source: frame.source }, body.broken);
}

/** The nested blocks of one type; undefined where there are none. */
export function blocksValue(blocks: readonly Sourced<Block>[], type: string, scope: Scope): ListValue | undefined {
  const ofType = blocks.filter(({ node }) => typeOfBlock(node) === type);
  const [first] = ofType;
  if (!first) return undefined;
  const made = ofType.map((block) => blockValues(block, scope));
  const place = placeIn({ ...scope, source: first.source }, first.node.span);
  return list(
    made.flatMap(({ values }) => values),
    place,
    made.some(({ open }) => open),
  );
}

function blockEntries(blocks: readonly Sourced<Block>[], scope: Scope): [string, Entry][] {
  const types = new Map<string, Sourced<Block>>();
  for (const block of blocks) if (!types.has(typeOfBlock(block.node))) types.set(typeOfBlock(block.node), block);
  return [...types].flatMap(([type, first]): [string, Entry][] => {
    const value = blocksValue(blocks, type, scope);
    const inner = { ...scope, source: first.source };
    return value ? [[type, { key: placeIn(inner, first.node.header), value, place: value.place }]] : [];
  });
}

function entryOf(node: Attribute, value: Value, scope: Scope): Entry {
  const key = placeIn(scope, node.key);
  return { key, value: value.kind === 'map' ? { ...value, header: key } : value, place: placeIn(scope, node.span) };
}

function framed(
  entries: Map<string, Entry>,
  block: Block,
  inner: Block['inner'],
  scope: Scope,
  broken: boolean,
): MapValue {
  const header = placeIn(scope, block.header);
  if (block.labels.length > 0) {
    const labels = block.labels.map((label) => text(label.text, placeIn(scope, label.span)));
    entries.set('$labels', { key: header, value: list(labels, header), place: header });
  }
  return {
    kind: 'map',
    entries,
    place: placeIn(scope, block.span),
    header,
    inner: placeIn(scope, inner),
    ...(broken ? { open: true } : {}),
  };
}

/** The maps that a block makes: one, or those of a `dynamic` block. */
function blockValues(
  block: Sourced<Block>,
  scope: Scope,
): { readonly values: readonly MapValue[]; readonly open: boolean } {
  const inner = { ...scope, source: block.source };
  if (block.node.type !== 'dynamic') return { values: [nestedValue(block.node, block.node, inner)], open: false };
  return dynamicValues(block.node, inner);
}

/** `frame` is where the block is seen: itself, or the `dynamic` block that it is the content of. */
function nestedValue(block: Block, frame: Block, scope: Scope): MapValue {
  const entries = new Map<string, Entry>();
  for (const node of block.body.attributes) {
    const value =
      block.type === 'lifecycle' ? staticValue('lifecycle', node.value, scope) : evaluate(node.value, scope);
    entries.set(node.name, entryOf(node, value, scope));
  }
  const nested = block.body.blocks.map((node) => ({ source: scope.source, node }));
  for (const [type, entry] of blockEntries(nested, scope)) if (!entries.has(type)) entries.set(type, entry);
  const labelled = frame === block ? frame : { ...frame, labels: [] };
  return framed(entries, labelled, block.inner, scope, block.body.broken);
}

function dynamicValues(block: Block, scope: Scope): { readonly values: readonly MapValue[]; readonly open: boolean } {
  const attribute = (name: string): Attribute | undefined =>
    block.body.attributes.find((candidate) => candidate.name === name);
  const content = block.body.blocks.find((candidate) => candidate.type === 'content');
  const forEach = attribute('for_each');
  if (!content || !forEach) return { values: [], open: true };
  const collection = evaluate(forEach.value, scope);
  const iterator = nameIn(attribute('iterator')?.value) ?? block.labels[0]?.text ?? '';
  const { pairs, open } = blockElements(collection);
  const values = pairs.map(([key, value]) => {
    const names = map(
      [
        ['key', key],
        ['value', value],
      ],
      collection.place,
    );
    return nestedValue(content, block, withNames(scope, [[iterator, names]]));
  });
  return { values, open };
}

const nameIn = (expression: Expression | undefined): string | undefined => {
  if (expression?.kind === 'variable') return expression.name;
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
};

// More blocks than this are not written by hand, and say nothing new.
const mostBlocks = 200;

/** As many blocks as there are elements; one that stands for all where those are not known. */
function blockElements(collection: Value): Elements {
  const elements = elementsOf(collection);
  if (elements && (elements.pairs.length > 0 || !elements.open)) {
    return { ...elements, pairs: elements.pairs.slice(0, mostBlocks) };
  }
  if (collection.kind === 'null') return { pairs: [], open: false };
  const reason = collection.kind === 'unknown' ? collection.reason : '`for_each` is not known';
  const some = unknown(collection.place, reason, [collection]);
  return { pairs: [[some, isObject(collection) ? collection : some]], open: true };
}

/** Arguments that Terraform reads as names and does not evaluate. */
function isStatic(kind: string, name: string): boolean {
  if (name === 'depends_on') return true;
  if (name === 'provider') return kind === 'resource' || kind === 'data';
  return (kind === 'module' && name === 'providers') || (kind === 'variable' && name === 'type');
}

/** Names as strings: `ignore_changes = [tags]`, `provider = aws.west`. What they name are references. */
function staticValue(kind: string, expression: Expression, scope: Scope): Value {
  const place = placeIn(scope, expression.span);
  switch (expression.kind) {
    case 'tuple':
      return list(
        expression.items.map((item) => staticValue(kind, item, scope)),
        place,
      );
    case 'variable':
      return text(kind === 'variable' ? typeText(typeOf(expression)) : expression.name, place);
    case 'traversal': {
      const names = [
        expression.of.kind === 'variable' ? expression.of.name : '',
        ...expression.steps.map((step) => (step.kind === 'attribute' ? `.${step.name}` : '[…]')),
      ];
      const address = names.join('');
      return { ...text(address, place), references: [{ address, attribute: '' }] };
    }
    case 'call':
      return text(typeText(typeOf(expression)), place);
    default:
      return evaluate(expression, scope);
  }
}
