// A statement that denies actions on every resource and asks no condition takes them away for good, whatever else a policy allows:
// the other statements are shown without these actions.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html

import type { MapValue, Value } from '../../../model/value.ts';
import { matchesGlob } from '../../../text/glob.ts';
import { list } from '../evaluate/values.ts';
import { knownText, valueAt, withEntries } from './body.ts';

export function withoutDenied(statements: readonly MapValue[]): readonly MapValue[] {
  const denied = statements.filter(deniesForGood).flatMap((statement) => textsAt(statement, 'actions'));
  if (denied.length === 0) return statements;
  const isDenied = (action: Value) => {
    const name = knownText(action)?.toLowerCase();
    return name !== undefined && denied.some((pattern) => matchesGlob(name, pattern.toLowerCase()));
  };
  return statements.map((statement) => {
    const actions = valueAt(statement, 'actions');
    if (actions?.kind !== 'list' || knownText(valueAt(statement, 'effect')) === 'Deny') return statement;
    const left = actions.items.filter((action) => !isDenied(action));
    if (left.length === actions.items.length) return statement;
    return withEntries(statement, { actions: list(left, actions.place, actions.open) });
  });
}

/** For everyone who has the policy: those that name principals or conditions deny to some only. */
function deniesForGood(statement: MapValue): boolean {
  const limits = ['principals', 'notPrincipals', 'conditions', 'notResources'];
  return (
    !statement.open &&
    knownText(valueAt(statement, 'effect')) === 'Deny' &&
    limits.every((name) => !statement.entries.has(name)) &&
    textsAt(statement, 'resources').includes('*')
  );
}

function textsAt(statement: MapValue, name: string): readonly string[] {
  const value = valueAt(statement, name);
  return value?.kind === 'list' ? value.items.flatMap((item) => knownText(item) ?? []) : [];
}
