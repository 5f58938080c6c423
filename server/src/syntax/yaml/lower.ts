// Turns the nodes of a YAML document into values with exact places. Anchors share what they stand for, so a document that aliases
// its aliases costs no memory; but whoever walks it would walk every copy, hence the bound on what aliases may amount to.

import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Problem } from '../../model/file.ts';
import { type Place, placeOf, type Source, type Step } from '../../model/place.ts';
import { type Entry, hole, type MapValue, plain, type Value } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { charactersOf } from './pieces.ts';
import { plainScalar } from './scalar.ts';

export interface Lowered {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
  /** Strings that hold a `#` which begins no comment. */
  readonly opaque: readonly Span[];
}

/** How many values all the aliases of a document may stand for. */
const mostAliased = 100_000;

/** Whether the text was a template: its branches may define a key more than once. */
export type Origin = 'plain' | 'template';

/** Why a scalar of holes is unknown. */
const reasons: Readonly<Record<Origin, string>> = {
  plain: 'this is not valid YAML',
  template: 'a template fills it in',
};

/** `text` is what the node was parsed from. The value is undefined for an empty document. */
export function lowerYaml(root: Node | null, text: string, source: Source, origin: Origin): Lowered {
  const lowering: Lowering = {
    text,
    source,
    origin,
    anchors: new Map(),
    problems: [],
    opaque: [],
    count: 0,
    aliased: 0,
  };
  const value = root ? lower(lowering, root, undefined) : undefined;
  return { value, problems: lowering.problems, opaque: lowering.opaque };
}

interface Lowering {
  readonly text: string;
  readonly source: Source;
  readonly origin: Origin;
  readonly anchors: Map<string, { readonly value: Value; readonly weight: number }>;
  readonly problems: Problem[];
  readonly opaque: Span[];
  /** Values so far, counted as if every alias were written out. */
  count: number;
  /** How many of them came by aliases. */
  aliased: number;
}

/** `header` is the key that the node is the value of. */
function lower(lowering: Lowering, node: Node, header: Place | undefined): Value {
  if (isAlias(node)) return aliased(lowering, node, header);
  const before = lowering.count++;
  const value = isMap(node)
    ? mapOf(lowering, node, header)
    : isSeq(node)
      ? listOf(lowering, node)
      : scalarOf(lowering, node as Scalar);
  if (node.anchor) lowering.anchors.set(node.anchor, { value, weight: lowering.count - before });
  return value;
}

const at = (lowering: Lowering, start: number, end: number): Place => placeOf(lowering.source, start, end);

const rangeOf = (node: Node): Span => spanOf(node.range?.[0] ?? 0, node.range?.[1] ?? 0);

/** Without the line breaks that end a block scalar. */
function endOf(lowering: Lowering, node: Node): number {
  const { start, end } = rangeOf(node);
  if (!isScalar(node) || !node.type?.startsWith('BLOCK')) return end;
  return start + lowering.text.slice(start, end).trimEnd().length;
}

function scalarOf(lowering: Lowering, node: Scalar): Value {
  const { start } = rangeOf(node);
  const end = endOf(lowering, node);
  const place = at(lowering, start, end);
  const value = String(node.value ?? '');
  if (node.tag && !node.tag.startsWith('tag:yaml.org,2002:')) {
    return { kind: 'unknown', place, reason: `the tag \`${node.tag}\` decides what it is` };
  }
  if (isOnlyHoles(value)) return { kind: 'unknown', place, reason: reasons[lowering.origin] };
  if (node.type === 'PLAIN' && node.tag !== 'tag:yaml.org,2002:str') {
    const scalar = plainScalar(value);
    if (scalar.kind !== 'string') return { ...scalar, place };
  }
  if (node.type !== 'PLAIN' && lowering.text.slice(start, end).includes('#')) {
    const headerEnd = node.type?.startsWith('BLOCK') ? lowering.text.indexOf('\n', start) : start;
    lowering.opaque.push(spanOf(headerEnd, end));
  }
  const inner = insideOf(lowering.text, start, end, node);
  const written = lowering.text.slice(inner.start, inner.end);
  if (written === value && !value.includes(hole)) return { kind: 'string', value, place };
  const style = node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'QUOTE_SINGLE' ? 'single' : 'bare';
  return { kind: 'string', ...charactersOf(value, written, inner.start, style), place };
}

const isOnlyHoles = (value: string): boolean => value.includes(hole) && value.replaceAll(hole, '').trim() === '';

/** Between the quotes, or after the line of a block scalar's header. */
function insideOf(text: string, start: number, end: number, node: Scalar): Span {
  if (node.type?.startsWith('QUOTE')) return spanOf(start + 1, Math.max(end - 1, start + 1));
  if (!node.type?.startsWith('BLOCK')) return spanOf(start, end);
  const lineBreak = text.indexOf('\n', start);
  return lineBreak < 0 || lineBreak > end ? spanOf(end, end) : spanOf(lineBreak + 1, end);
}

function listOf(lowering: Lowering, node: YAMLSeq): Value {
  const items = node.items.map((item) => {
    const value = lower(lowering, item as Node, undefined);
    const header = value.kind === 'map' ? headerOfItem(value) : undefined;
    return header ? { ...value, header } : value;
  });
  const { start, end } = rangeOf(node);
  const last = node.items.at(-1) as Node | undefined;
  const place = at(lowering, start, node.flow || !last ? end : Math.max(items.at(-1)?.place.end ?? end, start + 1));
  // An action in the place of an item may print several, or entries of the map around the list if it stands alone.
  const printed = items.filter((item) => item.kind === 'unknown' && item.reason === reasons[lowering.origin]);
  if (printed.length === 0) return { kind: 'list', items, place };
  if (printed.length < items.length || node.flow) return { kind: 'list', items, place, open: true };
  return { kind: 'unknown', place, reason: reasons[lowering.origin] };
}

/** What to underline for an item of a list: its `name: x`, or else its first entry as far as that stands on a line. */
export function headerOfItem({ entries }: MapValue): Place | undefined {
  const entry = entries.get('name') ?? entries.values().next().value;
  if (!entry) return undefined;
  const { kind } = entry.value;
  return kind === 'map' || kind === 'list' ? entry.key : entry.place;
}

function mapOf(lowering: Lowering, node: YAMLMap, header: Place | undefined): MapValue {
  const entries = new Map<string, Entry>();
  const merged: Value[] = [];
  let open = false;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    const { key, value: valueNode } = pair;
    const keyPlace = at(lowering, rangeOf(key).start, rangeOf(key).end);
    const value: Value = valueNode
      ? lower(lowering, valueNode, keyPlace)
      : { kind: 'null', place: at(lowering, keyPlace.end, keyPlace.end) };
    const end = valueNode ? Math.max(endIn(lowering, valueNode, value), keyPlace.end) : keyPlace.end;
    first = Math.min(first, keyPlace.start);
    last = Math.max(last, end);
    const name = isScalar(key) ? String(key.value ?? '') : undefined;
    if (name === undefined || name.includes(hole)) open = true;
    else if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merged.push(value);
    else
      entries.set(
        name,
        entryOf(lowering, name, entries.get(name), { key: keyPlace, value, place: at(lowering, keyPlace.start, end) }),
      );
  }
  for (const value of merged) open = merge(entries, value) || open;
  const { start, end } = rangeOf(node);
  const closed = /[}\]]/.test(lowering.text[end - 1] ?? '');
  return {
    kind: 'map',
    entries,
    place: node.flow || last === 0 ? at(lowering, start, end) : at(lowering, first, last),
    inner:
      node.flow || last === 0
        ? at(lowering, start + 1, Math.max(closed ? end - 1 : end, start + 1))
        : at(lowering, first, last),
    ...(header ? { header } : {}),
    ...(open ? { open } : {}),
  };
}

/** An alias ends where it stands, and so does everything else but an empty value, which is just behind its colon. */
const endIn = (lowering: Lowering, node: Node, value: Value): number =>
  isMap(node) || isSeq(node) ? value.place.end : endOf(lowering, node);

function entryOf(lowering: Lowering, name: string, earlier: Entry | undefined, entry: Entry): Entry {
  if (!earlier) return entry;
  if (lowering.origin === 'plain') {
    const { start, end } = entry.key;
    lowering.problems.push({
      span: spanOf(start, end),
      message: `the key \`${name}\` stands twice in this mapping; the last one counts`,
    });
    return entry;
  }
  const same = JSON.stringify(plain(earlier.value)) === JSON.stringify(plain(entry.value));
  if (same) return earlier;
  return {
    ...earlier,
    value: { kind: 'unknown', place: earlier.value.place, reason: 'a condition of the template decides' },
  };
}

/** Adds what is not there yet, and answers whether there may be more (yaml.org/type/merge.html). */
function merge(entries: Map<string, Entry>, from: Value): boolean {
  if (from.kind === 'list') return from.items.map((item) => merge(entries, item)).includes(true);
  if (from.kind !== 'map') return from.kind === 'unknown';
  const step: Step = { place: from.place, message: 'merged from here' };
  for (const [name, entry] of from.entries) {
    if (entries.has(name)) continue;
    entries.set(name, { ...entry, value: { ...entry.value, trail: [...(entry.value.trail ?? []), step] } });
  }
  return from.open === true;
}

function aliased(lowering: Lowering, node: Alias, header: Place | undefined): Value {
  const { start, end } = rangeOf(node);
  const place = at(lowering, start, end);
  const anchor = lowering.anchors.get(node.source);
  if (!anchor) return givenUp(lowering, place, `no anchor \`&${node.source}\` stands before this alias`);
  if (lowering.aliased + anchor.weight > mostAliased) {
    return givenUp(lowering, place, `the aliases of this document stand for more than ${mostAliased} values`);
  }
  lowering.count += anchor.weight;
  lowering.aliased += anchor.weight;
  const { value } = anchor;
  const step: Step = { place: value.place, message: `the anchor \`&${node.source}\` stands here` };
  const trail = [...(value.trail ?? []), step];
  // A string keeps its characters at the anchor, but what is underlined is the alias.
  if (value.kind === 'string') return { ...value, place, trail, pieces: [] };
  if (value.kind === 'map' && header) return { ...value, place, trail, header };
  return { ...value, place, trail };
}

function givenUp(lowering: Lowering, place: Place, message: string): Value {
  lowering.problems.push({ span: spanOf(place.start, place.end), message });
  return { kind: 'unknown', place, reason: message };
}
