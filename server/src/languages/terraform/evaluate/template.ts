// Templates to strings. A part that is not known leaves a hole; the characters of the literal parts keep their places.

import { hole, type Piece, type Value } from '../../../model/value.ts';
import type { Template, TemplatePart } from '../syntax/ast.ts';
import { booleanOf, textOf } from './convert.ts';
import { evaluate } from './expression.ts';
import { elementsOf } from './loops.ts';
import { placeIn, type Scope, spend, withNames } from './scope.ts';
import { placed, traces } from './traces.ts';
import { failure, isFailed, unknown } from './values.ts';

const mostCharacters = 1_000_000;

export function templateValue({ parts, span }: Template, scope: Scope): Value {
  const place = placeIn(scope, span);
  const [only] = parts;
  // `"${x}"` is `x`, whatever its type.
  if (parts.length === 1 && only?.kind === 'interpolation') return placed(evaluate(only.expression, scope), place);
  const writing: Writing = { value: '', pieces: [], from: [] };
  write(parts, scope, writing);
  const { value, pieces, from, failed } = writing;
  if (failed !== undefined) return failure(place, failed, from);
  const reason = from.find((part) => part.kind === 'unknown')?.reason ?? 'a part of it is not known';
  if (value.length > mostCharacters) return unknown(place, 'the string is too long', from);
  if (value !== '' && value.replaceAll(hole, '') === '') return unknown(place, reason, from);
  return { kind: 'string', value, pieces, place, ...traces(from) };
}

interface Writing {
  value: string;
  readonly pieces: Piece[];
  /** What was put in. */
  readonly from: Value[];
  /** Why Terraform would refuse it. */
  failed?: string;
}

function write(parts: readonly TemplatePart[], scope: Scope, writing: Writing): void {
  for (const part of parts) {
    if (!spend(scope) || writing.value.length > mostCharacters || writing.failed !== undefined) return;
    switch (part.kind) {
      case 'text':
        for (const piece of part.pieces) writing.pieces.push({ ...piece, at: piece.at + writing.value.length });
        writing.value += part.value;
        break;
      case 'interpolation':
        interpolate(evaluate(part.expression, scope), writing);
        break;
      case 'if': {
        const condition = evaluate(part.condition, scope);
        writing.from.push(condition);
        const holds = booleanOf(condition);
        if (holds !== undefined) write(holds ? part.then : part.otherwise, scope, writing);
        else
          interpolate(
            condition.kind === 'unknown' ? condition : failure(condition.place, 'the condition is not a boolean'),
            writing,
          );
        break;
      }
      case 'for':
        repeat(part, scope, writing);
        break;
    }
  }
}

function interpolate(value: Value, writing: Writing): void {
  writing.from.push(value);
  const written = textOf(value);
  if (isFailed(value)) writing.failed = value.reason;
  else if (written !== undefined) writing.value += written;
  else if (value.kind === 'unknown') writing.value += hole;
  else writing.failed = 'a template takes strings, numbers and booleans only';
}

function repeat(part: TemplatePart & { kind: 'for' }, scope: Scope, writing: Writing): void {
  const collection = evaluate(part.collection, scope);
  const elements = elementsOf(collection);
  if (!elements) {
    interpolate(
      collection.kind === 'unknown' ? collection : failure(collection.place, '`for` needs a collection'),
      writing,
    );
    return;
  }
  for (const [key, value] of elements.pairs) {
    if (!spend(scope) || writing.failed !== undefined) return;
    const names: [string, Value][] = [[part.value, value]];
    if (part.key !== undefined) names.push([part.key, key]);
    write(part.body, withNames(scope, names), writing);
  }
  if (elements.open) writing.value += hole;
}
