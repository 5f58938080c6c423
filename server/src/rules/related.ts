// `related: { type, by }` looks at the resources that point at the one in hand: those of `type` whose value at `by` was made from it,
// or equals its value at `to`. `direction: out` turns it around: the resources that the value at `by` of this one was made from. Without
// `by` every resource of the type is related.
// Where a rule requires something of them, one that fulfils it is enough; what it forbids, it forbids each of them; where it asks
// nothing, it asks that there is one.

import type { Resource } from '../model/resource.ts';
import { hole, type Value } from '../model/value.ts';
import type { CompileContext } from './context.ts';
import { RuleError } from './errors.ts';
import { headerOf, type Path, parsePath, reach } from './path.ts';
import { intoPart, type Scope } from './scope.ts';
import { type Truth, truth } from './truth.ts';
import { type Condition, eachOf, unknownVerdict, type Verdict, type Witness } from './verdict.ts';

export function compileRelated(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  const { type, by, to, where, direction = 'in', exists = true, ...asked } = source;
  const types = [type].flat().map(String);
  if (type === undefined) throw new RuleError(context.where, 'say `type`: which resources are related');
  if (direction !== 'in' && direction !== 'out')
    throw new RuleError([...context.where, 'direction'], '`direction` is in or out');
  const paths = [by ?? []].flat().map((text) => parsePath(String(text), [...context.where, 'by']));
  const own = to === undefined ? undefined : parsePath(String(to), [...context.where, 'to']);
  const chosen =
    where === undefined
      ? undefined
      : context.compile(where, { ...context, asks: 'one', where: [...context.where, 'where'] });
  const ask = Object.keys(asked).length === 0 ? undefined : context.compile(asked, { ...context, asks: 'every' });
  const find =
    by === undefined ? ofTypes(types) : direction === 'in' ? pointingHere(types, paths, own) : pointedAt(types, paths);
  const candidates = (scope: Scope) => candidatesOf(scope, find(scope), chosen);
  if (!ask) return (scope) => judgeExistence(scope, candidates(scope), exists !== false);
  return 'require' in asked
    ? (scope) => judgeOne(scope, candidates(scope), ask)
    : (scope) => judgeEach(candidates(scope), ask);
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
    const key = own && reach(scope, own)[0];
    const ownText = key?.kind === 'value' && key.value.kind === 'string' ? key.value.value : undefined;
    return types
      .flatMap((type) => scope.unit.ofType(type))
      .filter((resource) => resource !== scope.subject)
      .map((resource) => ({ resource, isRelated: pointsAt(scope, resource, paths, ownText) }));
  };
}

function pointsAt(scope: Scope, resource: Resource, paths: readonly Path[], ownText: string | undefined): Truth {
  let answer: Truth = 'false';
  for (const path of paths) {
    for (const reached of reach({ subject: resource, value: resource.body, unit: scope.unit }, path)) {
      if (reached.kind === 'unknown') answer = 'unknown';
      if (reached.kind !== 'value') continue;
      for (const value of reached.value.kind === 'list' ? reached.value.items : [reached.value]) {
        const here = valuePointsAt(value, scope.subject, ownText);
        if (here === 'true') return here;
        if (here === 'unknown') answer = here;
      }
    }
  }
  return answer;
}

function valuePointsAt(value: Value, subject: Resource, ownText: string | undefined): Truth {
  if (value.references?.some((reference) => sameResource(reference.address, subject.address))) return 'true';
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

function pointedAt(types: readonly string[], paths: readonly Path[]): (scope: Scope) => readonly Found[] {
  return (scope) =>
    paths
      .flatMap((path) => reach(scope, path))
      .flatMap((reached) =>
        reached.kind === 'value' ? (reached.value.kind === 'list' ? reached.value.items : [reached.value]) : [],
      )
      .flatMap((value) => value.references ?? [])
      .flatMap((reference) => scope.unit.at(reference.address))
      .filter((resource) => types.includes(resource.type))
      .map((resource) => ({ resource, isRelated: 'true' as const }));
}

interface Candidate {
  readonly inner: Scope;
  /** False where it may be another resource's. */
  readonly sure: boolean;
}

function candidatesOf(scope: Scope, found: readonly Found[], chosen: Condition | undefined): readonly Candidate[] {
  return found.flatMap(({ resource, isRelated }) => {
    if (isRelated === 'false') return [];
    const inner = intoPart(scope, resource);
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

const judgeEach = (candidates: readonly Candidate[], ask: Condition): Verdict =>
  eachOf(candidates.map(({ inner, sure }) => (sure ? ask(inner) : unknownVerdict)));
