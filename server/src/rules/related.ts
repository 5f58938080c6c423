// `related: { type, by }` looks at the resources that point at the one in hand: those of `type` whose value at `by` was made from it,
// or equals its value at `to`. `direction: out` turns it around: the resources that the value at `by` of this one was made from, or whose
// value at `to` equals it. Without `by` every resource of the type is related. Where a rule requires something of them, one that
// fulfils it is enough; where it asks nothing, it asks that there is one.
// `about: { type, by, to }` of a rule finds what its findings are about, in the same way as `direction: out`.

import type { Resource } from '../model/resource.ts';
import { hole, type Reference, type Value } from '../model/value.ts';
import { type CompileContext, entriesOf } from './context.ts';
import { RuleError } from './errors.ts';
import { headerOf, type Path, parsePath, reach } from './path.ts';
import { intoPart, type Scope, spokenOf } from './scope.ts';
import { type Truth, truth } from './truth.ts';
import { type Condition, unknownVerdict, type Verdict, type Witness } from './verdict.ts';

export function compileRelated(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  const { where, direction = 'in', exists = true, require, ...link } = source;
  if (direction !== 'in' && direction !== 'out')
    throw new RuleError([...context.where, 'direction'], '`direction` is in or out');
  const { types, by, to } = readLink(link, context.where);
  const chosen =
    where === undefined
      ? undefined
      : context.compile(where, { ...context, asks: 'one', where: [...context.where, 'where'] });
  const ask =
    require === undefined
      ? undefined
      : context.compile(require, { ...context, asks: 'every', where: [...context.where, 'require'] });
  const find =
    by.length === 0 ? ofTypes(types) : direction === 'in' ? pointingHere(types, by, to) : pointedAt(types, by, to);
  const candidates = (scope: Scope) => candidatesOf(scope, find(scope), chosen);
  if (!ask) return (scope) => judgeExistence(scope, candidates(scope), exists !== false);
  return (scope) => judgeOne(scope, candidates(scope), ask);
}

/** Adds what findings are about, where that is in the module; otherwise they are about the resource that is asked. */
export function compileAbout(source: unknown, where: readonly (string | number)[]): (scope: Scope) => Scope {
  const { types, by, to } = readLink(Object.fromEntries(entriesOf(source, where)), where);
  if (by.length === 0) throw new RuleError(where, 'say `by`: the path of the value that points at it');
  const find = pointedAt(types, by, to);
  return (scope) => {
    // A rule may be asked of what it is about as well.
    if (types.includes(scope.subject.type)) return scope;
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
  readonly isRelated: Truth;
}

/** Settings of the account or the project concern every resource of the module. */
function ofTypes(types: readonly string[]): (scope: Scope) => readonly Found[] {
  return (scope) =>
    types.flatMap((type) => scope.unit.ofType(type)).map((resource) => ({ resource, isRelated: 'true' }));
}

function pointingHere(
  types: readonly string[],
  paths: readonly Path[],
  own: Path | undefined,
): (scope: Scope) => readonly Found[] {
  return (scope) => {
    const ownText = own && textAt(scope, own);
    return types
      .flatMap((type) => scope.unit.ofType(type))
      .filter((resource) => resource !== scope.subject)
      .map((resource) => ({ resource, isRelated: pointsAt(scope, resource, paths, ownText) }));
  };
}

function textAt(scope: Scope, path: Path): string | undefined {
  const [reached] = reach(scope, path);
  return reached?.kind === 'value' && reached.value.kind === 'string' && !reached.value.value.includes(hole)
    ? reached.value.value
    : undefined;
}

function pointsAt(scope: Scope, resource: Resource, paths: readonly Path[], ownText: string | undefined): Truth {
  let answer: Truth = 'false';
  for (const path of paths) {
    for (const reached of reach({ subject: resource, value: resource.body, unit: scope.unit }, path)) {
      if (reached.kind === 'unknown') answer = 'unknown';
      if (reached.kind !== 'value') continue;
      for (const value of reached.value.kind === 'list' ? reached.value.items : [reached.value]) {
        const here = valuePointsAt(value, scope, ownText);
        if (here === 'true') return here;
        if (here === 'unknown') answer = here;
      }
    }
  }
  return answer;
}

/** At the one in hand, or at what it is about. */
function valuePointsAt(value: Value, scope: Scope, ownText: string | undefined): Truth {
  const pointsHere = ({ address }: Reference): boolean =>
    sameResource(address, scope.subject.address) || sameResource(address, spokenOf(scope).address);
  if (value.references?.some(pointsHere)) return 'true';
  if (value.kind === 'string' && !value.value.includes(hole))
    return truth(ownText !== undefined && value.value === ownText);
  // A reference to another resource is known not to point here; only a value of unknown origin may.
  return value.references?.length ? 'false' : 'unknown';
}

/** `aws_s3_bucket.b` stands for each of its instances, since an index may not be known. */
function sameResource(a: string, b: string): boolean {
  return a === b || withoutIndex(a) === b || a === withoutIndex(b);
}

const withoutIndex = (address: string): string => address.replace(/\[[^\]]*\]$/, '');

function pointedAt(
  types: readonly string[],
  paths: readonly Path[],
  to: Path | undefined,
): (scope: Scope) => readonly Found[] {
  return (scope) => {
    const values = paths
      .flatMap((path) => reach(scope, path))
      .flatMap((reached) => (reached.kind === 'value' ? [reached.value] : []))
      .flatMap((value) => (value.kind === 'list' ? value.items : [value]));
    const referred = values
      .flatMap((value) => value.references ?? [])
      .flatMap((reference) => scope.unit.at(reference.address))
      .filter((resource) => types.includes(resource.type));
    return [...referred, ...(to ? named(scope, types, to, values) : [])].map((resource) => ({
      resource,
      isRelated: 'true',
    }));
  };
}

/** Those whose value at `to` is one of the texts. */
function named(scope: Scope, types: readonly string[], to: Path, values: readonly Value[]): readonly Resource[] {
  const texts = values.flatMap((value) => (value.kind === 'string' ? [value.value] : []));
  return types
    .flatMap((type) => scope.unit.ofType(type))
    .filter((resource) => {
      const text = textAt({ subject: resource, value: resource.body, unit: scope.unit }, to);
      return resource !== scope.subject && text !== undefined && texts.includes(text);
    });
}

interface Candidate {
  readonly inner: Scope;
  /** False where it may be another resource's. */
  readonly sure: boolean;
}

function candidatesOf(scope: Scope, found: readonly Found[], chosen: Condition | undefined): readonly Candidate[] {
  return found.flatMap(({ resource, isRelated }) => {
    if (isRelated === 'false') return [];
    // What is found in the other resource is about this one.
    const inner = { ...intoPart(scope, resource), about: () => spokenOf(scope) };
    const kept = chosen?.(inner).truth ?? 'true';
    return kept === 'false' ? [] : [{ inner, sure: isRelated === 'true' && kept === 'true' }];
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
