// What an expression is evaluated in: the names that are bound around it, and the symbols of its module. Where those come from
// (declarations, files of values, the arguments of a call) is the module's own affair.

import type { Place, Source } from '../../../model/place.ts';
import type { Value } from '../../../model/value.ts';
import type { Span } from '../../../text/span.ts';
import type { Expression } from '../syntax/ast.ts';
import type { ObjectValue } from './values.ts';

export interface Scope {
  /** What the spans of the expression count from. */
  readonly source: Source;
  /** `each`, `count`, the variables of `for`, the iterators of `dynamic`. */
  readonly names: ReadonlyMap<string, Value>;
  readonly symbols: Symbols;
  readonly budget: Budget;
}

/** A symbol's value, with the place where it was written. */
export interface Origin {
  readonly value: Value;
  /** Says of that place what it is: "`local.acl` is set here". */
  readonly message: string;
  /** Set where it is an argument of a module call: the address of the call. */
  readonly argument?: string;
}

export interface Symbols {
  variable(name: string): Origin | undefined;
  local(name: string): Origin | undefined;
  /** `aws_s3_bucket.b`, `data.aws_ami.x` or `module.m` as a whole, at the place of its use. */
  object(address: string, place: Place): Value;
  /** An attribute of an object of any module; its place is that of its definition where it has one. */
  attribute(object: ObjectValue['object'], attribute: string, place: Place): Origin;
  /** What `path.NAME` is. */
  folder(name: string): string | undefined;
  /** What a file says that a configuration names: null where there is none, undefined where that is not known. */
  text(file: string): string | null | undefined;
  /** The files below a folder, a line each; null and undefined likewise. */
  files(folder: string): string | null | undefined;
  /** A text read as a template. */
  template(text: string): Expression;
}

/** How much work a symbol may still cause, so that no text makes the program hang or overflows its stack. */
export interface Budget {
  left: number;
  /** Of all evaluations that wait for one another, also of other symbols. */
  readonly nesting: { depth: number };
}

export const fullBudget = (nesting: Budget['nesting']): Budget => ({ left: 200_000, nesting });

// Some ten frames of the stack each.
const deepest = 500;

/** Takes one step of work; false if there is none left. */
export function spend({ budget }: Scope): boolean {
  budget.left--;
  return budget.left > 0 && budget.nesting.depth < deepest;
}

export const placeIn = ({ source }: Scope, span: Span): Place => ({ source, start: span.start, end: span.end });

export const withNames = (scope: Scope, names: Iterable<readonly [string, Value]>): Scope => ({
  ...scope,
  names: new Map([...scope.names, ...names]),
});
