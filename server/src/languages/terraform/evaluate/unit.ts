// A root module and what it calls to resources: the root of the evaluation.

import type { Unit } from '../../../model/file.ts';
import type { Resource } from '../../../model/resource.ts';
import type { TerraformFile } from '../file.ts';
import { modulesOf } from '../modules.ts';
import { withViews } from '../views/views.ts';
import { bodyValue } from './body.ts';
import { cells, type Table } from './cells.ts';
import { contextOf, definitionsOf, type ModuleSymbols, type Outside, textsIn } from './context.ts';
import type { Declaration } from './declarations.ts';
import { withTags } from './default-tags.ts';
import { usedDocuments } from './documents.ts';
import type { Instance } from './instances.ts';
import { addressIn, addressOf, withKey } from './path.ts';
import { problemsOf } from './problems.ts';
import { withDefaults } from './provider-defaults.ts';
import { placeIn } from './scope.ts';
import { symbolsIn } from './symbols.ts';
import { settled } from './traces.ts';
import { type Walked, walk } from './walk.ts';

export interface TerraformUnit extends Unit {
  readonly files: readonly TerraformFile[];
  /** What the next evaluation may take over. */
  readonly table: Table;
}

/** `files` are those of the root module. */
export function evaluateUnit(
  files: readonly TerraformFile[],
  previous: Unit | undefined,
  outside: Outside,
): TerraformUnit {
  const before = isTerraformUnit(previous) ? previous : undefined;
  const modules = modulesOf(files, outside.called, outside.values, outside.declarationsOf);
  const table = cells(definitionsOf(modules, outside), before?.table ?? new Map());
  const walked = walk(symbolsIn(contextOf(modules, outside), table), modules, outside.isCalled);
  for (const one of walked) resourcesAt(one);
  // What a document says that is used is said by what uses it.
  const used = usedDocuments(walked, table.table);
  const all = [...files, ...outside.called, ...outside.values];
  return {
    language: 'terraform',
    files: [...new Set(all)],
    resources: walked.flatMap((one) => (used.has(one.address) ? withoutViews(one) : resourcesAt(one))),
    problems: problemsOf(walked, modules, table.table, all),
    asked: textsIn(table.table),
    table: table.table,
  };
}

const isTerraformUnit = (unit: Unit | undefined): unit is TerraformUnit => unit !== undefined && 'table' in unit;

const resourcesAt = ({ symbols, declaration }: Walked): readonly Resource[] =>
  symbols.read(
    `${declaration.symbol}#resources`,
    declaration.symbol,
    () => resourcesOf(declaration, symbols),
    () => [],
  );

const withoutViews = (one: Walked): readonly Resource[] =>
  one.symbols.read(
    `${one.declaration.symbol}#used`,
    one.declaration.symbol,
    () => resourcesAt(one).map((resource) => ({ ...resource, parts: [] })),
    () => [],
  );

const multiplied: readonly string[] = ['resource', 'data', 'ephemeral', 'module'];

function resourcesOf(declaration: Declaration, symbols: ModuleSymbols): Resource[] {
  const instances = multiplied.includes(declaration.kind) ? symbols.instances(declaration).all : [{ names: new Map() }];
  return instances.map((instance) => resourceOf(declaration, instance, symbols));
}

function resourceOf(declaration: Declaration, instance: Instance, symbols: ModuleSymbols): Resource {
  const { kind, type, name, symbol, block, source } = declaration;
  const scope = symbols.scopeOf(declaration, instance);
  const written = bodyValue(kind, declaration.body(), { source, node: block }, scope);
  const body = settled(withTags(written, declaration, symbols));
  if (body.kind !== 'map') throw new Error('the body of a block is a map');
  const { path } = symbols;
  return withViews({
    language: 'terraform',
    type,
    name,
    address: addressIn(path, withKey(symbol, instance.key)),
    ...(path.length === 0 ? {} : { module: addressOf(path) }),
    place: placeIn(scope, block.span),
    header: placeIn(scope, block.header),
    body: withDefaults(body, declaration, symbols),
  });
}
