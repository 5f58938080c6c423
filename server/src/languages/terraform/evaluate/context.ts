// What the modules of one evaluation share: which modules there are, the texts of other files, and the reader of templates.

import type { Around } from '../../../model/file.ts';
import { joined } from '../../../text/path.ts';
import type { ProviderDefaults } from '../defaults.ts';
import type { TerraformFile } from '../file.ts';
import type { Module, Modules } from '../modules.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Declared, Definition, Table } from './cells.ts';
import type { Declaration, Declarations } from './declarations.ts';
import type { Instance, Instances } from './instances.ts';
import type { ModulePath } from './path.ts';
import { requiredVersions, versionsIn } from './provider-defaults.ts';
import type { Budget, Origin, Scope, Symbols } from './scope.ts';

/** What the evaluation looks at outside of the unit's files, with what all evaluations share. */
export interface Outside extends Around<TerraformFile> {
  readonly template: (text: string) => Expression;
  /** What the files of a folder declare. */
  readonly declarationsOf: (files: readonly TerraformFile[]) => Declarations;
  readonly defaults: ProviderDefaults;
}

export interface Context {
  readonly modules: Modules;
  readonly nesting: Budget['nesting'];
  /** Of a file, by its path. */
  text(file: string): string | null | undefined;
  /** The path of a file from what a configuration calls it; Terraform runs in the folder of the root module. */
  textPath(name: string): string;
  /** What `path.NAME` is in the module of the folder. */
  folder(name: string, folder: string): string | undefined;
  readonly template: (text: string) => Expression;
  readonly defaults: ProviderDefaults;
}

/** The symbols of one module, as one call of it has them. */
export interface ModuleSymbols extends Symbols {
  readonly path: ModulePath;
  readonly module: Module;
  /** Where the module is called; absent for the root. */
  readonly caller: ModuleSymbols | undefined;
  readonly defaults: ProviderDefaults;
  instances(declaration: Declaration): Instances;
  scopeOf(declaration: Declaration, instance: Instance): Scope;
  /** Where nothing is bound. */
  outerScope(source: Scope['source']): Scope;
  output(name: string): Origin | undefined;
  /** Reads a cell of this module; `key` and `symbol` are its own. */
  read<T>(key: string, symbol: string, compute: () => T, inCircle: () => T): T;
}

/** The symbols of the module at the end of the path; undefined where there is none. The same path gives the same object. */
export type SymbolsAt = (path: ModulePath) => ModuleSymbols | undefined;

export function contextOf(modules: Modules, outside: Outside): Context {
  const root = modules.root.folder;
  return {
    modules,
    nesting: { depth: 0 },
    text: outside.text,
    textPath: (name) => joined(root, name),
    folder: (name, folder) => (name === 'module' ? relative(root, folder) : name === 'root' ? '.' : undefined),
    template: outside.template,
    defaults: outside.defaults,
  };
}

/** The cell of a text belongs to no module. */
export const textOf = (file: string): Declared => ({ module: [textsOf], symbol: file });

/** No call has such a name. */
const textsOf = ' texts';

/** The texts that were asked for. */
export const textsIn = (table: Table): readonly string[] =>
  [...table.values()].flatMap(({ declared }) => (declared.module[0] === textsOf ? [declared.symbol] : []));

/** What declares each symbol, for the table of cells. Whether the module is there at all is a part of it. */
export function definitionsOf(modules: Modules, outside: Outside): (declared: Declared) => Definition {
  const itemsIn = (names: readonly string[], symbol: string): readonly unknown[] => {
    const module = modules.at(names);
    if (!module) return ['nothing'];
    if (symbol.startsWith(providersOf)) return [providersText(module, symbol.slice(providersOf.length))];
    if (symbol === requiredVersions) return [JSON.stringify([...versionsIn(module.declarations)])];
    if (symbol.startsWith('local.')) return [module.declarations.locals.get(symbol.slice('local.'.length))?.node];
    return module.declarations.bySymbol.get(symbol)?.items ?? [];
  };
  return ({ module, symbol }) => {
    if (module[0] === textsOf) return [outside.text(symbol)];
    const items = itemsIn(module, symbol);
    if (!symbol.startsWith('var.')) return items;
    const call = module.at(-1);
    const name = symbol.slice('var.'.length);
    return call === undefined
      ? [...items, modules.root.given.get(name)?.node]
      : [...items, ...itemsIn(module.slice(0, -1), `module.${call}`)];
  };
}

/** The symbol of the `providers` of a call: other arguments of the call change nothing for what asks after its provider. */
export const providersOf = 'providers of ';

function providersText({ declarations }: Module, call: string): string | undefined {
  const declaration = declarations.objects.get(call);
  const providers = declaration?.body().attributes.get('providers');
  const item = declaration?.items.find(({ source }) => source === providers?.source);
  return providers && item?.text.slice(providers.node.span.start, providers.node.span.end);
}

function relative(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const up = from === '' ? [] : a.slice(same).map(() => '..');
  return [...up, ...b.slice(from === '' ? 0 : same)].join('/') || '.';
}
