// How functions are defined. A pure function is written over plain JavaScript values: it is called only when all its arguments
// are wholly known, after they were converted to the types it asks for. The others are written over values, because they can
// answer when something inside is unknown, or hand on an argument as it is.

import type { Place } from '../../../model/place.ts';
import { type MapValue, plain as plainOf, type Value } from '../../../model/value.ts';
import { firstUnknown, isWhollyKnown } from '../evaluate/compare.ts';
import { booleanOf, numberOf, textOf } from '../evaluate/convert.ts';
import { traces } from '../evaluate/traces.ts';
import { boolean, failure, list, map, number, text, unknown } from '../evaluate/values.ts';

export interface CallSite {
  readonly name: string;
  /** Of the whole call. */
  readonly place: Place;
  /** What a file of the workspace says: null where there is none, undefined where that is not known. */
  readonly text: (file: string) => string | null | undefined;
  /** The files below a folder of the workspace, a line each, from the folder on; undefined where that is not known. */
  readonly files: (folder: string) => string | null | undefined;
  /** The text as a template in which these names are bound. */
  readonly rendered: (template: string, variables: MapValue) => Value;
}

export type TerraformFunction = (values: readonly Value[], call: CallSite) => Value;
export type Functions = Readonly<Record<string, TerraformFunction>>;

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
  strings: readonly string[];
  numbers: readonly number[];
  list: readonly Plain[];
  any: Plain;
}
type Kind = keyof Kinds;
type Arguments<K extends readonly Kind[]> = { readonly [I in keyof K]: Kinds[K[I]] };

/** What a function throws to say that Terraform would stop here. */
export class CallError extends Error {}

/** All parameters are required. */
export function pure<const K extends readonly Kind[]>(
  kinds: K,
  compute: (...given: Arguments<K>) => Plain,
): TerraformFunction {
  return defined(kinds, undefined, kinds.length, compute as unknown as Compute);
}

/** Any number of further arguments of the kind `rest`. */
export function variadic<const K extends readonly Kind[], R extends Kind>(
  kinds: K,
  rest: R,
  compute: (...given: [...Arguments<K>, ...Kinds[R][]]) => Plain,
): TerraformFunction {
  return defined(kinds, rest, kinds.length, compute as unknown as Compute);
}

type Compute = (...given: unknown[]) => Plain;

function defined(kinds: readonly Kind[], rest: Kind | undefined, least: number, compute: Compute): TerraformFunction {
  return (values, call) => {
    const { place, name } = call;
    if (values.length < least || (rest === undefined && values.length > kinds.length)) {
      return failure(place, `\`${name}()\` does not take ${values.length} arguments`, values);
    }
    if (!values.every(isWhollyKnown)) return unknownResult(values, call);
    try {
      const given = values.map((value, index) => convert(value, kinds[index] ?? rest ?? 'any'));
      return lift(compute(...given), place, values);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return failure(place, `\`${name}()\`: ${error.message}`, values);
    }
  };
}

export function unknownResult(values: readonly Value[], { name, place }: CallSite): Value {
  const reason = values.map(firstUnknown).find((value) => value !== undefined)?.reason;
  return unknown(place, reason ?? `the result of \`${name}()\` is not known`, values);
}

function convert(value: Value, kind: Kind): Kinds[Kind] {
  switch (kind) {
    case 'string':
      return textOf(value) ?? wrong('a string');
    case 'number':
      return numberOf(value) ?? wrong('a number');
    case 'boolean':
      return booleanOf(value) ?? wrong('a boolean');
    case 'strings':
      return itemsIn(value).map((item) => textOf(item) ?? wrong('a list of strings'));
    case 'numbers':
      return itemsIn(value).map((item) => numberOf(item) ?? wrong('a list of numbers'));
    case 'list':
      return itemsIn(value).map((item) => plainOf(item) as Plain);
    case 'any':
      return plainOf(value) as Plain;
  }
}

const itemsIn = (value: Value): readonly Value[] => (value.kind === 'list' ? value.items : wrong('a list'));

const wrong = (wanted: string): never => {
  throw new CallError(`an argument is not ${wanted}`);
};

// Larger results are not worth their memory.
const mostCharacters = 1_000_000;
const mostItems = 20_000;

/** A plain result as a value; every part of it stands at the call and remembers the arguments. */
function lift(result: Plain, place: Place, from: readonly Value[]): Value {
  const remembered = traces(from);
  const lifted = (part: Plain): Value => {
    if (part === null) return { kind: 'null', place };
    if (typeof part === 'number') return { ...number(part, place), ...remembered };
    if (typeof part === 'boolean') return { ...boolean(part, place), ...remembered };
    if (typeof part === 'string') {
      return part.length > mostCharacters
        ? unknown(place, 'the string is too long', from)
        : { ...text(part, place), ...remembered };
    }
    if (Array.isArray(part)) {
      return part.length > mostItems
        ? unknown(place, 'the list is too long', from)
        : list((part as readonly Plain[]).map(lifted), place);
    }
    return map(
      Object.entries(part).map(([key, child]) => [key, lifted(child)]),
      place,
    );
  };
  return lifted(result);
}
