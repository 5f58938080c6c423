// `data.aws_iam_policy_document.x.json`: the policy that the blocks of the data source make, in the shape of IAM's JSON, with every
// value where it stands in the block.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document

import type { Place } from '../../../model/place.ts';
import { type Entry, hole, type ListValue, type MapValue, type StringValue, type Value } from '../../../model/value.ts';
import type { Block } from '../syntax/ast.ts';
import { bodyValue } from './body.ts';
import type { MergedBody, Sourced } from './declarations.ts';
import type { Scope } from './scope.ts';
import { itemsOf, settled, traces } from './traces.ts';
import { list, map, text } from './values.ts';

export const documentType = 'data.aws_iam_policy_document';

export function policyDocument(body: MergedBody, frame: Sourced<Block>, scope: Scope): StringValue {
  return policyOf(bodyValue('data', body, frame, scope));
}

/** The policy that the body of the data source makes; `decoded` has the shape of IAM's JSON. */
export function policyOf(document: MapValue): StringValue {
  const { place } = document;
  const own = valueAt(document, 'statement');
  const statements = own?.kind === 'list' ? itemsOf(own).map(statementOf) : [];
  const open = document.open || (own !== undefined && (own.kind !== 'list' || own.open === true));
  const combined = combine(document, statements, open);
  const entries = new Map<string, Entry>();
  const version = document.entries.get('version');
  if (version) entries.set('Version', version);
  const statementEntry = document.entries.get('statement');
  const key = statementEntry?.key ?? document.header ?? place;
  entries.set('Statement', { key, value: list(combined.statements, place, combined.open), place });
  const decoded = settled({ ...document, entries });
  return { ...text(JSON.stringify(jsonOf(decoded)), place, []), ...traces([decoded]), decoded };
}

const valueAt = (value: MapValue, name: string): Value | undefined => value.entries.get(name)?.value;

/** The names of the block's arguments, and what they are called in JSON. */
const members: readonly (readonly [argument: string, member: string])[] = [
  ['sid', 'Sid'],
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statementOf(value: Value): Value {
  if (value.kind !== 'map') return value;
  const entries = new Map<string, Entry>();
  for (const [argument, member] of members) {
    const entry = value.entries.get(argument);
    if (entry && entry.value.kind !== 'null') entries.set(member, entry);
  }
  const header = value.header ?? value.place;
  if (!entries.has('Effect')) entries.set('Effect', { key: header, value: text('Allow', header), place: header });
  const blocks: readonly [string, string][] = [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ];
  for (const [type, member] of blocks) {
    const entry = value.entries.get(type);
    if (entry) entries.set(member, { ...entry, value: principalOf(entry) });
  }
  const conditions = value.entries.get('condition');
  if (conditions) entries.set('Condition', { ...conditions, value: conditionOf(conditions) });
  return { ...value, entries };
}

const mapsOf = (value: Value): MapValue[] =>
  (value.kind === 'list' ? itemsOf(value) : [value]).filter((item) => item.kind === 'map');

const isOpen = (value: Value): boolean => value.kind === 'unknown' || (value.kind === 'list' && value.open === true);

/** `{ AWS: […] }`; principals of the same type are one list. */
function principalOf({ key, value, place }: Entry): Value {
  const entries = new Map<string, Entry>();
  let open = isOpen(value);
  for (const block of mapsOf(value)) {
    const type = valueAt(block, 'type');
    const identifiers = block.entries.get('identifiers');
    if (type?.kind !== 'string' || type.value.includes(hole) || !identifiers) {
      open = true;
      continue;
    }
    const before = entries.get(type.value)?.value;
    const joined = before ? joinedList(before, identifiers.value) : identifiers.value;
    entries.set(type.value, { key: type.place, value: joined, place: block.place });
  }
  return { kind: 'map', entries, place, header: key, ...(open ? { open } : {}) };
}

function joinedList(first: Value, second: Value): ListValue {
  const items = (value: Value): Value[] => (value.kind === 'list' ? itemsOf(value) : [value]);
  return list([...items(first), ...items(second)], first.place, isOpen(first) || isOpen(second));
}

/** `{ StringEquals: { "aws:SourceAccount": […] } }`. */
function conditionOf({ key, value, place }: Entry): Value {
  const operators = new Map<string, Map<string, Entry>>();
  const places = new Map<string, Place>();
  let open = isOpen(value);
  for (const block of mapsOf(value)) {
    const [test, variable, given] = [valueAt(block, 'test'), valueAt(block, 'variable'), block.entries.get('values')];
    if (test?.kind !== 'string' || variable?.kind !== 'string' || !given) {
      open = true;
      continue;
    }
    const keys = operators.get(test.value) ?? new Map<string, Entry>();
    operators.set(
      test.value,
      keys.set(variable.value, { key: variable.place, value: given.value, place: block.place }),
    );
    places.set(test.value, test.place);
  }
  const entries = [...operators].map(([test, keys]): [string, Entry] => {
    const at = places.get(test) ?? place;
    return [test, { key: at, value: { kind: 'map', entries: keys, place: at, header: at }, place: at }];
  });
  return { ...map(entries, place, open), header: key };
}

/** Statements of the source documents come first; those of the override documents take the place of the same `Sid`. */
function combine(
  document: MapValue,
  own: readonly Value[],
  isOwnOpen: boolean,
): { readonly statements: readonly Value[]; readonly open: boolean } {
  let open = isOwnOpen;
  const documentsOf = (...names: readonly string[]): Value[] =>
    names.flatMap((name) => {
      const value = valueAt(document, name);
      if (!value || value.kind === 'null') return [];
      if (value.kind === 'list') {
        open ||= value.open ?? false;
        return itemsOf(value);
      }
      return [value];
    });
  const statementsOf = (json: Value): Value[] => {
    const decoded =
      json.kind === 'string' && json.decoded?.kind === 'map' ? valueAt(json.decoded, 'Statement') : undefined;
    if (decoded?.kind !== 'list') {
      open = true;
      return [];
    }
    open ||= decoded.open ?? false;
    return itemsOf(decoded);
  };
  const base = [...documentsOf('source_json', 'source_policy_documents').flatMap(statementsOf), ...own];
  const overrides = documentsOf('override_json', 'override_policy_documents').flatMap(statementsOf);
  const replaced = new Set(overrides.map(sidOf).filter((sid) => sid !== undefined));
  return { statements: [...base.filter((statement) => !replaced.has(sidOf(statement) ?? '')), ...overrides], open };
}

function sidOf(statement: Value): string | undefined {
  const sid = statement.kind === 'map' ? valueAt(statement, 'Sid') : undefined;
  return sid?.kind === 'string' && sid.value !== '' ? sid.value : undefined;
}

/** As JSON, with a hole for what is not known. */
function jsonOf(value: Value): unknown {
  switch (value.kind) {
    case 'list':
      return value.items.map(jsonOf);
    case 'map':
      return Object.fromEntries(
        [...value.entries].filter(([key]) => !key.startsWith('$')).map(([key, entry]) => [key, jsonOf(entry.value)]),
      );
    case 'null':
      return null;
    case 'unknown':
      return hole;
    default:
      return value.value;
  }
}
