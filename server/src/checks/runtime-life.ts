// How long the versions of a runtime get fixes that a project admits. What the facts do not know is not spoken of: a range that is open
// above admits releases that nobody knows yet, and one of older versions than are listed has no date.

import {
  compareNumbers,
  type End,
  type ImageFacts,
  isOverdue,
  isSupported,
  numbersOf,
  type Release,
} from './image-facts.ts';

/** A piece of the line of versions, as numbers with dots; without a bound it goes on for ever. */
export interface Piece {
  readonly low?: { readonly version: string; readonly included: boolean };
  readonly high?: { readonly version: string; readonly included: boolean };
}

export interface RuntimeLife {
  /** `Node.js 16`. */
  readonly name: string;
  readonly end: End;
  readonly ended: boolean;
  /** Has it ended long enough ago to warn of it? */
  readonly overdue: boolean;
}

/** The oldest and the newest release that are admitted; the newest is undefined where later ones than are known are admitted, too. */
export function runtimeLife(
  product: string,
  admits: readonly Piece[],
  facts: ImageFacts,
  today: string,
): { readonly oldest: RuntimeLife; readonly newest: RuntimeLife | undefined } | undefined {
  const [title, releases] = facts.products[product] ?? ['', []];
  const admitted = releases.filter((release) => admits.some((piece) => overlaps(piece, release)));
  const [oldest, newest] = [admitted[0], admitted.at(-1)];
  if (!oldest || !newest) return undefined;
  const told = (release: Release): RuntimeLife => ({
    name: `${title} ${release[0]}`,
    end: release[1],
    ended: !isSupported(release, today),
    overdue: isOverdue(release, today),
  });
  const isOpen = admits.some(({ high }) => !high) || newest === releases.at(-1);
  // Between two lines of long-term support there may be one that lives longer than the newest.
  const lasting = admitted.find((release) => !isOverdue(release, today)) ?? newest;
  return { oldest: told(oldest), newest: isOpen ? undefined : told(lasting) };
}

/** A release stands for all versions that begin with its numbers. */
function overlaps({ low, high }: Piece, [version]: Release): boolean {
  const from = numbersOf(version);
  const [lowest, highest] = [low, high].map((bound) => bound && numbersIn(bound.version));
  if (!from || (low && !lowest) || (high && !highest)) return false;
  const end = [...from.slice(0, -1), (from.at(-1) ?? 0) + 1];
  if (lowest && compareNumbers(lowest, end) >= 0) return false;
  if (!highest) return true;
  const difference = compareNumbers(highest, from);
  return difference > 0 || (difference === 0 && high?.included === true);
}

/** What follows the numbers, such as `-0` and `.dev0`, stands before the version itself. */
const numbersIn = (version: string): readonly number[] | undefined =>
  numbersOf(/^v?\d+(?:\.\d+)*/.exec(version)?.[0] ?? '');
