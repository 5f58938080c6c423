// Terraform's JSON form, lowered to the same tree as HCL. Strings are templates in it, without escapes of their own; they are
// parsed by the HCL grammar as the text of a heredoc. JSON does not tell a nested block from an argument that is an object, so
// nested objects are arguments, except for the blocks that Terraform itself knows.
// The format: https://developer.hashicorp.com/terraform/language/syntax/json

import type { Place } from '../../../model/place.ts';
import type { Entry, MapValue, Piece, StringValue, Value } from '../../../model/value.ts';
import type { Grammar } from '../../../syntax/grammar.ts';
import { readJson } from '../../../syntax/json.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import { isVariableFile } from '../file.ts';
import type { Attribute, Block, Body, Expression, Item, Label } from './ast.ts';
import { expressionOf } from './expressions.ts';
import { collector, type Items } from './items.ts';
import { firstOfType, readingOf } from './reading.ts';
import { templateIn } from './strings.ts';

/** How many labels the blocks of each type have; blocks of other types say nothing about infrastructure. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['provider', 1],
  ['variable', 1],
  ['output', 1],
  ['module', 1],
  ['locals', 0],
  ['terraform', 0],
]);

export function jsonItemsOf({ file, text }: Snapshot, grammar: Grammar, previous: readonly Item[]): Items {
  const { value, problems } = readJson(text, { file });
  const collection = collector(file, previous);
  for (const problem of problems) collection.problem(problem);
  if (value && value.kind !== 'map' && value.kind !== 'list')
    collection.problem({ message: 'not analysed: the file holds no JSON object' });

  const addBlock = (type: string, labels: readonly Label[], entry: Entry, body: MapValue): void => {
    const start = entry.place.start;
    const path = [type, ...labels.map((label) => label.text)].join('.');
    collection.add(start, `${path}: ${text.slice(start, entry.place.end)}`, () => {
      const context: Context = { text, start, grammar, variable: type === 'variable' };
      const moved = labels.map((label) => ({
        ...label,
        span: spanOf(label.span.start - start, label.span.end - start),
      }));
      return { content: blockFrom(type, moved, entry, body, context), problems: [] };
    });
  };
  const addBlocks = (type: string, labels: readonly Label[], entry: Entry, depth: number): void => {
    for (const map of mapsOf(entry.value)) {
      if (depth === 0) {
        addBlock(type, labels, entry, map);
        continue;
      }
      for (const [name, inner] of map.entries)
        addBlocks(type, [...labels, { text: name, span: inner.key }], inner, depth - 1);
    }
  };

  for (const map of value ? mapsOf(value) : []) {
    for (const [name, entry] of map.entries) {
      const labelCount = labelCounts.get(name);
      if (isVariableFile(file)) {
        const start = entry.place.start;
        collection.add(start, text.slice(start, entry.place.end), () => {
          const context: Context = { text, start, grammar, variable: true };
          return { content: attributeFrom(name, entry, context), problems: [] };
        });
      } else if (labelCount !== undefined) addBlocks(name, [], entry, labelCount);
    }
  }
  return collection.end();
}

interface Context {
  readonly text: string;
  /** Where the item starts. */
  readonly start: number;
  readonly grammar: Grammar;
  /** In `variable` blocks and files of values, strings are not templates. */
  readonly variable: boolean;
}

const mapsOf = (value: Value): MapValue[] =>
  value.kind === 'map' ? [value] : value.kind === 'list' ? value.items.flatMap(mapsOf) : [];

const spanIn = (place: Place, { start }: Context): Span => spanOf(place.start - start, place.end - start);

function blockFrom(type: string, labels: readonly Label[], entry: Entry, map: MapValue, context: Context): Block {
  return {
    kind: 'block',
    type,
    labels,
    span: spanIn(entry.place, context),
    header: spanIn(entry.key, context),
    inner: spanIn(map.inner ?? map.place, context),
    body: bodyFrom(map, context),
  };
}

/** Blocks that Terraform knows in any body, with the number of their labels. */
const knownBlocks: ReadonlyMap<string, number> = new Map([
  ['dynamic', 1],
  ['lifecycle', 0],
  ['provisioner', 1],
  ['connection', 0],
  ['content', 0],
]);

function bodyFrom(map: MapValue, context: Context): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const [name, entry] of map.entries) {
    if (name === '//') continue;
    const labelCount = knownBlocks.get(name);
    if (labelCount === undefined) attributes.push(attributeFrom(name, entry, context));
    for (const inner of labelCount === undefined ? [] : mapsOf(entry.value)) {
      if (labelCount === 0) blocks.push(blockFrom(name, [], entry, inner, context));
      else
        for (const [label, labelled] of inner.entries) {
          const labels = [{ text: label, span: spanIn(labelled.key, context) }];
          for (const body of mapsOf(labelled.value)) blocks.push(blockFrom(name, labels, labelled, body, context));
        }
    }
  }
  return { attributes, blocks, broken: false };
}

function attributeFrom(name: string, entry: Entry, context: Context): Attribute {
  return {
    kind: 'attribute',
    name,
    key: spanIn(entry.key, context),
    span: spanIn(entry.place, context),
    value:
      context.variable && name === 'type' && entry.value.kind === 'string'
        ? typeFrom(entry.value, context)
        : expressionFrom(entry.value, context),
  };
}

function expressionFrom(value: Value, context: Context): Expression {
  const span = spanIn(value.place, context);
  switch (value.kind) {
    case 'string':
      return stringFrom(value, span, context);
    case 'number':
    case 'boolean':
      return { kind: 'literal', value: value.value, span };
    case 'list':
      return { kind: 'tuple', items: value.items.map((item) => expressionFrom(item, context)), span };
    case 'map':
      return {
        kind: 'object',
        entries: [...value.entries].map(([key, entry]) => ({
          key: { kind: 'literal', value: key, pieces: [], span: spanIn(entry.key, context) },
          value: expressionFrom(entry.value, context),
          span: spanIn(entry.place, context),
        })),
        span,
      };
    default:
      return { kind: 'literal', value: null, span };
  }
}

function stringFrom({ value, place }: StringValue, span: Span, context: Context): Expression {
  const raw = context.text.slice(place.start, place.end);
  const offsets = raw.length === value.length + 2 ? undefined : offsetsIn(raw);
  if (context.variable || !/[$%]\{/.test(value)) {
    return { kind: 'literal', value, span, ...(offsets ? { pieces: piecesOf(offsets, span.start) } : {}) };
  }
  const template = templateIn(value, context.grammar, span, (offset) => span.start + (offsets?.[offset] ?? offset + 1));
  return offsets ? withoutPieces(template) : template;
}

/** A type such as `list(string)` is an expression in a string. */
function typeFrom({ value, place }: StringValue, context: Context): Expression {
  const span = spanIn(place, context);
  const text = `x = ${value}\n`;
  const expression = context.grammar.parseText(text, (root) => {
    const node = firstOfType(root, 'expression');
    const reading = readingOf(text, (offset) => span.start + offset - 3);
    return node && !root.hasError ? expressionOf(node, reading) : undefined;
  });
  return expression ?? { kind: 'unreadable', span };
}

/** For each character of the value, and for its end, where it stands in the raw string. */
function offsetsIn(raw: string): number[] {
  const offsets: number[] = [];
  let at = 1;
  while (at < raw.length - 1) {
    offsets.push(at);
    at += raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2;
  }
  return [...offsets, at];
}

function piecesOf(offsets: readonly number[], start: number): Piece[] {
  const pieces: { at: number; length: number; start: number }[] = [];
  for (let index = 0; index + 1 < offsets.length; index++) {
    const from = offsets[index]!;
    const to = offsets[index + 1]!;
    const last = pieces.at(-1);
    if (to - from > 1) {
      pieces.push({ at: index, length: 1, start: start + from }, { at: index, length: 1, start: start + to - 1 });
    } else if (last && last.at + last.length === index && last.start + last.length === start + from) last.length++;
    else pieces.push({ at: index, length: 1, start: start + from });
  }
  return pieces;
}

/** Characters of a template in a string with JSON escapes do not stand one for one. */
function withoutPieces(expression: Expression): Expression {
  if (expression.kind === 'literal') return { ...expression, pieces: [] };
  if (expression.kind !== 'template') return expression;
  return {
    ...expression,
    parts: expression.parts.map((part) => (part.kind === 'text' ? { ...part, pieces: [] } : part)),
  };
}
