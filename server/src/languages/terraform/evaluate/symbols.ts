// The symbols of the modules of a unit: variables, locals, outputs and objects, each evaluated when it is first asked for. A module has
// them once for each of its calls, and its variables are what that call gives it; the root has its files of values and its defaults.

import type { Place } from '../../../model/place.ts';
import { withoutKey } from '../../../model/resource.ts';
import type { Reference, Value } from '../../../model/value.ts';
import type { Module } from '../modules.ts';
import type { Expression } from '../syntax/ast.ts';
import { blocksValue } from './body.ts';
import type { Cells, Declared } from './cells.ts';
import { type Context, type ModuleSymbols, type SymbolsAt, textOf } from './context.ts';
import { allTags } from './default-tags.ts';
import { evaluate } from './expression.ts';
import { instancesOf, unknownInstance } from './instances.ts';
import { addressIn, type ModulePath, namesOf, withKey } from './path.ts';
import { documentType, policyDocument } from './policy-document.ts';
import { fullBudget, type Origin, type Scope } from './scope.ts';
import { withReference } from './traces.ts';
import { isTrue } from './types.ts';
import { isFailed, list, map, objectValue, unknown } from './values.ts';
import { variableOrigin } from './variables.ts';

export function symbolsIn(context: Context, cells: Cells): SymbolsAt {
  const made = new Map<string, ModuleSymbols | undefined>();
  const symbolsAt: SymbolsAt = (path) => {
    const key = addressIn(path, '');
    if (made.has(key)) return made.get(key);
    const module = context.modules.at(namesOf(path));
    const caller = path.length === 0 ? undefined : symbolsAt(path.slice(0, -1));
    const symbols = module && moduleSymbols(path, module, caller, symbolsAt, context, cells);
    made.set(key, symbols);
    return symbols;
  };
  return symbolsAt;
}

function moduleSymbols(
  path: ModulePath,
  module: Module,
  caller: ModuleSymbols | undefined,
  symbolsAt: SymbolsAt,
  context: Context,
  cells: Cells,
): ModuleSymbols {
  const { declarations } = module;
  const names = namesOf(path);
  const declared = (symbol: string): Declared => ({ module: names, symbol });
  const symbols: ModuleSymbols = {
    path,
    module,
    caller,
    defaults: context.defaults,
    read: (key, symbol, compute, inCircle) => cells.read(addressIn(path, key), declared(symbol), compute, inCircle),
    variable: (name) => {
      const symbol = `var.${name}`;
      return symbols.read(
        symbol,
        symbol,
        () => withoutFailureIn(variableOrigin(name, symbols)),
        () => circle(symbol, declarations.variables.get(name)?.source),
      );
    },
    local: (name) => {
      const symbol = `local.${name}`;
      const local = declarations.locals.get(name);
      return symbols.read(
        symbol,
        symbol,
        () => local && originOf(local.node.value, symbols.outerScope(local.source), `\`${symbol}\` is set here`),
        () => circle(symbol, local?.source),
      );
    },
    output: (name) => {
      const symbol = `output.${name}`;
      const declaration = declarations.objects.get(symbol);
      const compute = (): Origin | undefined => {
        const body = declaration?.body().attributes;
        const value = body?.get('value');
        if (!value) return undefined;
        const origin = originOf(value.node.value, symbols.outerScope(value.source), `\`${symbol}\` is set here`);
        return isTrue(body?.get('sensitive')?.node.value)
          ? { ...origin, value: { ...origin.value, sensitive: true } }
          : origin;
      };
      return symbols.read(`${symbol}#value`, symbol, compute, () => circle(symbol, declaration?.source));
    },
    object: (address, place) => objectAt(address, place),
    attribute: ({ path: at, address }, attribute, place) => {
      const there = symbolsAt(at);
      const full = addressIn(at, address);
      const reference = { address: full, attribute };
      const origin = cells.read(
        `${full}#${attribute}`,
        { module: namesOf(at), symbol: withoutKey(address) },
        () => there && attributeAt(there, address, attribute, symbolsAt),
        () => circle(`${full}.${attribute}`, there?.module.declarations.objects.get(withoutKey(address))?.source),
      );
      if (!origin) return { value: afterApply(place, reference), message: '' };
      return { ...origin, value: withReference(origin.value, reference) };
    },
    instances: (declaration) =>
      symbols.read(
        `${declaration.symbol}#instances`,
        declaration.symbol,
        () => instancesOf(declaration.body(), symbols.outerScope(declaration.source)),
        () => ({ by: 'count', known: false, all: [{ names: new Map() }] }),
      ),
    scopeOf: (declaration, instance) => ({ ...symbols.outerScope(declaration.source), names: instance.names }),
    outerScope: (source) => ({ source, names: new Map(), symbols, budget: fullBudget(context.nesting) }),
    folder: (name) => context.folder(name, module.folder),
    text: (file) => textAt(context.textPath(file)),
    files: (folder) => textAt(`${context.textPath(folder)}/`),
    template: context.template,
  };

  const textAt = (at: string): string | null | undefined =>
    cells.read(
      `text ${at}`,
      textOf(at),
      () => context.text(at),
      () => undefined,
    );

  const objectAt = (address: string, place: Place): Value => {
    const declaration = declarations.objects.get(address);
    const instances = declaration && symbols.instances(declaration);
    if (!instances || instances.by === 'nothing' || !instances.known) {
      return objectValue({ path, address, single: instances === undefined || instances.by === 'nothing' }, place);
    }
    const objects = instances.all.map(
      ({ key = '' }) =>
        [String(key), objectValue({ path, address: withKey(address, key), single: true }, place)] as const,
    );
    if (instances.by === 'for_each') return map(objects, place);
    const inOrder = objects.map(([, object]) => object);
    return list(inOrder, place);
  };

  return symbols;
}

function attributeAt(
  symbols: ModuleSymbols,
  address: string,
  attribute: string,
  symbolsAt: SymbolsAt,
): Origin | undefined {
  const base = withoutKey(address);
  const declaration = symbols.module.declarations.objects.get(base);
  if (!declaration) return undefined;
  const instances = symbols.instances(declaration);
  const instance = instances.all.find(({ key }) => withKey(base, key) === address) ?? unknownInstance(instances);
  if (declaration.kind === 'module') {
    const step = { name: declaration.name, ...(instance.key === undefined ? {} : { key: instance.key }) };
    return symbolsAt([...symbols.path, step])?.output(attribute);
  }
  const scope = symbols.scopeOf(declaration, instance);
  const message = `\`${addressIn(symbols.path, address)}.${attribute}\` is set here`;
  const body = declaration.body();
  if (declaration.type === documentType && (attribute === 'json' || attribute === 'minified_json')) {
    const frame = { source: declaration.source, node: declaration.block };
    return {
      value: policyDocument(body, frame, scope),
      message: `\`${addressIn(symbols.path, address)}\` is written here`,
    };
  }
  const set = body.attributes.get(attribute === 'tags_all' ? 'tags' : attribute);
  if (attribute === 'tags_all') {
    const own = set && evaluate(set.node.value, { ...scope, source: set.source });
    const value = allTags(declaration, own, symbols);
    return value && { value: withoutFailure(value), message };
  }
  if (set) return originOf(set.node.value, { ...scope, source: set.source }, message);
  const blocks = blocksValue(body.blocks, attribute, scope);
  return blocks && { value: blocks, message };
}

const originOf = (expression: Expression, scope: Scope, message: string): Origin => ({
  value: withoutFailure(evaluate(expression, scope)),
  message,
});

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
