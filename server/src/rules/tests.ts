// The tests of the rule language: what a condition asks of one value. A test that does not fit the value's kind is false, one that
// meets something unknown is unknown. docs: rules/README.md, "Tests".

import { isOpenToInternet, isWithin } from '../checks/cidr.ts';
import { isLeftOut } from '../checks/dockerignore.ts';
import { durationOf } from '../checks/durations.ts';
import type { IamActions } from '../checks/iam-actions.ts';
import { includesPort, portRanges } from '../checks/ports.ts';
import { isLiteralSecret, knownSecretIn } from '../checks/secrets.ts';
import { hole, type Value } from '../model/value.ts';
import { RuleError, unknownWord } from './errors.ts';
import { grantsTest, leavesTest } from './grants.ts';
import { parsePath, reach } from './path.ts';
import {
  amongReached,
  beginsAs,
  containsMember,
  dateTest,
  decoded,
  equals,
  holdsReached,
  isEmpty,
  known,
  numberTest,
  reversed,
  type SameText,
  sameText,
  sameTextInAnyCase,
  startsWith,
  textual,
  versionTest,
  wanted,
} from './questions.ts';
import type { Scope } from './scope.ts';
import { every, not, some, type Truth, truth } from './truth.ts';

/** `lists` tells whether the test is about a list as a whole; the others are asked of every item. */
export interface Test {
  readonly lists: 'whole' | 'items';
  /** What the test says of something absent; false unless the rule says otherwise. */
  readonly ofAbsent: Truth;
  /** Does it ask whether something is there at all? Then it is not asked of a default. */
  readonly ofPresence?: boolean;
  readonly ofValue: (value: Value, scope: Scope) => Truth;
}

type Where = readonly (string | number)[];
export type Tables = Readonly<Record<string, readonly string[]>>;

/** What tests look up. */
export interface TestFacts {
  readonly tables: Tables;
  /** Read when the first test asks. */
  readonly actions: () => IamActions;
}

/** Reads a test from a rule: a literal, or a mapping of operators that must all hold. Throws RuleError. */
export function compileTest(source: unknown, facts: TestFacts, where: Where): Test {
  if (source === null) return { lists: 'whole', ofAbsent: 'true', ofPresence: true, ofValue: () => 'false' };
  if (typeof source !== 'object')
    return { lists: 'items', ofAbsent: 'false', ofValue: (value) => equals(value, source, sameText) };
  if (Array.isArray(source)) throw new RuleError(where, 'a list is no test: write { in: […] } or { containsAll: […] }');
  const { orAbsent, ignoreCase, base64, ...operators } = source as Record<string, unknown>;
  const same = ignoreCase === true ? sameTextInAnyCase : sameText;
  const names = Object.keys(operators);
  if (names.length === 0) throw new RuleError(where, 'an empty test holds for everything: name an operator');
  const tests = names.map((name) => compileOperator(name, operators[name], { facts, same, where: [...where, name] }));
  const wantsAbsent = tests.some((test) => test.ofAbsent === 'true');
  return {
    lists: tests.some((test) => test.lists === 'whole') ? 'whole' : 'items',
    ofAbsent: orAbsent === true || (wantsAbsent && tests.every((test) => test.ofAbsent === 'true')) ? 'true' : 'false',
    ofPresence: orAbsent === true || tests.some((test) => test.ofPresence === true),
    ofValue: (value, scope) => {
      const asked = base64 === true ? decoded(value) : value;
      return every(tests, (test) => test.ofValue(asked, scope));
    },
  };
}

interface Context {
  readonly facts: TestFacts;
  readonly same: SameText;
  readonly where: Where;
}

type Operator = (argument: unknown, context: Context) => Test;

const ofItems = (ofValue: Test['ofValue']): Test => ({ lists: 'items', ofAbsent: 'false', ofValue });
const ofWhole = (ofValue: Test['ofValue']): Test => ({ lists: 'whole', ofAbsent: 'false', ofValue });

const operators: Readonly<Record<string, Operator>> = {
  equals: (argument, { same }) => ofItems((value) => equals(value, argument, same)),
  in: (argument, { same, where }) => {
    const members = listOf(argument, where);
    return ofItems((value) => some(members, (member) => equals(value, member, same)));
  },
  inTable: (argument, { facts, same, where }) => {
    const members = facts.tables[String(argument)];
    if (!members) throw new RuleError(where, `there is no table "${argument}" in rules/tables`);
    return ofItems((value) => some(members, (member) => equals(value, member, same)));
  },
  among: (argument, { where }) => {
    const path = parsePath(String(argument), where);
    return ofItems((value, scope) => some(reach(scope, path), (reached) => amongReached(value, reached)));
  },
  folderOf: (argument, { where }) => {
    const path = parsePath(String(argument), where);
    return ofItems((value, scope) => some(reach(scope, path), (reached) => holdsReached(value, reached)));
  },
  not: (argument, { facts, where }) => {
    const inner = compileTest(argument, facts, where);
    return { ...inner, ofAbsent: 'false', ofValue: (value, scope) => not(inner.ofValue(value, scope)) };
  },
  // An attribute that is set exists, also when its value is not known; an explicit null or nothing does not.
  exists: (argument) => ({
    lists: 'whole',
    ofAbsent: truth(argument === false),
    ofPresence: true,
    ofValue: () => truth(argument !== false),
  }),
  empty: (argument) => {
    const wanted = argument !== false;
    return {
      lists: 'whole',
      ofAbsent: truth(wanted),
      ofValue: (value) => (wanted ? isEmpty(value) : not(isEmpty(value))),
    };
  },
  contains: (argument, { same }) => ofWhole((value) => containsMember(value, argument, same)),
  containsAll: (argument, { same, where }) => {
    const members = listOf(argument, where);
    return ofWhole((value) => every(members, (member) => containsMember(value, member, same)));
  },
  containsAny: (argument, { same, where }) => {
    const members = listOf(argument, where);
    return ofWhole((value) => some(members, (member) => containsMember(value, member, same)));
  },
  matches: (argument, { where, same }) => {
    const pattern = patternOf(argument, where, same === sameTextInAnyCase ? 'i' : '');
    // Of a text with unknown parts nothing is said but that a whole known text matches.
    return ofItems((value) => textual(value, (text) => (text.includes(hole) ? 'unknown' : truth(pattern.test(text)))));
  },
  matchesBeginning: (argument, { where, same }) => {
    const pattern = patternOf(argument, where, same === sameTextInAnyCase ? 'i' : '');
    return ofItems((value) => textual(value, (text) => beginsAs(text, pattern)));
  },
  startsWith: (argument) => ofItems((value) => textual(value, (text) => startsWith(text, String(argument)))),
  endsWith: (argument) =>
    ofItems((value) => textual(value, (text) => startsWith(reversed(text), reversed(String(argument))))),
  lt: (argument, { where }) => numeric(argument, where, (a, b) => a < b),
  lte: (argument, { where }) => numeric(argument, where, (a, b) => a <= b),
  gt: (argument, { where }) => numeric(argument, where, (a, b) => a > b),
  gte: (argument, { where }) => numeric(argument, where, (a, b) => a >= b),
  length: (argument, { facts, where }) => {
    const inner = compileTest(argument, facts, where);
    return ofWhole((value, scope) => lengthOf(value, inner, scope));
  },
  duration: (argument, { facts, where }) => compileDuration(argument, facts, where),
  before: (argument) => ofItems((value) => textual(value, (text) => dateTest(text, String(argument)))),
  versionLt: (argument) => ofItems((value) => versionTest(value, String(argument), (order) => order < 0)),
  versionGte: (argument) => ofItems((value) => versionTest(value, String(argument), (order) => order >= 0)),
  cidrPublic: (argument) =>
    ofItems((value) =>
      wanted(
        argument,
        textual(
          value,
          known((text) => isOpenToInternet(text)),
        ),
      ),
    ),
  cidrWithin: (argument) =>
    ofItems((value) =>
      textual(
        value,
        known((text) => isWithin(text, String(argument)) ?? false),
      ),
    ),
  includesPort: (argument, { where }) => {
    const ports = [argument].flat().map(Number);
    if (ports.length === 0 || ports.some(Number.isNaN)) throw new RuleError(where, 'give a port or a list of ports');
    return ofItems((value) =>
      textual(
        value,
        known((text) => {
          const ranges = portRanges(text) ?? [];
          return ports.some((port) => includesPort(ranges, port));
        }),
      ),
    );
  },
  leavesOut: (argument) => {
    const paths = [argument].flat().map(String);
    return ofWhole((value) => {
      if (value.kind !== 'list') return value.kind === 'unknown' ? 'unknown' : 'false';
      const patterns = value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
      return truth(paths.every((path) => isLeftOut(path, patterns)));
    });
  },
  grants: (argument, { facts, where }) => ofItems(grantsTest(argument, facts.actions, where)),
  leaves: (argument, { facts, where }) => ofWhole(leavesTest(argument, facts.actions, where)),
  isSecret: (argument) =>
    ofItems((value) =>
      value.kind === 'string' && value.references?.length
        ? 'unknown'
        : textual(
            value,
            known((text) => knownSecretIn(text) !== undefined || (argument === 'literal' && isLiteralSecret(text))),
          ),
    ),
};

/** For the schema's test and for error messages. */
export const operatorNames: readonly string[] = [...Object.keys(operators), 'orAbsent', 'ignoreCase', 'base64'];

function compileOperator(name: string, argument: unknown, context: Context): Test {
  const operator = operators[name];
  if (!operator) throw new RuleError(context.where, unknownWord(name, 'test', operatorNames));
  return operator(argument, context);
}

/** The other number is given, or a path leads to it. */
function numeric(argument: unknown, where: Where, compare: (a: number, b: number) => boolean): Test {
  if (typeof argument === 'number')
    return ofItems((value) => numberTest(value, (number) => truth(compare(number, argument))));
  if (typeof argument !== 'string')
    throw new RuleError(where, 'compare with a number, or with one that a path leads to');
  const path = parsePath(argument, where);
  return ofItems((value, scope) =>
    every(reach(scope, path), (other) => {
      if (other.kind !== 'value') return other.kind === 'unknown' ? 'unknown' : 'false';
      return numberTest(value, (a) => numberTest(other.value, (b) => truth(compare(a, b))));
    }),
  );
}

function lengthOf(value: Value, inner: Test, scope: Scope): Truth {
  const size =
    value.kind === 'list'
      ? value.items.length
      : value.kind === 'map'
        ? value.entries.size
        : value.kind === 'string'
          ? value.value.length
          : undefined;
  if (value.kind === 'unknown' || (value.kind === 'string' && value.value.includes(hole))) return 'unknown';
  if ((value.kind === 'list' || value.kind === 'map') && value.open) return 'unknown';
  return size === undefined ? 'false' : inner.ofValue({ kind: 'number', value: size, place: value.place }, scope);
}

/** `duration: { lte: 90d }`: a text that is no length of time fulfils nothing. */
function compileDuration(argument: unknown, facts: TestFacts, where: Where): Test {
  const comparisons = Object.entries(argument !== null && typeof argument === 'object' ? argument : {}).map(
    ([name, limit]) => {
      const length = durationOf(String(limit));
      if (length === undefined || !['lt', 'lte', 'gt', 'gte'].includes(name))
        throw new RuleError([...where, name], 'compare with a length of time: { lte: 90d }, { gt: 12h }');
      return compileOperator(name, length, { facts, same: sameText, where: [...where, name] });
    },
  );
  if (comparisons.length === 0) throw new RuleError(where, 'compare with a length of time: { lte: 90d }, { gt: 12h }');
  return ofItems((value, scope) =>
    textual(value, (text) => {
      if (text.includes(hole)) return 'unknown';
      const length = durationOf(text);
      if (length === undefined) return 'false';
      const number: Value = { kind: 'number', value: length, place: value.place };
      return every(comparisons, (test) => test.ofValue(number, scope));
    }),
  );
}

function listOf(argument: unknown, where: Where): readonly unknown[] {
  if (!Array.isArray(argument)) throw new RuleError(where, 'give a list');
  return argument;
}

/** Throws RuleError where the text is no regular expression. */
export function patternOf(argument: unknown, where: Where, flags = ''): RegExp {
  try {
    return new RegExp(String(argument), flags);
  } catch (error) {
    throw new RuleError(where, error instanceof Error ? error.message : String(error));
  }
}
