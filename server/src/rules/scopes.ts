// The words of the rule language that look at something else than the value in hand: the elements of lists, what stands inside a
// JSON text, other resources of the unit. Each gives scopes; what is asked of them is a condition again.

import type { PopularPackages } from '../checks/name-slip.ts';
import type { Place } from '../model/place.ts';
import type { ListValue, MapValue, Value } from '../model/value.ts';
import { readJsonIn } from '../syntax/json.ts';
import { type CompileContext, entriesOf, onlyKeys } from './context.ts';
import { versionLife } from './end-of-life.ts';
import { RuleError } from './errors.ts';
import { nameSlipOf } from './name-slips.ts';
import { headerOf, type Path, parsePath, partsAt, reach } from './path.ts';
import { compileRelated } from './related.ts';
import { runtimeLifecycleOf } from './runtime-end-of-life.ts';
import { into, intoPart, type Scope } from './scope.ts';
import { compileTest } from './tests.ts';
import { every, some, type Truth } from './truth.ts';
import { bare, type Condition, eachOf, negated, unknownVerdict, type Verdict, vacuous } from './verdict.ts';

/** The elements that a scope word looks at; `open` where there may be more that are not known. */
interface Elements {
  readonly scopes: readonly Scope[];
  readonly open: boolean;
}

type FindElements = (scope: Scope) => Elements;
type CompileWord = (source: Readonly<Record<string, unknown>>, context: CompileContext) => Condition;

const words: Readonly<Record<string, CompileWord>> = {
  each: (source, context) => {
    const { elements, ask } = compileElements(source, context, elementsIn);
    return ofEach(elements, ask, context);
  },
  first: (source, context) => compileEdge(source, context, 'first'),
  last: (source, context) => compileEdge(source, context, 'last'),
  some: (source, context) => compileSome(source, context),
  none: (source, context) => {
    const some = compileSome(source, context);
    return (scope) => negated(some(scope));
  },
  count: (source, context) => {
    const { in: path, where, ...numbers } = source;
    const { elements } = compileElements({ in: path, where }, context, elementsIn);
    const test = compileTest(numbers, context, context.where);
    return (scope) => {
      const { scopes, open } = elements(scope);
      if (open) return unknownVerdict;
      const place = scopes.at(-1) ? headerOf(scopes.at(-1) as Scope) : headerOf(scope);
      const size: Value = { kind: 'number', value: scopes.length, place };
      const truth = test.ofValue(size, scope);
      return { truth, witnesses: truth === 'unknown' ? [] : [{ place, value: size, key: 'count', scope }] };
    };
  },
  lookup: (source, context) => {
    const { elements, ask } = compileElements(source, context, elementsIn);
    const [path] = pathsIn(source, context);
    return (scope) => {
      const { scopes, open } = elements(scope);
      if (scopes.length > 0) return eachOf(scopes.map(ask));
      if (open) return unknownVerdict;
      const missing = path && reach(scope, path)[0];
      const place = missing?.kind === 'value' ? placeOf(missing.value) : (missing?.at ?? headerOf(scope));
      return { truth: 'false', witnesses: [{ place, key: 'lookup', missing: true, scope }] };
    };
  },
  json: (source, context) => {
    const { elements, ask } = compileElements(source, context, documentsIn);
    return ofEach(elements, ask, context);
  },
  endOfLife: ({ product, ...source }, context) => {
    const life = lifeIn(context, product, [...context.where, 'product']);
    const { elements, ask } = compileElements(source, context, lifecyclesIn(life));
    return ofEach(elements, ask, context);
  },
  nameSlip: (source, context) => {
    const { elements, ask } = compileElements(source, context, slipsIn(context.packages));
    return ofEach(elements, ask, context);
  },
  sequence: (source, context) => compileSequence(source, context),
  related: (source, context) => compileRelated(source, context),
};

export const scopeWords: readonly string[] = Object.keys(words);

export const isScopeWord = (key: string): boolean => Object.hasOwn(words, key);

/** Throws RuleError. */
export function compileScope(word: string, source: unknown, context: CompileContext): Condition {
  const compile = words[word];
  if (!compile) throw new RuleError(context.where, `"${word}" is no word of the rule language`);
  return compile(Object.fromEntries(entriesOf(source, context.where)), context);
}

/** Where nobody asks what decided, the first that fails is enough. */
const ofEach = (elements: FindElements, ask: Condition, { wants }: CompileContext): Condition =>
  wants === 'truth'
    ? (scope) => bare(every(elements(scope).scopes, (element) => ask(element).truth))
    : (scope) => eachOf(elements(scope).scopes.map(ask));

/** Reads `in`, `where` and what is asked of the elements; `where` keeps the elements for which it is true. */
function compileElements(
  { in: _, where, ...asked }: Readonly<Record<string, unknown>>,
  context: CompileContext,
  find: (path: Path) => FindElements,
): {
  /** Without regard to `where`. */
  readonly all: FindElements;
  /** What `where` says of an element. */
  readonly chosen: ((element: Scope) => Truth) | undefined;
  readonly elements: FindElements;
  readonly ask: Condition;
} {
  const all = findAll(pathsIn({ in: _ }, context), find);
  const choice =
    where === undefined
      ? undefined
      : context.compile(where, { ...context, asks: 'one', wants: 'truth', where: [...context.where, 'where'] });
  const chosen = choice && ((element: Scope) => choice(element).truth);
  const ask: Condition =
    Object.keys(asked).length === 0
      ? () => vacuous
      : context.compile(asked, { ...context, asks: context.asks === 'demands' ? 'demands' : 'every' });
  const elements: FindElements = (scope) => {
    const { scopes, open } = all(scope);
    if (!chosen) return { scopes, open };
    const truths = scopes.map(chosen);
    return {
      scopes: scopes.filter((_, index) => truths[index] === 'true'),
      open: open || truths.includes('unknown'),
    };
  };
  return { all, chosen, elements, ask };
}

function pathsIn(source: Readonly<Record<string, unknown>>, context: CompileContext): readonly Path[] {
  if (source['in'] === undefined)
    throw new RuleError(context.where, 'say `in`: the path of the elements, or a list of paths');
  return [source['in']].flat().map((text) => parsePath(String(text), [...context.where, 'in']));
}

/** The elements that several paths lead to, in their order. */
function findAll(paths: readonly Path[], find: (path: Path) => FindElements): FindElements {
  const finds = paths.map(find);
  const [only, ...others] = finds;
  if (only && others.length === 0) return only;
  return (scope) => {
    const found = finds.map((one) => one(scope));
    return { scopes: found.flatMap(({ scopes }) => scopes), open: found.some(({ open }) => open) };
  };
}

/** The items of every list that the path leads to; a single map stands for a list of one. `@parts.x` are resources of their own. */
function elementsIn(path: Path): FindElements {
  const [only, ...others] = path;
  if (only?.from.kind === 'parts' && only.keys.length === 0 && others.length === 0) {
    const { from } = only;
    return (scope) => ({ scopes: partsAt(scope, from).map((part) => intoPart(scope, part)), open: false });
  }
  return (scope) => {
    const reached = reach(scope, path);
    if (reached.length === 1 && reached[0]?.kind === 'absent') return noElements;
    const found = reached.filter((one) => one.kind === 'value');
    return {
      scopes: found.flatMap(({ value, key }) =>
        (value.kind === 'list' ? value.items : [value]).filter(isKnown).map((item) => into(scope, item, key)),
      ),
      open:
        reached.some((one) => one.kind === 'unknown') ||
        found.some(({ value }) => value.kind === 'unknown' || isOpen(value)),
    };
  };
}

/** What stands for the elements: the header of the first block, or the list. */
function placeOf(elements: Value): Place {
  const first = elements.kind === 'list' ? elements.items[0] : elements;
  return (first?.kind === 'map' ? first.header : undefined) ?? elements.place;
}

const noElements: Elements = { scopes: [], open: false };

const isKnown = (value: Value): boolean => value.kind !== 'unknown' && value.kind !== 'null';

const isOpen = (value: Value): boolean =>
  value.kind === 'list' && ((value as ListValue).open === true || value.items.some((item) => item.kind === 'unknown'));

function documentsIn(path: Path): FindElements {
  return (scope) => {
    const values = reach(scope, path).flatMap((one) => (one.kind === 'value' ? [one.value] : []));
    const documents = values.flatMap((value) => {
      if (value.kind !== 'string') return value.kind === 'unknown' ? [] : [value];
      return value.decoded ?? readJsonIn(value) ?? [];
    });
    return { scopes: documents.filter(isKnown).map((document) => into(scope, document)), open: documents.length === 0 };
  };
}

type FindLife = (value: Value, today: string) => MapValue | undefined;

/** Of an image, or of a version of the product. Throws RuleError. */
function lifeIn(
  { images, lifecycleOf }: CompileContext,
  product: unknown,
  where: readonly (string | number)[],
): FindLife {
  if (product === undefined)
    return (value, today) => runtimeLifecycleOf(value, images(), today) ?? lifecycleOf(value, today);
  if (typeof product !== 'string') throw new RuleError(where, 'name a product as endoflife.date does: amazon-eks');
  return (version, today) => versionLife(version, product, images(), today);
}

/** What is known of the images that the path leads to; of others there is nothing to ask. */
const lifecyclesIn = (life: FindLife) => factsIn((value, { unit }) => life(value, unit.today));

const slipsIn = (packages: () => PopularPackages) => factsIn((value) => nameSlipOf(value, packages()));

/** What facts say of the values that the path leads to, as far as they know them. */
const factsIn =
  (told: (value: Value, scope: Scope) => MapValue | undefined) =>
  (path: Path): FindElements =>
  (scope) => {
    const values = reach(scope, path).flatMap((one) => (one.kind === 'value' ? [one.value] : []));
    const known = values.flatMap((value) => told(value, scope) ?? []);
    return { scopes: known.map((facts) => into(scope, facts)), open: false };
  };

function compileEdge(
  source: Readonly<Record<string, unknown>>,
  context: CompileContext,
  side: 'first' | 'last',
): Condition {
  const { all, chosen, ask } = compileElements(source, context, elementsIn);
  // What is required of the last element is required of none where there is none, and nothing forbidden is there either.
  const nothing = (scope: Scope): Verdict =>
    context.asks !== 'one' ? vacuous : { truth: 'false', witnesses: [{ place: headerOf(scope), key: '', scope }] };
  return (scope) => {
    const { scopes, open } = all(scope);
    for (let index = 0; index < scopes.length; index++) {
      const element = scopes.at(side === 'first' ? index : -1 - index) ?? scope;
      const truth = chosen?.(element) ?? 'true';
      // It may be the one that is asked for.
      if (truth === 'unknown') return unknownVerdict;
      if (truth === 'true') return ask(element);
    }
    return open ? unknownVerdict : nothing(scope);
  };
}

function compileSome(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  // Which elements are meant is said by `where` alone, so that nothing else can be overlooked.
  onlyKeys(String(context.where.at(-1)), source, ['in', 'where'], context.where);
  const { all, chosen, elements } = compileElements(source, context, elementsIn);
  if (context.wants === 'truth')
    return (scope) => {
      const { scopes, open } = all(scope);
      const found = some(scopes, chosen ?? (() => 'true' as const));
      return bare(found === 'false' && open ? 'unknown' : found);
    };
  return (scope): Verdict => {
    const { scopes, open } = elements(scope);
    if (scopes.length === 0)
      return open ? unknownVerdict : { truth: 'false', witnesses: [{ place: headerOf(scope), key: '', scope }] };
    const witnesses = scopes.map((element) => ({
      place: headerOf(element),
      value: element.value,
      key: '',
      scope: element,
    }));
    return { truth: 'true', witnesses };
  };
}

/** Elements that come in this order, others between them allowed; the last one witnesses. */
function compileSequence(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  onlyKeys('sequence', source, ['in', 'of'], context.where);
  const all = findAll(pathsIn(source, context), elementsIn);
  if (!Array.isArray(source['of']) || source['of'].length < 2)
    throw new RuleError(context.where, 'give two or more conditions in `of`');
  const steps = source['of'].map((step, index) =>
    context.compile(step, { ...context, asks: 'one', where: [...context.where, 'of', index] }),
  );
  return (scope) => {
    const { scopes } = all(scope);
    let from = 0;
    for (const step of steps) {
      const found = scopes.findIndex((element, index) => index >= from && step(element).truth === 'true');
      if (found < 0) return { truth: 'false', witnesses: [{ place: headerOf(scope), key: '', scope }] };
      from = found + 1;
    }
    const last = scopes[from - 1] ?? scope;
    return { truth: 'true', witnesses: [{ place: headerOf(last), value: last.value, key: '', scope: last }] };
  };
}
