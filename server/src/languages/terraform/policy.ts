// IAM policies, whatever they are written in (JSON text, `jsonencode`, `data.aws_iam_policy_document`, a map), as statements of one
// shape. Every value keeps the place where it was written.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

import type { Place } from '../../model/place.ts';
import type { Entry, MapValue, StringValue, Value } from '../../model/value.ts';
import { readJsonIn } from '../../syntax/json.ts';
import { policyOf } from './evaluate/policy-document.ts';
import { entriesOf, itemsOf, settled } from './evaluate/traces.ts';
import { list, map, text } from './evaluate/values.ts';

/**
 * The statements of a policy, or undefined if it is not known or is none. A statement has `effect`, `sid`, the lists `actions`,
 * `notActions`, `resources`, `notResources`, the lists `principals` and `notPrincipals` of `{type, identifiers}`, and the list
 * `conditions` of `{operator, key, values}`; what is not written is absent. If there may be further statements, the last one is
 * empty and open.
 */
export function policyStatements(value: Value): readonly MapValue[] | undefined {
  const policy = documentOf(value);
  if (policy?.kind !== 'map') return undefined;
  const written = memberOf(policy, 'Statement')?.value;
  if (written?.kind !== 'list' && written?.kind !== 'map') return undefined;
  const items = written.kind === 'list' ? itemsOf(written) : [written];
  const open = (written.kind === 'list' && written.open) || items.some((item) => item.kind === 'unknown');
  const statements = items.filter((item) => item.kind === 'map').map(statementOf);
  return open
    ? [...statements, { ...map([], written.place, true), header: policy.header ?? policy.place }]
    : statements;
}

function documentOf(value: Value): Value | undefined {
  if (value.kind === 'map' && isBlock(value)) return policyOf(value).decoded;
  if (value.kind !== 'string') return value;
  return value.decoded ?? jsonIn(value);
}

/** A rule may be asked of data.aws_iam_policy_document itself, and then the value is its body. */
const isBlock = (value: MapValue): boolean => value.entries.has('$labels');

function jsonIn(value: StringValue): Value | undefined {
  const read = readJsonIn(value);
  return read && settled(read);
}

/** IAM takes the names of its elements in any case. */
function memberOf(value: MapValue, name: string): Entry | undefined {
  const exact = value.entries.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const [key, entry] of value.entries) if (key.toLowerCase() === lower) return entry;
  return undefined;
}

type Normalise = (entry: Entry) => Value;

const members: readonly (readonly [member: string, name: string, normalise: Normalise])[] = [
  ['Effect', 'effect', ({ value }) => value],
  ['Sid', 'sid', ({ value }) => value],
  ['Action', 'actions', ({ value }) => listed(value)],
  ['NotAction', 'notActions', ({ value }) => listed(value)],
  ['Resource', 'resources', ({ value }) => listed(value)],
  ['NotResource', 'notResources', ({ value }) => listed(value)],
  ['Principal', 'principals', principalsOf],
  ['NotPrincipal', 'notPrincipals', principalsOf],
  ['Condition', 'conditions', conditionsOf],
];

function statementOf(statement: MapValue): MapValue {
  const entries = new Map<string, Entry>();
  for (const [member, name, normalise] of members) {
    const entry = memberOf(statement, member);
    if (entry && entry.value.kind !== 'null') entries.set(name, { ...entry, value: normalise(entry) });
  }
  const first = [...statement.entries.values()].at(0)?.key;
  return { ...statement, entries, header: statement.header ?? first ?? statement.place };
}

/** One or a list of them. */
function listed(value: Value): Value {
  return value.kind === 'list' || value.kind === 'unknown' ? value : list([value], value.place);
}

/** `"*"`, `{"AWS": "*"}`, `{"Service": ["a", "b"]}`. */
function principalsOf({ value, key }: Entry): Value {
  if (value.kind === 'string')
    return list([principal(text(value.value, value.place), value, value.place, key)], value.place);
  if (value.kind !== 'map') return value;
  const principals = entriesOf(value).map(([type, entry]) =>
    principal(text(type, entry.key), entry.value, entry.place, entry.key),
  );
  return list(principals, value.place, value.open);
}

function principal(type: Value, identifiers: Value, place: Place, header: Place): MapValue {
  return {
    ...map(
      [
        ['type', type],
        ['identifiers', listed(identifiers)],
      ],
      place,
    ),
    header,
  };
}

/** `{"StringEquals": {"aws:SourceVpc": "vpc-1"}}`. */
function conditionsOf({ value }: Entry): Value {
  if (value.kind !== 'map') return value;
  let open = value.open ?? false;
  const conditions = entriesOf(value).flatMap(([operator, { key: operatorPlace, value: keys }]): MapValue[] => {
    if (keys.kind !== 'map') {
      open = true;
      return [];
    }
    open ||= keys.open ?? false;
    return entriesOf(keys).map(([key, entry]) => condition(text(operator, operatorPlace), text(key, entry.key), entry));
  });
  return list(conditions, value.place, open);
}

function condition(operator: Value, key: Value, { value, place, key: header }: Entry): MapValue {
  return {
    ...map(
      [
        ['operator', operator],
        ['key', key],
        ['values', listed(value)],
      ],
      place,
    ),
    header,
  };
}
