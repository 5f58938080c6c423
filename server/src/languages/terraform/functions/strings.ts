// String functions. https://developer.hashicorp.com/terraform/language/functions/chomp and its neighbours.

import { hole, type Value } from '../../../model/value.ts';
import { isWhollyKnown } from '../evaluate/compare.ts';
import { textOf } from '../evaluate/convert.ts';
import { itemsOf } from '../evaluate/traces.ts';
import { failure, list, text } from '../evaluate/values.ts';
import { CallError, type CallSite, type Functions, pure, unknownResult } from './define.ts';
import { formatted } from './format.ts';
import { closedItems } from './pass.ts';
import { compiled, matchesIn, replacement } from './regex.ts';

export const stringFunctions: Functions = {
  basename: pure(['string'], (path) => /([^/]*)\/*$/.exec(path)?.[1] || (path === '' ? '.' : '/')),
  chomp: pure(['string'], (value) => value.replace(/(?:\r?\n)+$/, '')),
  dirname: pure(['string'], (path) => path.replace(/\/*[^/]*$/, '') || (path.startsWith('/') ? '/' : '.')),
  endswith: pure(['string', 'string'], (value, end) => value.endsWith(end)),
  format,
  formatlist,
  indent: pure(['number', 'string'], (spaces, value) =>
    value.replaceAll('\n', `\n${' '.repeat(Math.max(0, Math.min(spaces, 1000)))}`),
  ),
  join,
  lower: pure(['string'], (value) => value.toLowerCase()),
  regex: pure(['string', 'string'], (pattern, value) => {
    const [first] = matchesIn(pattern, value, 1);
    if (first === undefined) throw new CallError('the pattern does not match');
    return first;
  }),
  regexall: pure(['string', 'string'], (pattern, value) => matchesIn(pattern, value, 10_000)),
  replace: pure(['string', 'string', 'string'], (value, search, by) => {
    const pattern =
      search.length > 1 && search.startsWith('/') && search.endsWith('/') ? search.slice(1, -1) : undefined;
    return pattern === undefined
      ? value.replaceAll(search, () => by)
      : value.replace(compiled(pattern, 'g'), replacement(by));
  }),
  split: pure(['string', 'string'], (separator, value) => (separator === '' ? [...value] : value.split(separator))),
  startswith: pure(['string', 'string'], (value, start) => value.startsWith(start)),
  strcontains: pure(['string', 'string'], (value, part) => value.includes(part)),
  strrev: pure(['string'], (value) => graphemesOf(value).reverse().join('')),
  substr: pure(['string', 'number', 'number'], substring),
  title: pure(['string'], (value) => value.replace(/(?<=^|[^\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase())),
  trim: pure(['string', 'string'], (value, cut) => trimmed(value, cut)),
  trimprefix: pure(['string', 'string'], (value, prefix) =>
    value.startsWith(prefix) ? value.slice(prefix.length) : value,
  ),
  trimspace: pure(['string'], (value) => value.trim()),
  trimsuffix: pure(['string', 'string'], (value, suffix) =>
    suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
  ),
  upper: pure(['string'], (value) => value.toUpperCase()),
  templatestring: unknownResult,
};

/** Parts that are not known leave holes. */
function format(values: readonly Value[], call: CallSite): Value {
  const [spec, ...given] = values;
  if (spec?.kind !== 'string') return unknownResult(values, call);
  const result = formatted(spec.value, given);
  if ('error' in result)
    return given.every(isWhollyKnown)
      ? failure(call.place, `\`format()\`: ${result.error}`, values)
      : unknownResult(values, call);
  return withHoles(result.text, values, call);
}

function withHoles(written: string, values: readonly Value[], call: CallSite): Value {
  return written !== '' && written.replaceAll(hole, '') === ''
    ? unknownResult(values, call)
    : text(written, call.place, values);
}

/** Once for each element of the lists among the arguments; what is no list is the same each time. */
function formatlist(values: readonly Value[], call: CallSite): Value {
  const [spec, ...given] = values;
  if (!spec) return failure(call.place, '`formatlist()` needs a format');
  if (given.some((value) => value.kind === 'list' && value.open)) return unknownResult(values, call);
  const lists = given.map(closedItems).filter((items) => items !== undefined);
  if (lists.length === 0 && given.some((value) => value.kind === 'unknown')) return unknownResult(values, call);
  const lengths = new Set(lists.map((items) => items.length));
  if (lengths.size > 1) return failure(call.place, '`formatlist()`: the lists differ in length', values);
  const [length = 1] = lengths;
  const rows = Array.from({ length }, (_, row) => given.map((value) => closedItems(value)?.[row] ?? value));
  return list(
    rows.map((row) => format([spec, ...row], call)),
    call.place,
  );
}

function join(values: readonly Value[], call: CallSite): Value {
  const [separator, ...lists] = values;
  if (
    separator?.kind !== 'string' ||
    lists.length === 0 ||
    !lists.every((value) => value.kind === 'list' && !value.open)
  ) {
    return unknownResult(values, call);
  }
  const items = lists.flatMap((value) => (value.kind === 'list' ? itemsOf(value) : []));
  const texts = items.map((item) => textOf(item) ?? (item.kind === 'unknown' ? hole : undefined));
  if (texts.some((part) => part === undefined)) return failure(call.place, '`join()` takes strings only', values);
  const result = withHoles(texts.join(separator.value), values, call);
  const [only] = items;
  // A list of one is joined to that one, with what it was encoded from.
  return items.length === 1 && only?.kind === 'string' && only.decoded
    ? ({ ...result, decoded: only.decoded } as Value)
    : result;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character; `substr`, `strrev` and `length` count these. */
export const graphemesOf = (value: string): string[] =>
  /^[\x20-\x7e]*$/.test(value) ? [...value] : [...segmenter.segment(value)].map(({ segment }) => segment);

function substring(value: string, offset: number, length: number): string {
  const characters = graphemesOf(value);
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

function trimmed(value: string, cut: string): string {
  const characters = [...value];
  const cuts = new Set(cut);
  let start = 0;
  let end = characters.length;
  while (start < end && cuts.has(characters[start]!)) start++;
  while (end > start && cuts.has(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}
