// The files of a folder to resources: the root of the evaluation.

import type { FileProblem, Unit } from '../../../model/file.ts';
import type { Place } from '../../../model/place.ts';
import type { Resource } from '../../../model/resource.ts';
import { compareText } from '../../../text/order.ts';
import { shifted } from '../../../text/span.ts';
import type { TerraformFile } from '../file.ts';
import { withViews } from '../views/views.ts';
import { bodyValue } from './body.ts';
import { cells, type Table } from './cells.ts';
import { bodyOf, type Declaration, type Declarations, declarationsOf } from './declarations.ts';
import { usedDocuments } from './documents.ts';
import type { Instance } from './instances.ts';
import { placeIn } from './scope.ts';
import { type Arguments, definitionsOf, type ModuleSymbols, symbolsOf } from './symbols.ts';
import { settled } from './traces.ts';

export interface TerraformUnit extends Unit {
  readonly files: readonly TerraformFile[];
  /** What the next evaluation may take over. */
  readonly table: Table;
}

/** `given` are the arguments of the call, where the module is called. */
export function evaluateUnit(
  files: readonly TerraformFile[],
  previous?: Unit,
  given: Arguments = new Map(),
): TerraformUnit {
  const declarations = declarationsOf(files);
  const table = cells(definitionsOf(declarations, given), tableOf(previous));
  const symbols = symbolsOf(declarations, table, given);
  const resourcesAs = (key: string, declaration: Declaration, make: () => readonly Resource[]): readonly Resource[] =>
    table.read(`${declaration.symbol}#${key}`, declaration.symbol, make, () => []);
  const made = (declaration: Declaration): readonly Resource[] =>
    resourcesAs('resources', declaration, () => resourcesOf(declaration, symbols));
  const all = declarations.blocks.map(made);
  // What a document says that is used is said by what uses it.
  const used = usedDocuments(declarations, table.table);
  const withoutViews = (declaration: Declaration): readonly Resource[] =>
    resourcesAs('used', declaration, () => made(declaration).map((resource) => ({ ...resource, parts: [] })));
  return {
    language: 'terraform',
    files,
    resources: declarations.blocks.flatMap((declaration, index) =>
      used.has(declaration.symbol) ? withoutViews(declaration) : (all[index] ?? []),
    ),
    problems: problemsOf(table.table, declarations, files),
    table: table.table,
  };
}

const tableOf = (unit: Unit | undefined): Table =>
  unit && 'table' in unit ? (unit as TerraformUnit).table : new Map();

const multiplied: readonly string[] = ['resource', 'data', 'ephemeral', 'module'];

function resourcesOf(declaration: Declaration, symbols: ModuleSymbols): Resource[] {
  const instances = multiplied.includes(declaration.kind) ? symbols.instances(declaration).all : [{ names: new Map() }];
  return instances.map((instance) => resourceOf(declaration, instance, symbols));
}

function resourceOf(declaration: Declaration, instance: Instance, symbols: ModuleSymbols): Resource {
  const { kind, type, name, symbol, block, source, items } = declaration;
  const scope = symbols.scopeOf(declaration, instance);
  const body = settled(bodyValue(kind, bodyOf(items), { source, node: block }, scope));
  if (body.kind !== 'map') throw new Error('the body of a block is a map');
  return withViews({
    language: 'terraform',
    type,
    name,
    address: instance.key === undefined ? symbol : `${symbol}[${JSON.stringify(instance.key)}]`,
    place: placeIn(scope, block.span),
    header: placeIn(scope, block.header),
    body,
  });
}

/** What depends on itself; told where it is declared. */
function problemsOf(table: Table, declarations: Declarations, files: readonly TerraformFile[]): FileProblem[] {
  const problems = new Map<string, FileProblem>();
  for (const [key, { symbol, cyclic }] of table) {
    const place = cyclic ? placeOfSymbol(symbol, declarations) : undefined;
    const file = place && files.find((candidate) => candidate.sources.has(place.source));
    const offset = place && file?.sources.get(place.source);
    if (!file || offset === undefined) continue;
    const name = key.replace(/#(?:instances|resources|used)$/, '').replace('#', '.');
    problems.set(name, {
      file: file.file,
      span: shifted(place, offset),
      message: `\`${name}\` depends on itself, so its value is not known`,
    });
  }
  return [...problems].sort(([a], [b]) => compareText(a, b)).map(([, problem]) => problem);
}

function placeOfSymbol(symbol: string, declarations: Declarations): Place | undefined {
  const local = symbol.startsWith('local.') ? declarations.locals.get(symbol.slice('local.'.length)) : undefined;
  if (local) return { source: local.source, ...local.node.key };
  const declaration = declarations.blocks.find((candidate) => candidate.symbol === symbol);
  return declaration && { source: declaration.source, ...declaration.block.header };
}
