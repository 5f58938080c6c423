// Where a violation in a called module is told: at the argument of the call that causes it, which is what the user would change, or else at
// the line of the module, which is then wrong for every call.

import { type Place, type Step, samePlace } from '../model/place.ts';
import type { Repair } from '../model/repair.ts';
import type { Value } from '../model/value.ts';
import type { Violation } from '../rules/rule.ts';
import { madeOnce } from '../text/once.ts';

/**
 * At the outermost argument that the deciding value was made from, if it is one alone. The trail tells first where that comes from, and then
 * the way into the module.
 */
export function told(violation: Violation): Violation {
  const cause = causeOf(violation);
  if (!cause) return violation;
  const { trail, resource, place, fix } = violation;
  const at = trail.indexOf(cause);
  const use = { place, message: `\`${resource.address}\` uses it here` };
  const { fix: _, ...rest } = violation;
  return {
    ...rest,
    place: cause.place,
    trail: [...trail.slice(at + 1), ...trail.slice(0, at).reverse(), use],
    ...(fix && { fix: { ...fix, repairs: madeOnce(() => repairsAt(cause, place, fix.repairs())) } }),
  };
}

function causeOf({ trail, module }: Violation): Step | undefined {
  if (module === undefined) return undefined;
  const own = trail.filter(({ argument }) => argument !== undefined && isAround(argument, module));
  const outermost = Math.min(...own.map(({ argument = '' }) => argument.length));
  const [first, ...others] = own.filter(({ argument = '' }) => argument.length === outermost);
  return first && others.every(({ place }) => samePlace(place, first.place)) ? first : undefined;
}

const isAround = (call: string, module: string): boolean => module === call || module.startsWith(`${call}.`);

/** What is set in the module is set in the argument instead; any other repair would change the module for all its callers. */
function repairsAt(cause: Step, place: Place, repairs: readonly Repair[]): readonly Repair[] {
  const moved = repairs.flatMap((repair): Repair[] => {
    if (repair.kind === 'set' && comesFrom(cause, repair.value))
      return [{ ...repair, value: { ...repair.value, place: cause.place } }];
    return repair.kind === 'text' && samePlace(repair.place, place) ? [{ ...repair, place: cause.place }] : [];
  });
  return moved.length === repairs.length ? moved : [];
}

const comesFrom = (cause: Step, { trail = [] }: Value): boolean =>
  trail.some(({ place }) => samePlace(place, cause.place));
