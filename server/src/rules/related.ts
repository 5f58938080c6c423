// `related: { type, by }` looks at the resources that point at the one in hand: those of `type` whose value at `by` was made from it,
// or equals its value at `to`. `direction: out` turns it around: the resources that the value at `by` of this one was made from, or whose
// value at `to` equals it. Without `by` every resource of the type is related. Where a rule requires something of them, one that
// fulfils it is enough; where it asks nothing, it asks that there is one.
// `about: { type, by, to }` of a rule finds what its findings are about, in the same way as `direction: out`.

import type { Resource } from '../model/resource.ts';
import { type CompileContext, entriesOf } from './context.ts';
import { RuleError } from './errors.ts';
import { isText, linksOf, valuesAt } from './links.ts';
import { headerOf, type Path, parsePath } from './path.ts';
import { intoPart, type Scope, spokenOf } from './scope.ts';
import { truth } from './truth.ts';
import { type Condition, unknownVerdict, type Verdict, type Witness } from './verdict.ts';

export function compileRelated(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  const { where, direction = 'in', exists = true, require, ...others } = source;
  if (direction !== 'in' && direction !== 'out')
    throw new RuleError([...context.where, 'direction'], '`direction` is in or out');
  const link = readLink(others, context.where);
  const chosen =
    where === undefined
      ? undefined
      : context.compile(where, { ...context, asks: 'one', where: [...context.where, 'where'] });
  const ask =
    require === undefined
      ? undefined
      : context.compile(require, { ...context, asks: 'every', where: [...context.where, 'require'] });
  const find = link.by.length === 0 ? ofTypes(link.types) : direction === 'in' ? pointingHere(link) : pointedAt(link);
  const candidates = (scope: Scope) => candidatesOf(scope, find(scope), chosen);
  if (!ask) return (scope) => judgeExistence(scope, candidates(scope), exists !== false);
  return (scope) => judgeOne(scope, candidates(scope), ask);
}

/** Adds what findings are about, where that is in the module; otherwise they are about the resource that is asked. */
export function compileAbout(source: unknown, where: readonly (string | number)[]): (scope: Scope) => Scope {
  const link = readLink(Object.fromEntries(entriesOf(source, where)), where);
  if (link.by.length === 0) throw new RuleError(where, 'say `by`: the path of the value that points at it');
  const find = pointedAt(link);
  return (scope) => {
    // A rule may be asked of what it is about as well.
    if (link.types.includes(scope.subject.type)) return scope;
    let found: readonly Found[] | undefined;
    const about = () => {
      found ??= find(scope);
      return found[0]?.resource;
    };
    return { ...scope, about };
  };
}

interface Link {
  readonly types: readonly string[];
  readonly by: readonly Path[];
  readonly to: Path | undefined;
}

function readLink(
  { type, by, to, ...others }: Readonly<Record<string, unknown>>,
  where: readonly (string | number)[],
): Link {
  if (type === undefined) throw new RuleError(where, 'say `type`: which resources are meant');
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new RuleError(
      [...where, other],
      `\`${other}\` is not asked of other resources: ask the rule of their type, and say with \`about\` what it is about`,
    );
  return {
    types: [type].flat().map(String),
    by: [by ?? []].flat().map((text) => parsePath(String(text), [...where, 'by'])),
    to: to === undefined ? undefined : parsePath(String(to), [...where, 'to']),
  };
}

interface Found {
  readonly resource: Resource;
  /** False where it may point at something else. */
  readonly sure: boolean;
}

type Find = (scope: Scope) => readonly Found[];

/** Settings of the account or the project concern every resource of the module. */
const ofTypes =
  (types: readonly string[]): Find =>
  ({ unit }) =>
    types.flatMap((type) => unit.ofType(type)).map((resource) => ({ resource, sure: true }));

/** At the one in hand, or at what it is about. */
function pointingHere({ types, by, to }: Link): Find {
  const linksIn = linksOf(types, by);
  return (scope) => {
    const links = linksIn(scope.unit);
    const text = to && valuesAt(scope, [to]).find(isText)?.value;
    const addresses = new Set([scope.subject.address, spokenOf(scope).address]);
    const sure = new Set([
      ...[...addresses].flatMap((address) => links.at(address)),
      ...(text === undefined ? [] : links.named(text)),
    ]);
    const unsure = links.open.filter((resource) => !sure.has(resource));
    return [
      ...[...sure].map((resource) => ({ resource, sure: true })),
      ...unsure.map((resource) => ({ resource, sure: false })),
    ].filter(({ resource }) => resource !== scope.subject);
  };
}

function pointedAt({ types, by, to }: Link): Find {
  const namesIn = to && linksOf(types, [to]);
  return (scope) => {
    const values = valuesAt(scope, by);
    const referred = values
      .flatMap((value) => value.references ?? [])
      .flatMap((reference) => scope.unit.at(reference.address))
      .filter((resource) => types.includes(resource.type));
    const named = namesIn ? values.filter(isText).flatMap(({ value }) => namesIn(scope.unit).named(value)) : [];
    return [...referred, ...named]
      .filter((resource) => resource !== scope.subject)
      .map((resource) => ({ resource, sure: true }));
  };
}

interface Candidate {
  readonly inner: Scope;
  /** False where it may be another resource's. */
  readonly sure: boolean;
}

function candidatesOf(scope: Scope, found: readonly Found[], chosen: Condition | undefined): readonly Candidate[] {
  return found.flatMap(({ resource, sure }) => {
    // What is found in the other resource is about this one.
    const inner = { ...intoPart(scope, resource), about: () => spokenOf(scope) };
    const kept = chosen?.(inner).truth ?? 'true';
    return kept === 'false' ? [] : [{ inner, sure: sure && kept === 'true' }];
  });
}

const here = (scope: Scope): Witness => ({ place: headerOf(scope), key: '', scope });
const nothingThere = (scope: Scope): Witness => ({ ...here(scope), missing: true });

function judgeExistence(scope: Scope, candidates: readonly Candidate[], wanted: boolean): Verdict {
  if (candidates.some(({ sure }) => sure)) return { truth: truth(wanted), witnesses: [here(scope)] };
  return candidates.length > 0 ? unknownVerdict : { truth: truth(!wanted), witnesses: [nothingThere(scope)] };
}

function judgeOne(scope: Scope, candidates: readonly Candidate[], ask: Condition): Verdict {
  const verdicts = candidates.map(({ inner, sure }) => ({ verdict: ask(inner), sure }));
  if (verdicts.some(({ verdict, sure }) => sure && verdict.truth === 'true'))
    return { truth: 'true', witnesses: [here(scope)] };
  if (verdicts.some(({ verdict, sure }) => !sure || verdict.truth === 'unknown')) return unknownVerdict;
  return { truth: 'false', witnesses: verdicts[0]?.verdict.witnesses ?? [nothingThere(scope)] };
}
