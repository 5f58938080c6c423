// What a condition is asked about: a value inside a resource, seen together with the rest of its unit.

import type { Resource, UnitView } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

export interface Scope {
  /** The resource, or the part of one, that the value belongs to. */
  readonly subject: Resource;
  /** What findings and messages speak of where it is not the subject: a bucket, where its ACL is asked. Looked for when needed. */
  readonly about?: () => Resource | undefined;
  readonly value: Value;
  /** The key that led to the value, where one did. */
  readonly key?: string;
  /** The scope that `each`, `json` and the like went in from. */
  readonly outer?: Scope;
  readonly unit: UnitView;
}

export const scopeOf = (subject: Resource, unit: UnitView): Scope => ({ subject, value: subject.body, unit });

/** The resource that findings and messages speak of. */
export const spokenOf = (scope: Scope): Resource => scope.about?.() ?? scope.subject;

export const into = (outer: Scope, value: Value, key?: string): Scope => ({
  subject: outer.subject,
  value,
  outer,
  unit: outer.unit,
  ...(outer.about && { about: outer.about }),
  ...(key !== undefined && { key }),
});

export const intoPart = (outer: Scope, part: Resource): Scope => ({
  subject: part,
  value: part.body,
  outer,
  unit: outer.unit,
});
