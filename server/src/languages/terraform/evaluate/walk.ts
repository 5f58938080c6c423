// The blocks of a unit that are judged: those of the root, and those of called modules once for each call. What a module declares for its
// callers is the same for all of them, so that is judged once, where the module is a root to nobody but itself.

import type { Modules } from '../modules.ts';
import type { ModuleSymbols, SymbolsAt } from './context.ts';
import type { Declaration } from './declarations.ts';
import { addressIn, namesOf } from './path.ts';

export interface Walked {
  readonly symbols: ModuleSymbols;
  readonly declaration: Declaration;
  /** Of the block, with the calls that lead to it. */
  readonly address: string;
}

// More calls than this are the work of a loop; what holds for the first of them holds for the rest.
const mostModules = 2000;
const deepest = 20;

const declaring: readonly string[] = ['variable', 'output', 'terraform'];

/** The blocks of a module stand before those of what it calls. `isCalled` if others call the root. */
export function walk(symbolsAt: SymbolsAt, modules: Modules, isCalled: boolean): readonly Walked[] {
  const walked: Walked[] = [];
  let left = mostModules;
  const visit = (symbols: ModuleSymbols): void => {
    const { path, module } = symbols;
    const { blocks } = module.declarations;
    for (const declaration of blocks) {
      const isWanted = declaring.includes(declaration.kind) ? path.length === 0 : !isCalled;
      if (isWanted) walked.push({ symbols, declaration, address: addressIn(path, declaration.symbol) });
    }
    if (isCalled) return;
    for (const call of blocks) {
      // A call that is written twice has one name, so the second is not evaluated.
      if (call.kind !== 'module' || call.symbol !== call.address || path.length >= deepest) continue;
      if (modules.called(namesOf(path), call).kind !== 'module') continue;
      for (const { key } of symbols.instances(call).all) {
        const inner =
          left-- > 0 ? symbolsAt([...path, { name: call.name, ...(key === undefined ? {} : { key }) }]) : undefined;
        if (inner) visit(inner);
      }
    }
  };
  const root = symbolsAt([]);
  if (root) visit(root);
  return walked;
}
