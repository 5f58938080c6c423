// Reads XML (https://www.w3.org/TR/xml/) into elements with exact places, tolerantly: pom.xml and the project files of .NET while they are
// typed. Entities are replaced, those that the file defines itself stay unknown. It takes time in proportion to the text, and no depth of
// elements costs any stack.
//
// A reader of our own, because of the published ones those that know places throw at the first mistake, and those that do not throw know none.

import type { Comment, Problem } from '../model/file.ts';
import { hole } from '../model/value.ts';
import { type Span, spanOf } from '../text/span.ts';
import { join, type Mapped, mappedAt, slice, standingFor, trimmed } from './mapped.ts';

export interface XmlText {
  /** Undefined where the text holds no element. */
  readonly root: XmlElement | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Spans are offsets of the text. */
export interface XmlElement {
  /** Without a prefix. */
  readonly name: string;
  readonly nameAt: Span;
  /** With its tags. */
  readonly span: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** What stands in it besides elements, without white space around; undefined where that is nothing. */
  readonly text: Mapped | undefined;
}

export interface XmlAttribute {
  readonly name: string;
  /** Inside the quotes. */
  readonly value: Mapped;
  readonly valueAt: Span;
}

export const childrenNamed = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The last one, as Maven and MSBuild take it. */
export const childNamed = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.findLast((child) => child.name === name);

/** MSBuild heeds no case. */
export const attributeNamed = ({ attributes }: XmlElement, name: string): XmlAttribute | undefined =>
  attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());

/** An element whose end is not reached yet. */
interface Open extends Pick<XmlElement, 'name' | 'nameAt' | 'attributes'> {
  /** With its prefix. */
  readonly written: string;
  readonly start: number;
  readonly children: XmlElement[];
  readonly parts: Mapped[];
}

// Whoever reads a broken file needs the first mistakes; the rest follow from them.
const mostProblems = 20;

// More than anybody leaves open while typing; without an end, a text of nothing but openings would take for ever.
const mostShared = 10_000;

export function readXml(text: string): XmlText {
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const top: Open = { name: '', written: '', nameAt: spanOf(0, 0), attributes: [], start: 0, children: [], parts: [] };
  const open: Open[] = [];
  const openNames = new Map<string, number>();
  const find = finder(text);
  let shared = 0;

  const report = (start: number, end: number, message: string): void => {
    if (problems.length < mostProblems) problems.push({ span: spanOf(start, end), message });
  };
  const parent = (): Open => open.at(-1) ?? top;
  const close = (end: number): Open | undefined => {
    const element = open.pop();
    if (!element) return undefined;
    openNames.set(element.written, (openNames.get(element.written) ?? 1) - 1);
    parent().children.push(elementOf(element, end));
    return element;
  };
  // What is not closed may hold what should follow it, so its children count as its parent's, too.
  const closeBroken = (end: number): void => {
    const element = close(end);
    if (!element) return;
    report(element.nameAt.start - 1, element.nameAt.end, `\`<${element.written}>\` is not closed`);
    shared += element.children.length;
    if (shared <= mostShared) for (const child of element.children) parent().children.push(child);
  };
  const closeTag = (start: number): number => {
    const name = wordAt(text, start + 2);
    const written = text.slice(name.start, name.end);
    const after = skipSpace(text, name.end);
    const end = text[after] === '>' ? after + 1 : name.end;
    if (text[after] !== '>') report(start, name.end, `\`</${written}\` is not closed with \`>\``);
    if (!openNames.get(written)) report(start, end, `\`</${written}>\` closes nothing`);
    else {
      while (parent().written !== written) closeBroken(start);
      close(end);
    }
    return end;
  };
  const openTag = (start: number): number => {
    const nameAt = wordAt(text, start + 1);
    if (nameAt.start === nameAt.end) {
      report(start, start + 1, '`<` begins no tag here');
      return start + 1;
    }
    const written = text.slice(nameAt.start, nameAt.end);
    const { attributes, at, mark } = readAttributes(text, nameAt.end, find, report);
    const element = { name: withoutPrefix(written), written, nameAt, attributes, start, children: [], parts: [] };
    if (mark === '>') {
      open.push(element);
      openNames.set(written, (openNames.get(written) ?? 0) + 1);
    } else {
      if (!mark) report(start, nameAt.end, `\`<${written}\` is not closed with \`>\``);
      parent().children.push(elementOf(element, at));
    }
    return at;
  };
  /** The end of a construct that begins with one mark and ends with another; of one that does not end, only its first line. */
  const construct = (start: number, mark: string, message: string): number => {
    const found = find(mark, start);
    if (found !== undefined) return found + mark.length;
    const end = lineEnd(text, start);
    report(start, end, message);
    return end;
  };

  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      if (open.length > 0) parent().parts.push(characters(text, at, end));
      at = end;
    } else if (text.startsWith('<!--', at)) {
      const end = construct(at, '-->', 'this comment is not closed with `-->`');
      comments.push({
        span: spanOf(at, end),
        text: text
          .slice(at + 4, end)
          .replace(/-->$/, '')
          .trim(),
      });
      at = end;
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = construct(at, ']]>', 'this section is not closed with `]]>`');
      if (text.startsWith(']]>', end - 3)) parent().parts.push(mappedAt(text.slice(at + 9, end - 3), at + 9));
      at = end;
    } else if (text.startsWith('<?', at)) at = construct(at, '?>', 'this instruction is not closed with `?>`');
    else if (text.startsWith('<!', at)) {
      const mark = find('>', at);
      const bracket = find('[', at);
      const isSubset = bracket !== undefined && mark !== undefined && bracket < mark;
      at = construct(at, isSubset ? ']>' : '>', 'this declaration is not closed with `>`');
    } else at = text[at + 1] === '/' ? closeTag(at) : openTag(at);
  }
  while (open.length > 0) closeBroken(text.length);
  return { root: top.children[0], comments, problems };
}

type Find = (mark: string, from: number) => number | undefined;

/** `from` only grows, so what is found nowhere is not looked for again, and what lies ahead is found already. */
function finder(text: string): Find {
  const next = new Map<string, number>();
  return (mark, from) => {
    let at = next.get(mark) ?? -1;
    if (at < from) {
      at = text.indexOf(mark, from);
      next.set(mark, at < 0 ? Number.POSITIVE_INFINITY : at);
    }
    return at < 0 || at === Number.POSITIVE_INFINITY ? undefined : at;
  };
}

function elementOf({ name, nameAt, attributes, start, children, parts }: Open, end: number): XmlElement {
  const text = trimmed(join(parts));
  return { name, nameAt, attributes, children, span: spanOf(start, end), text: text.text === '' ? undefined : text };
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

interface Attributes {
  readonly attributes: readonly XmlAttribute[];
  /** Behind the mark, or where the tag breaks off. */
  readonly at: number;
  readonly mark: '>' | '/>' | undefined;
}

function readAttributes(
  text: string,
  start: number,
  find: Find,
  report: (start: number, end: number, message: string) => void,
): Attributes {
  const attributes: XmlAttribute[] = [];
  const add = (name: Span, valueAt: Span): void => {
    const value = characters(text, valueAt.start, valueAt.end);
    attributes.push({ name: withoutPrefix(text.slice(name.start, name.end)), value, valueAt });
  };
  let at = skipSpace(text, start);
  while (at < text.length && text[at] !== '<') {
    if (text[at] === '>') return { attributes, at: at + 1, mark: '>' };
    if (text.startsWith('/>', at)) return { attributes, at: at + 2, mark: '/>' };
    const name = wordAt(text, at);
    const equals = skipSpace(text, name.end);
    if (name.start === name.end || text[equals] !== '=') {
      const end = Math.max(name.end, at + 1);
      report(at, end, `expected an attribute such as \`name="value"\``);
      at = skipSpace(text, end);
      continue;
    }
    const opening = skipSpace(text, equals + 1);
    const quote = text[opening];
    if (quote !== '"' && quote !== "'") {
      const value = wordAt(text, opening);
      report(name.start, value.end, `the value of \`${text.slice(name.start, name.end)}\` stands in no quotes`);
      add(name, value);
      at = skipSpace(text, value.end);
      continue;
    }
    const closing = find(quote, opening + 1);
    const tag = find('<', opening);
    if (closing !== undefined && (tag === undefined || closing < tag)) {
      add(name, spanOf(opening + 1, closing));
      at = skipSpace(text, closing + 1);
      continue;
    }
    const end = brokenValueEnd(text, opening + 1);
    report(opening, end, 'this quote is not closed');
    add(name, spanOf(opening + 1, end));
    at = skipSpace(text, end);
  }
  return { attributes, at, mark: undefined };
}

/** Of a value without its second quote: where its tag or its line ends. */
function brokenValueEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\r\n<>]/.test(text[at] ?? '') && !text.startsWith('/>', at)) at++;
  return start + text.slice(start, at).trimEnd().length;
}

/** The characters `[start, end)` with entities replaced. */
function characters(text: string, start: number, end: number): Mapped {
  const whole = mappedAt(text.slice(start, end), start);
  if (!whole.text.includes('&')) return whole;
  const parts: Mapped[] = [];
  let copied = 0;
  for (const { 0: entity, 1: name = '', index } of whole.text.matchAll(/&(#?\w{1,32});/g)) {
    const from = start + index;
    parts.push(slice(whole, copied, index), standingFor(meaningOf(name), from, from + entity.length));
    copied = index + entity.length;
  }
  return join([...parts, slice(whole, copied, whole.text.length)]);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function meaningOf(name: string): string {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? (entities[name] ?? hole) : hole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : hole;
}

function wordAt(text: string, start: number): Span {
  let end = start;
  while (end < text.length && /[^\s<>/="']/.test(text[end] ?? '')) end++;
  return spanOf(start, end);
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function lineEnd(text: string, start: number): number {
  const found = text.slice(start).search(/[\r\n]/);
  return found < 0 ? text.length : start + found;
}
