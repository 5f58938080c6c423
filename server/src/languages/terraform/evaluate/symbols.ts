// The symbols of a module: variables, locals and objects, each evaluated when it is first asked for. What a module is called with
// comes from outside; a module that nobody calls is evaluated with its files of values and its defaults.

import type { Place } from '../../../model/place.ts';
import { withoutKey } from '../../../model/resource.ts';
import type { Reference, Value } from '../../../model/value.ts';
import { blocksValue } from './body.ts';
import type { Cells, Definition } from './cells.ts';
import { bodyOf, type Declaration, type Declarations } from './declarations.ts';
import { evaluate } from './expression.ts';
import { type Instance, type Instances, instancesOf } from './instances.ts';
import { documentType, policyDocument } from './policy-document.ts';
import { fullBudget, type Origin, placeIn, type Scope, type Symbols } from './scope.ts';
import { withReference } from './traces.ts';
import { conformed, typeOf } from './types.ts';
import { isFailed, list, map, objectValue, unknown } from './values.ts';

/** The arguments of a call, by variable; `message` is a step for each: "`public` is given here". */
export type Arguments = ReadonlyMap<string, Origin>;

export interface ModuleSymbols extends Symbols {
  instances(declaration: Declaration): Instances;
  scopeOf(declaration: Declaration, instance: Instance): Scope;
}

/** What declares each symbol, for the table of cells. */
export function definitionsOf(declarations: Declarations, given: Arguments): (symbol: string) => Definition {
  const bySymbol = new Map(declarations.blocks.map((declaration) => [declaration.symbol, declaration]));
  return (symbol) => {
    if (symbol.startsWith('local.')) {
      const local = declarations.locals.get(symbol.slice('local.'.length));
      return local ? [local.node] : [];
    }
    const items = bySymbol.get(symbol)?.items ?? [];
    if (!symbol.startsWith('var.')) return items;
    const name = symbol.slice('var.'.length);
    return [...items, declarations.given.get(name)?.node, given.get(name)?.value];
  };
}

export function symbolsOf(declarations: Declarations, cells: Cells, given: Arguments): ModuleSymbols {
  const nesting = { depth: 0 };
  const symbols: ModuleSymbols = {
    variable: (name) => {
      const symbol = `var.${name}`;
      const source = declarations.variables.get(name)?.source;
      return cells.read(
        symbol,
        symbol,
        () => withoutFailureIn(variable(name)),
        () => circle(symbol, source),
      );
    },
    local: (name) => {
      const symbol = `local.${name}`;
      const local = declarations.locals.get(name);
      const compute = (): Origin | undefined => {
        if (!local) return undefined;
        const scope = outerScope(local.source);
        return { value: withoutFailure(evaluate(local.node.value, scope)), message: `\`${symbol}\` is set here` };
      };
      return cells.read(symbol, symbol, compute, () => circle(symbol, local?.source));
    },
    object: (address, place) => objectAt(address, place),
    attribute: (address, attribute, place) => {
      const reference = { address, attribute };
      const origin = cells.read(
        `${address}#${attribute}`,
        withoutKey(address),
        () => attributeAt(address, attribute),
        () => circle(`${address}.${attribute}`, declarations.objects.get(withoutKey(address))?.source),
      );
      if (!origin) return { value: afterApply(place, reference), message: '' };
      return { ...origin, value: withReference(origin.value, reference) };
    },
    instances: (declaration) =>
      cells.read(
        `${declaration.symbol}#instances`,
        declaration.symbol,
        () => instancesOf(bodyOf(declaration.items), outerScope(declaration.source)),
        () => ({ by: 'count', known: false, all: [{ names: new Map() }] }),
      ),
    scopeOf: (declaration, instance) => ({ ...outerScope(declaration.source), names: instance.names }),
  };

  const outerScope = (source: Scope['source']): Scope => ({
    source,
    names: new Map(),
    symbols,
    budget: fullBudget(nesting),
  });

  const variable = (name: string): Origin | undefined => {
    const declaration = declarations.variables.get(name);
    const body = declaration && bodyOf(declaration.items);
    const type = typeOf(body?.attributes.get('type')?.node.value);
    const sensitive = body?.attributes.get('sensitive')?.node.value;
    const origin = originOf(name, declaration);
    if (!origin) return undefined;
    const scope = outerScope(declaration?.source ?? origin.value.place.source);
    const value = conformed(origin.value, type, (expression) => evaluate(expression, scope));
    const isSensitive = sensitive?.kind === 'literal' && sensitive.value === true;
    return { ...origin, value: isSensitive ? { ...value, sensitive: true } : value };
  };

  /** The value of a variable before it is made to fit its type. */
  const originOf = (name: string, declaration: Declaration | undefined): Origin | undefined => {
    const argument = given.get(name);
    if (argument) return argument;
    const fromFile = declarations.given.get(name);
    if (fromFile && declaration) {
      const value = evaluate(fromFile.node.value, outerScope(fromFile.source));
      return { value, message: `\`var.${name}\` is set in ${fromFile.file} here` };
    }
    if (!declaration) return undefined;
    const fallback = bodyOf(declaration.items).attributes.get('default');
    if (!fallback) {
      const header = placeIn(outerScope(declaration.source), declaration.block.header);
      return {
        value: unknown(header, `\`var.${name}\` has no default`),
        message: `\`var.${name}\` is declared here`,
      };
    }
    const value = evaluate(fallback.node.value, outerScope(fallback.source));
    return { value, message: `the default of \`var.${name}\` comes from here` };
  };

  const objectAt = (address: string, place: Place): Value => {
    const declaration = declarations.objects.get(address);
    const instances = declaration && symbols.instances(declaration);
    if (!instances || instances.by === 'nothing' || !instances.known) {
      return objectValue(address, place, instances === undefined || instances.by === 'nothing');
    }
    const objects = instances.all.map(
      ({ key = '' }) => [String(key), objectValue(`${address}[${JSON.stringify(key)}]`, place, true)] as const,
    );
    if (instances.by === 'for_each') return map(objects, place);
    const inOrder = objects.map(([, object]) => object);
    return list(inOrder, place);
  };

  const attributeAt = (address: string, attribute: string): Origin | undefined => {
    const base = withoutKey(address);
    const declaration = declarations.objects.get(base);
    if (!declaration || declaration.kind === 'module') return undefined;
    const instances = symbols.instances(declaration);
    const instance =
      instances.all.find(({ key }) => (key === undefined ? base : `${base}[${JSON.stringify(key)}]`) === address) ??
      unknownInstance(instances);
    const scope = symbols.scopeOf(declaration, instance);
    const message = `\`${address}.${attribute}\` is set here`;
    const body = bodyOf(declaration.items);
    if (declaration.type === documentType && (attribute === 'json' || attribute === 'minified_json')) {
      const frame = { source: declaration.source, node: declaration.block };
      return { value: policyDocument(body, frame, scope), message: `\`${address}\` is written here` };
    }
    const set = body.attributes.get(attribute);
    if (set) return { value: withoutFailure(evaluate(set.node.value, { ...scope, source: set.source })), message };
    const blocks = blocksValue(body.blocks, attribute, scope);
    return blocks && { value: blocks, message };
  };

  return symbols;
}

const circle = (symbol: string, source: Scope['source'] | undefined): Origin => ({
  value: unknown({ source: source ?? { file: '' }, start: 0, end: 0 }, `\`${symbol}\` depends on itself`),
  message: '',
});

/** `try` sees an error of its own arguments only. */
function withoutFailure(value: Value): Value {
  if (!isFailed(value)) return value;
  const { failed: _, ...rest } = value;
  return rest;
}

const withoutFailureIn = (origin: Origin | undefined): Origin | undefined =>
  origin && { ...origin, value: withoutFailure(origin.value) };

const afterApply = (place: Place, reference: Reference): Value => ({
  kind: 'unknown',
  reason: `\`${reference.address}.${reference.attribute}\` is known after apply`,
  place,
  references: [reference],
});

/** An instance whose key is not known: what depends on the key is unknown in it. */
const unknownInstance = ({ all, known }: Instances): Instance => (!known && all[0] ? all[0] : { names: new Map() });
