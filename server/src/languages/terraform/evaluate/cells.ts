// A table of values that are computed at most once, when somebody first asks. Each cell remembers which others it asked for and
// what its symbol was declared by, so that the next evaluation takes over every cell below which nothing changed. Cells that
// need each other in a circle all get a substitute, whichever of them was asked first.

/** The objects that declare a symbol; the same objects mean the same declaration. */
export type Definition = readonly unknown[];

/** What a cell was declared by. */
export interface Declared {
  /** The names of the calls that lead to its module. */
  readonly module: readonly string[];
  readonly symbol: string;
}

export interface Cell {
  readonly declared: Declared;
  readonly definition: Definition;
  readonly reads: ReadonlySet<string>;
  readonly value: unknown;
  readonly cyclic: boolean;
}

export type Table = ReadonlyMap<string, Cell>;

export interface Cells {
  /** `key` names the cell; what is declared once may have many cells, such as one for each call of its module. */
  read<T>(key: string, declared: Declared, compute: () => T, inCircle: () => T): T;
  /** All cells that were needed. */
  readonly table: Table;
}

// A longer chain than this is no configuration; each link takes some frames of the stack.
const deepest = 300;

export function cells(definitionOf: (declared: Declared) => Definition, previous: Table): Cells {
  const table = new Map<string, Cell>();
  const open: { readonly key: string; readonly reads: Set<string>; cyclic: boolean }[] = [];
  const verdicts = new Map<string, boolean>();

  const unchanged = (key: string): boolean => {
    const before = verdicts.get(key);
    if (before !== undefined) return before;
    const cell = previous.get(key);
    // Circles are computed anew, so that what is followed here has an end.
    const verdict =
      cell !== undefined &&
      !cell.cyclic &&
      sameDefinition(cell.definition, definitionOf(cell.declared)) &&
      [...cell.reads].every(unchanged);
    verdicts.set(key, verdict);
    return verdict;
  };

  /** Also what it read, since the next evaluation asks after it. */
  const takeOver = (key: string): void => {
    const cell = previous.get(key);
    if (!cell || table.has(key)) return;
    table.set(key, cell);
    for (const read of cell.reads) takeOver(read);
  };

  return {
    table,
    read<T>(key: string, declared: Declared, compute: () => T, inCircle: () => T): T {
      open.at(-1)?.reads.add(key);
      const done = table.get(key);
      if (done) return done.value as T;
      const start = open.findIndex((cell) => cell.key === key);
      if (start >= 0) {
        for (const cell of open.slice(start)) cell.cyclic = true;
        return inCircle();
      }
      if (unchanged(key)) {
        takeOver(key);
        return previous.get(key)?.value as T;
      }
      if (open.length > deepest) return inCircle();
      const cell = { key, reads: new Set<string>(), cyclic: false };
      open.push(cell);
      const computed = compute();
      open.pop();
      const value = cell.cyclic ? inCircle() : computed;
      table.set(key, { declared, definition: definitionOf(declared), reads: cell.reads, value, cyclic: cell.cyclic });
      return value;
    },
  };
}

const sameDefinition = (a: Definition, b: Definition): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);
