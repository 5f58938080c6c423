// The top-level items of an HCL file. An item whose text was there before is taken over with its source and its tree; only what
// is new is read from the syntax tree.

import type { Problem } from '../../../model/file.ts';
import type { Source } from '../../../model/place.ts';
import type { Grammar, Node } from '../../../syntax/grammar.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { overlaps, type Span, spanOf } from '../../../text/span.ts';
import type { Attribute, Block, Item } from './ast.ts';
import { attributeOf, blockOf } from './blocks.ts';
import { readingOf } from './reading.ts';
import { chunksOf, repaired } from './recover.ts';
import type { Unclosed } from './scan.ts';

export interface Items {
  readonly items: readonly Item[];
  /** Where each item's source begins in the text. */
  readonly sources: ReadonlyMap<Source, number>;
  /** Of what belongs to no item. */
  readonly problems: readonly Problem[];
}

/** `unclosed` are the file's strings without an end; `previous` are the items of the same file before. */
export function itemsOf(
  snapshot: Snapshot,
  grammar: Grammar,
  unclosed: readonly Unclosed[],
  previous: readonly Item[],
): Items {
  const { text, file } = snapshot;
  const collection = collector(file, previous);
  const broken = grammar.parse(snapshot, (root) => {
    const stretches: Span[] = [];
    const isBroken = root.hasError;
    for (const node of topLevelNodes(root)) {
      const { type } = node;
      if (type === 'comment') continue;
      const span = spanOf(node.startIndex, node.endIndex);
      const own = text.slice(span.start, span.end);
      // The grammar lets strings go on behind their line.
      const runsOn = unclosed.some((string) => overlaps(string.span, span));
      if ((type !== 'block' && type !== 'attribute') || (isBroken && node.hasError) || runsOn) stretches.push(span);
      else
        collection.add(span.start, own, () => {
          const read = contentOf(node, text, span.start);
          if (read && !headersBreak(read.content, own)) return read;
          stretches.push(span);
          return undefined;
        });
    }
    return joined(stretches, text);
  });
  for (const span of broken) readBroken(text, span, grammar, collection);
  return collection.end();
}

interface Collector {
  add(start: number, text: string, read: () => Pick<Item, 'content' | 'problems'> | undefined): void;
  problem(problem: Problem): void;
  end(): Items;
}

/** Gives each text the item that had it before; of several with the same text the first still free. */
export function collector(file: string, previous: readonly Item[]): Collector {
  const before = new Map<string, Item[]>();
  for (const item of previous) {
    const same = before.get(item.text);
    if (same) same.push(item);
    else before.set(item.text, [item]);
  }
  const found: { readonly start: number; readonly item: Item }[] = [];
  const problems: Problem[] = [];
  return {
    add(start, text, read) {
      const old = before.get(text)?.shift();
      if (old) {
        found.push({ start, item: old });
        return;
      }
      const fresh = read();
      if (fresh) found.push({ start, item: { source: { file }, text, ...fresh } });
    },
    problem: (problem) => problems.push(problem),
    end() {
      found.sort((a, b) => a.start - b.start);
      return {
        items: found.map(({ item }) => item),
        sources: new Map(found.map(({ start, item }) => [item.source, start])),
        problems,
      };
    },
  };
}

function topLevelNodes(root: Node): Node[] {
  return root.children.flatMap((child) => (child.type === 'body' ? child.children : [child]));
}

function contentOf(node: Node, text: string, start: number): Pick<Item, 'content' | 'problems'> | undefined {
  const reading = readingOf(text, (offset) => offset - start);
  const content = node.type === 'block' ? blockOf(node, reading) : attributeOf(node, reading);
  if (!content) return undefined;
  const { header } = content.kind === 'block' ? content : { header: content.key };
  const problems = reading.nesting.exceeded ? [{ span: header, message: 'this nests too deeply to be read' }] : [];
  return { content, problems };
}

/** The grammar takes a word on the line before a block for the block's type. */
function headersBreak(content: Block | Attribute, text: string): boolean {
  if (content.kind === 'attribute') return false;
  const header = text.slice(content.header.start, content.inner.start);
  return header.includes('\n') || content.body.blocks.some((block) => headersBreak(block, text));
}

/** Broken stretches with nothing but white space between them are one. Each reaches to the end of its line. */
function joined(spans: readonly Span[], text: string): Span[] {
  const result: Span[] = [];
  for (const { start, end } of spans) {
    const last = result.at(-1);
    if (last && text.slice(last.end, start).trim() === '')
      result[result.length - 1] = spanOf(last.start, Math.max(last.end, end));
    else result.push(spanOf(start, end));
  }
  return result;
}

function readBroken(text: string, span: Span, grammar: Grammar, collection: Collector): void {
  const { chunks, lead } = chunksOf(text, span);
  if (lead.text.trim() !== '') {
    const start = lead.start + (lead.text.length - lead.text.trimStart().length);
    const firstLine = /^[^\r\n]*/.exec(lead.text.trimStart())?.[0].trimEnd() ?? '';
    const message = 'this is not a block such as `resource "type" "name" { … }`';
    collection.problem({ span: spanOf(start, start + firstLine.length), message });
  }
  for (const chunk of chunks) {
    collection.add(chunk.start, chunk.text, () => {
      const read = readChunk(chunk.text, grammar);
      if ('content' in read) return read;
      for (const { span: at = spanOf(0, chunk.text.length), message } of read.problems) {
        collection.problem({ span: spanOf(chunk.start + at.start, chunk.start + at.end), message });
      }
      return undefined;
    });
  }
}

function readChunk(text: string, grammar: Grammar): Pick<Item, 'content' | 'problems'> | Pick<Item, 'problems'> {
  const whole = spanOf(0, /\r?\n|$/.exec(text)?.index ?? 0);
  const repair = repaired(text, grammar);
  if (!repair) return { problems: [{ span: whole, message: 'this block cannot be read' }] };
  const read = grammar.parseText(repair.text, (root) => {
    const node = topLevelNodes(root).find((child) => child.type === 'block' || child.type === 'attribute');
    return node && contentOf(node, repair.text, 0);
  });
  const problems = [...repair.problems, ...(read?.problems ?? [])];
  if (!read)
    return { problems: problems.length > 0 ? problems : [{ span: whole, message: 'this block cannot be read' }] };
  return { content: problems.length > 0 ? broken(read.content, text.length) : read.content, problems };
}

/** Marks that anything may be missing, and takes back what the repair added behind the text. */
function broken(content: Block | Attribute, length: number): Block | Attribute {
  if (content.kind === 'attribute') return content;
  const clip = (span: Span): Span => spanOf(Math.min(span.start, length), Math.min(span.end, length));
  return { ...content, span: clip(content.span), inner: clip(content.inner), body: brokenBody(content.body) };
}

function brokenBody(body: Block['body']): Block['body'] {
  return { ...body, broken: true, blocks: body.blocks.map((block) => ({ ...block, body: brokenBody(block.body) })) };
}
