// What an instruction is lowered with, and its flags and pairs with their variables.

import type { Source } from '../../model/place.ts';
import { type Expanded, expand, type Lookup, literally } from './expand.ts';
import type { Flag, Instruction, Pair } from './instruction.ts';
import type { Escape } from './logical.ts';

export interface Lowering {
  readonly source: Source;
  readonly escaping: Escape;
  /** What the instruction's variables are. */
  readonly lookup: Lookup;
  /** What `COPY --from` of a name takes from: another stage, the one that it stands in, or none. Absent where later files tell. */
  readonly origin?: (name: string) => 'stage' | 'own' | 'none';
  /** The instruction above it. */
  readonly previous?: Instruction;
  /** Is it the last instruction of its keyword in its stage? */
  readonly isLast?: boolean;
}

/** The value of the flag with the name, with its variables; the last one where it is given twice. */
export function flagNamed({ keyword, flags }: Instruction, name: string, lowering: Lowering): Expanded | undefined {
  const flag = flags.findLast((each) => each.name.text === name);
  return flag && flagValue(keyword, flag, lowering);
}

/** A flag's value with its variables; those of `COPY --from` stay, since BuildKit does not expand them. */
export function flagValue(keyword: string, { name, value }: Flag, lowering: Lowering): Expanded | undefined {
  if (!value) return undefined;
  const isLiteral = keyword === 'COPY' && name.text === 'from';
  return isLiteral ? literally(value) : expand(value, lowering.lookup, lowering.escaping);
}

/** The pairs of ENV, LABEL or ARG, expanded. */
export function expandedPairs(
  { pairs }: Instruction,
  { lookup, escaping }: Lowering,
): readonly { readonly name: Expanded; readonly value?: Expanded; readonly pair: Pair }[] {
  return pairs.map((pair) => ({
    name: expand(pair.name, lookup, escaping),
    ...(pair.value && { value: expand(pair.value, lookup, escaping) }),
    pair,
  }));
}
