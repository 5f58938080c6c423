// The syntax of Terraform as plain data, the same for HCL and for its JSON form. Every span counts from the start of the
// top-level item (block or attribute) it stands in, so that an item whose text did not change keeps its tree, and all that was
// made of it, when text above it grows or shrinks.

import type { Problem } from '../../../model/file.ts';
import type { Source } from '../../../model/place.ts';
import type { Piece } from '../../../model/value.ts';
import type { Span } from '../../../text/span.ts';

/** A top-level block, or a top-level attribute as `.tfvars` files have them. */
export interface Item {
  readonly source: Source;
  /** What it was read from; together with the kind of file it decides everything below. */
  readonly text: string;
  readonly content: Block | Attribute;
  /** Spans count from the start of the item. */
  readonly problems: readonly Problem[];
}

export interface Block {
  readonly kind: 'block';
  readonly type: string;
  readonly labels: readonly Label[];
  readonly span: Span;
  /** Type and labels, without the brace. */
  readonly header: Span;
  /** Between the braces. */
  readonly inner: Span;
  readonly body: Body;
}

export interface Label {
  readonly text: string;
  readonly span: Span;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** True if a part of it could not be read, so that what seems absent may be there. */
  readonly broken: boolean;
}

export interface Attribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly key: Span;
  readonly span: Span;
  readonly value: Expression;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | Traversal
  | Call
  | Unary
  | Binary
  | Conditional
  | Tuple
  | ObjectExpression
  | For
  | Parens
  | Unreadable;

interface Spanned {
  readonly span: Span;
}

export interface Literal extends Spanned {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  /** As in `StringValue`; absent where the characters stand one for one between quotes. */
  readonly pieces?: readonly Piece[];
}

/** A string with at least one interpolation or directive. */
export interface Template extends Spanned {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly value: string; readonly pieces: readonly Piece[] }
  | { readonly kind: 'interpolation'; readonly expression: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly key?: string;
      readonly value: string;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    };

/** The first name of a traversal: `var`, `local`, `each`, `aws_s3_bucket`, the variable of a `for`. */
export interface Variable extends Spanned {
  readonly kind: 'variable';
  readonly name: string;
}

export interface Traversal extends Spanned {
  readonly kind: 'traversal';
  readonly of: Expression;
  readonly steps: readonly TraversalStep[];
}

export type TraversalStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  /** `[*]` or `.*`: the inner steps are taken into each element. */
  | { readonly kind: 'splat'; readonly steps: readonly TraversalStep[] };

export interface Call extends Spanned {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** `f(list...)`: the last argument is a list of arguments. */
  readonly spread: boolean;
}

export interface Unary extends Spanned {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export const binaryOperators = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export interface Binary extends Spanned {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Spanned {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Tuple extends Spanned {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Spanned {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry extends Spanned {
  /** A bare name is a literal here. */
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for v in c : value]`, or `{for k, v in c : key => value...}` where `key` is set. */
export interface For extends Spanned {
  readonly kind: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `...`: values of the same key are gathered into a list. */
  readonly grouped: boolean;
}

export interface Parens extends Spanned {
  readonly kind: 'parens';
  readonly inner: Expression;
}

/** Text that is no expression; it evaluates to unknown. */
export interface Unreadable extends Spanned {
  readonly kind: 'unreadable';
}
