// What of a unit could not be evaluated: what depends on itself, and calls that lead to no module.

import type { FileProblem, SourceFile } from '../../../model/file.ts';
import type { Place } from '../../../model/place.ts';
import { compareText } from '../../../text/order.ts';
import { shifted } from '../../../text/span.ts';
import type { Modules } from '../modules.ts';
import type { Declared, Table } from './cells.ts';
import { namesOf } from './path.ts';
import type { Walked } from './walk.ts';

/** Each is told once where it is declared, however often its module is called. */
export function problemsOf(
  walked: readonly Walked[],
  modules: Modules,
  table: Table,
  files: readonly SourceFile[],
): FileProblem[] {
  const offsets = new Map(files.flatMap(({ sources }) => [...sources]));
  const problems = new Map<string, FileProblem>();
  const tell = (place: Place | undefined, message: string): void => {
    const offset = place && offsets.get(place.source);
    if (offset === undefined || !place) return;
    const { file } = place.source;
    const span = shifted(place, offset);
    problems.set(`${message} ${file} ${span.start}`, { file, span, message });
  };
  for (const [name, declared] of circles(table))
    tell(placeOf(declared, modules), `\`${name}\` depends on itself, so its value is not known`);
  for (const { symbols, declaration } of walked) {
    if (declaration.kind !== 'module') continue;
    const called = modules.called(namesOf(symbols.path), declaration);
    const source = declaration.block.body.attributes.find(({ name }) => name === 'source');
    if (called.kind === 'wrong' && source) tell({ source: declaration.source, ...source.value.span }, called.says);
  }
  return [...problems.values()];
}

/** By what a user calls them. */
function circles(table: Table): readonly (readonly [string, Declared])[] {
  const found = [...table].flatMap(([key, { declared, cyclic }]) =>
    cyclic ? [[key.replace(/#(?:instances|resources|used|value)$/, '').replace('#', '.'), declared] as const] : [],
  );
  return found.sort(([a], [b]) => compareText(a, b));
}

function placeOf({ module, symbol }: Declared, modules: Modules): Place | undefined {
  const declarations = modules.at(module)?.declarations;
  const local = symbol.startsWith('local.') ? declarations?.locals.get(symbol.slice('local.'.length)) : undefined;
  if (local) return { source: local.source, ...local.node.key };
  const declaration = declarations?.bySymbol.get(symbol);
  return declaration && { source: declaration.source, ...declaration.block.header };
}
