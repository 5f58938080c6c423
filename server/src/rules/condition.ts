// Compiles the conditions of the rule language to closures. A condition is a mapping; all its entries must hold. An entry is a path
// with a test, or a word of the language (all, any, not, when, require, forbid, and the scopes of scopes.ts) with what it says.
// A test is asked of everything its path leads to: `require` asks that every value passes, everything else that one does.

import { type CompileContext, entriesOf } from './context.ts';
import { RuleError } from './errors.ts';
import { type Absent, headerOf, parsePath, type Reached, reach } from './path.ts';
import type { Scope } from './scope.ts';
import { compileScope, isScopeWord } from './scopes.ts';
import { compileTest, type Test } from './tests.ts';
import { every, some, type Truth } from './truth.ts';
import {
  allOf,
  anyOf,
  bare,
  type Condition,
  eachOf,
  negated,
  someOf,
  unknownVerdict,
  type Verdict,
  vacuous,
  type Witness,
} from './verdict.ts';

/** The words that begin no path. A key of the configuration with such a name is written with a leading dot: `.count`. */
export const logicWords: readonly string[] = ['all', 'any', 'not', 'when', 'require', 'forbid', 'at', 'check'];

/** Throws RuleError. */
export function compileCondition(source: unknown, context: CompileContext): Condition {
  const entries = entriesOf(source, context.where);
  const at = entries.find(([key]) => key === 'at')?.[1];
  const parts = compileEntries(
    entries.filter(([key]) => key !== 'at'),
    context,
  );
  const condition = together(parts, context);
  return at === undefined ? condition : placedAt(condition, String(at), context);
}

/** Demands that are not met are findings of their own; of what one demand asks, the first thing that fails decides. */
function together(parts: readonly Condition[], { asks, wants }: CompileContext): Condition {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  if (wants === 'truth') return (scope) => bare(every(parts, (part) => part(scope).truth));
  if (asks === 'demands') return (scope) => eachOf(parts.map((part) => part(scope)));
  return (scope) => allOf(untilOneFails(parts, scope));
}

/** The first failure decides, so what stands behind it need not be asked. */
function untilOneFails(parts: readonly Condition[], scope: Scope): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const part of parts) {
    const verdict = part(scope);
    verdicts.push(verdict);
    if (verdict.truth === 'false') break;
  }
  return verdicts;
}

function compileEntries(entries: readonly (readonly [string, unknown])[], context: CompileContext): Condition[] {
  const when = entries.find(([key]) => key === 'when');
  const rest = entries.filter(([key]) => key !== 'when');
  const asked = rest.map(([key, value]) => compileEntry(key, value, { ...context, where: [...context.where, key] }));
  if (!when) return asked;
  if (rest.length === 0) throw new RuleError(context.where, '`when` alone asks nothing: add `require` or `forbid`');
  const applies = compileCondition(when[1], {
    ...context,
    asks: 'one',
    wants: 'truth',
    where: [...context.where, 'when'],
  });
  return [implied(applies, together(asked, context))];
}

/** Nothing is asked where the rule does not apply, and nothing is said where that is not known. */
const implied =
  (applies: Condition, consequence: Condition): Condition =>
  (scope) => {
    const { truth } = applies(scope);
    if (truth === 'true') return consequence(scope);
    return truth === 'false' ? vacuous : unknownVerdict;
  };

function compileEntry(key: string, value: unknown, context: CompileContext): Condition {
  switch (key) {
    case 'require':
      return compileCondition(value, { ...context, asks: 'every' });
    case 'forbid': {
      const forbidden = compileCondition(value, { ...context, asks: 'one' });
      return (scope) => negated(forbidden(scope));
    }
    case 'not': {
      const inner = compileCondition(value, { ...context, asks: context.asks === 'one' ? 'every' : 'one' });
      return (scope) => negated(inner(scope));
    }
    case 'all':
      return together(partsOf(value, context), context);
    case 'any': {
      const parts = partsOf(value, context);
      if (context.wants === 'truth') return (scope) => bare(some(parts, (part) => part(scope).truth));
      return (scope) => anyOf(parts.map((part) => part(scope)));
    }
    case 'check': {
      const check = context.checks[String(value)];
      if (!check)
        throw new RuleError(
          context.where,
          `there is no check "${value}"; there are ${Object.keys(context.checks).join(', ')}`,
        );
      return (scope) => {
        const places = check(scope.value, scope.subject, scope.unit);
        if (places.length === 0) return { truth: 'false', witnesses: [{ place: headerOf(scope), key: '', scope }] };
        return {
          truth: 'true',
          witnesses: places.map((place) => ({ place, key: '', scope })),
        };
      };
    }
    default:
      return isScopeWord(key) ? compileScope(key, value, context) : compilePathTest(key, value, context);
  }
}

function partsOf(value: unknown, context: CompileContext): readonly Condition[] {
  if (!Array.isArray(value) || value.length === 0) throw new RuleError(context.where, 'give a list of conditions');
  return value.map((part, index) => compileCondition(part, { ...context, where: [...context.where, index] }));
}

function compilePathTest(text: string, source: unknown, context: CompileContext): Condition {
  const path = parsePath(text.replace(/^\.(?=.)/, ''), context.where);
  const test = compileTest(source, context, context.where);
  const combine = context.asks === 'one' ? some : every;
  if (context.wants === 'truth')
    return (scope) => {
      const reached = reach(scope, path);
      const [only] = reached;
      if (only && reached.length === 1) return bare(truthOf(test, only, combine));
      return bare(combine(reached, (one) => truthOf(test, one, combine)));
    };
  const combineVerdicts = context.asks === 'one' ? someOf : eachOf;
  return (scope) => {
    const reached = reach(scope, path);
    const [only] = reached;
    if (only && reached.length === 1 && isOne(only, test)) return askOne(test, only, combine);
    return combineVerdicts(reached.flatMap((one) => askReached(test, one, combine)));
  };
}

type Combine = typeof some;

function truthOf(test: Test, reached: Reached, combine: Combine): Truth {
  if (reached.kind === 'unknown') return 'unknown';
  if (reached.kind === 'absent') return truthOfAbsent(test, reached, combine);
  const { value, scope } = reached;
  if (test.lists === 'whole' || value.kind !== 'list') return test.ofValue(value, scope);
  if (value.items.length === 0 && !value.open) return test.ofAbsent;
  const items = value.items.filter((item) => item.kind !== 'null');
  const ofItems = combine(items, (item) => test.ofValue(item, scope));
  return value.open ? combine<Truth>([ofItems, 'unknown'], (one) => one) : ofItems;
}

/** Its default is asked where there is one, unless the test is whether it is there. */
function truthOfAbsent(test: Test, { given, scope, key }: Absent, combine: Combine): Truth {
  if (!given || test.ofPresence) return test.ofAbsent;
  return truthOf(test, { kind: 'value', value: given.value, scope, key }, combine);
}

/** Is there one thing to ask, and not the items of a list? */
const isOne = (reached: Reached, test: Test): boolean =>
  reached.kind !== 'value' || reached.value.kind !== 'list' || test.lists === 'whole';

function askOne(test: Test, reached: Reached, combine: Combine): Verdict {
  switch (reached.kind) {
    case 'unknown':
      return unknownVerdict;
    case 'absent': {
      const truth = truthOfAbsent(test, reached, combine);
      if (truth === 'unknown') return unknownVerdict;
      const { at, key, scope, given, written } = reached;
      const decided = { ...(given && !test.ofPresence && { given }), ...(written && { written }) };
      return { truth, witnesses: [{ place: at, key, scope, ...decided }] };
    }
    case 'value': {
      const { value, scope, key } = reached;
      const truth = test.ofValue(value, scope);
      return truth === 'unknown' ? unknownVerdict : { truth, witnesses: [{ place: value.place, value, key, scope }] };
    }
  }
}

/** A test about items is asked of each item of a list, and an empty list has nothing to be asked of: it counts as absent. */
function askReached(test: Test, reached: Reached, combine: Combine): readonly Verdict[] {
  if (reached.kind !== 'value' || isOne(reached, test)) return [askOne(test, reached, combine)];
  const { value, scope, key } = reached;
  if (value.kind !== 'list') return [];
  if (value.items.length === 0 && !value.open)
    return [{ truth: test.ofAbsent, witnesses: [{ place: value.place, key, scope }] }];
  const items = value.items.filter((item) => item.kind !== 'null');
  const verdicts = items.map((item) => askOne(test, { kind: 'value', value: item, scope, key }, combine));
  return value.open ? [...verdicts, unknownVerdict] : verdicts;
}

/** Moves the finding to another value than the one that decided. */
function placedAt(condition: Condition, text: string, context: CompileContext): Condition {
  const path = parsePath(text, [...context.where, 'at']);
  return (scope) => {
    const verdict = condition(scope);
    if (verdict.witnesses.length === 0) return verdict;
    const witnesses = reach(scope, path).flatMap((reached): Witness[] => {
      if (reached.kind === 'unknown') return [];
      if (reached.kind === 'absent') return [{ place: reached.at, key: reached.key, scope }];
      return [{ place: reached.value.place, value: reached.value, key: reached.key, scope }];
    });
    return { truth: verdict.truth, witnesses: witnesses.length > 0 ? witnesses : verdict.witnesses };
  };
}
