// `grants` and `leaves` of the rule language: which actions of AWS a pattern of a policy grants, and which a `NotAction` leaves granted.
// The argument says of what kind: their names, or `level`, `risk` and `limitable`, which must hold of one and the same action.

import { type ActionKind, accessLevels, actionRisks, grants, type IamActions, leaves } from '../checks/iam-actions.ts';
import { hole, type Value } from '../model/value.ts';
import { onlyKeys } from './context.ts';
import { RuleError } from './errors.ts';
import { known, textual } from './questions.ts';
import type { Truth } from './truth.ts';

type Where = readonly (string | number)[];
type Ask = (value: Value) => Truth;

/** Asked of one pattern. Throws RuleError. */
export function grantsTest(argument: unknown, actions: () => IamActions, where: Where): Ask {
  const kind = kindOf(argument, where);
  return (value) =>
    textual(
      value,
      known((pattern) => grants(pattern, kind, actions())),
    );
}

/** Asked of a list of patterns as a whole; what is not known in it may take away what is left. Throws RuleError. */
export function leavesTest(argument: unknown, actions: () => IamActions, where: Where): Ask {
  const kind = kindOf(argument, where);
  return (value) => {
    const items = value.kind === 'list' ? value.items : [value];
    const patterns = items.flatMap((item) =>
      item.kind === 'string' && !item.value.includes(hole) ? [item.value] : [],
    );
    if (!leaves(patterns, kind, actions())) return 'false';
    const allKnown = patterns.length === items.length && !(value.kind === 'list' && value.open);
    return allKnown ? 'true' : 'unknown';
  };
}

function kindOf(argument: unknown, where: Where): ActionKind {
  if (typeof argument === 'string' || Array.isArray(argument)) return namesIn([argument].flat(), where);
  if (argument === null || typeof argument !== 'object')
    throw new RuleError(where, 'name actions, or say { level: …, risk: …, limitable: true }');
  const said = argument as Readonly<Record<string, unknown>>;
  onlyKeys('grants', said, ['level', 'risk', 'limitable'], where);
  const { level, risk, limitable } = said;
  return {
    ...(level !== undefined && { levels: membersOf(level, accessLevels, [...where, 'level']) }),
    ...(risk !== undefined && { risks: membersOf(risk, actionRisks, [...where, 'risk']) }),
    ...(limitable !== undefined && { limitable: limitable === true }),
  };
}

function namesIn(names: readonly unknown[], where: Where): ActionKind {
  for (const name of names)
    if (!/^[a-z0-9-]+:\w+$/.test(String(name)))
      throw new RuleError(where, `"${name}" is no action: write iam:PassRole`);
  return { names: new Set(names.map((name) => String(name).toLowerCase())) };
}

function membersOf<T extends string>(said: unknown, all: readonly T[], where: Where): readonly T[] {
  return [said].flat().map((one) => {
    const member = all.find((name) => name === one);
    if (member === undefined) throw new RuleError(where, `"${one}" is none of ${all.join(', ')}`);
    return member;
  });
}
