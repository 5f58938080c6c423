// What the lines of a file belong to, as far as comments are about them: which block, instruction, entry, item or document starts on
// a line, and what is code and what is not.

import type { Comment, SourceFile } from '../model/file.ts';
import type { Place } from '../model/place.ts';
import type { LanguageId, Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { lineAt, lineSpan, lineText, type Snapshot } from '../text/snapshot.ts';
import { contains, type Span, spanOf } from '../text/span.ts';

export interface Structure {
  readonly whole: Span;
  /** Does code stand before it on its line? */
  isTrailing(comment: Comment): boolean;
  isAboveCode(comment: Comment): boolean;
  /** Is it one of the comments at the very top of a Dockerfile that have the form of a directive? */
  isParserDirective(comment: Comment): boolean;
  /** The comment's line, and what starts on it: an entry, a block, an instruction. */
  onLine(comment: Comment): Span;
  /** The next line of code, and the largest that starts there: a document, a block, an instruction, an item, an entry. */
  below(comment: Comment): Span | undefined;
  /** The line right below, with the rest of the instruction that starts there. */
  lineBelow(comment: Comment): Span | undefined;
  /** As `below`, but a FROM is its stage. */
  blockBelow(comment: Comment): Span | undefined;
  /** The top-level block that holds the comment. */
  around(comment: Comment): Span | undefined;
}

export function structureOf(
  file: SourceFile,
  resources: readonly Resource[],
  spanOfPlace: (place: Place) => Span | undefined,
): Structure {
  const { snapshot, language } = file;
  const nodes = nodesOf(language, resources, spanOfPlace);
  const code = codeLines(file);
  const nextCode = (comment: Comment): number | undefined => code.find((line) => line > lastLine(snapshot, comment));
  const startingAt = (line: number | undefined, wanted: (node: Node) => boolean): Span | undefined => {
    if (line === undefined) return undefined;
    const start = codeStart(file, line);
    const started = nodes.filter((node) => node.span.start === start && wanted(node));
    return union([lineSpan(snapshot, line), ...started.map(({ span }) => span)]);
  };
  return {
    whole: spanOf(0, snapshot.text.length),
    isTrailing: (comment) => codeBefore(snapshot, comment) !== '',
    isAboveCode: (comment) => code[0] === undefined || firstLine(snapshot, comment) < code[0],
    isParserDirective(comment) {
      const above = snapshot.text.slice(0, comment.span.start);
      return /^\uFEFF?(?:#!.*\r?\n)?(?:#\s*(?:syntax|escape|check)\s*=.*\r?\n)*$/i.test(above);
    },
    onLine(comment) {
      const line = lineSpan(snapshot, firstLine(snapshot, comment));
      const started = nodes.filter(
        ({ span, kind }) =>
          (kind === 'entry' || kind === 'block') && line.start <= span.start && span.start < comment.span.start,
      );
      return union([line, ...started.map(({ span }) => span)]);
    },
    below: (comment) => startingAt(nextCode(comment), ({ kind }) => kind !== 'stage'),
    lineBelow(comment) {
      const line = nextCode(comment);
      // Peers count lines; only further comments may stand between.
      const next = line === undefined ? undefined : lineSpan(snapshot, line).start;
      if (next === undefined || /\n[ \t]*\r?\n/.test(snapshot.text.slice(comment.span.end, next))) return undefined;
      return startingAt(line, ({ kind }) => kind === 'block' && language === 'dockerfile');
    },
    blockBelow: (comment) => startingAt(nextCode(comment), () => true),
    around(comment) {
      const blocks = resources.flatMap(({ place }) => spanOfPlace(place) ?? []);
      const around = blocks.filter((span) => contains(span, comment.span));
      return around.length > 0 ? union(around) : undefined;
    },
  };
}

interface Node {
  readonly kind: 'document' | 'block' | 'stage' | 'item' | 'entry';
  readonly span: Span;
}

function nodesOf(
  language: LanguageId,
  resources: readonly Resource[],
  spanOfPlace: (place: Place) => Span | undefined,
): readonly Node[] {
  const nodes: Node[] = [];
  const add = (kind: Node['kind'], place: Place): void => {
    const span = spanOfPlace(place);
    if (span) nodes.push({ kind, span });
  };
  const seen = new Set<Value>();
  const addInside = (value: Value): void => {
    // Anchors share what they stand for.
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'map') {
      for (const [key, entry] of value.entries) {
        if (key.startsWith('$')) continue;
        add('entry', entry.place);
        addInside(entry.value);
      }
    }
    if (value.kind === 'list') {
      for (const item of value.items) {
        if (item.kind === 'map') add(language === 'terraform' ? 'block' : 'item', item.place);
        addInside(item);
      }
    }
  };
  const addParts = (resource: Resource, kind: Node['kind']): void => {
    for (const part of resource.parts) {
      add(kind, part.place);
      addParts(part, 'entry');
    }
  };
  for (const resource of resources) {
    switch (language) {
      case 'terraform':
        add('block', resource.place);
        addInside(resource.body);
        break;
      case 'kubernetes':
        add('document', resource.place);
        addInside(resource.body);
        break;
      case 'compose':
        add('block', resource.place);
        addInside(resource.body);
        break;
      case 'dockerfile':
        add(resource.type === 'stage' ? 'stage' : 'block', resource.place);
        addParts(resource, 'block');
        break;
      case 'packages':
        addInside(resource.body);
        addParts(resource, 'block');
    }
  }
  return nodes;
}

/** The numbers of the lines that hold more than comments; the `---` between documents is none of them. */
function codeLines({ snapshot, comments, language }: SourceFile): readonly number[] {
  const commented = new Set<number>();
  for (const comment of comments) {
    const last = lastLine(snapshot, comment);
    const behind = snapshot.text.slice(comment.span.end, lineSpan(snapshot, last).end);
    if (codeBefore(snapshot, comment) !== '' || behind.trim() !== '') continue;
    for (let line = firstLine(snapshot, comment); line <= last; line++) commented.add(line);
  }
  const isCode = (line: number): boolean => {
    const written = lineText(snapshot, line).trim();
    return written !== '' && !commented.has(line) && !(isYaml(language) && /^(?:---|\.\.\.)(?:\s+#.*)?$/.test(written));
  };
  return snapshot.lines.flatMap((_, line) => (isCode(line) ? [line] : []));
}

/** Documents are parted by `---`, items begin with a dash. */
const isYaml = (language: LanguageId): boolean => language === 'kubernetes' || language === 'compose';

const firstLine = (snapshot: Snapshot, { span }: Comment): number => lineAt(snapshot, span.start);

const lastLine = (snapshot: Snapshot, { span }: Comment): number =>
  lineAt(snapshot, Math.max(span.start, span.end - 1));

const codeBefore = (snapshot: Snapshot, comment: Comment): string =>
  snapshot.text.slice(lineSpan(snapshot, firstLine(snapshot, comment)).start, comment.span.start).trim();

/** Behind the dashes of items. */
function codeStart({ snapshot, language }: SourceFile, line: number): number {
  const { start, end } = lineSpan(snapshot, line);
  const margin = isYaml(language) ? /^\s*(?:- +)*/ : /^\s*/;
  return start + (margin.exec(snapshot.text.slice(start, end))?.[0].length ?? 0);
}

const union = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map(({ start }) => start)),
  end: Math.max(...spans.map(({ end }) => end)),
});
