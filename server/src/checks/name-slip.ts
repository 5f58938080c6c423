// Is a package's name one slip of the finger away from a very popular one? Slips are what fingers do: neighbours change places, a letter is
// left out, doubled, or hit beside, a look-alike stands in its place, a separator is another one or missing. A singular, another number, a
// first letter (`tslint`, `eslint`) or a name that is known itself is no slip: words that differ so are mostly different packages.
// The names are in rules/tables/popular-packages.json, which scripts/popular-packages.ts compiles.

export interface PopularPackages {
  /** The popular name that is meant, as its registry spells it; undefined where the name is no slip. Ecosystems are named as OSV names them. */
  slipOf(ecosystem: string, name: string): string | undefined;
}

/** The table's own shape: names between blanks. `known` are those close to a popular one that are packages in their own right. */
export interface PackedNames {
  readonly popular: string;
  readonly known: string;
}

export const noPopularPackages: PopularPackages = { slipOf: () => undefined };

/** The names of an ecosystem are read when it is asked for the first time. */
export function readPopularPackages(text: string): PopularPackages {
  const { ecosystems } = JSON.parse(text) as { readonly ecosystems: Readonly<Record<string, PackedNames>> };
  const slipsIn = new Map<string, FindSlip>();
  return {
    slipOf: (ecosystem, name) => {
      const packed = Object.hasOwn(ecosystems, ecosystem) ? ecosystems[ecosystem] : undefined;
      if (!packed) return undefined;
      const find = slipsIn.get(ecosystem) ?? namesOf(packed, ecosystem);
      slipsIn.set(ecosystem, find);
      return find(name);
    },
  };
}

type FindSlip = (name: string) => string | undefined;

/**
 * Whoever owns a scope is alone in publishing under it, so of a scoped name only the scope is asked, and only where the whole is a popular
 * name without the slip.
 */
function namesOf({ popular, known }: PackedNames, ecosystem: string): FindSlip {
  const same = samenessIn(ecosystem);
  const names = popular.split(' ');
  const all = [...names, ...known.split(' ')];
  const whole = indexOf(names.filter(isBare), all.filter(isBare), same);
  const scoped = new Set(names);
  const scopes = indexOf(names.flatMap(scopeOf), all.flatMap(scopeOf), same);
  return (name) => {
    const [scope] = scopeOf(name);
    if (scope === undefined) return slipIn(whole, same(name));
    const meant = slipIn(scopes, same(scope));
    const instead = meant && `@${meant}${name.slice(scope.length + 1)}`;
    return instead && scoped.has(instead) ? instead : undefined;
  };
}

const isBare = (name: string): boolean => !name.includes('/');

/** `babel` of `@babel/core`. */
const scopeOf = (name: string): readonly string[] => /^@([^/]+)\//.exec(name)?.slice(1, 2) ?? [];

/** The form in which names that are the same to the registry are the same text. */
function samenessIn(ecosystem: string): (name: string) => string {
  if (ecosystem === 'PyPI') return (name) => name.toLowerCase().replace(/[-_.]+/g, '-'); // PEP 503
  if (ecosystem === 'crates.io') return (name) => name.toLowerCase().replaceAll('_', '-');
  return (name) => name;
}

/** All keys are in the form of sameness, all values as the registry spells them. */
interface Names {
  readonly popular: ReadonlyMap<string, string>;
  readonly known: ReadonlySet<string>;
  /** Keys of popular names by first character and length. */
  readonly shapes: ReadonlyMap<string, readonly string[]>;
  /** Popular names without their separators. */
  readonly joined: ReadonlyMap<string, string>;
}

function indexOf(popular: readonly string[], known: readonly string[], same: (name: string) => string): Names {
  const asked = popular.filter(({ length }) => length >= shortest).map((name) => [same(name), name] as const);
  return {
    popular: new Map(asked),
    known: new Set(known.map(same)),
    shapes: byShape(asked.map(([key]) => key)),
    joined: new Map(asked.filter(([key]) => key !== joined(key)).map(([key, name]) => [joined(key), name])),
  };
}

function byShape(keys: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const shapes = new Map<string, string[]>();
  for (const key of keys) {
    const shape = shapeOf(key, key.length);
    const alike = shapes.get(shape);
    if (alike) alike.push(key);
    else shapes.set(shape, [key]);
  }
  return shapes;
}

const shapeOf = (name: string, length: number): string => `${name[0]}${length}`;

/** Shorter names are close to each other by nature. */
const shortest = 5;

/** Replaced letters make other words in short names too easily. */
const longEnoughToReplace = 7;

const separator = /[-_.]/g;

const joined = (name: string): string => name.replace(separator, '');

const isLetter = (character = ''): boolean => character >= 'a' && character <= 'z';

/** `request` and `requests`, `parse` and `parser`, `cache` and `cached`. */
const familyEndings = 'sdr';

/** Is it the name without a letter? Neither the first of a word is left out, nor the last where words of the same family end so. */
function isShortened(short: string, name: string): boolean {
  let at = 0;
  while (at < short.length && short[at] === name[at]) at++;
  if (short.slice(at) !== name.slice(at + 1)) return false;
  const [before, here, next] = [name[at - 1], name[at] ?? '', name[at + 1]];
  if (!isLetter(before) || !isLetter(here)) return false;
  return isLetter(next) || !familyEndings.includes(here) || here === before;
}

function slipIn({ popular, known, shapes, joined: apart }: Names, name: string): string | undefined {
  if (name.length < shortest || popular.has(name) || known.has(name)) return undefined;
  const separated = apart.get(joined(name));
  if (separated !== undefined && separatorsIn(name) <= separatorsIn(separated)) return separated;
  const whole = shapes.get(shapeOf(name, name.length + 1))?.find((one) => isShortened(name, one));
  if (whole !== undefined) return popular.get(whole);
  for (const meant of corrections(name)) {
    const found = popular.get(meant);
    if (found !== undefined) return found;
  }
  return undefined;
}

const separatorsIn = (name: string): number => name.match(separator)?.length ?? 0;

/** What may be meant by a name in which a letter is in a wrong place, twice, or a wrong one. */
function* corrections(name: string): Generator<string> {
  for (let at = 0; at < name.length; at++) {
    const [before, here, next] = [name.slice(0, at), name[at] ?? '', name[at + 1] ?? ''];
    if (isLetter(here) && here === next) yield before + name.slice(at + 1);
    else if (isLetter(here) && isLetter(next)) yield before + next + here + name.slice(at + 2);
    for (const [seen, meant] of lookAlikes) {
      if (name.startsWith(seen, at)) yield before + meant + name.slice(at + seen.length);
    }
    if (name.length < longEnoughToReplace || !isLetter(name[at - 1]) || !isLetter(next)) continue;
    for (const meant of neighbours[here] ?? '') yield before + meant + name.slice(at + 1);
  }
}

const lookAlikes: readonly (readonly [seen: string, meant: string])[] = [
  ['0', 'o'],
  ['o', '0'],
  ['1', 'l'],
  ['l', '1'],
  ['rn', 'm'],
  ['m', 'rn'],
];

/** Of letters on a keyboard whose rows are QWERTY's. */
const neighbours: Readonly<Record<string, string>> = neighboursOn(['qwertyuiop', 'asdfghjkl', 'zxcvbnm']);

/** Each row stands half a key to the right of the one above. */
function neighboursOn(rows: readonly string[]): Readonly<Record<string, string>> {
  const at = (row: number, column: number): string => rows[row]?.[column] ?? '';
  return Object.fromEntries(
    rows.flatMap((letters, row) =>
      Array.from(letters, (letter, column) => [
        letter,
        at(row, column - 1) +
          at(row, column + 1) +
          at(row - 1, column) +
          at(row - 1, column + 1) +
          at(row + 1, column - 1) +
          at(row + 1, column),
      ]),
    ),
  );
}
