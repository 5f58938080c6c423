// Type constraints of variables: what `type = map(object({ port = optional(number, 443) }))` makes of a value.
// https://developer.hashicorp.com/terraform/language/expressions/type-constraints

import type { Entry, Value } from '../../../model/value.ts';
import type { Expression } from '../syntax/ast.ts';
import { booleanOf, numberOf, textOf } from './convert.ts';
import { boolean, list, number, set, text } from './values.ts';

export type Type =
  | { readonly kind: 'string' | 'number' | 'bool' | 'any' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly of: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

interface AttributeType {
  readonly type: Type;
  readonly optional: boolean;
  readonly fallback?: Expression;
}

/** What cannot be read as a type is `any`. */
export function typeOf(expression: Expression | undefined): Type {
  if (expression?.kind === 'variable') return primitive(expression.name);
  // Before 0.12 types stood in quotes: `"list"`.
  if (expression?.kind === 'literal') return primitive(String(expression.value));
  if (expression?.kind !== 'call') return any;
  const [of] = expression.arguments;
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: expression.name, of: typeOf(of) };
    case 'tuple':
      return { kind: 'tuple', items: of?.kind === 'tuple' ? of.items.map(typeOf) : [] };
    case 'object':
      return of?.kind === 'object'
        ? { kind: 'object', attributes: new Map(of.entries.map(({ key, value }) => [keyOf(key), attributeOf(value)])) }
        : any;
    default:
      return any;
  }
}

/** The type as it is written, for rules that read it. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${typeText(type.of)})`;
    case 'tuple':
      return `tuple([${type.items.map(typeText).join(', ')}])`;
    case 'object': {
      const attributes = [...type.attributes].map(([name, attribute]) => `${name} = ${typeText(attribute.type)}`);
      return `object({${attributes.join(', ')}})`;
    }
    default:
      return type.kind;
  }
}

const any: Type = { kind: 'any' };

function primitive(name: string): Type {
  if (name === 'list' || name === 'set' || name === 'map') return { kind: name, of: any };
  return { kind: name === 'string' || name === 'number' || name === 'bool' ? name : 'any' };
}

const keyOf = (key: Expression): string => (key.kind === 'literal' ? String(key.value) : '');

function attributeOf(expression: Expression): AttributeType {
  if (expression.kind !== 'call' || expression.name !== 'optional')
    return { type: typeOf(expression), optional: false };
  const [type, fallback] = expression.arguments;
  return { type: typeOf(type), optional: true, ...(fallback ? { fallback } : {}) };
}

/** The value as the type has it; what does not fit stays as it is. `fallback` evaluates the default of an optional attribute. */
export function conformed(value: Value, type: Type, fallback: (expression: Expression) => Value): Value {
  if (value.kind === 'unknown' || value.kind === 'null') return value;
  switch (type.kind) {
    case 'any':
      return value;
    case 'string': {
      const written = textOf(value);
      return value.kind === 'string' || written === undefined ? value : text(written, value.place, [value]);
    }
    case 'number': {
      const read = numberOf(value);
      return value.kind === 'number' || read === undefined ? value : number(read, value.place, [value]);
    }
    case 'bool': {
      const read = booleanOf(value);
      return value.kind === 'boolean' || read === undefined ? value : boolean(read, value.place, [value]);
    }
    case 'list':
    case 'set': {
      if (value.kind !== 'list') return value;
      const items = value.items.map((item) => conformed(item, type.of, fallback));
      const made = type.kind === 'set' ? set(items, value.place, value.open) : list(items, value.place, value.open);
      return { ...made, ...ownTraces(value) };
    }
    case 'tuple':
      if (value.kind !== 'list') return value;
      return { ...value, items: value.items.map((item, index) => conformed(item, type.items[index] ?? any, fallback)) };
    case 'map':
      if (value.kind !== 'map') return value;
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([key, entry]) => [
            key,
            { ...entry, value: conformed(entry.value, type.of, fallback) },
          ]),
        ),
      };
    case 'object':
      return value.kind === 'map' ? { ...value, entries: attributesOf(value, type.attributes, fallback) } : value;
  }
}

const ownTraces = (value: Value): Pick<Value, 'trail' | 'references' | 'sensitive'> => ({
  ...(value.trail ? { trail: value.trail } : {}),
  ...(value.references ? { references: value.references } : {}),
  ...(value.sensitive ? { sensitive: value.sensitive } : {}),
});

function attributesOf(
  value: Value & { kind: 'map' },
  attributes: ReadonlyMap<string, AttributeType>,
  fallback: (expression: Expression) => Value,
): Map<string, Entry> {
  const result = new Map<string, Entry>();
  for (const [name, attribute] of attributes) {
    const entry = value.entries.get(name);
    const given = entry?.value;
    if (entry && given && !(given.kind === 'null' && attribute.fallback)) {
      result.set(name, { ...entry, value: conformed(given, attribute.type, fallback) });
    } else if (attribute.optional && !value.open) {
      const none: Value = { kind: 'null', place: value.place };
      const filled = attribute.fallback ? conformed(fallback(attribute.fallback), attribute.type, fallback) : none;
      result.set(name, { key: value.place, value: filled, place: value.place });
    }
  }
  return result;
}

/** Is `true` written there? Terraform takes nothing else for what it must know before it evaluates. */
export const isTrue = (expression: Expression | undefined): boolean =>
  expression?.kind === 'literal' && expression.value === true;
