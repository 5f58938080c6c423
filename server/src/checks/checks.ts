// The predicates that rules may name with `check:`, because the rule language cannot say them; a file each.

import type { Place } from '../model/place.ts';
import type { Resource, UnitView } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/** Gives the places at which the predicate holds of the value; none where it does not, or where that is not known. */
export type Predicate = (value: Value, resource: Resource, unit: UnitView) => readonly Place[];

export const checks: Readonly<Record<string, Predicate>> = {};
