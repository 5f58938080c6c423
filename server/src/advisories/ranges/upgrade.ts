// What stands in a manifest after an upgrade: the version that was asked for, raised, in the way in which it is written there.

import type { Ecosystem } from '../ecosystem.ts';
import { orders } from '../versions/orders.ts';
import { lowestOf } from './range.ts';
import { rangeOf } from './ranges.ts';

/** How the text is to be read: as one version whatever the ecosystem makes of it bare, or as a range. */
export type Reading = 'version' | 'range';

/** Undefined where the text is of a form for which nothing was found that begins with the fix. */
export function upgradedTo(fix: string, written: string, reading: Reading, ecosystem: Ecosystem): string | undefined {
  if (reading === 'version') return written.replace(/^(\s*=?\s*v?).*$/s, (_, front: string) => front + fix);
  return candidates(fix, written, ecosystem).find((candidate) => beginsWith(fix, candidate, ecosystem));
}

function beginsWith(fix: string, text: string, ecosystem: Ecosystem): boolean {
  const lowest = lowestOf(rangeOf(ecosystem, text) ?? [], orders[ecosystem]);
  return lowest !== undefined && orders[ecosystem].compare(lowest, fix) === 0;
}

const version = String.raw`\d[\w.+-]*`;
const lone = new RegExp(String.raw`^(\s*)(\^|~>|~=|~|>=|===?|=|)(\s*)(v?)${version}(\s*)$`);
const lower = new RegExp(String.raw`(>=?)(\s*)(v?)${version}`);
const upper = new RegExp(String.raw`(<)(?!=)(\s*)(v?)(${version})`);
const brackets = new RegExp(String.raw`^\s*[[(]\s*${version}\s*(,?)\s*(${version}|)\s*([\])])\s*$`);

function candidates(fix: string, written: string, ecosystem: Ecosystem): string[] {
  if (/^\s*[[(]/.test(written)) return bracketed(fix, written, ecosystem);
  const raised = written.replace(lower, (_, __, space: string, v: string) => `>=${space}${v}${fix}`);
  return [
    ...wildcard(fix, written, ecosystem),
    ...(lone.test(written) && !isPartial(written, ecosystem)
      ? [written.replace(lone, (_, ...[a, operator, b, v, c]: string[]) => `${a}${operator}${b}${v}${fix}${c}`)]
      : []),
    ...(raised === written
      ? []
      : [
          raised,
          raised.replace(upper, (_, less: string, space: string, v: string, end: string) =>
            [less, space, v, nextMajor(fix, end, ecosystem)].join(''),
          ),
        ]),
  ];
}

/** `4` and `4.17` of npm and Composer are ranges, while the whole version that would take their place is not. */
const isPartial = (written: string, ecosystem: Ecosystem): boolean =>
  (ecosystem === 'npm' || ecosystem === 'Packagist') && /^\s*v?\d+(?:\.\d+)?\s*$/.test(written);

/** `4.x` goes on as `^4.17.21`, and `4.17.*` as `~4.17.21`. */
function wildcard(fix: string, written: string, ecosystem: Ecosystem): string[] {
  const numbers = /^\s*(?:==)?\s*v?(\d+)(?:\.(\d+))?(?:\.[xX*])*\s*$/.exec(written);
  if (!numbers || !(isPartial(written, ecosystem) || /[xX*]\s*$/.test(written))) return [];
  if (ecosystem === 'PyPI') return [`~=${fix}`];
  const [, major, minor] = numbers;
  return [minor !== undefined && fix.startsWith(`${major}.${minor}.`) ? `~${fix}` : `^${fix}`];
}

function bracketed(fix: string, written: string, ecosystem: Ecosystem): string[] {
  const [, comma, high = '', close] = brackets.exec(written) ?? [];
  if (close === undefined) return [];
  if (!comma) return [`[${fix}]`];
  if (high === '') return [`[${fix},)`];
  const room = orders[ecosystem].compare(high, fix) ?? 0;
  const isWithin = room > 0 || (room === 0 && close === ']');
  return [isWithin ? `[${fix},${high}${close}` : `[${fix},${nextMajor(fix, high, ecosystem)})`];
}

/** With as many numbers as the bound that it takes the place of. */
function nextMajor(fix: string, bound: string, ecosystem: Ecosystem): string {
  // PyPI's has an epoch before it.
  const next = Number(orders[ecosystem].major(fix)?.replace(/^.*!/, '') ?? Number.NaN) + 1;
  return [next, ...bound.split('.').slice(1, 3).fill('0')].join('.');
}
