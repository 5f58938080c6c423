// A fix as edits of the text: small, in the syntax and the style of the file, and none at all where it cannot be done safely.

import type { Literal } from '../model/literal.ts';
import type { Location, Place } from '../model/place.ts';
import type { Repair } from '../model/repair.ts';
import type { LanguageId } from '../model/resource.ts';
import type { Entry, ListValue, MapValue, Value } from '../model/value.ts';
import type { Edit, Snapshot } from '../text/snapshot.ts';
import { overlaps, spanOf } from '../text/span.ts';
import { inOrder, sameEdit } from './apply.ts';
import { dockerfile } from './dockerfile.ts';
import { hcl } from './hcl.ts';
import { json } from './json.ts';
import { indentedAs, linesAbove, linesBelow, withoutLines } from './lines.ts';
import { type Page, pageOf, startsLine, trimmedEnd, Unrepairable } from './page.ts';
import { plainLines } from './plain-lines.ts';
import { type Entries, isMap, type Syntax } from './syntax.ts';
import { isToml, toml } from './toml.ts';
import { isXml, xml } from './xml.ts';
import { yaml } from './yaml.ts';

export interface RepairContext {
  readonly language: LanguageId;
  readonly snapshot: Snapshot;
  /** Where a place stands in the current text; undefined if it is no longer there. */
  readonly locate: (place: Place) => Location | undefined;
}

/**
 * Edits in the snapshot's offsets, sorted and not overlapping; none where everything is as it should be. Undefined where a repair
 * concerns another file, where two contradict each other, and where the syntax leaves no safe way.
 */
export function editsFor(
  repairs: readonly Repair[],
  { language, snapshot, locate }: RepairContext,
): readonly Edit[] | undefined {
  const page = pageOf(snapshot, (place) => {
    const location = locate(place);
    return location?.file === snapshot.file ? location.span : undefined;
  });
  const syntax = syntaxOf(language, page, snapshot);
  try {
    const edits = grouped(repairs).flatMap((work) => written(work, page, syntax));
    const once = inOrder(edits.filter((edit, index) => edits.findIndex((other) => sameEdit(edit, other)) === index));
    if (once.some((edit, index) => once.slice(index + 1).some((other) => overlaps(edit.span, other.span))))
      return undefined;
    const finished = syntax.finish ? syntax.finish(once) : once;
    return finished
      .map(({ span, text }) => ({ span, text: text.replace(/\r\n|\r|\n/g, page.newline) }))
      .filter((edit) => changes(snapshot, edit));
  } catch (error) {
    if (error instanceof Unrepairable) return undefined;
    throw error;
  }
}

const changes = ({ text }: Snapshot, edit: Edit): boolean => text.slice(edit.span.start, edit.span.end) !== edit.text;

function syntaxOf(language: LanguageId, page: Page, snapshot: Snapshot): Syntax {
  const isJson = /\.json$/i.test(snapshot.file);
  switch (language) {
    case 'terraform':
      // Strings are templates in Terraform's JSON form, too.
      return isJson ? json(page, (text) => JSON.stringify(text.replace(/[$%](?=\{)/g, '$&$&'))) : hcl(page, snapshot);
    case 'kubernetes':
      return isJson ? json(page) : yaml(page);
    case 'compose':
      return yaml(page);
    case 'dockerfile':
      return dockerfile(page);
    case 'packages':
      if (isXml(snapshot.file)) return xml(page);
      if (isToml(snapshot.file)) return toml(page);
      // The settings and locks of pnpm and Yarn, and workflows.
      if (/\.ya?ml$/i.test(snapshot.file)) return yaml(page);
      return isJson ? json(page) : plainLines(page);
  }
}

/** What is written at once: repairs of one map or list are, because they share a place in the text. */
type Work =
  | Extract<Repair, { kind: 'set' | 'text' | 'word' | 'lines' | 'companion' }>
  | { readonly kind: 'addAll'; readonly map: MapValue; readonly entries: Entries }
  | { readonly kind: 'appendAll'; readonly list: ListValue; readonly literals: readonly Literal[] }
  | { readonly kind: 'removeEntries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'removeItems'; readonly list: ListValue; readonly items: readonly Value[] };

function grouped(repairs: readonly Repair[]): Work[] {
  const works: Work[] = [];
  const added = new Map<MapValue, Entries>();
  const appended = new Map<ListValue, readonly Literal[]>();
  const without = new Map<ListValue, readonly Value[]>();
  const removed = new Set<Entry>();
  for (const repair of repairs) {
    switch (repair.kind) {
      case 'add':
        added.set(repair.map, merged(added.get(repair.map) ?? {}, nested(repair.keys, repair.literal)));
        break;
      case 'append':
        appended.set(repair.list, [...(appended.get(repair.list) ?? []), repair.literal]);
        break;
      case 'removeEntry':
        removed.add(repair.entry);
        break;
      case 'removeItem':
        without.set(repair.list, [...(without.get(repair.list) ?? []), repair.item]);
        break;
      default:
        works.push(repair);
    }
  }
  for (const [map, entries] of added) works.push(...additions(map, entries));
  for (const [list, literals] of appended) works.push({ kind: 'appendAll', list, literals });
  if (removed.size > 0) works.push({ kind: 'removeEntries', entries: [...removed] });
  for (const [list, items] of without) works.push({ kind: 'removeItems', list, items });
  return works;
}

const nested = ([first = '', ...rest]: readonly string[], literal: Literal): Entries => ({
  [first]: rest.length > 0 ? nested(rest, literal) : literal,
});

function merged(a: Entries, b: Entries): Entries {
  const both: Record<string, Literal> = { ...a };
  for (const [key, literal] of Object.entries(b)) {
    const there = both[key];
    if (there !== undefined && !(isMap(there) && isMap(literal))) {
      if (JSON.stringify(there) !== JSON.stringify(literal))
        throw new Unrepairable('two repairs contradict each other');
      continue;
    }
    both[key] = there !== undefined && isMap(there) && isMap(literal) ? merged(there, literal) : literal;
  }
  return both;
}

/** An entry that is there as null, which rules read as absent, is set instead; one that is a map takes what is nested in it. */
function additions(map: MapValue, entries: Entries): Work[] {
  const missing: Record<string, Literal> = {};
  const works: Work[] = [];
  for (const [key, literal] of Object.entries(entries)) {
    const there = map.entries.get(key)?.value;
    if (!there) missing[key] = literal;
    else if (there.kind === 'null') works.push({ kind: 'set', value: there, literal });
    else if (there.kind === 'map' && isMap(literal)) works.push(...additions(there, literal));
    else throw new Unrepairable('the key is there already');
  }
  return Object.keys(missing).length > 0 ? [...works, { kind: 'addAll', map, entries: missing }] : works;
}

function written(work: Work, page: Page, syntax: Syntax): Edit[] {
  switch (work.kind) {
    case 'set':
      return syntax.set(work.value, work.literal);
    case 'addAll':
      return syntax.add(work.map, work.entries);
    case 'appendAll':
      return syntax.append(work.list, work.literals);
    case 'removeEntries':
      return syntax.removeEntries(work.entries);
    case 'removeItems':
      return syntax.removeItems(work.list, work.items);
    case 'text':
      return [textAt(page, work.place, work.text)];
    case 'word':
      if (!syntax.word) throw new Unrepairable('there are no words');
      return syntax.word(page.span(work.place), work.text);
    case 'lines': {
      const span = syntax.linesOf(page.span(work.place));
      const lines = indentedAs(page, span.start, work.text.replace(/\s+$/, ''));
      const end = trimmedEnd(page, span.start, span.end);
      return [work.side === 'before' ? linesAbove(page, span.start, lines) : linesBelow(page, end, lines)];
    }
    case 'companion': {
      const { start, end } = page.span(work.place);
      return syntax.companion(spanOf(start, trimmedEnd(page, start, end)), work.text.replace(/\s+$/, ''));
    }
  }
}

function textAt(page: Page, place: Place, text: string): Edit {
  const span = page.span(place);
  const end = trimmedEnd(page, span.start, span.end);
  const restOfLine = page.text.slice(end, page.line(end).end);
  const isWholeLines = span.end > span.start && startsLine(page, span.start) && restOfLine.trim() === '';
  return text === '' && isWholeLines ? withoutLines(page, spanOf(span.start, end)) : { span, text };
}
